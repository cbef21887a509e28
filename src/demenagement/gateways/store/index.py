"""One line a journey, derived from the journeys: what is missing or no longer true is read again."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from demenagement.errors import DemenagementError
from demenagement.gateways.store.json_text import DamagedFileError
from demenagement.gateways.store.locks import held
from demenagement.gateways.store.storage import load, save

if TYPE_CHECKING:
    from collections.abc import Callable

    from demenagement.gateways.store.document import Row
    from demenagement.gateways.store.places import Home, Place

_TABLE = "journeys"
# Clocks of file systems tick slowly: two writings within a tick can look alike. A file as young as this is read
# again next time.
_YOUNG = 2_000_000_000
# What a row tells: another number has every journey read again, once.
_ROWS = 2


class Index:
    """The rows of `meta` of every journey, remembered with a stamp of the file each was read from."""

    def __init__(self, home: Home, summary: Callable[[Place], Row], version: int) -> None:
        """`summary` reads the row from the journey itself, as this version of the product has it."""
        self._home = home
        self._summary = summary
        self._version = version

    def rows(self) -> tuple[Row, ...]:
        """One row a journey, in the order of their ids."""
        known = self._remembered()
        lines = {place.ident: self._line(place, known.get(place.ident)) for place in self._home.places()}
        if lines != known:
            # The rows are right whether or not they can be remembered.
            with suppress(DemenagementError), held(self._home.index_lock, 0):
                save(self._home.index, {_TABLE: list(lines.values())})
        return tuple(line["meta"] for line in lines.values())

    def _remembered(self) -> dict[str, Row]:
        try:
            document = load(self._home.index) or {}
            return {line["meta"]["id"]: line for line in document.get(_TABLE, []) if isinstance(line["stamp"], str)}
        except (DemenagementError, DamagedFileError, KeyError, TypeError):
            return {}

    def _line(self, place: Place, known: Row | None) -> Row:
        # Stamped before it is read: a writing in between leaves a stamp that no longer fits.
        stamp = self._stamp(place)
        if known is not None and stamp and known["stamp"] == stamp:
            return known
        row = self._summary(place)
        # A trouble may end without a change of the file.
        return {"stamp": "" if "trouble" in row else stamp, "meta": row}

    def _stamp(self, place: Place) -> str:
        """What tells this state of the file from others; nothing where that can't be told."""
        for path in (place.journey, place.last_good):
            with suppress(OSError):
                found = path.stat()
                young = time.time_ns() - found.st_mtime_ns < _YOUNG
                return "" if young else f"v{self._version}.{_ROWS}-{found.st_ino}-{found.st_mtime_ns}-{found.st_size}"
        return ""
