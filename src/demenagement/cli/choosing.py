"""`next`: the one best thing to do now, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.application.telling import air, sentences, titled
from demenagement.bootstrap import Product
from demenagement.cli.awaited import awaited_document, print_awaited
from demenagement.cli.called_off import off_document, print_off
from demenagement.cli.document import step_document
from demenagement.cli.printing import line, print_json, words
from demenagement.domain.calling_off import off_since
from demenagement.domain.choice import best, by_air

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.journeys import Overview
    from demenagement.domain.plan import Plan, Step
    from demenagement.wording import Phrasebook

_REDDEST = 5


def next_step(arguments: Namespace) -> int:
    """What to do now, and why."""
    product, say = Product.of(arguments), words(arguments)
    overview = product.journeys.look(arguments.id, arguments.today)
    off = off_document(overview, product, say)
    if off is not None:
        return _called_off(overview, off, product, arguments)
    choice = best(overview.plan)
    awaited = product.watching.awaited(overview)
    if arguments.json:
        found = choice and step_document(choice.step, product.manifests, say)
        why = sentences(choice.why, say) if choice else []
        air = [{"id": step.id, "slack": step.slack} for step in by_air(overview.plan)]
        today = arguments.today.isoformat()
        expected = [awaited_document(each, arguments.today, say) for each in awaited]
        print_json(
            {
                "version": 1,
                "today": today,
                "step": found,
                "why": why,
                "by_slack": air,
                "expected": expected,
                "called_off": None,
            }
        )
        return 0
    if choice is None:
        line(say("journey.nothing-now"))
    else:
        explain(choice.step, product, say)
        line()
        for reason in sentences(choice.why, say):
            line(say("journey.why-first", reason=reason))
        _print_air(choice.step, overview.plan, say)
    print_awaited(awaited, overview, say, line)
    return 0


def _called_off(overview: Overview, off: dict[str, Any], product: Product, arguments: Namespace) -> int:
    """Of a move that was called off: the first thing that is left to undo."""
    say = words(arguments)
    if not arguments.json:
        print_off(overview, product, say, only_first=True)
        return 0
    first = overview.plan.step(off["left"][0]["step"]) if off["left"] else None
    print_json(
        {
            "version": 1,
            "today": arguments.today.isoformat(),
            "step": first and step_document(first, product.manifests, say),
            "why": [say("cancelling.off", day=off_since(overview.journey))],
            "by_slack": [],
            "expected": [],
            "called_off": off,
        }
    )
    return 0


def _print_air(first: Step, plan: Plan, say: Phrasebook) -> None:
    """The few other steps that can wait least."""
    others = [step for step in by_air(plan) if step.id != first.id][:_REDDEST]
    if others:
        line()
        line(say("journey.by-air"))
    for step in others:
        line(f"- {titled(step, say.lang)} · {air(step, say)}", 2)


def explain(step: Step, product: Product, say: Phrasebook) -> None:
    """One step for a person: what, by when, why, what to prepare, who to reach."""
    found = step_document(step, product.manifests, say)
    subject = f" ({found['subject']})" if found["subject"] else ""
    line(f"{found['title']}{subject}  [{found['id']}]")
    for key in ("what", "otherwise"):
        if found[key]:
            line(found[key], 2)
    if step.due is not None:
        line(say(f"cli.until-{step.nature.value}", day=say.long_day(step.due)), 2)
    for reason in sentences(step.why, say):
        line(f"· {reason}", 4)
    for key in ("law", "human", "cost"):
        if found[key]:
            line(say(f"journey.{key}", text=found[key]), 2)
    for key in ("needs", "pitfalls", "proof"):
        if found[key]:
            line(say(f"journey.{key}"), 2)
            for text in found[key]:
                line(f"- {text}", 4)
