"""The journeys of one folder: made, read, changed, listed."""

from __future__ import annotations

import difflib
from contextlib import contextmanager, suppress
from types import MappingProxyType
from typing import TYPE_CHECKING

from demenagement.domain.waits import at_once
from demenagement.errors import Conflict, FilesInvalid, NotAllowed, NotFound, StorageFailed
from demenagement.gateways.store import kept
from demenagement.gateways.store.disk import told
from demenagement.gateways.store.document import Document, Row, Stored, problems_of, stamped
from demenagement.gateways.store.index import Index
from demenagement.gateways.store.json_text import Snapshot
from demenagement.gateways.store.locks import held, taking
from demenagement.gateways.store.places import Home, Place
from demenagement.gateways.store.settling import Settling
from demenagement.gateways.store.storage import save, saving
from demenagement.gateways.store.sweeping import sweep
from demenagement.gateways.store.upgrades import Upgrades

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from demenagement.domain.waits import Waits

_NO_UPGRADES: Mapping[int, Callable[[Document], Document]] = MappingProxyType({})


def _nothing_more(document: Document) -> Row:
    """Its `meta` is all that the list tells."""
    del document
    return {}


class JourneyFiles:
    """One file a journey; every change is one unit of work, and many programs may work at once.

    Any call may raise StorageFailed: full, denied, disk, busy, damaged, or newer (a later version wrote the file).
    """

    def __init__(
        self,
        home: Path,
        upgrades: Mapping[int, Callable[[Document], Document]] = _NO_UPGRADES,
        version: int = 1,
        patience: float = 10.0,
        about: Callable[[Document], Row] = _nothing_more,
    ) -> None:
        """Sweep what killed writers left.

        `patience` is how many seconds to wait for another writer; `about`, what the list tells of a journey beyond its
        `meta`.
        """
        self._home = Home(home)
        self._upgrades = Upgrades(upgrades, version)
        self._settling = Settling(self._upgrades, about)
        self._index = Index(self._home, self._settling.summary, version)
        self._patience = patience
        with told(home):
            sweep(self._home)

    def create(self, ident: str, document: Document) -> Stored:
        """Begin a journey at revision 1; Conflict when the id is taken."""
        place = self._home.place(ident)
        _check(document, place)
        fresh = stamped(document, ident, self._upgrades.version, 1)
        with held(place.lock, self._patience):
            if place.exists():
                raise Conflict(ident)
            with told(place.journey):
                place.open_folders()
            save(place.journey, fresh)
            # The journey stands: without a second copy, on a disk that is full, it is not less begun.
            with suppress(StorageFailed):
                save(place.last_good, fresh)
        return Stored(fresh, 1)

    def read(self, ident: str) -> Stored:
        """The journey as it stands; its notices say what had to be done to open it."""
        place = self._existing(ident)
        ready = self._settling.ready(place)
        if ready is not None:
            return ready
        with held(place.lock, self._patience):
            return self._settling.settle(place)

    def change(self, ident: str, revision: int | None, change: Callable[[Document], Document]) -> Stored:
        """What `changing` does, at once."""
        return at_once(self.changing(ident, revision, change))

    def changing(self, ident: str, revision: int | None, change: Callable[[Document], Document]) -> Waits[Stored]:
        """Give `change` the journey as it stands, and write what it returns, or nothing.

        Conflict when the journey is no longer at `revision`; None accepts whatever is there.
        NotAllowed when an entry would go or be altered. `change` may alter what it is given.
        """
        place = self._existing(ident)
        lock = yield from taking(place.lock, self._patience)
        try:
            before = self._settling.settle(place, repair=revision is None)
            if revision not in {None, before.revision}:
                raise Conflict(ident)
            count = len(before.document["entries"])
            entries = Snapshot(before.document["entries"])
            changed = change(before.document)
            _check(changed, place)
            if not entries.holds(changed["entries"][:count], str(place.journey)):
                raise NotAllowed("entries-only-grow", journey=ident)
            after = stamped(changed, ident, self._upgrades.version, before.revision + 1)
            yield from saving(place.journey, after, place.last_good)
        finally:
            lock.release()
        return Stored(after, before.revision + 1, before.notices)

    def idents(self) -> tuple[str, ...]:
        """The id of every journey, sorted."""
        with told(self._home.journeys):
            return tuple(place.ident for place in self._home.places())

    def index(self) -> tuple[Row, ...]:
        """A row for every journey, in the order of their ids; one that can't be opened has `trouble`, why."""
        with told(self._home.journeys):
            return self._index.rows()

    def keep(self, ident: str, content: bytes, suffix: str) -> Path:
        """Keep a proof or a letter beside the journey, under its SHA-256; the same content is kept once."""
        place = self._existing(ident)
        with held(place.lock, self._patience):
            return kept.keep(place, content, suffix)

    def kept(self, ident: str, digest: str) -> bytes:
        """What was kept under this SHA-256; NotFound when nothing was."""
        return kept.kept(self._existing(ident), digest)

    @contextmanager
    def sending(self, ident: str, patience: float = 0.5) -> Iterator[None]:
        """Held while submissions of this journey go out; StorageFailed with `busy` when they already do elsewhere."""
        with held(self._existing(ident).sending_lock, patience):
            yield

    def _existing(self, ident: str) -> Place:
        place = self._home.place(ident)
        if not place.exists():
            raise NotFound("journey", ident, tuple(difflib.get_close_matches(ident, self.idents(), n=1)))
        return place


def _check(document: Document, place: Place) -> None:
    if problems := problems_of(document, str(place.journey)):
        raise FilesInvalid(problems)
