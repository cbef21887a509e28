"""Temporary files that a killed writer left."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from demenagement.errors import NotFound, StorageFailed
from demenagement.gateways.store.locks import held
from demenagement.gateways.store.places import TEMPORARY

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.gateways.store.places import Home


def sweep(home: Home) -> None:
    """Delete them where their lock is free: a writer that holds it is alive, and sweeps after itself."""
    for folder in (home.root, home.journeys, home.files):
        if not folder.is_dir():
            continue
        for leftover in sorted(folder.glob(f"{TEMPORARY}*")):
            # What can't be deleted now is overwritten by the next writer of the same journey.
            with suppress(NotFound, StorageFailed, OSError), held(_lock_of(home, leftover), 0):
                leftover.unlink(missing_ok=True)


def _lock_of(home: Home, leftover: Path) -> Path:
    stem = leftover.name.removeprefix(TEMPORARY).partition(".")[0]
    return home.index_lock if leftover.parent == home.root else home.place(stem).lock
