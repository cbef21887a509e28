"""The program with a mistake in it: drawing the plan fails in a way nobody foresaw."""

from __future__ import annotations

import sys

from demenagement.cli import main
from demenagement.tui.screens.plan import PlanPage


def fill(_page: PlanPage) -> None:
    """Not what it should do."""
    raise ZeroDivisionError


PlanPage.fill = fill  # type: ignore[method-assign] # the mistake
sys.exit(main())
