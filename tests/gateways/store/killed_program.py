"""A program that kills, again and again, a child that changes a journey, and says what it finds.

Its arguments: home, id, rounds, seed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from gateways.store.samples import a_document, counting, names_in

from demenagement.gateways.store import JourneyFiles


def _change_for_ever(home: Path, ident: str, told: int) -> None:
    store = JourneyFiles(home)
    while True:
        os.write(told, b"%d\n" % store.change(ident, None, counting).revision)


def _round(home: Path, ident: str, chance: random.Random) -> dict[str, object]:
    """Fork, kill, look."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _change_for_ever(home, ident, writer)
    os.close(writer)
    with os.fdopen(reader, "rb", buffering=0) as told:
        # Half of the deaths come before the first change is known to be done.
        first = told.read(1) if chance.random() < 0.5 else b""
        time.sleep(chance.random() * 0.015)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = (first + told.read(-1)).decode().splitlines()
    left = [name for name in names_in(home) if ".tmp-" in name]
    stored = JourneyFiles(home).read(ident)
    return {
        "told": int(lines[-1]) if lines else None,
        "revision": stored.revision,
        "entries": [row["number"] for row in stored.document["entries"]],
        "notices": [notice.code for notice in stored.notices],
        "left": left,
        "names": names_in(home),
    }


def main(home: str, ident: str, rounds: str, seed: str) -> None:
    """Print what was found after each death, one line of JSON each."""
    document = a_document()
    document["facts"][0]["text"] = "é" * 10_000
    JourneyFiles(Path(home)).create(ident, document)
    chance = random.Random(seed)
    for _ in range(int(rounds)):
        sys.stdout.write(json.dumps(_round(Path(home), ident, chance)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
