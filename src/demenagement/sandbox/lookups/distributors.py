"""Agence ORE: who distributes energy in a commune. The list has had two shapes; the sandbox serves either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox.contract import Contract, Route
from demenagement.sandbox.exchange import Refusal, answer
from demenagement.sandbox.lookups import datasets

if TYPE_CHECKING:
    from demenagement.sandbox.exchange import Record, Reply, Request
    from demenagement.sandbox.state import State

_NEW = tuple(
    {"codeinseecommune": code, "codegrdelec": ["ENED"], "grdelec": ["SBX Enedis"]}
    for code in ("44109", "21231", "35288")
)
_OLDER: tuple[Record, ...] = (
    {
        "code_insee": "44109",
        "code_postal": "44000",
        "commune": "NANTES",
        "grd_elec": ["SBX Enedis"],
        "grd_elec_eic": ["SBX00000000000E1"],
        "grd_gaz": ["SBX GRDF"],
    },
)
_SHAPE = "shape"


def records(state: State, request: Request) -> Reply:
    """The list, in the shape that it has now."""
    older = state.of("distributors").get(_SHAPE) == "older"
    found = _OLDER if older else _NEW
    return datasets.records(request, found, tuple(found[0]))


def reshape(state: State, request: Request) -> Reply:
    """A word to the sandbox, that the real list has no route for: from now on it has that shape."""
    shape = request.record().get(_SHAPE)
    if shape not in ("new", "older"):
        raise Refusal(400, ("SHAPE", "shape: new | older"))
    state.of("distributors")[_SHAPE] = shape
    return answer(200, {_SHAPE: shape})


CONTRACT = Contract(
    "distributors",
    (
        Route("distributors", "GET", "/distributors/distributeurs-denergie-par-commune/records", records),
        Route("reshape", "POST", "/distributors/_shape", reshape),
    ),
    datasets.dialect,
    lambda state: dict(state.of("distributors")),
)
