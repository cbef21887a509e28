"""Beginning a journey: three questions, or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from app_builders import STEPS, give, opened, press, shows, text_of
from submission_builders import World

if TYPE_CHECKING:
    from pathlib import Path


async def test_three_answers_give_a_dated_plan() -> None:
    """Day, leaving town, arriving town: the plan is there at once."""
    async with opened(World(*STEPS), "n") as pilot:
        await give(pilot, "08/06/2027")
        await give(pilot, "Brest")
        await give(pilot, "Lille")
        await shows(pilot, "Brest → Lille", "Jour J : mardi 8 juin 2027")


async def test_the_day_alone_is_enough() -> None:
    """Both towns may be left open."""
    async with opened(World(*STEPS), "n") as pilot:
        await give(pilot, "2027-06-08")
        await press(pilot, "enter", "enter")
        await shows(pilot, "Déménagement", "Jour J : mardi 8 juin 2027")


async def test_a_question_says_why_it_is_asked() -> None:
    """And that the answer may change."""
    async with opened(World(*STEPS), "n") as pilot:
        await shows(
            pilot, "Quel jour déménagez-vous ?", "Presque toutes les dates du plan se comptent à partir de ce jour."
        )


async def test_a_day_is_said_in_full_as_it_is_typed() -> None:
    """A wrong month is seen before it costs anything."""
    async with opened(World(*STEPS), "n") as pilot:
        await pilot.press(*"08/06/2027")
        await shows(pilot, "✓ mardi 8 juin 2027, dans 99 jours")


async def test_an_impossible_day_is_refused_with_a_sentence() -> None:
    """The question stays."""
    async with opened(World(*STEPS), "n") as pilot:
        await give(pilot, "31/02/2027")
        await shows(pilot, "! « 31/02/2027 » n'est pas un jour du calendrier.", "Quel jour déménagez-vous ?")


async def test_turning_back_comes_to_the_question_before_with_its_answer() -> None:
    """Nothing has to be typed twice."""
    async with opened(World(*STEPS), "n") as pilot:
        await give(pilot, "08/06/2027")
        await shows(pilot, "Quelle ville quittez-vous ?")
        await press(pilot, "escape")
        await shows(pilot, "Quel jour déménagez-vous ?", "08/06/2027")


async def test_turning_back_from_the_first_question_begins_nothing() -> None:
    """The list is as it was."""
    world = World(*STEPS)
    async with opened(world, "n", "escape"):
        assert len(world.store.summaries()) == 1


async def test_a_dossier_file_gives_a_plan(tmp_path: Path) -> None:
    """Its facts are the journey's."""
    dossier = tmp_path / "dossier.toml"
    dossier.write_text('[move]\nday = 2027-07-01\n[leaving]\ncity = "Metz"\n', encoding="utf-8")
    async with opened(World(*STEPS), "o") as pilot:
        await give(pilot, str(dossier))
        await shows(pilot, "Metz", "Jour J : jeudi 1er juillet 2027")


async def test_a_wrong_dossier_file_is_explained_where_it_was_asked_for(tmp_path: Path) -> None:
    """The path stays, to be corrected."""
    dossier = tmp_path / "d.toml"
    dossier.write_text("[move]\nday = 20\n", encoding="utf-8")
    async with opened(World(*STEPS), "o") as pilot:
        await give(pilot, str(dossier))
        await shows(pilot, "Où est le fichier de dossier ?", "move.day", "Rien n'a été fait.")


async def test_a_file_that_is_not_there_is_asked_for_again() -> None:
    """With a sentence that names it."""
    async with opened(World(*STEPS), "o") as pilot:
        await give(pilot, "nulle-part.toml")
        await shows(pilot, "! nulle-part.toml: ce fichier n'existe pas")


@pytest.mark.parametrize("keys", [("n", "n"), ("n", "o")])
async def test_one_conversation_at_a_time(keys: tuple[str, ...]) -> None:
    """A second wish while a question stands is a letter typed into it."""
    async with opened(World(*STEPS), *keys) as pilot:
        assert "Quel jour déménagez-vous" in text_of(pilot)
