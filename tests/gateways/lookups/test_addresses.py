"""Addresses, searched for and completed."""

from __future__ import annotations

import pytest
from gateways.lookups.recording import leading_to, recorded

from demenagement.domain.places import PlaceFound
from demenagement.errors import LookUpRefused
from demenagement.gateways.lookups.addresses import Addresses


async def test_an_address_is_found_with_its_keys() -> None:
    """That of the national address base, and that of its commune: every later look-up goes by them."""
    http, network = leading_to(recorded("addresses-search"))
    first, _ = await Addresses(http).search("8 bd du modele")
    assert first == PlaceFound(
        label="8 Boulevard du Modèle 80000 Amiens",
        kind="housenumber",
        street="8 Boulevard du Modèle",
        postcode="80000",
        city="Amiens",
        insee="80021",
        ban_id="80021_6590_00008",
        score=0.4921,
    )
    assert dict(network.asked[0].url.params) == {"q": "8 bd du modele", "limit": "10", "index": "address"}


async def test_two_that_score_alike_are_both_given() -> None:
    """Nobody but the person can choose."""
    http, _ = leading_to(recorded("addresses-search"))
    assert [place.city for place in await Addresses(http).search("modele")] == ["Amiens", "Cergy"]


async def test_a_town_alone_has_no_street() -> None:
    """Its own name is not one."""
    http, _ = leading_to(recorded("addresses-search"))
    assert (await Addresses(http).search("cergy"))[1].street == ""


async def test_what_is_typed_is_completed() -> None:
    """With street, postcode and town."""
    http, network = leading_to(recorded("addresses-completion"))
    (place,) = await Addresses(http).complete("2 rue du mod")
    assert (place.label, place.street, place.postcode, place.city, place.score) == (
        "2 Rue du Modèle, 35400 Saint-Malo",
        "Rue du Modèle",
        "35400",
        "Saint-Malo",
        None,
    )
    assert network.asked[0].url.path == "/completion"


async def test_a_refusal_is_told_in_their_words() -> None:
    """The details included, which stand in a list."""
    http, _ = leading_to(recorded("addresses-refused", 400))
    with pytest.raises(LookUpRefused, match="Failed parsing query limit: must be an integer between 1 and 20"):
        await Addresses(http).search("modele")
