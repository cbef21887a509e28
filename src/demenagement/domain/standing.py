"""Where each step is: what the facts say, what happened, what it waits for, and the day.

Dependencies put steps in order and push the recommended day; they never move a last day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from demenagement.domain.deadline import Nature, because
from demenagement.domain.plan import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from demenagement.domain.plan import Step


@dataclass(frozen=True, slots=True)
class Happened:
    """What a journey knows of a step: how the person settled it, and the state of its submission."""

    standing: Standing | None = None
    submission: str | None = None


def stand(steps: Sequence[Step], today: date, happened: Mapping[str, Happened]) -> list[Step]:
    """The steps with their standing, their submission and their pushed ideal days.

    `steps` stand in an order that respects `after`.
    """
    found: dict[str, list[Step]] = {}
    for step in steps:
        before = [earlier for slug in step.after for earlier in found.get(slug, ())]
        event = happened.get(step.id, Happened())
        pushed = _push(step, before)
        standing = event.standing or step.implied or _by_the_day(pushed, before, today)
        found.setdefault(step.slug, []).append(replace(pushed, standing=standing, submission=event.submission))
    return [step for group in found.values() for step in group]


def _push(step: Step, before: Sequence[Step]) -> Step:
    """Recommend no day before what the step waits for, nor after its own last day."""
    waits = [(earlier.act_on, earlier.id) for earlier in before if earlier.act_on and not earlier.standing.settled]
    if step.ideal is None or not waits or max(waits)[0] <= step.ideal:
        return step
    day, ident = max(waits)
    ideal = max(step.ideal, min(day, step.advised or day))
    return replace(step, ideal=ideal, why=(*step.why, because("after-step", step=ident)))


def _by_the_day(step: Step, before: Sequence[Step], today: date) -> Standing:
    if step.due is not None and today > step.due and step.nature is not Nature.COUNTERPART:
        return Standing.LATE
    if step.begins is not None and today < step.begins:
        return Standing.NOT_YET
    if any(not earlier.standing.settled for earlier in before):
        return Standing.BLOCKED
    return Standing.OPEN
