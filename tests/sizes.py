"""How long the modules are: `python -m tests.sizes`. A long one without a written reason fails; the rest is shown.

A reason stands in the module itself, on a line of its own: `# size: one table of cases, read as a whole`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 200
_REASON = re.compile(r"^# size: \S.*$", re.MULTILINE)


def modules(*folders: str) -> Iterator[Path]:
    """Every Python file of the tree's folders."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def lines(module: Path) -> int:
    """How many lines a module has."""
    return len(module.read_text(encoding="utf-8").splitlines())


def unreasoned() -> list[str]:
    """Every module that is too long and does not say why."""
    return [
        f"{module.relative_to(ROOT)}: {lines(module)} lines"
        for module in modules("src", "providers")
        if lines(module) > LONGEST and not _REASON.search(module.read_text(encoding="utf-8"))
    ]


def main() -> int:
    """Print the sizes; 1 when a module is too long."""
    source = [lines(module) for module in modules("src", "providers")]
    tests = [lines(module) for module in modules("tests")]
    sys.stdout.write(
        f"{len(source)} modules, {sum(source):,} lines, median {median(source):g}, longest {max(source)}; "
        f"tests : source = {sum(tests) / sum(source):.2f}\n"
    )
    for long in (found := unreasoned()):
        sys.stdout.write(f"{long}, more than {LONGEST}: split it, or say why in a line `# size: …`\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
