"""The day on which each address last answered: one small file in the person's home."""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class SuccessFile:
    """The Successes port."""

    def __init__(self, home: Path) -> None:
        """`home` is where journeys are kept too."""
        self._file = home / "reached.json"

    def read(self) -> dict[str, date]:
        """By the name of the address; empty where nothing was written, or nobody can read it any more."""
        try:
            document = json.loads(self._file.read_bytes())
            return {str(name): date.fromisoformat(day) for name, day in document.items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def keep(self, days: Mapping[str, date]) -> None:
        """Write them all. Raises StorageFailed."""
        from demenagement.gateways.store.disk import open_folder, told, write_whole  # noqa: PLC0415 # only to write

        with told(self._file):
            open_folder(self._file.parent)
            content = json.dumps({name: day.isoformat() for name, day in sorted(days.items())}, indent=1).encode()
            write_whole(self._file, content, self._file.with_name(f".tmp-reached-{os.getpid()}"))
