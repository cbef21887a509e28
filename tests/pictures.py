"""The pictures of the README, made from the shipped example: `make pictures`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from demenagement import locations
from demenagement.bootstrap import Product
from demenagement.cli.app import ProductDesk
from demenagement.tui.app import MovingApp
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from textual.pilot import Pilot

DOCS = Path(__file__).parents[1] / "docs"
TODAY = date(2027, 5, 24)
PICTURES = {"plan.svg": (110, 32), "plan-small.svg": (80, 24)}
"""What is drawn, in which columns and rows."""
DONE = ("mover-quotes", "school-secondary/noe", "internet-eligibility")
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Where the library would have fonts fetched from: a picture asks nobody for anything."""


def desk(home: Path) -> ProductDesk:
    """The example's family, on the day that the demonstration is played."""
    product = Product(str(home), environment={}, clock=lambda: datetime(2027, 5, 24, 9, tzinfo=UTC))
    family = product.read_dossier(locations.shipped("demo", "family.toml"))
    ident = product.journeys.begin(family, product.clock()).id
    for step in DONE:
        product.journeys.settle(ident, step, "done", at=product.clock(), today=TODAY)
    return ProductDesk(product, TODAY, phrasebook("fr"))


async def plan(home: Path, size: tuple[int, int]) -> str:
    """The plan, with one step explained beside or below it."""
    app = MovingApp(desk(home))
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        await pilot.press("down")
        await settled(app, pilot)
        return standalone(app.export_screenshot(title="demenagement"))


def standalone(picture: str) -> str:
    """The same, asking nobody for a font, and its spaces kept by every viewer."""
    return _FONTS.sub("", picture).replace("<svg ", '<svg xml:space="preserve" ', 1)


async def settled(app: MovingApp, pilot: Pilot[int]) -> None:
    """Until nothing is being read or drawn any more."""
    for _ in range(3):
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)


def main() -> None:
    """Draw them into docs/."""
    DOCS.mkdir(exist_ok=True)
    for name, size in PICTURES.items():
        with tempfile.TemporaryDirectory() as home:
            (DOCS / name).write_text(asyncio.run(plan(Path(home), size)), encoding="utf-8")


if __name__ == "__main__":
    main()
