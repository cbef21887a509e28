"""What the store's safety costs, as ratios within one run: `python tests/benchmarks/store_bench.py`.

Compares one change of a journey of 60 steps (27 kB) with a bare dump, fsync and replace of the same document,
and with the same change among 1,000 journeys.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from demenagement.gateways.store import JourneyFiles

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 300
MANY = 1_000


def a_document() -> dict[str, Any]:
    """Sixty steps, 27 kB."""
    steps = [
        {"id": f"step-{number}", "title": f"Étape {number}", "due": "2027-03-14", "note": "à faire " * 41}
        for number in range(60)
    ]
    return {"meta": [{"title": "De Rennes à Lyon"}], "facts": [{}], "entries": steps, "calendar": []}


def bare(path: Path, document: dict[str, Any]) -> None:
    """Write with the least that keeps the file whole."""
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps(document))
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def moved(document: dict[str, Any]) -> dict[str, Any]:
    """Alter one fact."""
    document["facts"][0]["turn"] = document["facts"][0].get("turn", 0) + 1
    return document


def medians(*works: Callable[[], object]) -> list[float]:
    """The median seconds of each piece of work, taken in turns so that all meet the same weather."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return [median(times) for times in taken]


def main() -> None:
    """Print the ratios."""
    document = a_document()
    with TemporaryDirectory() as folder:
        few, many = JourneyFiles(Path(folder) / "few"), JourneyFiles(Path(folder) / "many")
        for number in range(MANY):
            many.create(f"journey-{number}", document)
        few.create("journey-0", document)
        change, among, dump, reading, listing = medians(
            lambda: few.change("journey-0", None, moved),
            lambda: many.change("journey-0", None, moved),
            lambda: bare(Path(folder) / "bare.json", document),
            lambda: few.read("journey-0"),
            few.index,
        )
        size = (Path(folder) / "few" / "journeys" / "journey-0.json").stat().st_size
    lines = (
        f"document                                  {size / 1000:.0f} kB",
        f"one change / bare dump, fsync, replace    {change / dump:.2f}   ({change * 1e3:.1f} / {dump * 1e3:.1f} ms)",
        f"one change among {MANY:,} / alone           {among / change:.2f}",
        f"one reading / one change                  {reading / change:.2f}",
        f"the list after a change / one change      {listing / change:.2f}",
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
