"""Keys: written once, named in both languages, found in the help, and fitting in eighty columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from app_builders import NOTICE, STEPS, opened, press, text_of
from scripted_carriers import Reconciling
from submission_builders import World

from demenagement.tui.app import MovingApp
from demenagement.tui.keys import key_name
from demenagement.tui.safe import Field
from demenagement.tui.screens.ask import Ask
from demenagement.tui.screens.choose import Choose
from demenagement.tui.screens.confirm import Confirm
from demenagement.tui.screens.journeys import JourneysPage
from demenagement.tui.screens.plan import PlanPage
from demenagement.tui.screens.reading import Reading
from demenagement.tui.screens.step import StepPage
from demenagement.tui.widgets.rows import Rows
from demenagement.wording import LANGUAGES, phrasebook, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import Binding

OWNERS = (MovingApp, JourneysPage, PlanPage, StepPage, Ask, Choose, Confirm, Reading, Rows, Field)
WALK = [[], ["enter"], ["enter"], ["d"]]
"""From the journeys to a draft."""


def bindings() -> Iterator[Binding]:
    """Every binding of ours."""
    for owner in OWNERS:
        yield from (each for each in owner.BINDINGS)  # type: ignore[misc] # ours are all of class Binding


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_binding_has_its_words(lang: str) -> None:
    """A label for the last line, a sentence for the help."""
    say = phrasebook(lang)
    unsaid = [each.id for each in bindings() if not (say.has(f"app.key.{each.id}") and say.has(f"app.tip.{each.id}"))]
    assert unsaid == []


def test_no_words_are_left_over() -> None:
    """A key that is gone takes its words along."""
    say = phrasebook("fr")
    known = {each.id for each in bindings()}
    said = {name.partition(".")[2] for name in sentences(say.lang, "app") if name.startswith(("key.", "tip."))}
    assert said == known


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_every_key_of_a_page_is_in_its_help(lang: str) -> None:
    """On each page, shown in the last line or not."""
    say = phrasebook(lang)
    unsaid = []
    async with opened(World(NOTICE), lang=lang, size=(80, 60)) as pilot:
        for key in WALK:
            await press(pilot, *key)
            active = [each.binding for each in pilot.app.screen.active_bindings.values() if each.binding.id]
            await press(pilot, "question_mark")
            screen = text_of(pilot)
            unsaid += [
                each.id for each in active if key_name(each, say) not in screen or each.description not in screen
            ]
            await press(pilot, "escape")
    assert unsaid == []


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_keys_of_a_page_fit_in_eighty_columns(lang: str) -> None:
    """On each page: none is dropped from the last line."""
    dropped = []
    world = World(*STEPS, carriers={"post": Reconciling(slug="post")})
    world.approve("notice")
    await world.send()
    async with opened(world, lang=lang) as pilot:
        for key in (*WALK, ["t"], ["e"]):
            await press(pilot, *key)
            last = text_of(pilot).splitlines()[-1]
            bindings = [each.binding for each in pilot.app.screen.active_bindings.values() if each.binding.show]
            dropped += [each.id for each in bindings if each.id and each.description not in last]
    assert dropped == []


async def test_a_narrow_screen_keeps_the_help() -> None:
    """Where there is no room for all keys."""
    async with opened(World(*STEPS), "enter", size=(40, 24)) as pilot:
        assert "? Aide" in text_of(pilot).splitlines()[-1]


async def test_a_key_can_be_clicked() -> None:
    """In the last line."""
    async with opened(World(*STEPS), "enter") as pilot:
        last = text_of(pilot).splitlines()[-1]
        await pilot.click(offset=(last.index("Retour") + 1, 23))
        await press(pilot)
        assert "Vos déménagements" in text_of(pilot)


async def test_no_english_of_the_library_shows_in_french() -> None:
    """Its palette is off, its labels are replaced."""
    async with opened(World(*STEPS), "ctrl+p") as pilot:
        screen = text_of(pilot)
        assert [word for word in ("palette", "Search", "Quit", "Focus", "Help", "Down") if word in screen.split()] == []


def test_keys_are_named_as_they_are_on_the_keyboard() -> None:
    """In the reader's language."""
    named = {
        lang: [key_name(each, phrasebook(lang)) for each in MovingApp.BINDINGS if each.id in ("help", "colours")]  # type: ignore[union-attr] # idem
        for lang in LANGUAGES
    }
    assert named == {"fr": ["?", "Ctrl+T"], "en": ["?", "Ctrl+T"]}
