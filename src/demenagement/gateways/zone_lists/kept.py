"""The imported list as it lies in the person's home: one file, replaced whole."""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING, Any

from demenagement.domain.zoning import ZoneList
from demenagement.errors import FilesInvalid, Problem, StorageFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_VERSION = 1


class ZoneListFile:
    """The ZoneLists port."""

    def __init__(self, home: Path) -> None:
        """`home` is where journeys are kept too."""
        self._home = home
        self._file = home / "lists" / "zone-tendue.json"

    def read(self) -> ZoneList | None:
        """The list that was brought in; None where none was.

        Raises FilesInvalid when the file was damaged, StorageFailed when it can't be opened.
        """
        try:
            content = self._file.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as fault:
            reason = "denied" if isinstance(fault, PermissionError) else "disk"
            raise StorageFailed(str(self._file), reason) from None
        try:
            return _list(json.loads(content))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise FilesInvalid((Problem(str(self._file), "", "zone-list-damaged"),)) from None

    def keep(self, found: ZoneList) -> None:
        """Put this list in place of the one before. Raises StorageFailed; the one before then stays."""
        from demenagement.gateways.store.disk import open_folder, told, write_whole  # noqa: PLC0415 # only to write

        folder = self._file.parent
        with told(self._file):
            for each in (self._home, folder):
                open_folder(each)
            # The process's own number makes it the only user of the temporary file.
            write_whole(self._file, _content(found), folder / f".tmp-zone-tendue-{os.getpid()}")


def _content(found: ZoneList) -> bytes:
    document = {
        "version": _VERSION,
        "source": found.source,
        "imported_on": found.imported_on.isoformat(),
        "day": found.day.isoformat() if found.day else None,
        "complete": found.complete,
        "zones": _by_value(found.zones),
        "changed": {day.isoformat(): codes for day, codes in _by_value(found.changed).items()},
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _by_value(each: Mapping[str, Any]) -> dict[Any, str]:
    """For each value the codes that have it, in one text: there are tens of thousands."""
    values: Iterable[Any] = sorted(set(each.values()))
    return {value: " ".join(sorted(code for code, found in each.items() if found == value)) for value in values}


def _list(document: dict[str, Any]) -> ZoneList:
    if document["version"] != _VERSION:
        raise ValueError(document["version"])
    day = document["day"]
    return ZoneList(
        zones={code: zone for zone, codes in document["zones"].items() for code in codes.split()},
        complete=document["complete"],
        source=document["source"],
        imported_on=date.fromisoformat(document["imported_on"]),
        day=None if day is None else date.fromisoformat(day),
        changed={
            code: date.fromisoformat(since) for since, codes in document["changed"].items() for code in codes.split()
        },
    )
