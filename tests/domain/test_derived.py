"""What facts tell of others, so that nobody is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import a_dossier

from demenagement.domain.derived import derived

DEED = date(2027, 9, 1)


@pytest.mark.parametrize(
    ("table", "said", "told"),
    [
        ("leaving", {"sold": DEED}, {"tenure": "owner", "then": "sells"}),
        ("leaving", {"lease": "unfurnished"}, {"tenure": "tenant"}),
        ("leaving", {"lease": "residence"}, {"tenure": "residence"}),
        ("leaving", {"heating": "individual-gas"}, {"boiler": True}),
        ("leaving", {"heating": "electric"}, {"boiler": None, "tenure": None, "then": None}),
        ("arriving", {"bought": DEED}, {"tenure": "owner"}),
        ("arriving", {"bought": DEED, "lease": "furnished"}, {"tenure": "owner"}),
        ("arriving", {"lease": "furnished"}, {"tenure": "tenant"}),
        ("arriving", {}, {"tenure": None}),
    ],
)
def test_a_fact_that_others_tell_is_filled_in(table: str, said: dict[str, Any], told: dict[str, Any]) -> None:
    """A deed makes an owner, a lease a tenant."""
    noun = getattr(derived(a_dossier(**{table: said})), table)
    assert {name: getattr(noun, name) for name in told} == told


def test_a_notice_for_a_transfer_tells_why_one_moves() -> None:
    """An employer decided it."""
    assert derived(a_dossier(leaving={"notice_ground": "transfer"})).move.reason == "job-transfer"
    assert derived(a_dossier(leaving={"notice_ground": "zone"})).move.reason is None


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("leaving", {"sold": DEED, "tenure": "tenant", "then": "keeps"}),
        ("leaving", {"heating": "individual-gas", "boiler": False}),
        ("arriving", {"bought": DEED, "tenure": "hosted"}),
    ],
)
def test_what_was_said_stands(table: str, said: dict[str, Any]) -> None:
    """Whatever the rest tells."""
    dossier = a_dossier(**{table: said})
    assert derived(dossier) == dossier
