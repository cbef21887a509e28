"""Public offices, by the directory of the administration (DILA, Licence Ouverte 2.0).

One dataset holds the offices, another names those that are competent for a commune. Most fields are JSON inside a text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from demenagement.domain.offices import OFFICES, PublicOffice
from demenagement.domain.postal import capitals
from demenagement.domain.values import safe_text
from demenagement.errors import LookUpUnreadable
from demenagement.gateways.lookups.asking import asked
from demenagement.gateways.lookups.hours import openings
from demenagement.gateways.lookups.records import day, members, needed, nested, nested_records, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from demenagement.adapter import Http
    from demenagement.gateways.lookups.records import Record

_OFFICES = "api-lannuaire-administration/records"
_COMPETENT = "api-lannuaire-administration-locale-competence-geographique/records"
_MOST = "100"
_TOGETHER = 20
"""Offices asked in one question: the condition has to fit into an address."""
_IDENT = re.compile(r"[0-9A-Za-z_-]{1,64}")
_DELEGATED = "MAIRIE DELEGUEE"


class Directory:
    """Both datasets. Conditions hold codes only, never a word that somebody typed."""

    def __init__(self, http: Http) -> None:
        """`http` leads to the datasets."""
        self._http = http

    async def offices(self, kind: str, insee: str) -> tuple[PublicOffice, ...]:
        """Every office of that kind (a key of `OFFICES`) for a commune, none preferred.

        A town hall is that of its commune. Any other is competent where the directory says so; where it says nothing,
        those that stand in the commune are given as such.
        """
        there = f'pivot LIKE "{OFFICES[kind]}" AND code_insee_commune="{insee}"'
        if kind == "mairie":
            return self._read(await self._records(_OFFICES, there), kind, competent=True)
        idents = await self._competent(OFFICES[kind], insee)
        named: list[Record] = []
        for start in range(0, len(idents), _TOGETHER):
            chosen = " OR ".join(f'id="{ident}"' for ident in idents[start : start + _TOGETHER])
            named += await self._records(_OFFICES, chosen)
        if named:
            return self._read(named, kind, competent=True)
        return self._read(await self._records(_OFFICES, there), kind, competent=False)

    async def _competent(self, code: str, insee: str) -> list[str]:
        where = f'code_insee_commune="{insee}" AND code_type_service_local="{code}"'
        found = [ident for each in await self._records(_COMPETENT, where) for ident in _idents(each)]
        return list(dict.fromkeys(found))

    async def _records(self, dataset: str, where: str) -> list[Record]:
        answer = await asked(self._http, "directory", dataset, {"where": where, "limit": _MOST})
        return members(answer.document, "directory", "results")

    def _read(self, records: Iterable[Record], kind: str, *, competent: bool) -> tuple[PublicOffice, ...]:
        offices = (_office(each, kind, competent=competent) for each in records if _is(each, OFFICES[kind]))
        return tuple(each for each in offices if not capitals(each.name).startswith(_DELEGATED))


def _idents(record: Record) -> list[str]:
    """The offices that a commune is told to have. Raises LookUpUnreadable: one that can't be read is not left out."""
    found = record.get("id_service_local")
    idents = nested(found) or list(texts(found))
    if not idents or not all(isinstance(each, str) and _IDENT.fullmatch(each) for each in idents):
        raise LookUpUnreadable("directory", "id_service_local")
    return idents


def _is(record: Record, code: str) -> bool:
    """Whether it is of that kind: a condition on a text finds `msap` where `msa` was asked."""
    kinds = [text(each, "type_service_local") for each in nested_records(record.get("pivot"))]
    return not kinds or code in kinds


def _office(record: Record, kind: str, *, competent: bool) -> PublicOffice:
    addresses = nested_records(record.get("adresse"))
    websites = nested_records(record.get("site_internet"))
    emails = text(record, "adresse_courriel").split(";")
    return PublicOffice(
        ident=needed(record, "directory", "id"),
        kind=kind,
        name=needed(record, "directory", "nom"),
        competent=competent,
        visit=_lines(addresses, "Adresse"),
        postal=_lines(addresses, "Adresse postale"),
        phones=tuple(filter(None, (text(each, "valeur") for each in nested_records(record.get("telephone"))))),
        emails=tuple(filter(None, map(safe_text, emails))),
        website=next(filter(None, (text(each, "valeur") for each in websites)), ""),
        page=text(record, "url_service_public"),
        hours=openings(record.get("plage_ouverture")),
        changed_on=day(record.get("date_modification")),
    )


def _lines(addresses: list[Record], kind: str) -> tuple[str, ...]:
    """The first address of that kind, as the lines of an envelope, without the office's name."""
    found = next((each for each in addresses if text(each, "type_adresse") == kind), None)
    if found is None:
        return ()
    lines = [text(found, name) for name in ("complement1", "complement2", "numero_voie", "service_distribution")]
    town = f"{text(found, 'code_postal')} {text(found, 'nom_commune')}".strip()
    return tuple(filter(None, (*lines, town)))
