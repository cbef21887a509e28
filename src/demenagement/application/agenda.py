"""The agenda: what an export would tell, and the export itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from demenagement.application.journeys import Journeys, Overview
from demenagement.application.ports import Store
from demenagement.domain.agenda import arrivals, occasions
from demenagement.domain.awaiting import Expectation, Kind
from demenagement.domain.calling_off import called_off
from demenagement.domain.edition import Change, next_edition
from demenagement.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demenagement.domain.agenda import Occasion, Sentences
    from demenagement.domain.edition import Edition
    from demenagement.domain.journey import Journey


class Calendars(Protocol):
    """The form in which calendars take an agenda."""

    def write(self, uid: str, name: str, occasions: Sequence[Occasion], modified: datetime) -> bytes:
        """One calendar; `uid` is the journey's, `modified` the latest change. The same in, the same bytes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How many occasions an export tells as what; together they are all that the file holds."""

    new: int
    moved: int
    reworded: int
    cancelled: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """The use cases of what falls on which day."""

    store: Store
    journeys: Journeys
    calendars: Calendars
    clock: Callable[[], datetime]
    awaited: Callable[[Overview], tuple[Expectation, ...]] = lambda _overview: ()

    def preview(self, overview: Overview, sentences: Sentences) -> Report:
        """What an export would now tell, to somebody who imported the last one. Nothing is written."""
        return _report(self._edition(overview, sentences))

    def export(self, overview: Overview, sentences: Sentences, write: Callable[[bytes], None]) -> Report:
        """Give the calendar to `write`, and remember what it told once `write` is through.

        The journey is read afresh and held meanwhile, so that two exports never tell different things under one
        number. Of a move that was called off it takes back what calendars were given before. Raises NotAllowed where
        nothing has a date, or is to be taken back; whatever `write` raises leaves the journey as it was.
        """
        reports: list[Report] = []

        def change(journey: Journey) -> Journey:
            edition = self._edition(self.journeys.overview(journey, overview.plan.today), sentences)
            if not edition.occasions:
                off = called_off(journey) is not None
                raise NotAllowed("nothing-to-call-off" if off else "nothing-to-export", journey=journey.id)
            write(self.calendars.write(journey.uid, sentences.name, edition.occasions, edition.modified))
            reports.append(_report(edition))
            return replace(journey, calendar=edition.marks)

        self.store.change(overview.journey.id, change)
        return reports[-1]

    def _edition(self, overview: Overview, sentences: Sentences) -> Edition:
        """The edition of now: nothing stands of a move that was called off."""
        now, journey, today = self.clock(), overview.journey, overview.plan.today
        if called_off(journey) is not None:
            return next_edition((), journey.calendar, today, now)
        posts = tuple(each for each in self.awaited(overview) if each.kind is not Kind.ANSWER)
        found = (*occasions(overview.plan, sentences, now), *arrivals(posts, sentences, now))
        return next_edition(found, journey.calendar, today, now)


def _report(edition: Edition) -> Report:
    counted = Counter(edition.changes.values())
    return Report(**{change.value: counted[change] for change in Change})
