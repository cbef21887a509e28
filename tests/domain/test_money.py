"""Sums of money: to the cent, half-up, and none where nothing is due."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from builders import a_situation
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.anchors import resolve
from demenagement.domain.money import cents, deposit_penalty, last_rent, overlap, rent_between

DUE = date(2027, 6, 10)
RENTS = st.decimals(Decimal(1), Decimal(9999), places=2)
DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))


def leaving(**facts: Any) -> dict[str, Any]:  # noqa: ANN401 # any fact of the old home
    """A furnished home at 840 euros."""
    return {"tenure": "tenant", "lease": "furnished", "rent": Decimal("840.00"), **facts}


def rent_of_the_last_month(end: date, **facts: Any) -> str:  # noqa: ANN401 # idem
    """As it is printed."""
    situation = a_situation(leaving=leaving(wanted_end=end, **facts))
    return str(last_rent(situation, resolve(situation)))


def penalty(today: date, **facts: Any) -> str:  # noqa: ANN401 # idem
    """Accrued on that day, for a deposit due on 10 June."""
    return str(deposit_penalty(a_situation(today, leaving=leaving(**facts)), DUE))


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("0.005", "0.01"), ("0.004", "0.00"), ("2.675", "2.68"), ("50.005", "50.01"), ("1", "1.00")],
)
def test_half_a_cent_is_rounded_up(amount: str, expected: str) -> None:
    """Not to the even cent, as banks do."""
    assert expected == str(cents(Decimal(amount)))


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (date(2027, 2, 12), "360.00"),
        (date(2028, 2, 12), "347.59"),
        (date(2027, 4, 12), "336.00"),
        (date(2027, 1, 12), "325.16"),
        (date(2027, 4, 30), "840.00"),
        (date(2027, 4, 1), "28.00"),
    ],
)
def test_the_last_rent_counts_the_days_of_its_own_month(end: date, expected: str) -> None:
    """28, 29, 30 or 31 of them, the end included."""
    assert expected == rent_of_the_last_month(end)


def test_the_last_rent_has_its_charges() -> None:
    """Where they are known."""
    assert rent_of_the_last_month(date(2027, 2, 17), rent=Decimal("750.00"), charges=Decimal("45.50")) == "482.98"


@pytest.mark.parametrize("facts", [{"rent": None}, {"notice_received": False}])
def test_without_a_rent_or_an_end_there_is_no_last_rent(facts: dict[str, Any]) -> None:
    """And no guess."""
    assert rent_of_the_last_month(date(2027, 2, 12), **facts) == "None"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 6, 10), "None"),
        (date(2027, 6, 11), "84.00"),
        (date(2027, 7, 10), "84.00"),
        (date(2027, 7, 11), "168.00"),
        (date(2028, 6, 10), "1008.00"),
    ],
)
def test_a_late_deposit_costs_a_tenth_of_the_rent_a_month_begun(today: date, expected: str) -> None:
    """None on the last day itself."""
    assert expected == penalty(today)


def test_charges_are_no_part_of_the_penalty() -> None:
    """The rent alone."""
    assert penalty(date(2027, 6, 11), charges=Decimal("60.00")) == "84.00"


@pytest.mark.parametrize(
    ("returned", "expected"),
    [(date(2027, 6, 10), "None"), (date(2027, 6, 20), "84.00"), (date(2027, 7, 20), "168.00")],
)
def test_the_penalty_stops_on_the_day_of_return(returned: date, expected: str) -> None:
    """However much later one looks."""
    assert expected == penalty(date(2027, 12, 1), deposit_returned=returned)


@pytest.mark.parametrize("facts", [{"address_given": False}, {"rent": None}])
def test_no_penalty_without_the_address_or_the_rent(facts: dict[str, Any]) -> None:
    """Who did not give the new address at the keys has lost it."""
    assert penalty(date(2027, 12, 1), **facts) == "None"


def test_no_penalty_without_a_last_day() -> None:
    """Nothing is late yet."""
    assert deposit_penalty(a_situation(leaving=leaving()), None) is None


@pytest.mark.parametrize(
    ("keys", "end", "expected"),
    [
        (date(2027, 6, 1), date(2027, 6, 30), "840.00"),
        (date(2027, 6, 16), date(2027, 7, 31), "1260.00"),
        (date(2027, 6, 30), date(2027, 6, 30), "28.00"),
        (date(2027, 7, 1), date(2027, 6, 30), "None"),
    ],
)
def test_two_rents_run_from_the_new_keys_to_the_old_end(keys: date, end: date, expected: str) -> None:
    """What the old home costs meanwhile."""
    situation = a_situation(leaving=leaving(wanted_end=end), arriving={"keys": keys})
    assert expected == str(overlap(situation, resolve(situation)))


@given(monthly=RENTS, first=DAYS, days=st.integers(0, 400), more=st.integers(0, 60))
def test_a_longer_time_never_costs_less(monthly: Decimal, first: date, days: int, more: int) -> None:
    """Day by day."""
    last = first + timedelta(days=days)
    assert rent_between(monthly, first, last) <= rent_between(monthly, first, last + timedelta(days=more))


@given(monthly=RENTS, month=st.integers(1, 12), year=st.integers(2026, 2032), day=st.integers(1, 27))
def test_the_two_parts_of_a_month_make_the_month(monthly: Decimal, month: int, year: int, day: int) -> None:
    """No day is paid twice, none is lost."""
    first, cut = date(year, month, 1), date(year, month, day)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    parts = rent_between(monthly, first, cut) + rent_between(monthly, cut + timedelta(days=1), last)
    assert monthly == cents(parts)


@given(rent=RENTS, first=st.integers(0, 400), later=st.integers(0, 400))
def test_a_penalty_never_shrinks(rent: Decimal, first: int, later: int) -> None:
    """It grows with each month begun."""
    before, after = (
        deposit_penalty(a_situation(DUE + timedelta(days=days), leaving=leaving(rent=rent)), DUE) or Decimal(0)
        for days in (first, first + later)
    )
    assert before <= after
