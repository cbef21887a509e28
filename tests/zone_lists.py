"""Lists of rent zones as they are published, made up: codes that stand for communes, and the few that are verified."""

from __future__ import annotations

import json
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from demenagement.domain.situation import commune
from demenagement.gateways.zones import BuiltInZones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEAD = "CODGEO25;DEP;LIBGEO;Code EPCI;Libellé EPCI;Zonage TLV 2013;Zonage TLV 2023;Zonage TLV post décret 22/12/2025"
CELLS = {"tight": "1. Zone tendue", "tourist": "2. Zone touristique et tendue", "none": "3. Non tendue"}
KNOWN = BuiltInZones().known


def made_up() -> Iterator[str]:
    """Codes of no verified commune and of no arrondissement, always the same."""
    codes = (f"{number:05}" for number in range(100, 99_999))
    return (code for code in codes if code not in KNOWN and commune(code) == code)


def known(zone: str) -> list[str]:
    """The verified communes of a class."""
    return [code for code, found in KNOWN.items() if found == zone]


def tight_codes(count: int = 1_434) -> list[str]:
    """The codes of a list of tight communes: the verified ones, and as many more as it takes."""
    verified = known("tight")
    return verified + list(islice(made_up(), count - len(verified)))


def codes_file(codes: Iterable[str], heading: str = "geo_code") -> bytes:
    """A bare list, as a spreadsheet writes it."""
    return "\r\n".join([heading, *codes, ""]).encode("utf-8-sig")


def row(code: str, now: str, before: str | None = None, first: str | None = None) -> str:
    """One commune of the ministry's table: its class now, by the decree before, and whether it was in the first one."""
    before = before or now
    inside = first or ("TLV" if before == "tight" else "Non TLV")
    return f"{code};00;Commune {code};200000000;CC;{inside};{CELLS.get(before, before)};{CELLS.get(now, now)}"


def table(*rows: str, head: str = HEAD) -> bytes:
    """The ministry's table, with these rows."""
    return "\r\n".join([head, *rows, ""]).encode("utf-8-sig")


@cache
def whole_table(*changed: str, communes: int = 34_875) -> bytes:
    """The whole table; `changed` rows stand for those of their communes."""
    own = {line.partition(";")[0] for line in changed}
    classes = dict(KNOWN) | dict.fromkeys(tight_codes(), "tight")
    others = (code for code in made_up() if code not in classes)
    classes |= dict.fromkeys(islice(others, communes - len(classes)), "none")
    return table(*changed, *(row(code, zone) for code, zone in classes.items() if code not in own))


def simulator(tight: Iterable[str], others: Iterable[str] = (), *, bare: bool = False) -> bytes:
    """The reference file of the official simulator, or its rows alone."""
    rows = [
        {"codeInsee": code, "commune": "X", "zone": "A", "frais": 1, "preavis": reduced}
        for codes, reduced in ((tight, 1), (others, 0))
        for code in codes
    ]
    return json.dumps(rows if bare else {"zonageCommunes": rows}).encode()
