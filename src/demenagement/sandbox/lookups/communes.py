"""geo.api.gouv.fr: communes by name, postcode or code. It refuses in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox.contract import Contract, Route
from demenagement.sandbox.exchange import Record, Refusal, Reply, Request, answer
from demenagement.sandbox.lookups.atlas import BY_CODE, TOWNS, Town, plain_words

if TYPE_CHECKING:
    from demenagement.sandbox.state import State

_ALWAYS = ("nom", "code")
_BY_DEFAULT = "nom,code,codesPostaux,siren,codeEpci,codeDepartement,codeRegion,population"
_FILTERS = ("nom", "code", "codePostal", "codeDepartement", "codeRegion")


def dialect(refusal: Refusal) -> Reply:
    """A refusal as the service words it: a line of text."""
    said = ", ".join(message for _, message in refusal.problems).encode()
    return Reply(refusal.status, said, "text/plain; charset=utf-8", refusal.headers)


def listing(_state: State, request: Request) -> Reply:
    """`GET /communes?nom=|codePostal=|code=…&fields=…&limit=…`: a list, empty where nothing fits."""
    limit = request.query.get("limit", "")
    if limit and not limit.isdigit():
        raise Refusal(400, ("LIMIT", "Le paramètre limit doit être un entier"))
    filtered = any(request.query.get(name) for name in _FILTERS)
    if not filtered and (request.query.get("format") == "geojson" or request.query.get("geometry") == "contour"):
        raise Refusal(400, ("FILTER", "La requête ne peut pas retourner toutes les communes"))
    found = sorted((town for town in TOWNS if _fits(town, request)), key=lambda town: -town.population)
    return answer(200, [_told(town, request) for town in found[: int(limit) if limit else None]])


def one(_state: State, request: Request) -> Reply:
    """`GET /communes/{code}`."""
    town = BY_CODE.get(request.places["code"])
    if town is None:
        raise Refusal(404, ("NOT_FOUND", "Not Found"))
    return answer(200, _told(town, request))


def _fits(town: Town, request: Request) -> bool:
    asked = request.query
    typed, known = plain_words(asked.get("nom", "")), plain_words(town.name)
    return (
        asked.get("code", town.code) == town.code
        and asked.get("codePostal", town.postcodes[0]) in town.postcodes
        and asked.get("codeDepartement", town.department[0]) == town.department[0]
        and all(any(word.startswith(start) for word in known) for start in typed)
    )


def _told(town: Town, request: Request) -> Record:
    """The fields that were asked for; those that nobody knows are left out without a word."""
    whole: Record = {
        "nom": town.name,
        "code": town.code,
        "codesPostaux": list(town.postcodes),
        "siren": "000000000",
        "codeEpci": "000000000",
        "codeDepartement": town.department[0],
        "codeRegion": town.region[0],
        "population": town.population,
    }
    fields = (*_ALWAYS, *request.query.get("fields", _BY_DEFAULT).split(","))
    return {name: value for name, value in whole.items() if name in fields}


CONTRACT = Contract(
    "communes",
    (
        Route("list-communes", "GET", "/communes/communes", listing),
        Route("get-commune", "GET", "/communes/communes/{code}", one),
    ),
    dialect,
    lambda _state: {},
)
