"""The calendar, written from the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app_builders import PACKING, STEPS, give, opened, press, shows
from submission_builders import World, some_facts

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_the_calendar_is_written_and_its_report_shown(tmp_path: Path) -> None:
    """Four steps and the moving day are new."""
    async with opened(World(*STEPS), "enter", "x") as pilot:
        await give(pilot, str(tmp_path / "m.ics"))
        await shows(pilot, "✓ Agenda écrit :", "5 nouvelles dates.")
    assert "Faire notice" in (tmp_path / "m.ics").read_text(encoding="utf-8")


async def test_exported_again_nothing_is_new(tmp_path: Path) -> None:
    """The report tells what changed since."""
    async with opened(World(*STEPS), "enter") as pilot:
        for _ in range(2):
            await press(pilot, "x")
            await give(pilot, str(tmp_path / "m.ics"))
        await shows(pilot, "5 sans changement.")


async def test_a_path_is_proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter is enough."""
    monkeypatch.chdir(tmp_path)
    async with opened(World(*STEPS), "enter", "x", "enter") as pilot:
        await shows(pilot, "✓ Agenda écrit : demenagement.ics")
    assert (tmp_path / "demenagement.ics").is_file()


async def test_a_path_that_can_not_be_written_is_asked_for_again(tmp_path: Path) -> None:
    """With what is wrong, and the path to correct."""
    async with opened(World(*STEPS), "enter", "x") as pilot:
        await give(pilot, str(tmp_path / "no" / "m.ics"))
        await shows(pilot, "Où écrire l'agenda ?", "n'existe pas")


async def test_turning_back_writes_nothing() -> None:
    """Escape is no export: the journey remembers none."""
    world = World(*STEPS)
    async with opened(world, "enter", "x", "escape"):
        assert world.journey.calendar == {}


async def test_without_a_date_there_is_nothing_to_export() -> None:
    """And it is said what to give first."""
    facts = some_facts()
    del facts["move"]
    async with opened(World(PACKING, facts=facts), "enter", "x", "enter") as pilot:
        await shows(pilot, "Il n'y a rien de daté à exporter", "Donnez d'abord le jour du déménagement.")
