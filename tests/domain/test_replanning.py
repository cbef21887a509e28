"""What a change of facts changes: two plans side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from builders import NOW, a_draft, a_journey, a_plan, a_situation, a_template
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.dossier import Dossier
from demenagement.domain.replanning import Difference, Moved, Sum, compare
from demenagement.domain.submission import Outcome, Receipt, State, Submission
from demenagement.gateways import toml
from demenagement.gateways.dossiers import merged

if TYPE_CHECKING:
    from demenagement.domain.plan import Plan

BANK = a_template("bank", opens="move.day - 3 months", ideal="move.day - 15 days", due="move.day + 8 days")
WEAPONS = a_template("weapons", when="household.weapons", due="move.day + 1 months")
BEFORE, AFTER = date(2027, 5, 8), date(2027, 6, 8)


def planned(day: date | None = BEFORE, today: date = date(2027, 2, 1), **tables: Any) -> Plan:  # noqa: ANN401 # any facts
    """Two steps, one of which depends on a fact."""
    return a_plan(BANK, WEAPONS, situation=a_situation(today, move={"day": day}, **tables))


def submissions(state: State, step: str = "bank") -> dict[str, Submission]:
    """One submission for the step, in that state."""
    journey = a_journey().approve(a_draft(step).approve("k1", NOW), NOW, expected_days=10, learns={})
    if state not in (State.APPROVED, State.CANCELLED):
        journey = journey.sending("k1", NOW)
    if state not in (State.APPROVED, State.CANCELLED, State.SENDING):
        journey = journey.sent("k1", Receipt(reference="R1"), NOW, None)
    if state not in (State.APPROVED, State.SENDING, State.SENT):
        journey = journey.outcome("k1", Outcome(state=state), NOW)
    return journey.submissions()


def test_the_same_facts_change_nothing() -> None:
    """And say so."""
    found = compare(planned(), planned(), {})
    assert (Difference(), False) == (found, bool(found))


def test_every_date_that_moved_is_told() -> None:
    """First, recommended and last day, before and after."""
    assert (
        Moved("bank", "opens", date(2027, 2, 8), date(2027, 3, 8)),
        Moved("bank", "ideal", date(2027, 4, 23), date(2027, 5, 24)),
        Moved("bank", "due", date(2027, 5, 16), date(2027, 6, 16)),
    ) == compare(planned(), planned(AFTER), {}).moved


def test_a_date_that_is_no_longer_known_moved_too() -> None:
    """To nowhere."""
    assert Moved("bank", "due", date(2027, 5, 16), None) in compare(planned(), planned(None), {}).moved


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (False, True, Difference(appeared=("weapons",))),
        (True, False, Difference(vanished=("weapons",))),
        (None, False, Difference()),
        (None, True, Difference(appeared=("weapons",))),
    ],
)
def test_steps_appear_and_vanish(before: bool | None, after: bool, expected: Difference) -> None:
    """What was only asked about was no step."""
    first, second = (planned(household={"weapons": each}) for each in (before, after))
    assert expected == compare(first, second, {})


def test_a_window_that_is_now_missed_is_told() -> None:
    """Only when it was not missed before."""
    today = date(2027, 5, 20)
    late, ahead = planned(BEFORE, today), planned(AFTER, today)
    assert (
        compare(ahead, late, {}).missed,
        compare(late, ahead, {}).missed,
        compare(late, late, {}).missed,
    ) == (("bank",), (), ())


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.APPROVED, ()),
        (State.SENDING, ()),
        (State.SENT, ("bank",)),
        (State.ACKNOWLEDGED, ("bank",)),
        (State.ACCEPTED, ("bank",)),
        (State.VERIFIED, ("bank",)),
        (State.REFUSED, ()),
        (State.FAILED, ()),
        (State.CANCELLED, ()),
    ],
)
def test_what_left_for_a_step_that_moved_has_to_be_amended(state: State, expected: tuple[str, ...]) -> None:
    """What did not leave is drafted anew."""
    assert expected == compare(planned(), planned(AFTER), submissions(state)).amend


def test_what_left_for_a_step_that_stays_is_left_alone() -> None:
    """Nothing it said has changed."""
    assert compare(planned(), planned(), submissions(State.SENT)).amend == ()


def test_what_left_for_a_step_that_vanished_has_to_be_cancelled() -> None:
    """It was sent for nothing."""
    first, second = (planned(household={"weapons": each}) for each in (True, False))
    found = compare(first, second, submissions(State.SENT, "weapons"))
    assert (found.amend, found.cancel) == ((), ("weapons",))


def test_what_would_be_written_otherwise_now_has_to_be_amended() -> None:
    """Whether or not a date moved."""
    found = compare(planned(), planned(), {}, altered=("bank",))
    assert (found.amend, bool(found)) == (("bank",), True)


RENT = {"leaving": {"tenure": "tenant", "lease": "unfurnished", "rent": Decimal(900), "wanted_end": date(2027, 5, 31)}}
TWO = {**RENT, "arriving": {"tenure": "tenant", "keys": date(2027, 5, 22)}}


def test_money_that_changes_is_told() -> None:
    """The days for which two rents run, before and after."""
    later = {**TWO, "arriving": {"tenure": "tenant", "keys": date(2027, 6, 1)}}
    first, second = (planned(**tables) for tables in (TWO, later))
    amount = next(each.amount for each in first.warnings if each.code == "overlap-rent")
    assert compare(first, second, {}).sums == (Sum(None, amount, None),)
    assert compare(second, first, {}).sums == (Sum(None, None, amount),)
    assert compare(first, first, {}).sums == ()


CHANGES = st.lists(
    st.sampled_from(
        [
            ("move.day", "2027-05-08"),
            ("move.day", "2027-06-08"),
            ("move.by", "company"),
            ("leaving.tenure", "tenant"),
            ("leaving.tenure", "owner"),
            ("leaving.gas", False),
            ("arriving.insee", "67482"),
            ("household.weapons", True),
            ("household.weapons", False),
            ("household.adults.camille.status", ["jobseeker"]),
        ]
    ),
    max_size=6,
)
START: dict[str, Any] = {"household": {"adults": [{"name": "Camille Martin"}]}}


@given(changes=CHANGES)
def test_any_way_to_the_last_facts_ends_in_their_plan(changes: list[tuple[str, Any]]) -> None:
    """One change after another, or only the last value of each fact."""
    step_by_step = START
    for path, value in changes:
        step_by_step = merged(step_by_step, {path: value})
    at_once = merged(START, dict(changes))
    one, other = (
        a_plan(BANK, WEAPONS, situation=replace(a_situation(), dossier=toml.load(Dossier, facts, "")))
        for facts in (step_by_step, at_once)
    )
    assert one == other
