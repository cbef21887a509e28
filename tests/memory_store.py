"""The Store port in memory; tests/application/test_stores.py holds it to the same promises as the files."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demenagement.domain.journey import Journey
from demenagement.domain.ledger import Entry
from demenagement.errors import Conflict, NotAllowed, NotFound, StorageFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from demenagement.domain.waits import Waits


class MemoryStore:
    """The Store port in memory. What no file could hold, it does not hold either."""

    def __init__(self) -> None:
        """No journey yet."""
        self._journeys: dict[str, str] = {}
        self._kept: dict[tuple[str, str], bytes] = {}
        self._held: set[str] = set()
        self.full = False

    def create(self, journey: Journey) -> Journey:
        """Begin it."""
        if journey.id in self._journeys:
            raise Conflict(journey.id)
        return self._write(replace(journey, revision=1))

    def read(self, ident: str) -> Journey:
        """The journey as it stands."""
        if ident not in self._journeys:
            raise NotFound("journey", ident)
        plain = json.loads(self._journeys[ident])
        return Journey(**{**plain, "entries": tuple(Entry(**row) for row in plain["entries"])})

    def change(self, ident: str, change: Callable[[Journey], Journey], revision: int | None = None) -> Journey:
        """One unit of work."""
        before = self.read(ident)
        if revision not in (None, before.revision):
            raise Conflict(ident)
        after = change(before)
        if after.entries[: len(before.entries)] != before.entries:
            raise NotAllowed("entries-only-grow", journey=ident)
        return self._write(replace(after, revision=before.revision + 1))

    def changing(self, ident: str, change: Callable[[Journey], Journey], revision: int | None = None) -> Waits[Journey]:
        """The same; nothing waits here."""
        yield from ()
        return self.change(ident, change, revision)

    def summaries(self) -> tuple[dict[str, Any], ...]:
        """One line a journey."""
        journeys = (self.read(ident) for ident in sorted(self._journeys))
        return tuple({key: getattr(each, key) for key in ("id", "title", "created", "revision")} for each in journeys)

    def keep(self, ident: str, content: bytes, suffix: str) -> Path:
        """Keep a letter or a proof under its fingerprint."""
        digest = hashlib.sha256(content).hexdigest()
        self._kept[self.read(ident).id, digest] = content
        return Path("kept") / f"{digest}.{suffix}"

    def kept(self, ident: str, digest: str) -> bytes:
        """What was kept under that fingerprint."""
        if (ident, digest) not in self._kept:
            raise NotFound("file", digest)
        return self._kept[ident, digest]

    def lose(self, ident: str, digest: str) -> None:
        """Somebody deletes a kept file."""
        del self._kept[ident, digest]

    @contextmanager
    def sending(self, ident: str) -> Iterator[None]:
        """Held while the journey's submissions go out."""
        if ident in self._held:
            raise StorageFailed(ident, "busy")
        self._held.add(self.read(ident).id)
        try:
            yield
        finally:
            self._held.remove(ident)

    def _write(self, journey: Journey) -> Journey:
        if self.full:
            raise StorageFailed(journey.id, "full")
        self._journeys[journey.id] = json.dumps(asdict(journey))
        return self.read(journey.id)
