"""Addresses, by the Géoplateforme (Base Adresse Nationale, Licence Ouverte 2.0): searched for, or completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.places import PlaceFound
from demenagement.errors import LookUpUnreadable
from demenagement.gateways.lookups.asking import asked
from demenagement.gateways.lookups.records import members, needed, text

if TYPE_CHECKING:
    from demenagement.adapter import Http
    from demenagement.gateways.lookups.records import Record

_MOST = "10"


class Addresses:
    """At most 50 searches and 10 completions a second may be asked from one place; beyond, they close for 5 s."""

    def __init__(self, http: Http) -> None:
        """`http` leads to the service."""
        self._http = http

    async def search(self, words: str) -> tuple[PlaceFound, ...]:
        """Addresses that resemble `words` (3 to 200 characters, the first a letter or a digit), the likeliest first."""
        answer = await asked(self._http, "addresses", "search", {"q": words, "limit": _MOST, "index": "address"})
        return tuple(_found(each) for each in members(answer.document, "addresses", "features"))

    async def complete(self, words: str) -> tuple[PlaceFound, ...]:
        """Addresses that begin so."""
        query = {"text": words, "type": "StreetAddress", "maximumResponses": _MOST}
        answer = await asked(self._http, "addresses", "completion", query)
        return tuple(_completed(each) for each in members(answer.document, "addresses", "results"))


def _found(feature: Record) -> PlaceFound:
    told = feature.get("properties")
    if not isinstance(told, dict):
        raise LookUpUnreadable("addresses", "properties")
    score = told.get("score")
    whole_town = text(told, "type") == "municipality"
    return PlaceFound(
        label=needed(told, "addresses", "label"),
        kind=needed(told, "addresses", "type", "_type"),
        street="" if whole_town else text(told, "name"),
        postcode=text(told, "postcode"),
        city=text(told, "city"),
        insee=text(told, "citycode"),
        ban_id=text(told, "id"),
        score=float(score) if isinstance(score, int | float) else None,
    )


def _completed(result: Record) -> PlaceFound:
    return PlaceFound(
        label=needed(result, "addresses", "fulltext"),
        kind=text(result, "kind") or "street",
        street=text(result, "street"),
        postcode=text(result, "zipcode"),
        city=text(result, "city"),
    )
