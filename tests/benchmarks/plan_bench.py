"""What planning costs, against reading the same dossier: `python tests/benchmarks/plan_bench.py`.

Both take turns in one run, and medians are compared. Reading is tomllib and pydantic's own validator, without any of
our checks; planning is the planner alone, with its catalogue and holidays loaded.
"""

from __future__ import annotations

import gc
import sys
import time
import tomllib
from datetime import date
from decimal import Decimal
from statistics import median

from pydantic import TypeAdapter

from demenagement.bootstrap import Product
from demenagement.domain.dossier import Dossier
from demenagement.domain.planner import Catalogue, make_plan
from demenagement.locations import shipped

ROUNDS = 200
STEPS = 60
TODAY = date(2027, 5, 24)


def milliseconds(times: list[float]) -> float:
    """The median, for people."""
    return median(times) * 1e3


def main() -> None:
    """Print the ratio and the goal."""
    path = shipped("demo", "family.toml")
    gc.set_threshold(50_000)  # as the program itself does at start
    product, adapter = Product(), TypeAdapter(Dossier)

    def read() -> Dossier:
        document = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        return adapter.validate_python(document, extra="forbid")

    planning = product.planning
    situation = planning.situation(product.read_dossier(path), TODAY)
    whole = make_plan(situation, planning.catalogue)
    kept = {step.slug for step in whole.steps[:STEPS]}
    templates = tuple(each for each in planning.catalogue.templates if each.slug in kept)
    sixty = Catalogue(templates, planning.catalogue.channels)
    count = len(make_plan(situation, sixty).steps)
    reading: list[float] = []
    making: list[float] = []
    full: list[float] = []
    for _ in range(ROUNDS):
        for times, work in (
            (reading, read),
            (making, lambda: make_plan(situation, sixty)),
            (full, lambda: make_plan(situation, planning.catalogue)),
        ):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    read_ms, plan_ms, full_ms = map(milliseconds, (reading, making, full))
    ratio = plan_ms / read_ms
    out = sys.stdout.write
    out(f"read the dossier (tomllib + pydantic)  {read_ms:6.2f} ms\n")
    out(f"plan of {count} steps                        {plan_ms:6.2f} ms  {ratio:5.2f} ×  goal: below 1, ")
    out(f"{'kept' if ratio < 1 else 'MISSED'}\n")
    out(f"whole catalogue, {len(planning.catalogue.templates)} templates         {full_ms:6.2f} ms  ")
    out(f"{full_ms / read_ms:5.2f} ×\n")


if __name__ == "__main__":
    main()
