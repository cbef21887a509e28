"""The three forms in which lists of rent zones are found.

The ministry of housing's CSV on data.gouv.fr (every commune, its class after each decree); the reference file of the
simulator of service-public.gouv.fr (every commune, whether the notice is reduced); a bare list of commune codes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import TYPE_CHECKING

from demenagement.gateways.zone_lists.gathering import is_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demenagement.domain.move import Zone
    from demenagement.gateways.zone_lists.gathering import Gathering

_CLASSES: dict[str, Zone] = {"1": "tight", "2": "tourist", "3": "none", "TLV": "tight", "Non TLV": "none"}
"""By the leading digit; the list of 2013 had one zone only, and says in or out."""

_CODE, _ZONE = "CODGEO", "Zonage TLV"
_DECREES = {"2013": date(2013, 5, 10), "2023": date(2023, 8, 25)}
"""Décrets n° 2013-392 and n° 2023-822, by the year that heads a column."""

_DAY = re.compile(r"\b([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\b")
_KEY = "zonageCommunes"
_AROUND = ' \t;,"'


def read(text: str, found: Gathering) -> None:
    """Gather the rows of a list, whichever of the forms it has."""
    head = text.lstrip().partition("\n")[0]
    if head.startswith(("{", "[")):
        _read_simulator(text, found)
    elif _ZONE in head or head.lstrip('"').startswith(_CODE):
        _read_table(text, found)
    else:
        _read_codes(text, found)


def _read_table(text: str, found: Gathering) -> None:
    """The ministry's CSV."""
    separator = ";" if ";" in text.partition("\n")[0] else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        head = [name.strip() for name in next(lines)]
        code = next((at for at, name in enumerate(head) if name.startswith(_CODE)), None)
        columns = [at for at, name in enumerate(head) if name.startswith(_ZONE)]
        days = [_decree(head[at]) for at in columns]
        if code is None or not columns:
            found.wrong("1", "zone-column-missing", name=_CODE if code is None else _ZONE)
            return
        for at, day in zip(columns, days, strict=True):
            if day is None:
                found.wrong("1", "zone-column-undated", name=head[at])
        found.complete, found.day = True, days[-1]
        for row in lines:
            if any(cell.strip() for cell in row):
                _read_row(row, str(lines.line_num), code, dict(zip(columns, days, strict=True)), found)
    except csv.Error:
        found.wrong(str(lines.line_num), "zone-not-a-table")


def _decree(heading: str) -> date | None:
    """The day of the decree whose classes a column holds."""
    if dated := _DAY.search(heading):
        try:
            return date(int(dated[3]), int(dated[2]), int(dated[1]))
        except ValueError:
            return None
    return _DECREES.get(heading.removeprefix(_ZONE).strip())


def _read_row(row: Sequence[str], place: str, code: int, columns: dict[int, date | None], found: Gathering) -> None:
    """One commune: its class now, and since when it has it."""
    cells = [row[at].strip() if at < len(row) else "" for at in columns]
    classes = [_CLASSES.get(cell, _CLASSES.get(cell[:1])) for cell in cells]
    for cell, zone in zip(cells, classes, strict=True):
        if zone is None:
            found.wrong(place, "zone-bad-class", text=cell)
    now = classes[-1]
    commune = found.put(place, row[code] if code < len(row) else "", now) if now is not None else None
    pairs = zip(classes, classes[1:], list(columns.values())[1:], strict=False)
    since = [day for before, after, day in pairs if before != after and day is not None]
    if commune is not None and since:
        found.changed[commune] = since[-1]


def _read_simulator(text: str, found: Gathering) -> None:
    """The simulator's file: a table with the rows under one key, or the rows alone.

    It tells where the notice is reduced; of the other communes it does not tell the tourist zone from none.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        found.wrong("", "not-json")
        return
    rows = document.get(_KEY) if isinstance(document, dict) else document
    if not isinstance(rows, list):
        found.wrong("", "zone-column-missing", name=_KEY)
        return
    for number, row in enumerate(rows, 1):
        place = f"{_KEY}.{number}"
        told = row if isinstance(row, dict) else {}
        reduced = str(told.get("preavis"))
        if reduced not in ("0", "1"):
            found.wrong(place, "zone-bad-class", text=reduced)
        elif reduced == "1":
            found.put(place, str(told.get("codeInsee")), "tight")


def _read_codes(text: str, found: Gathering) -> None:
    """Codes of communes in the tight zone, a line each, perhaps below a heading. Of other communes it says nothing."""
    rows = [(number, line.strip(_AROUND)) for number, line in enumerate(text.splitlines(), 1)]
    if not any(is_code(written) for _, written in rows):
        found.wrong("", "zone-not-a-list")
        return
    for number, written in rows:
        heading = number == 1 and not any(mark.isdigit() for mark in written)
        if written and not heading:
            found.put(str(number), written, "tight")
