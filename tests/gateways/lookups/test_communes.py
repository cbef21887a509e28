"""Communes, by name, postcode or code."""

from __future__ import annotations

import httpx
import pytest
from gateways.lookups.recording import JSON, leading_to, recorded

from demenagement.domain.communes import Commune
from demenagement.errors import LookUpRefused
from demenagement.gateways.lookups.communes import Communes

NONE = httpx.Response(200, headers=JSON, content=b"[]")


async def test_a_commune_has_all_its_postcodes() -> None:
    """And a few have none."""
    http, _ = leading_to(recorded("communes"))
    assert await Communes(http).search("nantes") == (
        Commune("44109", "Nantes", ("44000", "44100", "44200", "44300")),
        Commune("98411", "Terres australes"),
    )


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("nantes", [{"nom": "nantes"}]),
        ("44000", [{"codePostal": "44000"}, {"code": "44000"}]),
        ("2A004", [{"code": "2A004"}]),
        ("440", [{"codePostal": "440"}, {"nom": "440"}]),
    ],
)
async def test_what_is_typed_may_be_a_name_a_postcode_or_a_code(typed: str, asked: list[dict[str, str]]) -> None:
    """Five digits are a postcode first."""
    http, network = leading_to(NONE)
    assert await Communes(http).search(typed) == ()
    keys = ("nom", "codePostal", "code")
    assert [{key: each.url.params[key] for key in keys if key in each.url.params} for each in network.asked] == asked


async def test_an_unknown_commune_is_none_found() -> None:
    """Said with 404 and a text."""
    http, _ = leading_to(httpx.Response(404, headers={"Content-Type": "text/plain"}, content=b"Not Found"))
    assert await Communes(http).search("2A999") == ()


async def test_a_refusal_in_plain_text_is_told() -> None:
    """It is no JSON."""
    refusal = httpx.Response(400, headers={"Content-Type": "text/plain; charset=utf-8"}, content="limité".encode())
    http, _ = leading_to(refusal)
    with pytest.raises(LookUpRefused, match="limité"):
        await Communes(http).search("nantes")
