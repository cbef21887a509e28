"""The catalogue, read once and recalled: validating it anew costs more than planning a move.

What is recalled is a pickle in the person's own cache folder, under a name that covers every plan file, every manifest
and the code that reads them; it is only trusted when it belongs to the person and nobody else may write it.
"""

from __future__ import annotations

import os
import pickle
import stat
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from demenagement.gateways.catalogue import Shelf, read_shelf

_CODE = Path(__file__).resolve().parent.parent
_KEPT = 3


def read_or_recall(plans: Path, providers: Path, cache: Path) -> Shelf:
    """The catalogue; recalled where nothing changed since it was last read."""
    kept = cache / f"catalogue-{_fingerprint(plans, providers)}.pickle"
    recalled = _recall(kept)
    if recalled is not None:
        return recalled
    shelf = read_shelf(plans, providers)
    if shelf.sound:
        _keep(kept, shelf)
    return shelf


def _fingerprint(plans: Path, providers: Path) -> str:
    """One name for one state of the files, without opening them."""
    files = [*plans.glob("*.toml"), *providers.glob("*/manifest.toml"), *(_CODE / "domain").glob("*.py")]
    files.append(_CODE / "gateways" / "catalogue.py")
    marks = [f"{path}:{(found := path.stat()).st_size}:{found.st_mtime_ns}" for path in sorted(files)]
    return sha256("\n".join((sys.version, *marks)).encode()).hexdigest()[:32]


def _recall(kept: Path) -> Shelf | None:
    try:
        with kept.open("rb") as file:
            found = os.fstat(file.fileno())
            if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o022:
                return None
            shelf = pickle.load(file)  # noqa: S301 # the person's own file, checked above
    except Exception:  # noqa: BLE001 # whatever is wrong with a cache, the files themselves are there
        return None
    return shelf if isinstance(shelf, Shelf) else None


def _keep(kept: Path, shelf: Shelf) -> None:
    """Put it beside earlier ones, of which a few stay; a cache that can't be written is none."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=kept.parent, prefix=".catalogue-")
        with os.fdopen(handle, "wb") as file:
            pickle.dump(shelf, file, pickle.HIGHEST_PROTOCOL)
        Path(temporary).replace(kept)
        others = sorted(kept.parent.glob("catalogue-*.pickle"), key=lambda path: path.stat().st_mtime_ns)
        for old in others[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
