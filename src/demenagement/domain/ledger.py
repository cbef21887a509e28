"""What happened, one entry after another, each chained to the one before: a changed byte shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demenagement.domain.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `hash` covers every other field, `previous` the entry before."""

    number: int
    at: str
    kind: str
    body: dict[str, Any]
    previous: str
    hash: str


def append(entries: tuple[Entry, ...], kind: str, at: datetime, body: dict[str, Any]) -> tuple[Entry, ...]:
    """The ledger with one more entry."""
    previous = entries[-1].hash if entries else _START
    number, moment = len(entries) + 1, at.isoformat()
    return (*entries, Entry(number, moment, kind, body, previous, _hash(number, moment, kind, body, previous)))


def first_break(entries: Sequence[Entry]) -> int | None:
    """The number of the first entry that does not hold; None when all do."""
    previous = _START
    for number, entry in enumerate(entries, 1):
        right = _hash(entry.number, entry.at, entry.kind, entry.body, entry.previous)
        if (entry.number, entry.previous, entry.hash) != (number, previous, right):
            return number
        previous = entry.hash
    return None


def _hash(number: int, at: str, kind: str, body: dict[str, Any], previous: str) -> str:
    return hashlib.sha256(canonical([number, at, kind, body, previous]).encode()).hexdigest()
