"""Opening hours as the public directory writes them."""

from __future__ import annotations

import re

from demenagement.domain.offices import Opening
from demenagement.domain.postal import capitals
from demenagement.gateways.lookups.records import Record, nested_records, text

_DAYS = ("LUNDI", "MARDI", "MERCREDI", "JEUDI", "VENDREDI", "SAMEDI", "DIMANCHE")
_HOUR = re.compile(r"([0-2]?\d):([0-5]\d)(?::[0-5]\d)?")


def openings(found: object) -> tuple[Opening, ...]:
    """The ranges of days and their hours, in the order of the directory; a range of unreadable days is left out."""
    read = (_opening(each) for each in nested_records(found))
    return tuple(each for each in read if each is not None)


def _opening(record: Record) -> Opening | None:
    first = capitals(text(record, "nom_jour_debut"))
    last = capitals(text(record, "nom_jour_fin")) or first
    if first not in _DAYS or last not in _DAYS:
        return None
    pairs = (tuple(_hour(record, f"valeur_heure_{end}_{number}") for end in ("debut", "fin")) for number in (1, 2))
    spans = tuple((start, end) for start, end in pairs if start and end)
    return Opening(_DAYS.index(first), _DAYS.index(last), spans, text(record, "commentaire"))


def _hour(record: Record, name: str) -> str:
    found = _HOUR.fullmatch(text(record, name))
    return f"{found[1]:0>2}:{found[2]}" if found else ""
