"""Géoplateforme, geocoding: `/search`, `/completion`. Too many questions in a second close it for five seconds."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from demenagement.sandbox.clock import moment, stamp
from demenagement.sandbox.contract import Contract, Route
from demenagement.sandbox.exchange import Record, Refusal, Reply, Request, answer
from demenagement.sandbox.lookups.atlas import TOWNS, Town, plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.sandbox.state import State

NAME = "addresses"
_SHORTEST, _LONGEST = 3, 200
_MOST_FOUND, _MOST_COMPLETED = 20, 15
_CLOSED_FOR, _SECOND = timedelta(seconds=5), timedelta(seconds=1)
_A_SECOND = {"search": 50, "completion": 10}
_NUMBER = re.compile(r"\s*(\d+)\b")
_LEAST = 0.3


def dialect(refusal: Refusal) -> Reply:
    """A refusal as the service words it: a code, a message, a list of details."""
    details = [message for _, message in refusal.problems]
    document: Record = {"code": refusal.status, "message": "Failed parsing query", "detail": details}
    return answer(refusal.status, document, *refusal.headers)


def search(state: State, request: Request) -> Reply:
    """`GET /search?q=…&limit=…`: the likeliest first; without a postcode two towns may score nearly alike."""
    _open(state, "search")
    words, most = _words(request, "q"), _count(request, "limit", _MOST_FOUND)
    found = sorted(_scored(words), key=lambda each: -each[0])
    features = [_feature(score, number, street, town) for score, number, street, town in found if score >= _LEAST]
    return answer(200, {"type": "FeatureCollection", "features": features[:most]})


def complete(state: State, request: Request) -> Reply:
    """`GET /completion?text=…&maximumResponses=…`: streets that have a word beginning like each of the words typed."""
    _open(state, "completion")
    typed = plain_words(_words(request, "text"))
    most = _count(request, "maximumResponses", _MOST_COMPLETED)
    results = [_completed(street, town) for street, town in _streets() if _begins(typed, f"{street} {town.name}")]
    return answer(200, {"status": "OK", "results": results[:most]})


def _open(state: State, route: str) -> None:
    """Raises a Refusal while it is closed, and closes when asked too often."""
    now, kept = state.clock.now(), state.of(NAME)
    if "closed" in kept and now < moment(kept["closed"]):
        raise Refusal(429, ("TOO_MANY_REQUESTS", "Too many requests"))
    recent = [each for each in kept.get(route, []) if now - moment(each) < _SECOND]
    kept[route] = [*recent, stamp(now)]
    if len(recent) >= _A_SECOND[route]:
        kept["closed"] = stamp(now + _CLOSED_FOR)
        raise Refusal(429, ("TOO_MANY_REQUESTS", "Too many requests"))


def _words(request: Request, name: str) -> str:
    text = request.query.get(name, "")
    if not text:
        raise Refusal(400, ("MISSING", f"{name}: required param"))
    if not _SHORTEST <= len(text) <= _LONGEST or not text[0].isalnum():
        said = f"{name}: must contain between 3 and 200 chars and start with a number or a letter"
        raise Refusal(400, ("BAD", said))
    return text


def _count(request: Request, name: str, most: int) -> int:
    asked = request.query.get(name, "10")
    if not asked.isdigit() or not 1 <= int(asked) <= most:
        raise Refusal(400, ("BAD", f"{name}: must be an integer between 1 and {most}"))
    return int(asked)


def _streets() -> Iterator[tuple[str, Town]]:
    return ((street, town) for town in TOWNS for street in town.streets)


def _scored(text: str) -> Iterator[tuple[float, str, str, Town]]:
    """Every street, with how much of what was typed is found in it."""
    number = found[1] if (found := _NUMBER.match(text)) else ""
    typed = set(plain_words(text)) - {number}
    for street, town in _streets():
        known = set(plain_words(f"{street} {' '.join(town.postcodes)} {town.name}"))
        of_street = set(plain_words(street))
        shared = len(typed & known) / max(len(typed), 1) if typed & of_street else 0.0
        missing = 0.5 if not typed & {*town.postcodes, *plain_words(town.name)} else 0.0
        yield shared * 0.98 * (1 - missing), number, street, town


def _feature(score: float, number: str, street: str, town: Town) -> Record:
    name = f"{number} {street}".strip()
    told: Record = {
        "label": f"{name} {town.postcodes[0]} {town.name}",
        "score": score,
        "id": f"{town.code}_{len(street):04}" + (f"_{number:0>5}" if number else ""),
        "name": name,
        "postcode": town.postcodes[0],
        "citycode": town.code,
        "city": town.name,
        "context": f"{town.department[0]}, {town.department[1]}, {town.region[1]}",
        "type": "housenumber" if number else "street",
        "importance": 0.6,
        "_type": "address",
    }
    if number:
        told |= {"housenumber": number, "street": street}
    geometry = {"type": "Point", "coordinates": [0.0, 0.0]}
    return {"type": "Feature", "geometry": geometry, "properties": told}


def _begins(typed: list[str], text: str) -> bool:
    words = plain_words(text)
    return all(any(word.startswith(start) for word in words) for start in typed if not start.isdigit())


def _completed(street: str, town: Town) -> Record:
    return {
        "country": "StreetAddress",
        "city": town.name,
        "oldcity": "",
        "x": 0.0,
        "y": 0.0,
        "zipcode": town.postcodes[0],
        "street": street,
        "metropole": True,
        "kind": "street",
        "fulltext": f"{street}, {town.postcodes[0]} {town.name}",
        "classification": 7,
    }


CONTRACT = Contract(
    NAME,
    (
        Route("search", "GET", "/addresses/search", search),
        Route("completion", "GET", "/addresses/completion", complete),
    ),
    dialect,
    lambda _state: {},
)
