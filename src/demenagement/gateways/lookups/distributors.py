"""Who distributes electricity and gas in a commune, by Agence ORE, whose list has had two shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.distributors import Distributor
from demenagement.errors import LookUpUnreadable
from demenagement.gateways.lookups.asking import asked
from demenagement.gateways.lookups.records import members, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.adapter import Http
    from demenagement.domain.distributors import Energy
    from demenagement.gateways.lookups.records import Record

_DATASET = "distributeurs-denergie-par-commune/records"
_SHAPES: tuple[tuple[Energy, str, str], ...] = (
    ("electricity", "grdelec", "codegrdelec"),
    ("gas", "grdgaz", "codegrdgaz"),
    ("electricity", "grd_elec", "grd_elec_eic"),
    ("gas", "grd_gaz", "grd_gaz_eic"),
)
"""The fields of names and of codes: those of 2026, then the older ones."""


class Distributors:
    """The list, asked by the commune's code."""

    def __init__(self, http: Http) -> None:
        """`http` leads to the datasets."""
        self._http = http

    async def of_commune(self, insee: str) -> tuple[Distributor, ...]:
        """Those of a commune, each once; empty where the list has no such commune."""
        records = await self._records(f'codeinseecommune="{insee}"', f'code_insee="{insee}"')
        found = tuple(dict.fromkeys(each for record in records for each in _named(record)))
        if records and not found:
            raise LookUpUnreadable("distributors", "grdelec")
        return found

    async def _records(self, now: str, before: str) -> list[Record]:
        """A list of the older shape does not know the newer name of the field, and says so with 400."""
        question = {"limit": "20"}
        answer = await asked(self._http, "distributors", _DATASET, {"where": now, **question}, also=(400,))
        if answer.status == 400:  # noqa: PLR2004 # a bad request, as above
            answer = await asked(self._http, "distributors", _DATASET, {"where": before, **question})
        return members(answer.document, "distributors", "results")


def _named(record: Record) -> Iterator[Distributor]:
    for energy, names, codes in _SHAPES:
        called, coded = texts(record.get(names)), texts(record.get(codes))
        for at, name in enumerate(called):
            yield Distributor(energy, name, coded[at] if len(coded) == len(called) else "")
