"""A TinyDB storage that writes the file whole or not at all. The door of tinydb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinydb import TinyDB
from tinydb.storages import Storage

from demenagement.domain.waits import at_once
from demenagement.gateways.store.disk import told, writing_whole
from demenagement.gateways.store.document import Document, Tables, from_tables, to_tables
from demenagement.gateways.store.json_text import DamagedFileError, decoded, encoded
from demenagement.gateways.store.places import temporary_beside

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.domain.waits import Waits


_NUMBER = re.compile(r"[0-9]{1,9}")


class AtomicStorage(Storage):
    """Reads the file afresh each time; `previous` names what it held before the last writing."""

    def __init__(self, path: Path, previous: Path | None = None) -> None:
        """Touch nothing yet."""
        self._path = path
        self._previous = previous

    def read(self) -> Tables | None:
        """The tables, or None where there is no file; DamagedFileError when it holds no tables."""
        with told(self._path):
            try:
                content = self._path.read_bytes()
            except FileNotFoundError:
                return None
        tables = decoded(content)
        if not isinstance(tables, dict) or not all(_is_table(rows) for rows in tables.values()):
            raise DamagedFileError("shape")
        return tables

    def write(self, tables: Tables) -> None:
        """Replace the file; the writer's lock is held by the caller."""
        at_once(self.writing(tables))

    def writing(self, tables: Tables) -> Waits[None]:
        """The same, waiting for the disk."""
        content = encoded(tables, str(self._path))
        with told(self._path):
            yield from writing_whole(self._path, content, temporary_beside(self._path), self._previous)


def _is_table(rows: object) -> bool:
    return isinstance(rows, dict) and all(_NUMBER.fullmatch(key) and isinstance(row, dict) for key, row in rows.items())


def load(path: Path) -> Document | None:
    """Open the file anew and read it once: no cache can then hold an older state."""
    with TinyDB(path, storage=AtomicStorage) as database:
        tables = database.storage.read()
    return None if tables is None else from_tables(tables)


def save(path: Path, document: Document, previous: Path | None = None) -> None:
    """Write every table at once, through the storage: each call on a TinyDB table would be a writing of its own."""
    at_once(saving(path, document, previous))


def saving(path: Path, document: Document, previous: Path | None = None) -> Waits[None]:
    """The same, waiting for the disk."""
    with TinyDB(path, previous, storage=AtomicStorage) as database:
        storage: AtomicStorage = database.storage
        yield from storage.writing(to_tables(document))
