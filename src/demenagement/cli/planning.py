"""`plan FILE`: a dossier file in, a dated plan out, nothing stored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from demenagement.application.telling import about_fact, caution_lines
from demenagement.bootstrap import Product
from demenagement.cli.document import plan_document
from demenagement.cli.printing import WIDTH, line, print_json, words
from demenagement.domain.asking import inquiries

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.domain.asking import Inquiry
    from demenagement.domain.plan import Plan, Step
    from demenagement.wording import Phrasebook


_UNDER = 16
"""Where a step's title begins."""


def plan(arguments: Namespace) -> int:
    """Print the plan of a dossier file."""
    product = Product.of(arguments)
    dossier = product.read_dossier(Path(arguments.file))
    made = product.planning.plan(dossier, arguments.today)
    if arguments.json:
        print_json(plan_document(made, product.manifests, words(arguments)))
    else:
        print_plan(made, words(arguments))
    return 0


def print_plan(made: Plan, say: Phrasebook, *, names: bool = False) -> None:
    """The plan for people: warnings first, then the steps by date, then what is still to be known.

    `names` shows of each step the name by which it is typed, where there is a journey to type it for.
    """
    for text in caution_lines(made.warnings, made, say):
        line(f"! {text}")
    if made.warnings:
        line()
    month = None
    for step in made.steps:
        day = step.act_on
        heading = say("cli.undated") if day is None else f"{say.day(day.replace(day=1)).split(' ', 1)[1]}"
        if heading != month:
            line()
            line(heading.upper())
            month = heading
        _print_step(step, say, name=f"[{step.id}]" if names else "")
    if made.questions:
        line()
        line(say("cli.questions"))
        for inquiry in inquiries(made.questions):
            _print_inquiry(inquiry, made, say)


def _print_inquiry(inquiry: Inquiry, made: Plan, say: Phrasebook) -> None:
    """One question; those that are asked together under one heading."""
    if inquiry.grouped:
        line(f"- {say(f'group.{inquiry.name}')}", 2)
    for question in inquiry.questions:
        text = f"{about_fact('question', question.fact, say, made.names)}  [{question.fact}]"
        line(f"· {text}" if inquiry.grouped else f"- {text}", 4 if inquiry.grouped else 2)


def _print_step(step: Step, say: Phrasebook, name: str) -> None:
    """One step on one line, its last day below when it has another one; its name at the end of the first with room."""
    day = step.act_on
    subject = f" ({step.subject})" if step.subject else ""
    mark = say(f"mark.{step.standing.value}")
    told = [f"  {mark} {say.short_day(day) if day else '':<11} {step.template.title[say.lang]}{subject}"]
    if step.due is not None:
        told.append(" " * _UNDER + say(f"cli.until-{step.nature.value}", day=say.long_day(step.due)))
    place = next((place for place, text in enumerate(told) if len(text) + 2 + len(name) <= WIDTH), len(told))
    if name and place == len(told):
        told.append(" " * _UNDER + name)
    elif name:
        told[place] += f"  {name}"
    for text in told:
        bare = text.lstrip()
        line(bare, len(text) - len(bare))
