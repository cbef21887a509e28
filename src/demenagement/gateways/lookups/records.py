"""JSON that may be anything, read: what has the wrong shape is told, what is merely missing is empty."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from demenagement.domain.values import safe_text
from demenagement.errors import LookUpUnreadable

if TYPE_CHECKING:
    from demenagement.domain.lookups import Service

Record = dict[str, Any]


def members(document: object, service: Service, name: str = "") -> list[Record]:
    """The records of an answer: a list, or the list under `name`. Raises LookUpUnreadable."""
    found = document.get(name) if name and isinstance(document, dict) else document
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise LookUpUnreadable(service, name)
    return found


def needed(record: Record, service: Service, *names: str) -> str:
    """The first of these texts that is there. Raises LookUpUnreadable, for a record without it can't be told apart."""
    if not (found := text(record, *names)):
        raise LookUpUnreadable(service, names[0])
    return found


def text(record: Record, *names: str) -> str:
    """The first of these texts that is there, made harmless; empty where none is."""
    for name in names:
        found = record.get(name)
        if isinstance(found, str) and (clean := safe_text(found)):
            return clean
    return ""


def texts(found: object) -> tuple[str, ...]:
    """A list of texts, or one text alone."""
    each = found if isinstance(found, list) else [found]
    return tuple(clean for one in each if isinstance(one, str) and (clean := safe_text(one)))


def nested(found: object) -> list[Any]:
    """A list that was written as JSON inside a text, or was left a list; empty where it is neither."""
    if isinstance(found, str) and found.strip():
        try:
            found = json.loads(found)
        except (ValueError, RecursionError):
            return []
    return found if isinstance(found, list) else []


def nested_records(found: object) -> list[Record]:
    """The records of such a list."""
    return [each for each in nested(found) if isinstance(each, dict)]


def day(found: object) -> date | None:
    """The day of a moment as ISO 8601 or as `22/12/2023 10:38:56`; None where it can't be read."""
    if not isinstance(found, str):
        return None
    for read in (datetime.fromisoformat, lambda said: datetime.strptime(said[:10], "%d/%m/%Y")):  # noqa: DTZ007 # a day
        try:
            return read(found).date()
        except ValueError:
            continue
    return None
