"""A program that may read a home and not write there, and says how each piece of work ended: home, folder, its mode."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gateways.store.samples import IDENT, a_document, counting

from demenagement.errors import StorageFailed
from demenagement.gateways.store import JourneyFiles

if TYPE_CHECKING:
    from collections.abc import Callable

NOBODY = 65534


def _give_up_privileges() -> None:
    """Root is denied nothing: become somebody else, who already stands in the home and can't come in again."""
    if os.geteuid() == 0:
        for path in (Path(), *Path().rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def _ends(work: Callable[[], object]) -> str:
    try:
        work()
    except StorageFailed as failure:
        return failure.reason
    return "done"


def main(home: str, closed: str, mode: str) -> None:
    """Close the folder, try, open it again, and print the endings."""
    os.chdir(home)
    _give_up_privileges()
    store = JourneyFiles(Path())
    # A folder closed to us can be opened again only by who holds it already.
    folder = os.open(closed, os.O_RDONLY)
    os.fchmod(folder, int(mode, 8))
    endings = {
        "open": _ends(lambda: JourneyFiles(Path())),
        "read": _ends(lambda: store.read(IDENT)),
        "change": _ends(lambda: store.change(IDENT, 2, counting)),
        "begin": _ends(lambda: store.create("second", a_document())),
        "index": _ends(store.index),
    }
    os.fchmod(folder, 0o700)
    endings["revision"] = str(store.read(IDENT).revision)
    sys.stdout.write(json.dumps(endings))


if __name__ == "__main__":
    main(*sys.argv[1:])
