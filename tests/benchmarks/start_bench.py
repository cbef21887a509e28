"""How soon a command answers, against a bare Python, in one run: `python tests/benchmarks/start_bench.py`.

The three programs take turns, so that all meet the same weather; medians are compared, never single runs.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from demenagement.locations import shipped

ROUNDS = 25
DOSSIER = shipped("demo", "family.toml")
HELP_MOST = 60  # ms over twice a bare Python
PLAN_MOST = 250  # ms over a bare Python


def medians(commands: list[list[str]]) -> list[float]:
    """The median milliseconds of each command, from start to exit."""
    taken: list[list[float]] = [[] for _ in commands]
    for turn in range(ROUNDS + 1):
        for command, times in zip(commands, taken, strict=True):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if turn:  # the first turn only warms the disk's cache
                times.append((time.perf_counter() - start) * 1e3)
    return [median(times) for times in taken]


def main() -> None:
    """Print the ratios and the goals."""
    program = str(Path(sys.executable).with_name("demenagement"))
    with TemporaryDirectory() as home:
        plan = [program, "plan", str(DOSSIER), "--json", "--today", "2027-05-24", "--home", home]
        bare, helped, planned = medians([[sys.executable, "-c", "pass"], [program, "--help"], plan])
    sys.stdout.write(f"{'python -c pass':<16}{bare:6.1f} ms\n")
    for name, taken, most in (("--help", helped, 2 * bare + HELP_MOST), ("plan --json", planned, bare + PLAN_MOST)):
        goal = f"goal: under {most:.0f} ms, {'kept' if taken < most else 'MISSED'}"
        sys.stdout.write(f"{name:<16}{taken:6.1f} ms  {taken / bare:6.2f} ×  {taken - bare:+7.1f} ms  {goal}\n")


if __name__ == "__main__":
    main()
