"""Whoever was there before keeps the name by which their steps are known."""

from __future__ import annotations

from typing import Any

import pytest
from builders import a_dossier
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.facts import instances
from demenagement.domain.naming import renamed

A, B, C = ({"name": name} for name in ("Camille Martin", "Sacha Martin", "Lou Petit"))


def called(
    before: list[dict[str, Any]], after: list[dict[str, Any]], kind: str = "adults", *, replaced: bool = False
) -> tuple[str, ...]:
    """What the members are called after the change."""
    first, second = (a_dossier(household={kind: rows}) for rows in (before, after))
    kept = getattr(renamed(first, second, (kind,) if replaced else ()).household, kind)
    singular = {"adults": "adult", "vehicles": "vehicle", "pets": "pet", "children": "child"}[kind]
    return instances(singular, kept or ())


@pytest.mark.parametrize(
    ("before", "after", "names"),
    [
        # Corrected in its place.
        ([A, B], [{"name": "Kamille Martin"}, B], ("camille", "sacha")),
        ([A, B], [A, {"name": "Sasha Martin"}], ("camille", "sacha")),
        # Moved about in the list.
        ([A, B], [B, A], ("sacha", "camille")),
        # Somebody with the same first name comes: the first one stays who they were.
        ([A], [A, {"name": "Camille Petit"}], ("camille", "camille-petit")),
        ([A, B], [B], ("sacha",)),
        # Corrected, and one more.
        ([A], [{"name": "Kamille Martin"}, C], ("camille", "lou")),
        # Named at last.
        ([{}], [A], ("adult-1",)),
        ([], [A], ("camille",)),
    ],
)
def test_a_member_keeps_its_name(
    before: list[dict[str, Any]], after: list[dict[str, Any]], names: tuple[str, ...]
) -> None:
    """As the steps call it."""
    assert called(before, after) == names


def test_in_a_list_that_was_replaced_nobody_inherits_a_name() -> None:
    """Whoever is called the same is the same; of the others nobody knows."""
    assert called([A, B], [C, B], replaced=True) == ("lou", "sacha")
    assert called([A], [A, {"name": "Camille Petit"}], replaced=True) == ("camille", "camille-petit")


def test_a_corrected_plate_keeps_its_steps() -> None:
    """A vehicle is known by the plate that was first told."""
    assert called([{"plate": "AB-123-CD"}], [{"plate": "AB-123-CE"}], "vehicles") == ("ab-123-cd",)


def test_a_second_correction_keeps_the_first_name() -> None:
    """However often it is corrected."""
    first = a_dossier(household={"pets": [{"name": "Filou"}]})
    second = renamed(first, a_dossier(household={"pets": [{"name": "Filu"}]}))
    assert second.household.pets is not None
    again = a_dossier(household={"pets": [{"name": "Felou", "key": second.household.pets[0].key}]})
    assert instances("pet", renamed(second, again).household.pets or ()) == ("filou",)


NAMES = st.lists(st.sampled_from(["Ana", "Ana Roy", "Bo", "Cy", ""]), max_size=4)


@given(NAMES, NAMES, st.booleans())
def test_no_two_members_are_ever_called_the_same(before: list[str], after: list[str], replaced: bool) -> None:  # drawn
    """Whatever changes."""
    first, second = ([{"name": name} if name else {} for name in names] for names in (before, after))
    names = called(first, second, replaced=replaced)
    assert len(set(names)) == len(names)
