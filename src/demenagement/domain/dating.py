"""The dates of one step: its rules applied, what they are worth, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from demenagement.domain.deadline import Deadline, Nature, because, weakest
from demenagement.domain.law import LAW
from demenagement.domain.money import AMOUNTS, deposit_penalty

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from demenagement.domain.deadline import Anchor
    from demenagement.domain.plan import Step
    from demenagement.domain.situation import Situation
    from demenagement.domain.template import DateSource


def date_step(step: Step, situation: Situation, anchors: Mapping[str, Anchor]) -> Step:
    """The step with `opens`, `ideal`, `due`, `advised`, what the last day is worth, and the derivation."""
    template = step.template
    workdays = situation.workdays("leaving" if template.side == "leaving" else "arriving")

    def date_of(source: DateSource | None) -> Deadline:
        if source is None:
            return Deadline()
        if source.rule is not None:
            return source.rule.apply(anchors, workdays)
        return LAW[source.law or ""](situation, anchors)

    opens, ideal, due = date_of(template.opens), date_of(template.ideal), date_of(template.due)
    confidence = weakest(template.confidence, due.confidence)
    nature = template.nature
    if due.day is None or (nature is Nature.LEGAL and not confidence.may_bind):
        nature = Nature.ADVICE
    advised = due.day
    reasons = [*due.reasons] if due.day or not ideal.day else [*ideal.reasons]
    if due.day is not None and nature is not Nature.COUNTERPART:
        advised = workdays.on_or_before(due.day)
        if advised != due.day:
            reasons.append(because("not-worked", day=due.day, advised=advised))
    missing = tuple(dict.fromkeys((*due.missing, *ideal.missing, *opens.missing)))
    return replace(
        step,
        opens=opens.day,
        ideal=ideal.day,
        due=due.day,
        advised=advised,
        nature=nature,
        confidence=confidence,
        amount=_amount(step, situation, anchors, due),
        begins=opens.day or _begins(due, ideal),
        why=tuple(reasons),
        missing=missing,
    )


def _begins(due: Deadline, ideal: Deadline) -> date | None:
    """A duty that counts from an event can't be met before it: the event's day, when no date lies before it."""
    known = [dated for dated in (ideal, due) if dated.day is not None and dated.since is not None]
    events = [dated.since for dated in known if dated.since is not None]
    if any(dated.day < event for dated in known for event in events if dated.day):
        return None
    if ideal.day is not None:
        return ideal.since
    return due.since if due.day and due.since and due.day > due.since else None


def _amount(step: Step, situation: Situation, anchors: Mapping[str, Anchor], due: Deadline) -> Decimal | None:
    name = step.template.amount
    if name == "deposit_penalty":
        return deposit_penalty(situation, due.day)
    return AMOUNTS[name](situation, anchors) if name else None
