"""Journeys as the store's plain tables, there and back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from demenagement.domain.calling_off import off_since
from demenagement.domain.journey import Journey
from demenagement.domain.ledger import Entry
from demenagement.domain.waits import at_once
from demenagement.gateways.store import JourneyFiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from demenagement.domain.waits import Waits
    from demenagement.gateways.store import Document, Stored


_ENTRY = tuple(field.name for field in fields(Entry))


class JourneyStore:
    """The Store port over files, one a journey."""

    def __init__(self, home: Path) -> None:
        """Journeys rest below `home`."""
        self._files = JourneyFiles(home, about=_about)
        self._notices: dict[str, list[tuple[str, dict[str, str]]]] = {}

    def create(self, journey: Journey) -> Journey:
        """Begin it. Raises Conflict when the id is taken."""
        return _journey(self._files.create(journey.id, _document(journey)).document)

    def read(self, ident: str) -> Journey:
        """The journey as it stands."""
        stored = self._files.read(ident)
        self._note(ident, stored)
        return _journey(stored.document)

    def notices(self, ident: str) -> tuple[tuple[str, dict[str, str]], ...]:
        """What had to be done to open its file since this was last asked: each is told once."""
        return tuple(self._notices.pop(ident, ()))

    def change(self, ident: str, change: Callable[[Journey], Journey], revision: int | None = None) -> Journey:
        """One unit of work: read afresh, change, write. Raises Conflict when it is not at `revision` any more."""
        return at_once(self.changing(ident, change, revision))

    def changing(self, ident: str, change: Callable[[Journey], Journey], revision: int | None = None) -> Waits[Journey]:
        """The same, waiting for the disk."""
        changed: list[Journey] = []

        def whole(document: Document) -> Document:
            changed.append(change(_journey(document)))
            return _document(changed[0])

        stored = yield from self._files.changing(ident, revision, whole)
        self._note(ident, stored)
        return replace(changed[0], revision=stored.revision)

    def summaries(self) -> tuple[dict[str, Any], ...]:
        """One line a journey: id, title, created, revision; `called_off`, the day, where that was; `trouble`, else."""
        return self._files.index()

    def keep(self, ident: str, content: bytes, suffix: str) -> Path:
        """Keep a letter or a proof under its fingerprint."""
        return self._files.keep(ident, content, suffix)

    def kept(self, ident: str, digest: str) -> bytes:
        """What was kept under that fingerprint. Raises NotFound."""
        return self._files.kept(ident, digest)

    def sending(self, ident: str) -> AbstractContextManager[None]:
        """Held while the journey's submissions go out."""
        return self._files.sending(ident)

    def _note(self, ident: str, stored: Stored) -> None:
        found = [(notice.code, dict(notice.facts)) for notice in stored.notices]
        if found:
            self._notices.setdefault(ident, []).extend(found)


def _document(journey: Journey) -> Document:
    meta = {"title": journey.title, "created": journey.created, "uid": journey.uid}
    return {
        "meta": [meta],
        "facts": [dict(journey.facts)],
        "entries": [{name: getattr(entry, name) for name in _ENTRY} for entry in journey.entries],
        "calendar": [{"step": step, **mark} for step, mark in journey.calendar.items()],
    }


def _about(document: Document) -> dict[str, Any]:
    """What a list tells of a journey beyond its name: the day on which the move was called off."""
    with suppress(KeyError, TypeError, ValueError):  # what can't be read is told by whoever opens it
        day = off_since(_journey(document))
        return {"called_off": day.isoformat()} if day else {}
    return {}


def _journey(document: Document) -> Journey:
    meta = document["meta"][0]
    return Journey(
        id=meta["id"],
        uid=meta["uid"],
        title=meta["title"],
        created=meta["created"],
        facts=document["facts"][0],
        entries=tuple(Entry(**row) for row in document["entries"]),
        calendar={row["step"]: {k: v for k, v in row.items() if k != "step"} for row in document["calendar"]},
        revision=meta["revision"],
    )


def everything(journey: Journey) -> dict[str, Any]:
    """The whole journey as one JSON value, for the person to keep or take elsewhere."""
    return {"version": 1, "id": journey.id, **_document(journey)}
