"""Files replaced whole, kept from other eyes, and flushed to the disk."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from demenagement.domain.waits import Wait, at_once
from demenagement.errors import StorageFailed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from demenagement.domain.waits import Waits

_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says about a file into StorageFailed; any other trouble is the disk's own."""
    try:
        yield
    except OSError as error:
        raise StorageFailed(str(path), _REASONS.get(error.errno or 0, "disk")) from error


def open_folder(folder: Path) -> None:
    """Make the folder, for its owner alone, where there is none."""
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _flush_folder(folder.parent)


def write_whole(target: Path, content: bytes, temporary: Path) -> None:
    """Replace the target by this content, or leave it as it was.

    The caller holds the lock that makes it the only user of `temporary`.
    """
    at_once(writing_whole(target, content, temporary))


def writing_whole(target: Path, content: bytes, temporary: Path, previous: Path | None = None) -> Waits[None]:
    """The same, waiting for the disk; `previous` then names what the target held before.

    It costs no flush of its own: it is a second name of a file that was flushed when it was written.
    """
    try:
        temporary.unlink(missing_ok=True)
        yield from _writing_flushed(temporary, content)
        if previous is not None:
            _rename_over(previous, target, temporary.with_name(f"{temporary.name}.previous"))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    yield Wait(partial(_flush_folder, target.parent))


def second_name(existing: Path, name: Path) -> None:
    """Give a file one more name, or a copy where the file system knows no second names; never over another file."""
    try:
        name.hardlink_to(existing)
    except FileExistsError:
        raise
    except OSError:
        at_once(_writing_flushed(name, existing.read_bytes()))


def set_aside(existing: Path, folder: Path, stem: str, suffix: str) -> Path:
    """Keep a file under one more name in `folder`, with the first free number; whoever replaces it comes next."""
    open_folder(folder)
    for number in count(1):
        name = folder / f"{stem}.{number:03}.{suffix}"
        with suppress(FileExistsError):
            second_name(existing, name)
            break
    _flush_folder(folder)
    return name


def _rename_over(name: Path, existing: Path, temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
        second_name(existing, temporary)
        temporary.replace(name)
    finally:
        # Renaming does nothing when both are names of one file already, as a death before the last step leaves them.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _writing_flushed(path: Path, content: bytes) -> Waits[None]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            yield Wait(partial(os.fsync, descriptor))
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
