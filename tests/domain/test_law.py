"""The dates that need law rather than arithmetic."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from builders import a_situation
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.anchors import resolve
from demenagement.domain.deadline import Confidence, Deadline, because
from demenagement.domain.household import Childcare
from demenagement.domain.law import LAW

RENTED = {"tenure": "tenant", "lease": "furnished"}
AFTER = date(2027, 6, 15)


def law(name: str, today: date = date(2027, 2, 1), **tables: Any) -> Deadline:  # noqa: ANN401 # any facts
    """What the function gives over these facts."""
    situation = a_situation(today, **tables)
    return LAW[name](situation, resolve(situation))


@pytest.mark.parametrize(
    ("keys", "conform", "expected"),
    [
        (date(2027, 5, 31), True, date(2027, 6, 30)),
        (date(2027, 5, 31), False, date(2027, 7, 31)),
        (date(2027, 1, 31), True, date(2027, 2, 28)),
        (date(2027, 12, 31), False, date(2028, 2, 29)),
    ],
)
def test_a_deposit_is_due_after_one_month_or_two(keys: date, conform: bool, expected: date) -> None:
    """One when the two inventories agree."""
    assert expected == law("deposit_due", leaving={**RENTED, "keys": keys, "inventory_conform": conform}).day


def test_a_deposit_takes_the_longer_time_before_the_inventory() -> None:
    """Nobody can know yet, and nobody is asked."""
    found = law("deposit_due", leaving={**RENTED, "keys": date(2027, 5, 31)})
    assert (date(2027, 7, 31), ()) == (found.day, found.missing)


def test_without_the_new_address_no_increase_is_owed_and_it_is_said() -> None:
    """Whoever kept it back loses that right (art. 22)."""
    facts = {**RENTED, "keys": date(2027, 5, 31)}
    for said, told in ((False, True), (True, False), (None, False)):
        found = law("deposit_due", leaving={**facts, "address_given": said})
        assert (because("deposit-no-penalty") in found.reasons) is told


def test_what_may_be_kept_until_the_accounts_is_said_of_a_shared_building() -> None:
    """A fifth of the deposit at most, and of no other home."""
    facts = {**RENTED, "keys": date(2027, 5, 31), "deposit": Decimal(800)}
    shared = law("deposit_due", leaving={**facts, "condominium": True})
    assert because("deposit-provision", amount=Decimal("160.00")) in shared.reasons
    assert "deposit-provision" not in {each.code for each in law("deposit_due", leaving=facts).reasons}


def test_a_move_in_a_later_year_than_the_deed_is_declared_in_its_turn() -> None:
    """Bought in November, moved into in May: two summers."""
    facts = {"move": {"day": date(2027, 5, 8)}, "arriving": {"tenure": "owner", "bought": date(2026, 11, 20)}}
    assert law("occupancy_declaration_due", **facts).day == date(2027, 6, 30)
    assert law("occupancy_move_due", **facts).day == date(2028, 6, 30)


def test_whether_the_inventory_agrees_is_asked_after_it() -> None:
    """A month hangs on it."""
    found = law("deposit_due", AFTER, leaving={**RENTED, "keys": date(2027, 5, 31)})
    assert (date(2027, 7, 31), ("leaving.inventory_conform",)) == (found.day, found.missing)


@pytest.mark.parametrize(
    ("replaced", "expected"),
    [(None, date(2027, 8, 12)), (date(2027, 4, 1), date(2027, 4, 1)), (date(2027, 10, 1), date(2027, 8, 12))],
)
def test_solidarity_ends_with_a_replacement_or_after_six_months(replaced: date | None, expected: date) -> None:
    """Six months after the end of the notice at the latest."""
    facts = {
        **RENTED,
        "co_holders": "flatshare-solidary",
        "notice_received": date(2027, 1, 12),
        "replaced_on": replaced,
    }
    assert expected == law("solidarity_end", leaving=facts).day


def test_without_a_clause_nobody_is_bound_after_the_notice() -> None:
    """A flatshare need not be solidary."""
    facts = {**RENTED, "co_holders": "flatshare", "notice_received": date(2027, 1, 12)}
    assert date(2027, 2, 12) == law("solidarity_end", leaving=facts).day


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (date(2027, 6, 30), date(2028, 6, 30)),
        (date(2027, 12, 31), date(2028, 6, 30)),
        (date(2028, 1, 1), date(2028, 6, 30)),
        (date(2028, 1, 2), date(2029, 6, 30)),
    ],
)
def test_a_change_of_occupation_is_declared_the_year_after(change: date, expected: date) -> None:
    """Changes up to 1 January are declared before 1 July."""
    assert expected == law("occupancy_declaration_due", arriving={"tenure": "owner", "bought": change}).day


def test_an_owner_who_keeps_the_old_home_declares_the_move() -> None:
    """There is no deed: the moving day is the change."""
    assert date(2028, 6, 30) == law("occupancy_declaration_due", leaving={"tenure": "owner", "then": "keeps"}).day


@pytest.mark.parametrize(
    ("round_one", "expected"),
    [
        (date(2026, 3, 15), date(2026, 2, 6)),
        (date(2024, 6, 9), date(2024, 5, 3)),
        (date(2027, 4, 11), date(2027, 3, 5)),
        (date(2027, 4, 18), date(2027, 3, 12)),
    ],
)
def test_the_electoral_roll_closes_on_the_sixth_friday_before(round_one: date, expected: date) -> None:
    """As it was published for 2024 and 2026."""
    assert expected == law("electoral_roll_due", move={"election": round_one}).day


@given(round_one=st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_the_sixth_friday_is_a_friday_with_five_after_it(round_one: date) -> None:
    """On whatever day the round falls."""
    due = law("electoral_roll_due", move={"election": round_one}).day
    assert due is not None
    between = [due + timedelta(days=n) for n in range(1, (round_one - due).days)]
    assert (due.weekday(), sum(day.weekday() == 4 for day in between)) == (4, 5)


def test_the_other_two_days_of_the_electoral_roll_are_said() -> None:
    """Online on the Wednesday; ten days before the round for those who moved for work."""
    reasons = {
        reason.code: dict(reason.details)
        for reason in law("electoral_roll_due", move={"election": date(2026, 3, 15)}).reasons
    }
    assert (date(2026, 2, 4), date(2026, 3, 5)) == (reasons["online-until"]["day"], reasons["late-cases-until"]["day"])


@pytest.mark.parametrize(
    ("told", "expected"),
    [(True, date(2027, 12, 10)), (None, date(2027, 12, 10)), (False, date(2028, 2, 29))],
)
def test_reserves_are_made_within_ten_days(told: bool | None, expected: date) -> None:
    """Within three months when the mover kept the procedure to himself."""
    move = {"delivered": date(2027, 11, 30), "mover_told_procedure": told}
    assert expected == law("mover_reserves_due", move=move).day


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (date(2027, 1, 4), date(2027, 5, 16)),
        (date(2026, 6, 1), date(2027, 5, 16)),
        (date(2026, 5, 31), date(2027, 4, 30)),
        (date(2020, 9, 1), date(2027, 4, 30)),
        (None, None),
    ],
)
def test_a_childminder_has_fifteen_days_or_a_month(since: date | None, expected: date | None) -> None:
    """A month from a year of care on."""
    childcare = Childcare(kind="childminder", since=since, last_day=date(2027, 5, 31))
    assert expected == law("care_notice_due", household={"childcare": childcare}).day


@pytest.mark.parametrize(
    ("kind", "confidence", "missing"),
    [
        ("childminder", Confidence.DATED, ()),
        ("home-help", Confidence.GENERAL, ()),
        (None, Confidence.GENERAL, ("household.childcare.kind",)),
    ],
)
def test_the_law_on_childminders_does_not_bind_for_help_at_home(
    kind: str | None, confidence: Confidence, missing: tuple[str, ...]
) -> None:
    """There the same is only common practice; which it is, is asked."""
    childcare = Childcare(kind=kind, since=date(2025, 9, 1), last_day=date(2027, 5, 7))  # type: ignore[arg-type] # one of its words
    found = law("care_notice_due", household={"childcare": childcare})
    assert (found.day, found.confidence, found.missing) == (date(2027, 4, 7), confidence, missing)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 5, 31), date(2027, 4, 1)),
        (date(2027, 6, 1), date(2027, 3, 3)),
        (date(2027, 9, 30), date(2027, 7, 2)),
        (date(2027, 10, 1), date(2027, 8, 2)),
    ],
)
def test_a_mover_is_booked_earlier_for_the_summer(day: date, expected: date) -> None:
    """Two months, three between June and September."""
    assert expected == law("mover_booking", move={"day": day}).day


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("deposit_due", ("move.day",)),
        ("solidarity_end", ("leaving.wanted_end",)),
        ("occupancy_declaration_due", ("move.day",)),
        ("electoral_roll_due", ("move.election",)),
        ("mover_reserves_due", ("move.day",)),
        ("care_notice_due", ("household.childcare.last_day",)),
        ("mover_booking", ("move.day",)),
    ],
)
def test_without_its_anchor_a_date_says_what_is_missing(name: str, missing: tuple[str, ...]) -> None:
    """Nothing is guessed."""
    found = law(name, move={})
    assert (None, missing) == (found.day, found.missing)


@pytest.mark.parametrize("name", sorted(LAW))
def test_no_law_is_surer_than_what_was_read(name: str) -> None:
    """Each date carries a confidence of its own."""
    assert isinstance(law(name).confidence, Confidence)
