"""The pictures of the README, made from the shipped example: `make pictures`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from textual.pilot import Pilot

from demenagement import locations
from demenagement.bootstrap import Product
from demenagement.cli.app import ProductDesk
from demenagement.tui.app import MovingApp
from demenagement.wording import phrasebook

DOCS = Path(__file__).parents[1] / "docs"
TODAY = date(2027, 5, 24)
SIZE = (110, 32)
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Where the library would have fonts fetched from: a picture asks nobody for anything."""


def desk(home: Path) -> ProductDesk:
    """The example's family, on the day that the demonstration is played."""
    product = Product(str(home), environment={}, clock=lambda: datetime(2027, 5, 24, 9, tzinfo=UTC))
    family = product.read_dossier(locations.shipped("demo", "family.toml"))
    product.journeys.begin(family, product.clock())
    return ProductDesk(product, TODAY, phrasebook("fr"))


async def plan(home: Path) -> str:
    """The plan, with one step explained beside it."""
    app = MovingApp(desk(home))
    async with app.run_test(size=SIZE) as pilot:
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        await pilot.press(*["down"] * 4)
        await settled(app, pilot)
        return _FONTS.sub("", app.export_screenshot(title="demenagement"))


async def settled(app: MovingApp, pilot: Pilot[int]) -> None:
    """Until nothing is being read or drawn any more."""
    for _ in range(3):
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)


def main() -> None:
    """Draw them into docs/."""
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        (DOCS / "plan.svg").write_text(asyncio.run(plan(Path(home))), encoding="utf-8")


if __name__ == "__main__":
    main()
