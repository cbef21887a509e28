"""What costs more to make than to keep: made once, recalled while the files it came from stay the same.

It is kept as a pickle in the person's own cache folder, with the marks of every file it depends on; it is only trusted
when it belongs to the person and nobody else may write it. Without a cache everything works, more slowly.
"""

from __future__ import annotations

import os
import pickle
import stat
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from demenagement import locations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Kept = TypeVar("_Kept")
Mark = tuple[str, int, int]
"""A file's name, size and time of change."""

_CODE = Path(__file__).resolve().parent.parent
_GENERATIONS = 3


def recall(name: str, kind: type[_Kept], files: Iterable[Path], make: Callable[[], _Kept | None]) -> _Kept | None:
    """What `make` gave when the files and the domain's code were last as they are now, else what it gives.

    `None` is given on and not kept.
    """
    folder = locations.cache()
    marks = (sys.version, *_code_marks(), *_marks(files))
    # The name need not be unique, for the marks themselves are compared; a real digest would load OpenSSL.
    kept = folder / f"{name}-{crc32(repr(marks).encode()):08x}.pickle"
    recalled = _read(kept, marks)
    if isinstance(recalled, kind):
        return recalled
    made = make()
    if made is not None:
        _write(kept, marks, made)
        _forget(folder, name)
    return made


def _marks(files: Iterable[Path]) -> tuple[Mark, ...]:
    """The state of the files, without opening them."""
    return tuple((str(path), (found := path.stat()).st_size, found.st_mtime_ns) for path in sorted(files))


@cache
def _code_marks() -> tuple[Mark, ...]:
    return _marks(path for folder in ("domain", "gateways") for path in (_CODE / folder).glob("*.py"))


def _read(kept: Path, marks: tuple[object, ...]) -> object:
    try:
        with kept.open("rb") as file:
            found = os.fstat(file.fileno())
            if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o022:
                return None
            # The marks come first: what they don't vouch for is not read at all.
            if pickle.load(file) != marks:  # noqa: S301 # the person's own file, checked above
                return None
            return pickle.load(file)  # noqa: S301 # idem
    except Exception:  # noqa: BLE001 # whatever is wrong with what was kept, it can be made again
        return None


def _write(kept: Path, marks: tuple[object, ...], made: object) -> None:
    import tempfile  # noqa: PLC0415 # only when something has to be kept

    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=kept.parent, prefix=".kept-")
        with os.fdopen(handle, "wb") as file:
            for each in (marks, made):
                pickle.dump(each, file, pickle.HIGHEST_PROTOCOL)
        Path(temporary).replace(kept)
    except (OSError, pickle.PicklingError, TypeError, AttributeError):
        return


def _forget(folder: Path, name: str) -> None:
    """Of earlier states, keep the last few: two versions may be in use side by side."""
    try:
        kept = sorted(folder.glob(f"{name}-*.pickle"), key=lambda path: path.stat().st_mtime_ns)
        for old in kept[:-_GENERATIONS]:
            old.unlink(missing_ok=True)
    except OSError:
        return
