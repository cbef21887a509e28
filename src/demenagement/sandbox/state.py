"""What the sandbox has received, in memory and, when asked, in a file that survives a restart."""

from __future__ import annotations

import json
import os
import tempfile
from collections import deque
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from demenagement.sandbox.clock import Clock, moment, stamp
from demenagement.sandbox.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.sandbox.exchange import Record

_VERSION = 1
_KEPT_EXCHANGES = 1000


class State:
    """Everything the contracts remember. Whoever reads or writes holds `lock`."""

    def __init__(self, clock: Clock | None = None, file: Path | None = None) -> None:
        """Read `file` when it exists; it is written by `save`."""
        self.lock = RLock()
        self.clock = clock or Clock()
        self.faults = Faults()
        self.exchanges: deque[Record] = deque(maxlen=_KEPT_EXCHANGES)
        self._file = file
        self._records: Record = {}
        if file is not None and file.exists():
            self._load(file)

    def of(self, contract: str) -> Record:
        """The records of one contract, to be read and written in place."""
        records: Record = self._records.setdefault(contract, {})
        return records

    def next(self, series: str) -> int:
        """The next number of a series, from 1."""
        numbers = self.of("numbers")
        numbers[series] = numbers.get(series, 0) + 1
        return int(numbers[series])

    @property
    def submissions(self) -> list[Record]:
        """Every submission that took effect, oldest first: how a test proves that nothing went twice."""
        log: list[Record] = self.of("log").setdefault("submissions", [])
        return log

    def submitted(self, provider: str, **facts: str | None) -> None:
        """Write one submission down."""
        self.submissions.append({"at": stamp(self.clock.now()), "provider": provider, **facts})

    def noted(self, **facts: object) -> None:
        """Write one exchange down: where it went and how it ended, never what it carried."""
        self.exchanges.append({"at": stamp(self.clock.now()), **facts})

    def reset(self) -> None:
        """As on the first day: no record, no fault, the real time."""
        self._records.clear()
        self.exchanges.clear()
        self.faults.clear()
        self.clock.reset()

    def save(self) -> None:
        """Replace the file at once, so that a reader never meets half of it."""
        if self._file is None:
            return
        whole: Mapping[str, object] = {
            "version": _VERSION,
            "now": stamp(self.clock.now()),
            "records": self._records,
        }
        folder = self._file.parent
        handle, written = tempfile.mkstemp(dir=folder, prefix=f".{self._file.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(whole, stream, ensure_ascii=False, indent=1)
            Path(written).replace(self._file)
        except BaseException:
            Path(written).unlink(missing_ok=True)
            raise

    def _load(self, file: Path) -> None:
        try:
            whole = json.loads(file.read_text("utf-8"))
            version, records, now = whole["version"], dict(whole["records"]), moment(whole["now"])
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{file} n'est pas un état du bac à sable (not a sandbox state file).") from error
        if version != _VERSION:
            raise ValueError(f"{file} vient d'une autre version du bac à sable (written by another version).")
        self._records = records
        self.clock.resume(now)
