"""The named dates that everything counts from, and their defaults."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from builders import a_situation

from demenagement.domain.anchors import ANCHORS, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

RENTED = {"tenure": "tenant", "lease": "furnished"}


def given_days(**tables: Any) -> Mapping[str, date | None]:  # noqa: ANN401 # any facts
    """Every anchor with its day."""
    return {name: anchor.day for name, anchor in resolve(a_situation(**tables)).items()}


def test_every_anchor_is_there_and_the_moving_day_is_the_default() -> None:
    """One that has no date has none."""
    expected = dict.fromkeys(ANCHORS) | dict.fromkeys(
        ("move.day", "keys.out", "keys.in", "inventory.out", "inventory.in", "delivery"), date(2027, 5, 8)
    )
    assert expected == given_days()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"keys": date(2027, 5, 1), "sold": date(2027, 5, 2), "wanted_end": date(2027, 5, 3)}, date(2027, 5, 1)),
        ({"sold": date(2027, 5, 2), "wanted_end": date(2027, 5, 3)}, date(2027, 5, 2)),
        ({"wanted_end": date(2027, 5, 3)}, date(2027, 5, 3)),
        ({}, date(2027, 5, 8)),
    ],
)
def test_the_keys_go_back_with_the_sale_else_with_the_lease_else_on_the_day(
    facts: dict[str, Any], expected: date
) -> None:
    """In that order."""
    assert expected == given_days(leaving={**RENTED, **facts})["keys.out"]


def test_a_default_is_said() -> None:
    """Whoever reads the anchor sees where it comes from."""
    found = resolve(a_situation())["keys.in"]
    assert [reason.code for reason in found.reasons] == ["default", "given"]


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({"move": {"address_known": date(2027, 1, 2)}, "arriving": {"signed": date(2027, 1, 3)}}, date(2027, 1, 2)),
        ({"arriving": {"signed": date(2027, 1, 3), "bought": date(2027, 1, 4)}}, date(2027, 1, 3)),
        ({"arriving": {"bought": date(2027, 1, 4)}}, date(2027, 1, 4)),
        ({}, None),
    ],
)
def test_the_address_is_known_from_the_signature_or_the_deed(tables: dict[str, Any], expected: date | None) -> None:
    """Unless a day of its own is given."""
    assert expected == given_days(**tables)["address.known"]
