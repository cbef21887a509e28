"""From the content of a file to a list that can be relied on, or to everything that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.zoning import ZoneList
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways.zone_lists.forms import read
from demenagement.gateways.zone_lists.gathering import Gathering

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from demenagement.domain.move import Zone

_LARGEST = 20_000_000  # bytes; the ministry's list has three million
_TIGHT = range(1_000, 2_001)
"""Communes in the tight zone: 1,434 by the decree of 2023, somewhat fewer before."""
_COMMUNES = range(33_000, 37_001)
"""Communes of France: 34,875 in the list of 2025."""


def content_of(path: Path) -> bytes:
    """What a file holds, no further than a list can be long. Raises FilesInvalid."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise FilesInvalid((Problem(str(path), "", "file-missing"),)) from None
    except OSError as fault:
        raise FilesInvalid((Problem(str(path), "", "file-unreadable", (("why", fault.strerror or ""),)),)) from None


def read_list(content: bytes, source: str, today: date, known: Mapping[str, Zone]) -> ZoneList:
    """The list that a file holds. Raises FilesInvalid with all that is wrong.

    `known` are classes read in the decrees: a list that contradicts most of them is another list.
    """
    if len(content) > _LARGEST:
        raise FilesInvalid((Problem(source, "", "zone-list-too-large"),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FilesInvalid((Problem(source, "", "file-not-utf8"),)) from None
    found = Gathering(source)
    read(text, found)
    if not found.problems:
        _weigh(found, known)
    if found.problems:
        raise FilesInvalid(found.problems)
    return ZoneList(found.zones, found.complete, source, today, found.day, found.changed)


def _weigh(found: Gathering, known: Mapping[str, Zone]) -> None:
    """Whether it can be the list it is taken for: its size, and what is surely known of some communes."""
    tight = {code for code, zone in found.zones.items() if zone == "tight"}
    for code, count, plausible in (
        ("zone-tight-count", len(tight), _TIGHT),
        ("zone-commune-count", len(found.zones), _COMMUNES if found.complete else range(len(found.zones) + 1)),
    ):
        if count not in plausible:
            found.wrong("", code, count=str(count), least=str(plausible[0]), most=str(plausible[-1]))
    by_class = {zone: {code for code, each in known.items() if each == zone} for zone in ("tight", "tourist", "none")}
    if 2 * len(missing := by_class["tight"] - tight) > len(by_class["tight"]):
        found.wrong("", "zone-known-missing", codes=", ".join(sorted(missing)[:4]))
    for zone in ("tourist", "none"):
        if 2 * len(mixed := by_class[zone] & tight) > len(by_class[zone]):
            found.wrong("", f"zone-mixed-{zone}", codes=", ".join(sorted(mixed)[:4]))
