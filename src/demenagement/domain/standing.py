"""Where each step is: what the facts say, what happened, what it waits for, and the day.

Dependencies put steps in order and push the recommended day; they never move a last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from demenagement.domain.deadline import Nature, because
from demenagement.domain.plan import Standing
from demenagement.domain.records import from_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from demenagement.domain.dating import Dates
    from demenagement.domain.facts import Member
    from demenagement.domain.template import StepTemplate


@dataclass(frozen=True, slots=True)
class Happened:
    """What a journey knows of a step: how the person settled it, and the state of its submission."""

    standing: Standing | None = None
    submission: str | None = None


class Placed(NamedTuple):
    """A step to be, among the others: its dates as what it waits for pushes them, and where it stands."""

    id: str
    template: StepTemplate
    member: Member | None
    dates: Dates
    implied: Standing | None
    standing: Standing
    submission: str | None


_place = from_fields(Placed)
_NOTHING = Happened()
# Before Python 3.12, a member is slow to reach through its enumeration.
_COUNTERPART = Nature.COUNTERPART
_LATE, _NOT_YET, _BLOCKED, _OPEN = Standing.LATE, Standing.NOT_YET, Standing.BLOCKED, Standing.OPEN


class Standings:
    """Places the steps of one plan, each after those that it waits for."""

    def __init__(self, today: date, happened: Mapping[str, Happened]) -> None:
        """`happened` is what the journey knows, by step."""
        self._today, self._happened = today, happened
        self._placed: dict[str, list[Placed]] = {}

    def place(
        self,
        ident: str,
        template: StepTemplate,
        dates: Dates,
        member: Member | None = None,
        implied: Standing | None = None,
    ) -> Placed:
        """The step with its standing, its submission and its pushed ideal day; `implied` is what facts alone tell."""
        waits = self._waits(template.after) if template.after else ()
        event = self._happened.get(ident, _NOTHING)
        settled = event.standing or implied
        if waits and not settled:
            dates = _pushed(dates, waits)
        standing = settled or _by_the_day(dates, self._today, waits)
        placed = _place((ident, template, member, dates, implied, standing, event.submission))
        self._placed.setdefault(template.slug, []).append(placed)
        return placed

    def _waits(self, slugs: Sequence[str]) -> list[Placed]:
        return [placed for slug in slugs for placed in self._placed.get(slug, ()) if not placed.standing.settled]


def _pushed(dates: Dates, waits: Sequence[Placed]) -> Dates:
    """Recommend no day before what the step waits for, nor after its own last day."""
    if dates.ideal is None:
        return dates
    days = [(day, placed.id) for placed in waits if (day := placed.dates.act_on)]
    day, ident = max(days, default=(dates.ideal, ""))
    if day <= dates.ideal:
        return dates
    ideal = max(dates.ideal, min(day, dates.advised or day))
    return dates._replace(ideal=ideal, why=(*dates.why, because("after-step", step=ident)))


def _by_the_day(dates: Dates, today: date, waits: Sequence[Placed]) -> Standing:
    if dates.due is not None and today > dates.due and dates.nature is not _COUNTERPART:
        return _LATE
    if dates.begins is not None and today < dates.begins:
        return _NOT_YET
    return _BLOCKED if waits else _OPEN
