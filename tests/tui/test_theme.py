"""Colours: three themes, read well, and nothing that only a colour says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from app_builders import STEPS, opened, text_of
from submission_builders import World
from textual.color import Color

from demenagement.tui.theme import CONTRAST, DAYLIGHT, EVENING, THEMES, following

if TYPE_CHECKING:
    from textual.theme import Theme

INKS = ("foreground", "primary", "secondary", "accent", "warning", "error", "success")
PAPERS = ("background", "surface", "panel")


def luminance(colour: Color) -> float:
    """How light it is to the eye, as the Web's accessibility rules reckon."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(ink: Color, paper: Color) -> float:
    """From 1, unreadable, to 21."""
    dark, light = sorted((luminance(ink), luminance(paper)))
    return (light + 0.05) / (dark + 0.05)


def contrasts(theme: Theme) -> list[float]:
    """Of every ink and the quiet one, on every paper."""
    inks = [Color.parse(getattr(theme, ink)) for ink in INKS] + [Color.parse(theme.variables["quiet"])]
    papers = [Color.parse(getattr(theme, paper)) for paper in PAPERS]
    return [contrast(ink, paper) for ink in inks for paper in papers]


@pytest.mark.parametrize("theme", [EVENING, DAYLIGHT], ids=lambda theme: theme.name)
def test_everything_can_be_read(theme: Theme) -> None:
    """At 4.5 to 1, as the accessibility rules ask of body text."""
    assert min(contrasts(theme)) >= 4.5


def test_strong_contrast_is_strong() -> None:
    """At 7 to 1, the stricter rule, on its coloured row as well."""
    assert min(contrasts(CONTRAST)) >= 7


def test_themes_follow_each_other_in_a_circle() -> None:
    """One key goes through them."""
    names = [theme.name for theme in THEMES]
    assert [following(name) for name in names] == [*names[1:], names[0]]


async def test_one_key_changes_the_colours() -> None:
    """And nothing else on the screen."""
    async with opened(World(*STEPS), "enter") as pilot:
        before = text_of(pilot)
        await pilot.press("ctrl+t")
        assert (pilot.app.theme, text_of(pilot)) == (DAYLIGHT.name, before)


def coloured(**environment: str) -> tuple[int, int]:
    """How many colours of the plan are not grey, of how many, in that environment."""
    program = Path(__file__).with_name("colours_program.py")
    run = subprocess.run([sys.executable, program], env=environment, capture_output=True, text=True, check=True)
    found, of = run.stdout.split()
    return int(found), int(of)


def test_without_colours_all_is_grey() -> None:
    """NO_COLOR is respected."""
    found, of = coloured(NO_COLOR="1", PATH="")
    assert (found, of > 2) == (0, True)
