"""A program that works on a disk as good as full, and says how each piece of work ended: home, bytes allowed.

The system itself refuses to let any file grow over the limit (EFBIG), in the middle of a writing, as a full disk does.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gateways.store.samples import IDENT, a_document, adding

from demenagement.errors import StorageFailed
from demenagement.gateways.store import JourneyFiles

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = "x" * 50_000


def _ends(work: Callable[[], object]) -> str:
    try:
        work()
    except StorageFailed as failure:
        return failure.reason
    return "done"


def main(home: str, limit: str) -> None:
    """Print the endings."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    store = JourneyFiles(Path(home))
    endings = {
        "change": _ends(lambda: store.change(IDENT, 2, adding(text=LONG))),
        "begin": _ends(lambda: store.create("second", a_document(LONG))),
        "keep": _ends(lambda: store.keep(IDENT, LONG.encode(), "pdf")),
        "small change": _ends(lambda: store.change(IDENT, 2, adding(text="small"))),
    }
    sys.stdout.write(json.dumps(endings))


if __name__ == "__main__":
    main(*sys.argv[1:])
