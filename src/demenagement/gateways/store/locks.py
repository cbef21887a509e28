"""One writer at a time, among threads and programs; a lock dies with its holder. The door of filelock."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from demenagement.domain.waits import Wait, at_once
from demenagement.errors import StorageFailed
from demenagement.gateways.store.disk import open_folder, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from filelock import BaseFileLock

    from demenagement.domain.waits import Waits

# A change takes less than a millisecond: the library's own 50 ms would be spent asleep.
_POLL = 0.002


@contextmanager
def held(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock; StorageFailed with `busy` when somebody else still does after `patience` seconds."""
    lock = at_once(taking(path, patience))
    try:
        yield
    finally:
        lock.release()


def taking(path: Path, patience: float) -> Waits[BaseFileLock]:
    """The lock, taken and to be released; waits where somebody else holds it. Raises as `held` does."""
    # A new lock each time, shared by threads: what is taken in one thread may be given back in another.
    lock = FileLock(path, mode=0o600, thread_local=False)
    with told(path):
        if not path.parent.is_dir():
            open_folder(path.parent.parent)
            open_folder(path.parent)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            yield Wait(partial(_wait, lock, patience), brief=False)
    return lock


def _wait(lock: BaseFileLock, patience: float) -> None:
    try:
        lock.acquire(timeout=patience, poll_interval=_POLL)
    except Timeout as error:
        raise StorageFailed(lock.lock_file, "busy") from error
