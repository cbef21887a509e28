"""Where each file of a journey lies."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from demenagement.errors import NotFound
from demenagement.gateways.store.disk import open_folder, told

_IDENT = re.compile(r"[a-z0-9-]{3,40}")
TEMPORARY = ".tmp-"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds every journey.

    No name of ours below it can be an id's: each holds a character that ids may not have.
    """

    root: Path

    @property
    def journeys(self) -> Path:
        """One file a journey, with its last good state and its older versions beside."""
        return self.root / "journeys"

    @property
    def files(self) -> Path:
        """One folder a journey, for its proofs and letters."""
        return self.root / "files"

    @property
    def set_aside(self) -> Path:
        """Damaged files: kept, never opened."""
        return self.root / "set-aside"

    @property
    def index(self) -> Path:
        """One line a journey; can be deleted at any time."""
        return self.root / "index.json"

    @property
    def index_lock(self) -> Path:
        """Held while the index is written."""
        return self.root / "locks" / "_index.lock"

    def place(self, ident: str) -> Place:
        """Where this journey lies; NotFound when no journey can have this id."""
        if not _IDENT.fullmatch(ident):
            raise NotFound("journey", ident)
        return Place(self, ident)

    def places(self) -> tuple[Place, ...]:
        """Every journey there is, in the order of their ids."""
        if not self.journeys.is_dir():
            return ()
        names = (path.name for path in self.journeys.iterdir())
        stems = {name.removesuffix(".json").removesuffix(".last-good") for name in names if name.endswith(".json")}
        return tuple(Place(self, stem) for stem in sorted(stems) if _IDENT.fullmatch(stem))


@dataclass(frozen=True, slots=True)
class Place:
    """Where one journey lies."""

    home: Home
    ident: str

    @property
    def journey(self) -> Path:
        """The journey itself."""
        return self.home.journeys / f"{self.ident}.json"

    @property
    def last_good(self) -> Path:
        """What the journey was before its last change."""
        return self.home.journeys / f"{self.ident}.last-good.json"

    def older(self, version: int) -> Path:
        """The journey as an earlier version of the product wrote it."""
        return self.home.journeys / f"{self.ident}.v{version}.json"

    @property
    def files(self) -> Path:
        """The folder of its proofs and letters."""
        return self.home.files / self.ident

    @property
    def lock(self) -> Path:
        """Held while the journey is written."""
        return self.home.root / "locks" / f"{self.ident}.lock"

    @property
    def sending_lock(self) -> Path:
        """Held while its submissions go out."""
        return self.home.root / "locks" / f"{self.ident}.sending.lock"

    def exists(self) -> bool:
        """Whether the journey was ever written; StorageFailed where that can't be seen."""
        for path in (self.journey, self.last_good):
            with told(path), suppress(FileNotFoundError):
                path.stat()
                return True
        return False

    def open_folders(self) -> None:
        """Make the folders its first writing needs."""
        for folder in (self.home.root, self.home.journeys):
            open_folder(folder)


def temporary_beside(path: Path) -> Path:
    """The one temporary file a writer of `path` uses: named after its lock, so that a leftover tells whose it was."""
    return path.with_name(TEMPORARY + path.name.partition(".")[0])
