"""What is worked out from the facts and never asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import a_dossier

from demenagement.domain.circumstances import CIRCUMSTANCES
from demenagement.domain.facts import Unknown
from demenagement.domain.move import Insurance, Internet
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


@pytest.mark.parametrize(
    ("bought", "moved", "held"),
    [
        (date(2026, 11, 20), date(2027, 5, 8), True),
        (date(2026, 11, 20), date(2027, 1, 1), False),
        (date(2027, 1, 1), date(2027, 1, 2), True),
        (date(2027, 5, 20), date(2027, 12, 31), False),
        (date(2027, 5, 20), date(2027, 4, 1), False),
        (None, date(2027, 4, 1), False),
        (date(2026, 11, 20), None, Unknown(("move.day",))),
    ],
)
def test_moving_in_later_than_buying_is_told_by_the_years_as_the_tax_office_counts(
    bought: date | None, moved: date | None, held: object
) -> None:
    """A change on New Year's day is in that day's picture."""
    assert circumstance("moves_in_later", arriving={"bought": bought}, move={"day": moved}) == held


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


@pytest.mark.parametrize(
    ("old", "new", "line", "cover"),
    [
        ("sfr", "free", True, True),
        ("sfr", False, True, True),
        ("sfr", "SFR", False, False),
        ("sfr", None, Unknown(("arriving.internet",)), False),
        (None, "free", Unknown(("leaving.internet",)), False),
    ],
)
def test_a_contract_ends_only_where_it_is_known_not_to_follow(
    old: object, new: object, *, line: object, cover: object
) -> None:
    """Another company there, or none. A line is asked for; a cover that nobody named is taken along."""
    for name, fact, noun, key, held in (
        ("internet_ends", "internet", Internet, "operator", line),
        ("insurance_ends", "insurance", Insurance, "insurer", cover),
    ):
        leaving, arriving = ({fact: noun(**{key: told}) if isinstance(told, str) else told} for told in (old, new))
        assert circumstance(name, leaving=leaving, arriving={"country": "FR", **arriving}) == held


def test_a_line_ends_at_a_host_s_unless_one_is_taken_there() -> None:
    """They have one of their own; whose operator it is decides, once it is known."""
    old = {"internet": Internet(operator="sfr")}
    assert circumstance("internet_ends", leaving=old, arriving={"country": "FR", "tenure": "hosted"}) is True
    there = {"country": "FR", "tenure": "hosted", "internet": Internet(technology="fibre")}
    assert circumstance("internet_ends", leaving=old, arriving=there) == Unknown(("arriving.internet.operator",))


def test_a_cover_ends_with_a_sale_and_at_a_host_s() -> None:
    """The buyer has it, unless the seller stays with the insurer; a host insures their own home."""
    kept = {"insurance": Insurance(insurer="maif")}
    assert circumstance("insurance_ends", leaving={"tenure": "owner", **kept}) is True
    assert (
        circumstance("insurance_ends", leaving={"tenure": "owner", **kept}, arriving={"country": "FR", **kept}) is False
    )
    assert circumstance("insurance_ends", leaving=kept, arriving={"tenure": "hosted"}) is True
    assert circumstance("insurance_ends", leaving=kept, arriving={"country": "BE"}) is True
