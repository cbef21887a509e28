"""What an export tells of each occasion to somebody who has the export before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from agenda_builders import DAY, LATER, NOW, TODAY, an_occasion
from hypothesis import given, settings
from hypothesis import strategies as st

from demenagement.domain.agenda import State
from demenagement.domain.edition import Change, Edition, next_edition

if TYPE_CHECKING:
    from demenagement.domain.agenda import Occasion

_MOVED: dict[str, Any] = {"first": DAY + timedelta(days=7), "last": DAY + timedelta(days=7)}


def _first(*occasions: Occasion) -> Edition:
    return next_edition(occasions, {}, TODAY, NOW)


def _then(before: Edition, *occasions: Occasion, today: date = TODAY, at: datetime = LATER) -> Edition:
    return next_edition(occasions, before.marks, today, at)


def _told(edition: Edition) -> tuple[Change, int, datetime]:
    """Of the only occasion: what changed, its sequence, when it last changed."""
    (occasion,) = edition.occasions
    return edition.changes[occasion.key], occasion.sequence, occasion.modified


def test_a_first_export_is_new_and_dated_now() -> None:
    """Sequences begin at zero."""
    assert _told(_first(an_occasion())) == (Change.NEW, 0, NOW)


def test_nothing_changed_tells_nothing() -> None:
    """Neither a new sequence nor a later moment: the same bytes."""
    assert _told(_then(_first(an_occasion()), an_occasion())) == (Change.UNCHANGED, 0, NOW)


def test_nothing_changed_leaves_the_marks_as_they_are() -> None:
    """What is kept is what was told."""
    before = _first(an_occasion(), an_occasion("water"))
    assert _then(before, an_occasion(), an_occasion("water")) == Edition(
        before.occasions, {"bank": Change.UNCHANGED, "water": Change.UNCHANGED}, before.marks
    )


@pytest.mark.parametrize("days", [_MOVED, {"last": DAY + timedelta(days=1)}], ids=["moved", "longer"])
def test_other_days_are_a_new_sequence(days: dict[str, Any]) -> None:
    """RFC 5546 asks for it, and Outlook follows it."""
    assert _told(_then(_first(an_occasion()), an_occasion(**days))) == (Change.MOVED, 1, LATER)


@pytest.mark.parametrize(
    "words",
    [
        {"title": "✓ Prévenir la banque"},
        {"notes": "autre"},
        {"tags": ("autre",)},
        {"url": "https://exemple.fr"},
        {"alarms": (timedelta(hours=-15),)},
        {"busy": True},
    ],
    ids=lambda words: next(iter(words)),
)
def test_other_words_are_a_later_moment_only(words: dict[str, Any]) -> None:
    """Readers must see the new text, not be asked anew about the day."""
    assert _told(_then(_first(an_occasion()), an_occasion(**words))) == (Change.REWORDED, 0, LATER)


def test_two_edits_between_two_exports_cost_one_sequence() -> None:
    """Only exports count."""
    assert _told(_then(_first(an_occasion()), an_occasion(**_MOVED, notes="autre"))) == (Change.MOVED, 1, LATER)


def test_what_left_the_plan_is_cancelled_with_a_new_sequence() -> None:
    """A file can't take anything back."""
    assert _told(_then(_first(an_occasion()))) == (Change.CANCELLED, 1, LATER)


def test_what_is_cancelled_keeps_its_days_and_title_and_does_not_ring() -> None:
    """It is recognised, and stays silent."""
    (gone,) = _then(_first(an_occasion(alarms=(timedelta(hours=-15),)))).occasions
    assert (gone.state, gone.first, gone.last, gone.title, gone.alarms) == (
        State.CANCELLED,
        DAY,
        DAY,
        "Prévenir la banque",
        (),
    )


def test_what_stays_cancelled_tells_nothing_new() -> None:
    """Cancelled once is enough."""
    cancelled = _then(_first(an_occasion()))
    assert _told(_then(cancelled, at=LATER + timedelta(days=1))) == (Change.UNCHANGED, 1, LATER)


@pytest.mark.parametrize(("today", "there"), [(DAY, True), (DAY + timedelta(days=1), False)])
def test_what_is_cancelled_goes_once_its_day_is_past(today: date, there: bool) -> None:
    """Nobody needs to hear any more that it will not be."""
    cancelled = _then(_first(an_occasion()))
    assert bool(_then(cancelled, today=today).occasions) is there


def test_what_left_the_plan_after_its_day_is_left_as_it_was() -> None:
    """Its readers saw it stand on that day, and it is over."""
    before = _first(an_occasion())
    after = _then(before, today=DAY + timedelta(days=1))
    assert (after.occasions, after.marks) == ((), before.marks)


def test_what_comes_back_is_a_new_sequence() -> None:
    """It stands again."""
    back = _then(_then(_first(an_occasion())), an_occasion(), at=LATER + timedelta(days=1))
    assert _told(back) == (Change.NEW, 2, LATER + timedelta(days=1))


def test_what_comes_back_after_its_cancellation_went_still_goes_forward() -> None:
    """Marks outlive what they speak of."""
    gone = _then(_then(_first(an_occasion())), today=DAY + timedelta(days=1))
    assert _told(_then(gone, an_occasion(**_MOVED)))[:2] == (Change.NEW, 2)


def test_an_undo_goes_forward_too() -> None:
    """The old day comes back under a higher sequence than the new one had."""
    moved = _then(_first(an_occasion()), an_occasion(**_MOVED))
    assert _told(_then(moved, an_occasion(), at=LATER + timedelta(days=1)))[:2] == (Change.MOVED, 2)


def test_the_moment_of_creation_never_changes() -> None:
    """Whatever happens in between."""
    back = _then(_then(_first(an_occasion())), an_occasion(**_MOVED))
    assert [occasion.created for occasion in back.occasions] == [NOW]


def test_a_clock_that_was_set_back_does_not_set_the_moment_back() -> None:
    """Readers keep what is later."""
    after = _then(_first(an_occasion()), an_occasion(notes="autre"), at=NOW - timedelta(days=1))
    assert _told(after) == (Change.REWORDED, 0, NOW + timedelta(seconds=1))


def test_moments_are_whole_seconds_of_universal_time() -> None:
    """Calendars know no finer ones."""
    paris = datetime(2027, 3, 1, 11, 0, 0, 999, tzinfo=timezone(timedelta(hours=1)))
    assert next_edition([an_occasion()], {}, TODAY, paris).occasions[0].modified == datetime(2027, 3, 1, 10, tzinfo=UTC)


def test_the_edition_is_as_late_as_its_latest_change() -> None:
    """Of what is no longer given out too: that moment never goes back either."""
    cancelled = _then(_first(an_occasion(), an_occasion("water", **_MOVED)), an_occasion("water", **_MOVED))
    assert _then(cancelled, an_occasion("water", **_MOVED), today=DAY + timedelta(days=1)).modified == LATER


_SOME = st.dictionaries(st.sampled_from("abc"), st.tuples(st.integers(0, 20), st.sampled_from("xy")))


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.tuples(_SOME, st.integers(0, 25), st.integers(-5, 5)), max_size=8))
def test_no_series_of_changes_ever_goes_back(series: list[tuple[dict[str, tuple[int, str]], int, int]]) -> None:
    """What a reader got later is never older, and never differs under the same sequence and moment."""
    marks: dict[str, dict[str, Any]] = {}
    given_out: dict[str, Occasion] = {}
    for content, passed, hours in series:
        occasions = [
            an_occasion(key, first=TODAY + timedelta(days), last=TODAY + timedelta(days), notes=text)
            for key, (days, text) in content.items()
        ]
        edition = next_edition(occasions, marks, TODAY + timedelta(passed), NOW + timedelta(hours=hours))
        marks = edition.marks
        for occasion in edition.occasions:
            before = given_out.get(occasion.key, occasion)
            rank, rank_before = (occasion.sequence, occasion.modified), (before.sequence, before.modified)
            assert rank > rank_before or occasion == before
            given_out[occasion.key] = occasion
