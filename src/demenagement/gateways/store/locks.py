"""One writer at a time, among threads and programs; a lock dies with its holder. The door of filelock."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from demenagement.errors import StorageFailed
from demenagement.gateways.store.disk import open_folder, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A change takes less than a millisecond: the library's own 50 ms would be spent asleep.
_POLL = 0.002


@contextmanager
def held(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock; StorageFailed with `busy` when somebody else still does after `patience` seconds."""
    # A new lock each time, shared by threads: what is taken in one thread may be given back in another.
    lock = FileLock(path, mode=0o600, thread_local=False)
    with told(path):
        open_folder(path.parent.parent)
        open_folder(path.parent)
        try:
            lock.acquire(timeout=patience, poll_interval=_POLL)
        except Timeout as error:
            raise StorageFailed(str(path), "busy") from error
    try:
        yield
    finally:
        lock.release()
