"""Draws the plan and prints how many of its colours are not grey, then how many there are: run with NO_COLOR set."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app_builders import STEPS, opened
from submission_builders import World


async def main() -> None:
    """Take the screen as it goes to the terminal, filters included."""
    async with opened(World(*STEPS), "enter") as pilot:
        app = pilot.app
        strips = app.screen._compositor.render_strips()
        for each in app._filters:
            strips = [strip.apply_filter(each, app.screen.background_colors[1]) for strip in strips]
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        inks = {ink.triplet for style in styles for ink in (style.color, style.bgcolor) if ink and ink.triplet}
    coloured = sum(max(ink) - min(ink) > 2 for ink in inks)
    sys.stdout.write(f"{coloured} {len(inks)}\n")


asyncio.run(main())
