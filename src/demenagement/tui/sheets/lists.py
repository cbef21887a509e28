"""Warnings and questions, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.application.telling import about_fact, caution_text, titled
from demenagement.domain.asking import inquiries
from demenagement.tui.safe import line
from demenagement.tui.sheets.rows import QUIET
from demenagement.tui.widgets.sheet import Block, Sheet, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.application.journeys import Overview
    from demenagement.domain.plan import Plan
    from demenagement.wording import Phrasebook


def warnings(overview: Overview, say: Phrasebook) -> Sheet:
    """What to be careful of, and which step it is about."""
    plan = overview.plan
    if not plan.warnings:
        return Sheet(paragraph(say("app.no-warnings")))
    return Sheet(
        *(
            block
            for caution in plan.warnings
            for block in _both(caution_text(caution, say), _of(caution.step, plan, say), "! ")
        )
    )


def _of(ident: str | None, plan: Plan, say: Phrasebook) -> str:
    step = plan.step(ident or "")
    return titled(step, say.lang) if step else ""


def questions(overview: Overview, say: Phrasebook) -> Sheet:
    """What is still to be known, why it is asked, and under which key it is kept."""
    plan = overview.plan
    if not plan.questions:
        return Sheet(paragraph(say("app.no-questions")))
    blocks = [paragraph((say("app.questions-how", id=overview.journey.id), QUIET))]
    for inquiry in inquiries(plan.questions):
        if inquiry.grouped:
            blocks += _both(say(f"group.{inquiry.name}"), "", "? ")
        for question in inquiry.questions:
            why = about_fact("because", question.fact, say, plan.names)
            asked = about_fact("question", question.fact, say, plan.names)
            blocks += _both(asked, f"{why}  [{question.fact}]", "  · " if inquiry.grouped else "? ")
    return Sheet(*blocks)


def _both(first: str, second: str, bullet: str) -> Iterator[Block]:
    yield Block(line(first), bullet=line(bullet), gap=True)
    if second:
        yield Block(line((second, QUIET)), len(bullet))
