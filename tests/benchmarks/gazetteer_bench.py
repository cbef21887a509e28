"""What it costs to find a commune, against reading the file of communes as rows, in one run.

`python tests/benchmarks/gazetteer_bench.py`. All take turns, so that they meet the same weather; medians are compared.
Reading as rows is what a plain table would cost: the same text, split into lines and fields. The plan of a small
dossier is made with the codes of its communes, and without them: then both are worked out.
"""

from __future__ import annotations

import subprocess
import sys
import time
import zlib
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from demenagement.gateways.gazetteer import ENCODING, FILE, ShippedGazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 25
KEY_PRESS = 16.0  # ms: one picture of a screen that shows sixty a second
LOOK_UP = 40.0  # ms
TYPED = ("s", "saint-", "dij", "havre", "zz", "2100")
DWELLING = '[{side}]\npostcode = "{postcode}"\ncity = "{city}"\n{code}'
HOMES = (("leaving", "33000", "Bordeaux", "33063"), ("arriving", "67000", "Strasbourg", "67482"))


def as_rows() -> int:
    """The file, read as rows."""
    text = zlib.decompress(FILE.read_bytes(), zlib.MAX_WBITS | 16).decode(ENCODING)
    return len([line.replace(";", "@").split("@") for line in text.splitlines()])


def dossier(folder: Path, *, coded: bool) -> Path:
    """A move from Bordeaux to Strasbourg, with the codes of the communes or without."""
    file = folder / f"{coded}.toml"
    tables = [
        DWELLING.format(side=side, postcode=postcode, city=city, code=f'insee = "{code}"\n' if coded else "")
        for side, postcode, city, code in HOMES
    ]
    file.write_text("".join(tables), encoding="utf-8")
    return file


def planned(file: Path, home: str) -> Callable[[], object]:
    """The plan of a dossier, by the command."""
    program = str(Path(sys.executable).with_name("demenagement"))
    command = [program, "plan", str(file), "--json", "--today", "2027-02-01", "--home", home]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def milliseconds(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median of each, taking turns."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(ROUNDS + 1):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            if turn:  # the first turn only warms the caches
                taken[name].append((time.perf_counter() - start) * 1e3)
    return {name: median(times) for name, times in taken.items()}


def main() -> None:
    """Print the ratios and the goals."""
    opened = ShippedGazetteer()
    with TemporaryDirectory() as home:
        folder = Path(home)
        found = milliseconds(
            {
                "as rows": as_rows,
                "first look-up": lambda: ShippedGazetteer().named("Dijon"),
                **{f"search {typed}": lambda typed=typed: opened.search(typed) for typed in TYPED},  # type: ignore[misc] # bound now
                "plan, codes given": planned(dossier(folder, coded=True), home),
                "plan, worked out": planned(dossier(folder, coded=False), home),
            }
        )
    rows, given = found.pop("as rows"), found.pop("plan, codes given")
    sys.stdout.write(f"{'file as rows':<20}{rows:7.2f} ms\n")
    for name, taken in found.items():
        plan = name.startswith("plan")
        cost, base, most = (taken - given, given, LOOK_UP) if plan else (taken, rows, KEY_PRESS)
        goal = f"goal: under {most:.0f} ms{' more' if plan else ''}, {'kept' if cost < most else 'MISSED'}"
        more = f"{cost:+7.1f} ms" if plan else " " * 10
        sys.stdout.write(f"{name:<20}{taken:7.2f} ms  {taken / base:6.3f} ×  {more}  {goal}\n")


if __name__ == "__main__":
    main()
