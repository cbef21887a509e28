"""What planning costs, against reading the same dossier: `python tests/benchmarks/plan_bench.py`.

All take turns in one run; each is compared with what came just before it, in the same turn, and the median of these
ratios is told, so that a machine that slows down slows both. Reading is what the program does with the file: tomllib,
then pydantic's validator into the nouns; and, beside it, the two alone, without the program's care for keys and
problems. The goal is held against both. Planning is the planner alone, with its catalogue and holidays loaded.
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


def against(times: list[float], others: list[float]) -> float:
    """The median of what each turn gives."""
    return median(mine / theirs for mine, theirs in zip(times, others, strict=True))


def main() -> None:
    """Print the ratio and the goal."""
    path = shipped("demo", "family.toml")
    gc.set_threshold(50_000)  # as the program itself does at start
    product, adapter = Product(), TypeAdapter(Dossier)

    def bare() -> Dossier:
        document = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        return adapter.validate_python(document, extra="forbid")

    planning = product.planning
    situation = planning.situation(product.read_dossier(path), TODAY)
    whole = make_plan(situation, planning.catalogue)
    kept = {step.slug for step in whole.steps[:STEPS]}
    templates = tuple(each for each in planning.catalogue.templates if each.slug in kept)
    sixty = Catalogue(templates, planning.catalogue.channels)
    count = len(make_plan(situation, sixty).steps)
    works = (
        lambda: product.read_dossier(path),
        bare,
        lambda: make_plan(situation, sixty),
        lambda: make_plan(situation, planning.catalogue),
    )
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    read, alone, plan, _ = times
    kept_both = max(against(plan, read), against(plan, alone)) < 1
    goal = f"goal: both below 1, {'kept' if kept_both else 'MISSED'}"
    names = (
        "read the dossier",
        "tomllib and pydantic alone",
        f"plan of {count} steps",
        f"plan of {len(whole.steps)} steps, the whole catalogue",
    )
    for name, taken in zip(names, times, strict=True):
        told = goal if taken is plan else ""
        ratios = f"{against(taken, read):5.2f} ×  {against(taken, alone):5.2f} × alone"
        sys.stdout.write(f"{name:<40}{median(taken) * 1e3:6.2f} ms  {ratios}  {told}\n")


if __name__ == "__main__":
    main()
