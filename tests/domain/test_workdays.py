"""Working days, months that end, and whose holidays hold where."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import HOLIDAYS_2027, WORKDAYS_2027
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.workdays import Territory, Workdays, add_months, department, latest_start, territory

DAYS = st.dates(date(1990, 1, 1), date(2190, 12, 31))
MONTHS = st.integers(0, 36)
SUMMER_2027 = st.dates(date(2027, 2, 1), date(2027, 11, 30))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 30), 1, date(2027, 2, 28)),
        (date(2027, 9, 5), 1, date(2027, 10, 5)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2027, 5, 31), -3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
    ],
)
def test_months_keep_the_day_of_the_month_or_take_the_last_one(day: date, months: int, expected: date) -> None:
    """The official examples of how a notice is counted, and the two ways over a new year."""
    assert expected == add_months(day, months)


def test_months_are_never_chained() -> None:
    """31 January plus two months is 31 March, though 28 February lies between."""
    assert (date(2027, 3, 31), date(2027, 3, 28)) == (
        add_months(date(2027, 1, 31), 2),
        add_months(add_months(date(2027, 1, 31), 1), 1),
    )


@pytest.mark.parametrize(
    ("end", "months", "expected"),
    [
        (date(2027, 6, 30), 1, date(2027, 5, 31)),
        (date(2027, 2, 28), 1, date(2027, 1, 31)),
        (date(2027, 2, 28), 3, date(2026, 11, 30)),
        (date(2028, 2, 28), 1, date(2028, 1, 28)),
        (date(2028, 2, 29), 1, date(2028, 1, 31)),
        (date(2027, 5, 30), 3, date(2027, 2, 28)),
        (date(2027, 5, 15), 1, date(2027, 4, 15)),
        (date(2027, 5, 15), 0, date(2027, 5, 15)),
    ],
)
def test_the_latest_start_is_no_subtraction(end: date, months: int, expected: date) -> None:
    """One month that ends on 30 June may start on 31 May."""
    assert expected == latest_start(end, months)


@given(end=DAYS, months=MONTHS)
def test_the_latest_start_is_really_the_latest(end: date, months: int) -> None:
    """It arrives in time, and the day after it does not."""
    start = latest_start(end, months)
    assert add_months(start, months) <= end < add_months(start + timedelta(days=1), months)


@given(day=DAYS, later=st.integers(0, 400), months=st.integers(-36, 36))
def test_months_keep_the_order_of_days(day: date, later: int, months: int) -> None:
    """Who starts later never ends earlier."""
    assert add_months(day, months) <= add_months(day + timedelta(days=later), months)


@pytest.mark.parametrize(
    ("insee", "postcode", "expected"),
    [
        ("67482", None, Territory.ALSACE_MOSELLE),
        ("68224", None, Territory.ALSACE_MOSELLE),
        ("57463", None, Territory.ALSACE_MOSELLE),
        ("54395", None, Territory.METROPOLE),
        ("2A004", None, Territory.METROPOLE),
        ("97105", None, Territory.GUADELOUPE),
        ("97209", None, Territory.MARTINIQUE),
        ("97302", None, Territory.GUYANE),
        ("97411", None, Territory.LA_REUNION),
        ("97611", None, Territory.MAYOTTE),
        (None, "67000", Territory.ALSACE_MOSELLE),
        (None, "97400", Territory.LA_REUNION),
        ("21231", "67000", Territory.METROPOLE),
        (None, None, Territory.METROPOLE),
        (None, "D-77694", Territory.METROPOLE),
    ],
)
def test_holidays_are_those_of_the_place(insee: str | None, postcode: str | None, expected: Territory) -> None:
    """The commune tells, else the postcode; unknown, it is the mainland."""
    assert expected == territory(insee, postcode)


def test_a_corsican_postcode_does_not_tell_the_departement() -> None:
    """20 is neither 2A nor 2B."""
    assert (department(None, "20000"), department("2A004", "20000")) == (None, "2A")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 5, 14), True),
        (date(2027, 5, 15), False),
        (date(2027, 5, 16), False),
        (date(2027, 5, 17), False),
        (date(2027, 5, 18), True),
        (date(2027, 5, 6), False),
    ],
)
def test_a_working_day_is_no_weekend_and_no_holiday(day: date, expected: bool) -> None:
    """Whit Monday and Ascension are holidays."""
    assert expected == WORKDAYS_2027.works(day)


def test_good_friday_is_worked_on_the_mainland_only() -> None:
    """And Easter Monday nowhere."""
    alsace = Workdays(HOLIDAYS_2027[Territory.ALSACE_MOSELLE])
    friday = date(2027, 3, 26)
    assert (WORKDAYS_2027.works(friday), alsace.works(friday)) == (True, False)


def test_five_working_days_back_skip_ascension_and_two_weekends() -> None:
    """The worked example of a move on 8 May 2027."""
    assert date(2027, 4, 30) == WORKDAYS_2027.shift(date(2027, 5, 8), -5)


def test_working_days_are_counted_forward_alike() -> None:
    """From Friday 30 April: 3, 4, 5 May, not 6, then 7."""
    assert date(2027, 5, 7) == WORKDAYS_2027.shift(date(2027, 4, 30), 4)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 5, 17), date(2027, 5, 14)),
        (date(2027, 11, 1), date(2027, 10, 29)),
        (date(2027, 5, 8), date(2027, 5, 7)),
        (date(2027, 6, 8), date(2027, 6, 8)),
    ],
)
def test_a_day_that_is_not_worked_goes_back_to_one_that_is(day: date, expected: date) -> None:
    """Never forward."""
    assert expected == WORKDAYS_2027.on_or_before(day)


@given(day=SUMMER_2027, count=st.integers(1, 20))
def test_a_shift_back_passes_exactly_that_many_working_days(day: date, count: int) -> None:
    """The day it starts from is not one of them; the day it arrives on is."""
    start = WORKDAYS_2027.shift(day, -count)
    passed = [start + timedelta(days=n) for n in range((day - start).days)]
    assert count == sum(WORKDAYS_2027.works(each) for each in passed)


@given(day=SUMMER_2027, later=st.integers(0, 20), count=st.integers(-15, 15).filter(bool))
def test_working_days_keep_the_order_of_days(day: date, later: int, count: int) -> None:
    """Who starts later never arrives earlier."""
    assert WORKDAYS_2027.shift(day, count) <= WORKDAYS_2027.shift(day + timedelta(days=later), count)
