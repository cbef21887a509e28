"""Days of air: how long a step can still wait before its own last day, or that of what waits for it, is at risk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from demenagement.domain.deadline import Nature

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from demenagement.domain.plan import Step


def aired(steps: Sequence[Step], today: date) -> list[Step]:
    """The steps with their slack, in days from the first day on which they can be done; below zero when it is past.

    None for what is settled, for what is not the household's to do, and where no last day is in sight. `steps` stand in
    an order that respects `after`.
    """
    latest: dict[str, date] = {}  # by slug: the day by which whatever waits for it needs it
    found: list[Step] = []
    for step in reversed(steps):
        if step.standing.settled or step.nature is Nature.COUNTERPART:
            found.append(step)
            continue
        days = [day for day in (_own(step), latest.get(step.slug)) if day is not None]
        if days:
            for slug in step.after:
                latest[slug] = min((*days, latest.get(slug, days[0])))
        start = max(today, step.begins or today)
        found.append(replace(step, slack=(min(days) - start).days) if days else step)
    return found[::-1]


def _own(step: Step) -> date | None:
    """The day to do it by; its raw last day where the working day before would be too early to begin."""
    late_start = step.begins is not None and step.advised is not None and step.advised < step.begins
    return step.due if late_start else step.advised
