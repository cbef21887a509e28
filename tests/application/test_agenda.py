"""Previewing and exporting the agenda of a journey."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from agenda_builders import DAY, LATER, NOW, TODAY, PlainSentences, a_plan, a_step

from demenagement.application.agenda import Agenda, Report
from demenagement.application.journeys import Overview
from demenagement.domain.dossier import Dossier
from demenagement.domain.journey import Journey
from demenagement.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from demenagement.domain.agenda import Occasion

_JOURNEY = Journey(id="dijon-lyon", uid="5a0c2f6e-0f4b-4b0e-9c7a-0a5a4f2f6c11", title="", created="", facts={})
_NOTHING = {"new": 0, "moved": 0, "reworded": 0, "cancelled": 0, "unchanged": 0}


@dataclass
class MemoryStore:
    """One journey, changed in place."""

    journey: Journey = _JOURNEY

    def change(self, ident: str, change: Callable[[Journey], Journey], revision: int | None = None) -> Journey:
        """What `change` raises leaves everything as it was."""
        assert (ident, revision) == (self.journey.id, None)
        self.journey = replace(change(self.journey), revision=self.journey.revision + 1)
        return self.journey


@dataclass
class Days:
    """Plans from facts that are the days of steps."""

    def overview(self, journey: Journey, today: date) -> Overview:
        """A step for each fact."""
        steps = [a_step(slug, ideal=day) for slug, day in journey.facts.items()]
        return Overview(journey, Dossier(), a_plan(*steps, today=today))


class Lines:
    """A calendar of one line an occasion."""

    def write(self, uid: str, name: str, occasions: Sequence[Occasion], modified: datetime) -> bytes:
        """Uid, name and moment first."""
        lines = [f"{occasion.key} {occasion.first} {occasion.sequence}" for occasion in occasions]
        return "\n".join([f"{uid} {name} {modified:%Y-%m-%d}", *lines]).encode()


@dataclass
class Household:
    """Somebody with a journey and a disk."""

    store: MemoryStore = field(default_factory=MemoryStore)
    today: date = TODAY
    files: list[bytes] = field(default_factory=list)
    now: datetime = NOW

    @property
    def agenda(self) -> Agenda:
        """The use cases under test."""
        return Agenda(self.store, Days(), Lines(), lambda: self.now)  # type: ignore[arg-type] # only what they need

    def says(self, **days: date) -> Household:
        """Change the facts."""
        self.store.journey = replace(self.store.journey, facts=days)
        return self

    def look(self) -> Overview:
        """The journey as it stands."""
        return Days().overview(self.store.journey, self.today)

    def preview(self) -> dict[str, Any]:
        """The report of a preview, without its zeros."""
        return _told(self.agenda.preview(self.look(), PlainSentences()))

    def export(self) -> dict[str, Any]:
        """The report of an export, without its zeros."""
        return _told(self.agenda.export(self.look(), PlainSentences(), self.files.append))


def _told(report: Report) -> dict[str, int]:
    return {name: count for name in _NOTHING if (count := getattr(report, name))}


def test_a_first_export_gives_the_whole_calendar() -> None:
    """Under the journey's uid and the calendar's name."""
    household = Household().says(bank=DAY)
    household.export()
    assert household.files == [f"{_JOURNEY.uid} Déménagement 2027-03-01\nbank 2027-05-07 0".encode()]


def test_an_export_tells_what_it_told() -> None:
    """New, moved, cancelled and unchanged add up to the file."""
    household = Household().says(bank=DAY, water=DAY, gas=DAY)
    household.export()
    household.says(bank=DAY, water=DAY + timedelta(days=1), school=DAY)
    assert household.export() == {"new": 1, "moved": 1, "cancelled": 1, "unchanged": 1}


def test_a_second_export_without_a_change_is_the_same_file() -> None:
    """To the byte, a day later too."""
    household = Household().says(bank=DAY)
    household.export()
    household.now = LATER
    household.export()
    assert household.files[0] == household.files[1]


def test_an_export_goes_on_from_what_is_stored_not_from_what_was_seen() -> None:
    """A screen that was opened before the last export neither repeats nor skips a number."""
    household = Household().says(bank=DAY)
    seen = household.look()
    household.export()
    household.says(bank=DAY + timedelta(days=1))
    household.agenda.export(seen, PlainSentences(), household.files.append)
    assert household.files[1].endswith(b"bank 2027-05-08 1")


def test_a_preview_tells_what_an_export_would() -> None:
    """Before anything is written."""
    household = Household().says(bank=DAY)
    household.export()
    household.says(bank=DAY + timedelta(days=1), water=DAY)
    assert household.preview() == {"new": 1, "moved": 1}


def test_a_preview_changes_nothing() -> None:
    """Looking is free."""
    household = Household().says(bank=DAY)
    household.preview()
    assert (household.store.journey.calendar, household.store.journey.revision) == ({}, 0)


def test_a_preview_of_nothing_is_all_zeros() -> None:
    """There is something to say even then."""
    assert Household().agenda.preview(Household().look(), PlainSentences()) == Report(**_NOTHING)


def test_a_file_that_could_not_be_written_was_not_told() -> None:
    """The next export starts where the last good one ended."""
    household = Household().says(bank=DAY)

    def full(content: bytes) -> None:
        raise OSError(f"no room for {len(content)} bytes")

    with pytest.raises(OSError, match="no room"):
        household.agenda.export(household.look(), PlainSentences(), full)
    assert household.store.journey == replace(_JOURNEY, facts={"bank": DAY})


def test_marks_are_kept_only_after_the_file_was_written() -> None:
    """While it is being written, the journey is as it was."""
    household = Household().says(bank=DAY)
    during: list[object] = []
    household.agenda.export(
        household.look(), PlainSentences(), lambda _: during.append(dict(household.store.journey.calendar))
    )
    assert (during, list(household.store.journey.calendar)) == ([{}], ["bank"])


def test_an_export_is_one_write() -> None:
    """The marks of all occasions are kept together."""
    household = Household().says(bank=DAY, water=DAY)
    household.export()
    assert household.store.journey.revision == 1


def test_nothing_dated_is_no_file() -> None:
    """An empty calendar is not legal, and would empty nothing."""
    household = Household()
    with pytest.raises(NotAllowed) as refused:
        household.export()
    assert (refused.value.facts, household.files) == ({"reason": "nothing-to-export", "journey": "dijon-lyon"}, [])


def test_cancellations_alone_are_a_file() -> None:
    """Those who imported the last one must hear of it."""
    household = Household().says(bank=DAY)
    household.export()
    assert household.says().export() == {"cancelled": 1}
