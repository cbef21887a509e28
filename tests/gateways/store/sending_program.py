"""A program that holds the sending lock of a journey until it is killed or its input ends: home, id."""

from __future__ import annotations

import sys
from pathlib import Path

from demenagement.gateways.store import JourneyFiles


def main(home: str, ident: str) -> None:
    """Hold the lock, and say so."""
    with JourneyFiles(Path(home)).sending(ident):
        sys.stdout.write("sending\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
