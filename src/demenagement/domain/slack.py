"""Days of air: how long a step can still wait before its own last day, or that of what waits for it, is at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.deadline import Nature

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from demenagement.domain.dating import Dates
    from demenagement.domain.standing import Placed

# Before Python 3.12, a member is slow to reach through its enumeration.
_COUNTERPART = Nature.COUNTERPART


def air(steps: Sequence[Placed], today: date) -> list[int | None]:
    """The slack of each step, in days from the first day on which it can be done; below zero when it is past.

    None for what is settled, for what is not the household's to do, and where no last day is in sight. `steps` stand in
    an order that respects `after`.
    """
    needed: dict[str, date] = {}  # by slug: the day by which whatever waits for it needs it
    found: list[int | None] = []
    for step in reversed(steps):
        template, dates = step.template, step.dates
        last, own = needed.get(template.slug), _own(dates)
        if own is not None:
            last = min(own, last) if last else own
        if last is None or step.standing.settled or dates.nature is _COUNTERPART:
            found.append(None)
            continue
        for slug in template.after:
            needed[slug] = min(last, needed.get(slug, last))
        found.append((last - max(today, dates.begins or today)).days)
    return found[::-1]


def _own(dates: Dates) -> date | None:
    """The day to do it by; its raw last day where the working day before would be too early to begin."""
    late_start = dates.begins is not None and dates.advised is not None and dates.advised < dates.begins
    return dates.due if late_start else dates.advised
