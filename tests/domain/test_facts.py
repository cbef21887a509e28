"""Facts by their dotted path: names of members, reading, writing, and which paths there are."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from builders import a_dossier
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import (
    Member,
    Unknown,
    declared,
    follow,
    instances,
    keys,
    members,
    noun_types,
    options,
    slug,
)
from demenagement.domain.household import Adult, Child, Pet, Vehicle
from demenagement.domain.move import Energy, Forwarding, Leaving
from demenagement.domain.plain import place

FACTS: dict[str, Any] = {
    "move": {"day": "2027-05-08"},
    "leaving": {"gas": False},
    "household": {"adults": [{"name": "Camille Martin"}, {"name": "Zoé Roux"}], "subscriptions": ["fulli"]},
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AB-123-CD", "ab-123-cd"),
        ("1234 AB 56", "1234-ab-56"),
        ("Zoé Lefèvre", "zoe-lefevre"),
        ("Minou d'Or", "minou-d-or"),
        ("Anne-Cécile", "anne-cecile"),
        ("Œuvre", "oeuvre"),
        ("  -- ", ""),
        ("李雷", ""),
    ],
)
def test_a_slug_is_lower_case_ascii_with_hyphens(text: str, expected: str) -> None:
    """It stands in commands, file names and calendars."""
    assert expected == slug(text)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Camille Martin",), ("camille",)),
        (("Camille Martin", "Paul Martin"), ("camille", "paul")),
        (("Camille Martin", "Camille Durand", "Paul"), ("camille-martin", "camille-durand", "paul")),
        (("Zoé Martin", "ZOE Durand"), ("zoe-martin", "zoe-durand")),
        (("Camille", "Camille Martin"), ("camille", "camille-martin")),
        (("Camille Martin", "Camille Martin"), ("camille-martin", "camille-martin-2")),
        ((None, "Paul", None), ("adult-1", "paul", "adult-3")),
        (("Jean-Pierre Dupont",), ("jean-pierre",)),
    ],
)
def test_an_adult_goes_by_the_first_word_of_the_name(names: tuple[str | None, ...], expected: tuple[str, ...]) -> None:
    """By the full name where two first words collide, by a number where nothing else tells them apart."""
    assert expected == instances("adult", [Adult(name=name) for name in names])


def test_a_child_and_a_pet_go_by_their_whole_name() -> None:
    """The first word is for adults."""
    assert (
        instances("child", [Child(name="Anaïs Marie")]),
        instances("pet", [Pet(name="Minou d'Or")]),
    ) == (("anais-marie",), ("minou-d-or",))


def test_a_vehicle_goes_by_its_plate() -> None:
    """Without one, by its number."""
    assert instances("vehicle", [Vehicle(plate="AB-123-CD"), Vehicle(kind="car")]) == ("ab-123-cd", "vehicle-2")


def test_a_subscription_goes_by_its_own_name() -> None:
    """It is a plain word."""
    assert instances("subscription", ["sncf-connect", "fulli"]) == ("sncf-connect", "fulli")


@given(names=st.lists(st.one_of(st.none(), st.text(max_size=8), st.sampled_from(["Lou", "lou", "Loù X", "lou-2"]))))
def test_no_two_members_have_one_name(names: list[str | None]) -> None:
    """A step belongs to one of them only."""
    found = instances("adult", [Adult(name=name) for name in names])
    assert len(names) == len({*found})


def test_members_have_the_path_of_their_own_facts() -> None:
    """By which they are asked."""
    lou = Child(name="Lou")
    assert (Member(lou, "household.children.lou"),) == members("household.children", (lou,))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("move.day", date(2027, 5, 8)),
        ("leaving.gas", False),
        ("leaving.gas.supplier", False),
        ("leaving.electricity", Unknown(("leaving.electricity",))),
        ("leaving.electricity.supplier", Unknown(("leaving.electricity",))),
        ("leaving.water.metered", Unknown(("leaving.water.metered",))),
        ("move.forwarding.from", date(2027, 5, 1)),
    ],
)
def test_following_a_path_gives_the_fact_or_what_is_missing(path: str, expected: object) -> None:
    """The first missing part is asked; below "there is none", nothing is."""
    dossier = a_dossier(
        move={"day": date(2027, 5, 8), "forwarding": Forwarding(from_=date(2027, 5, 1))},
        leaving={"gas": False, "water": Energy()},
    )
    table, *parts = path.split(".")
    assert expected == follow(getattr(dossier, table), parts, table)


def test_following_from_a_member_asks_by_its_path() -> None:
    """Not by the name of the loop."""
    member = Member(Child(name="Lou"), "household.children.lou")
    assert Unknown(("household.children.lou.school",)) == follow(member, ("school",), "child")


def test_following_from_the_unknown_stays_there() -> None:
    """What is missing is what was missing."""
    unknown = Unknown(("household.children",))
    assert unknown == follow(unknown, ("school",), "child")


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("move.day", True),
        ("move.forwarding.from", True),
        ("leaving.electricity.supplier", True),
        ("household.children.school", True),
        ("accounts.reference", True),
        ("move.dai", False),
        ("leaving.electricity.suplier", False),
        ("move.day.year", False),
        ("arriving.zone", False),
        ("__class__", False),
        ("move.__class__", False),
    ],
)
def test_a_path_is_declared_or_not(path: str, known: bool) -> None:
    """What the contract does not list does not exist."""
    assert known == (declared(Dossier, path.split(".")) is not None)


def test_the_words_a_fact_may_be_are_read_from_its_declaration() -> None:
    """Money and dates have none."""
    assert (
        options(declared(Leaving, ("then",))),
        options(declared(Leaving, ("rent",))),
    ) == (("sells", "lets", "keeps"), ())


def test_nouns_are_found_within_a_declaration() -> None:
    """A contract, or none, or unknown."""
    assert [Energy] == [*noun_types(declared(Leaving, ("gas",)))]


def test_keys_are_those_of_the_file() -> None:
    """Python's own words lose their underscore."""
    assert keys(Forwarding) == ("from", "months", "reference")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("move.day", "2027-06-01"),
        ("move.by", "company"),
        ("arriving.city", "Nantes"),
        ("leaving.gas.supplier", "engie"),
        ("leaving.landlord.kind", "agency"),
        ("leaving.rent", Decimal("840.00")),
        ("accounts.edf.reference", "1-2"),
        ("household.adults.zoe.status", ["employee"]),
    ],
)
def test_a_value_is_found_where_it_was_put(path: str, value: object) -> None:
    """Tables on the way are made where there are none."""
    facts = deepcopy(FACTS)
    place(facts, path, value)
    found: Any = facts
    for part in path.split("."):
        found = found[1] if part == "zoe" else found[part]
    assert value == found


def test_putting_a_value_leaves_everything_else() -> None:
    """One fact at a time."""
    facts = deepcopy(FACTS)
    place(facts, "household.adults.zoe.born", "1990-01-01")
    facts["household"]["adults"][1].pop("born")
    assert facts == FACTS


def test_a_member_of_a_list_can_be_replaced_whole() -> None:
    """By its name."""
    facts = deepcopy(FACTS)
    place(facts, "household.adults.zoe", {"name": "Zoé Petit"})
    assert facts["household"]["adults"] == [{"name": "Camille Martin"}, {"name": "Zoé Petit"}]


def test_a_member_that_does_not_exist_is_named() -> None:
    """Nobody is added by a slip of the pen."""
    with pytest.raises(KeyError, match="lou"):
        place(deepcopy(FACTS), "household.adults.lou.born", "1990-01-01")
