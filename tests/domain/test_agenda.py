"""Which steps fall on which day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from agenda_builders import DAY, NOW, PlainSentences, a_plan, a_step, an_occasion

from demenagement.domain.agenda import MOVING_DAY, Occasion, State, occasions
from demenagement.domain.deadline import Nature
from demenagement.domain.plan import Standing

if TYPE_CHECKING:
    from demenagement.domain.plan import Step

_IDEAL, _DUE, _ADVISED = date(2027, 4, 20), date(2027, 5, 8), date(2027, 5, 7)


def _the_occasion(step: Step) -> Occasion:
    (found,) = occasions(a_plan(step), PlainSentences(), NOW)
    return found


def test_a_step_with_a_last_day_stands_on_the_working_day_before_it() -> None:
    """The day that is safe, not the raw one, and not the ideal one that the notes tell."""
    found = _the_occasion(a_step(ideal=_IDEAL, due=_DUE, advised=_ADVISED))
    assert (found.first, found.last) == (_ADVISED, _ADVISED)


def test_a_step_without_a_last_day_stands_on_its_ideal_day() -> None:
    """Advice has a day in the calendar too."""
    assert _the_occasion(a_step(ideal=_IDEAL, opens=date(2027, 4, 1))).first == _IDEAL


def test_a_step_that_only_opens_stands_on_the_day_it_opens() -> None:
    """From that day on it can be done."""
    assert _the_occasion(a_step(opens=_IDEAL)).first == _IDEAL


def test_a_step_without_any_date_is_in_no_calendar() -> None:
    """It would have to be given a day that nobody knows."""
    assert occasions(a_plan(a_step()), PlainSentences(), NOW) == ()


def test_a_skipped_step_is_in_no_calendar() -> None:
    """The household said that it is not for them."""
    assert occasions(a_plan(a_step(ideal=_IDEAL, standing=Standing.SKIPPED)), PlainSentences(), NOW) == ()


def test_a_done_step_stays_and_says_so() -> None:
    """A tick before its title: no calendar knows another way of saying it of an event."""
    assert _the_occasion(a_step(ideal=_IDEAL, standing=Standing.DONE)).title == "✓ Prévenir la banque"


@pytest.mark.parametrize("standing", [Standing.DONE, Standing.SENT])
def test_what_is_settled_does_not_ring(standing: Standing) -> None:
    """Nothing is left to do for the household."""
    assert _the_occasion(a_step(ideal=_IDEAL, standing=standing)).alarms == ()


def test_what_the_law_commands_rings_a_week_before_at_nine() -> None:
    """A week is left to act; midnight of the day less six days and fifteen hours is nine in the morning."""
    found = _the_occasion(a_step(due=_DUE, advised=_ADVISED, nature=Nature.LEGAL))
    assert found.alarms == (-timedelta(days=6, hours=15),)


@pytest.mark.parametrize("nature", [Nature.ADVICE, Nature.CONTRACT, Nature.COUNTERPART])
def test_everything_else_rings_the_day_before_at_nine(nature: Nature) -> None:
    """One ring, in the morning."""
    assert _the_occasion(a_step(due=_DUE, advised=_ADVISED, nature=nature)).alarms == (-timedelta(hours=15),)


def test_a_step_leaves_the_household_free() -> None:
    """A calendar of things to do must not make somebody look busy all day."""
    assert not _the_occasion(a_step(ideal=_IDEAL)).busy


def test_a_step_brings_its_words() -> None:
    """Title, notes, tags and page are told by whoever has the words."""
    found = _the_occasion(a_step("cpam/camille", ideal=_IDEAL))
    assert (found.key, found.title, found.notes, found.tags, found.url, found.state) == (
        "cpam/camille",
        "Prévenir la banque",
        "Étape cpam/camille",
        ("bank",),
        "https://exemple.fr/cpam",
        State.CONFIRMED,
    )


def test_the_moving_day_stands_for_itself_and_fills_the_day() -> None:
    """It is the one day on which nobody is free."""
    (found,) = occasions(a_plan(moving=DAY), PlainSentences(), NOW)
    assert (found.key, found.title, found.first, found.busy) == (MOVING_DAY, "Jour du déménagement", DAY, True)


def test_a_moving_day_that_nobody_knows_is_in_no_calendar() -> None:
    """An anchor may be without a date."""
    assert occasions(a_plan(), PlainSentences(), NOW) == ()


def test_the_order_is_that_of_the_keys() -> None:
    """A date that moves does not reorder the file."""
    plan = a_plan(a_step("water", ideal=_IDEAL), a_step("bank", ideal=_DUE))
    assert [found.key for found in occasions(plan, PlainSentences(), NOW)] == ["bank", "water"]


def test_days_in_the_wrong_order_are_refused() -> None:
    """No reader of calendars knows what to do with them."""
    with pytest.raises(ValueError, match="bank"):
        an_occasion(first=DAY, last=DAY - timedelta(days=1))
