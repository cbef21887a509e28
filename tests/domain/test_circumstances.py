"""What is worked out from the facts and never asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import a_dossier

from demenagement.domain.circumstances import CIRCUMSTANCES
from demenagement.domain.facts import Unknown
from demenagement.domain.situation import Situation


def circumstance(name: str, **tables: Any) -> bool | Unknown:  # noqa: ANN401 # any table of a dossier
    """What it is, on 1 February 2027."""
    return CIRCUMSTANCES[name](Situation(a_dossier(**tables), date(2027, 2, 1)))


def family(*births: date | None, day: date | None = date(2027, 5, 8), **youngest: object) -> bool | Unknown:
    """Whether a family with children born on those days moves in the period of the bonus."""
    children = [{"name": f"enfant {number}", "born": born} for number, born in enumerate(births, 1)]
    children[-1].update(youngest)  # type: ignore[arg-type] # any field of a child
    return circumstance("moving_bonus_period", move={"day": day}, household={"children": children})


@pytest.mark.parametrize(
    ("youngest", "held"),
    [
        # The second birthday is in June 2027: the period ends with May.
        (date(2025, 6, 1), True),
        (date(2025, 6, 30), True),
        (date(2025, 5, 31), False),
        # Expected in October: the third month ends in April, the period begins on 1 May.
        (date(2027, 10, 31), True),
        (date(2027, 10, 1), True),
        (date(2027, 11, 1), False),
    ],
)
def test_the_period_of_the_moving_bonus_is_that_of_the_youngest(youngest: date, *, held: bool) -> None:
    """From the month after the third month of the pregnancy to the month before the second birthday."""
    assert family(date(2016, 1, 1), date(2018, 1, 1), youngest) is held


def test_two_children_are_too_few_for_the_bonus() -> None:
    """Whatever their age; one who lives elsewhere does not count."""
    baby = date(2026, 6, 1)
    assert family(date(2018, 1, 1), baby) is False
    assert family(date(2016, 1, 1), date(2018, 1, 1), baby, lives="elsewhere") is False


def test_what_the_bonus_hangs_on_is_asked() -> None:
    """The births, then the day."""
    old = date(2016, 1, 1)
    assert family(old, old, None) == Unknown(("household.children.enfant-3.born",))
    assert family(old, old, date(2026, 6, 1), day=None) == Unknown(("move.day",))
    assert circumstance("moving_bonus_period") == Unknown(("household.children",))


@pytest.mark.parametrize(
    ("leaving", "arriving", "fact"),
    [
        ({}, {}, "leaving.postcode"),
        ({"postcode": "21121"}, {}, "leaving.city"),
        ({"postcode": "21121", "city": "Dijon centre"}, {}, "leaving.insee"),
        ({"insee": "21231"}, {}, "arriving.postcode"),
        ({"insee": "21231"}, {"city": "Saint-Denis"}, "arriving.postcode"),
        ({"insee": "21231"}, {"postcode": "21121"}, "arriving.city"),
        ({"insee": "21231"}, {"postcode": "21121", "city": "Nulle-Part"}, "arriving.insee"),
    ],
)
def test_a_commune_is_asked_by_its_address_first(leaving: dict[str, str], arriving: dict[str, str], fact: str) -> None:
    """Nobody knows the code of theirs: it is asked only where postcode and town don't tell."""
    assert circumstance("changes_commune", leaving=leaving, arriving=arriving) == Unknown((fact,))


def test_a_departement_is_asked_where_the_postcode_does_not_tell() -> None:
    """Corsica has two, under the same first digits."""
    known = {"postcode": "21000"}
    assert circumstance("changes_department", leaving=known, arriving={"postcode": "44000"}) is True
    assert circumstance("changes_department", leaving=known) == Unknown(("arriving.postcode",))
    assert circumstance("changes_department", leaving={"postcode": "20000"}) == Unknown(("leaving.city",))


@pytest.mark.parametrize("name", ["changes_commune", "changes_department"])
def test_who_crosses_the_border_changes_place(name: str) -> None:
    """A home abroad has no French code to ask for."""
    homes = {"leaving": {"country": "BE"}, "arriving": {"country": "FR"}}
    assert circumstance(name, **homes) is True
    assert isinstance(circumstance(name, arriving={"country": "FR"}, leaving={"country": "FR"}), Unknown)
