"""A program that adds entries to a journey: home, id, who adds them, how many."""

from __future__ import annotations

import sys
from pathlib import Path

from demenagement.gateways.store import JourneyFiles


def main(home: str, ident: str, name: str, count: str) -> None:
    """Add them, waiting for whoever else writes."""
    store = JourneyFiles(Path(home))
    for number in range(int(count)):
        entry = {"by": name, "number": number}
        store.change(ident, None, lambda document, entry=entry: {**document, "entries": [*document["entries"], entry]})


if __name__ == "__main__":
    main(*sys.argv[1:])
