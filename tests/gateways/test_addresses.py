"""An address that was copied from a bill is checked when it is set, so that no letter is stuck later."""

from __future__ import annotations

import pytest

from demenagement.errors import FilesInvalid
from demenagement.gateways.dossiers import merged

BILL = ["Macif", "Service clients", "CS 20000", "79076 NIORT CEDEX 9"]


def _problems(path: str, value: object) -> list[tuple[str, str]]:
    with pytest.raises(FilesInvalid) as invalid:
        merged({}, {path: value})
    return [(problem.key, problem.code) for problem in invalid.value.problems]


@pytest.mark.parametrize("lines", [BILL, BILL[1:], BILL[2:], [*BILL, "France"]])
def test_an_address_that_fits_an_envelope_is_kept(lines: list[str]) -> None:
    """With or without whom it is for: the company's own name heads it."""
    assert merged({}, {"accounts.macif.address": lines})["accounts"] == {"macif": {"address": lines}}


@pytest.mark.parametrize("path", ["accounts.macif.address", "accounts.macif"])
def test_an_address_without_a_postcode_is_refused(path: str) -> None:
    """Alone, or with the rest of the account."""
    lines = ["Macif", "Niort"]
    value = lines if path.endswith("address") else {"reference": "1", "address": lines}
    assert _problems(path, value) == [("accounts.macif.address", "address-no-postcode")]


def test_an_address_that_is_too_wide_or_too_high_is_refused() -> None:
    """38 characters a line, six lines."""
    assert _problems("accounts.macif.address", ["M" * 39, "79076 NIORT"]) == [("accounts.macif.address.0", "too-long")]
    assert _problems("accounts.macif.address", ["Macif"] * 6 + ["79076 NIORT"]) == [
        ("accounts.macif.address", "too-many")
    ]


def test_what_else_is_set_is_not_held_up_by_an_address_of_before() -> None:
    """It is asked when it is needed."""
    before = {"accounts": {"macif": {"address": ["Macif", "Niort"]}}}
    assert merged(before, {"accounts.macif.reference": "EX-1"})["accounts"]["macif"]["reference"] == "EX-1"
