"""What costs more to make than to keep: made once, recalled while the files it came from stay the same.

It is kept as a pickle in the person's own cache folder, under a name that covers every file it depends on; it is only
trusted when it belongs to the person and nobody else may write it. Without a cache everything works, more slowly.
"""

from __future__ import annotations

import os
import pickle
import stat
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from demenagement import locations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Kept = TypeVar("_Kept")

_CODE = Path(__file__).resolve().parent.parent
_GENERATIONS = 3


def recall(name: str, kind: type[_Kept], files: Iterable[Path], make: Callable[[], _Kept | None]) -> _Kept | None:
    """What `make` gave when the files and the domain's code were last as they are now, else what it gives.

    `None` is given on and not kept.
    """
    folder = locations.cache()
    kept = folder / f"{name}-{_fingerprint(files)}.pickle"
    recalled = _read(kept)
    if isinstance(recalled, kind):
        return recalled
    made = make()
    if made is not None:
        _write(kept, made)
        _forget(folder, name)
    return made


def _fingerprint(files: Iterable[Path]) -> str:
    """One name for one state of the files, without opening them."""
    code = (_CODE / folder for folder in ("domain", "gateways"))
    watched = [*files, *(path for folder in code for path in folder.glob("*.py"))]
    marks = [f"{path}:{(found := path.stat()).st_size}:{found.st_mtime_ns}" for path in sorted(watched)]
    return sha256("\n".join((sys.version, *marks)).encode()).hexdigest()[:32]


def _read(kept: Path) -> object:
    try:
        with kept.open("rb") as file:
            found = os.fstat(file.fileno())
            if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o022:
                return None
            return pickle.load(file)  # noqa: S301 # the person's own file, checked above
    except Exception:  # noqa: BLE001 # whatever is wrong with what was kept, it can be made again
        return None


def _write(kept: Path, made: object) -> None:
    import tempfile  # noqa: PLC0415 # only when something has to be kept

    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=kept.parent, prefix=".kept-")
        with os.fdopen(handle, "wb") as file:
            pickle.dump(made, file, pickle.HIGHEST_PROTOCOL)
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
