"""Names, answers and titles from outside are text: no markup, no action, no command to the terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from app_builders import LARGE, NOTICE, WorldDesk, opened, press, shows, text_of
from scripted_carriers import Reconciling, Turn
from submission_builders import LANDLORD, MANIFESTS, World
from textual.widgets import Input

from demenagement.domain.words import WordLists, Words
from demenagement.errors import Refused
from demenagement.tui.app import MovingApp
from demenagement.tui.sheets.notes import trouble

MARKUP = "[red]x[/red] [@click=app.quit]ici[/] [/] [dupont"
CONTROLS = "\x1b[31mA\x1b]52;c;aGk=\x07B\x9bC\u202eD\x00E\rF\u2066G"
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")


def hostile(text: str) -> World:
    """A world in which everything is called that."""
    both = Words(text, text)
    lists = WordLists((text,), (text,))
    template = replace(
        NOTICE,
        title=both,
        what=both,
        otherwise=both,
        human=both,
        law=text,
        source=text,
        cost=both,
        needs=lists,
        asks=lists,
        proof=lists,
        pitfalls=lists,
    )
    landlord = replace(LANDLORD, name=both, closing=both, breakdown=both)
    facts = {"leaving": {"city": text}, "arriving": {"city": text}, "household": {"adults": [{"name": text}]}}
    world = World(
        template,
        manifests={**MANIFESTS, "landlord": landlord},
        carriers={"post": Reconciling(Turn.REFUSES, slug="post")},
        facts={**facts, "move": {"day": "2027-05-08"}},
    )
    world.store.change(world.ident, lambda journey: replace(journey, title=text))
    return world


@pytest.mark.parametrize("size", [(80, 24), LARGE])
@pytest.mark.parametrize("text", [MARKUP, CONTROLS])
async def test_no_page_lets_a_control_through(text: str, size: tuple[int, int]) -> None:
    """Nor breaks on what looks like markup: every page and dialogue is opened."""
    async with opened(hostile(text), size=size) as pilot:
        seen = [text_of(pilot)]
        for key in ("enter", "a", "escape", "p", "escape", "enter", "d", "f", "escape", "e", "o"):
            await press(pilot, key)
            seen.append(text_of(pilot))
        assert _UNSAFE.findall("\n".join(seen)) == []


async def test_markup_is_shown_as_it_is_written() -> None:
    """Every bracket of it."""
    async with opened(hostile(MARKUP), "enter", size=LARGE) as pilot:
        await shows(pilot, MARKUP)


async def test_an_action_in_a_name_can_not_be_clicked() -> None:
    """The app stays."""
    async with opened(hostile(MARKUP)) as pilot:
        row = next(number for number, line in enumerate(text_of(pilot).splitlines()) if "ici" in line)
        await pilot.click(offset=(text_of(pilot).splitlines()[row].index("ici"), row))
        await press(pilot)
        assert pilot.app.return_code is None


async def test_a_toast_is_text() -> None:
    """It too comes from titles."""
    async with opened(hostile(MARKUP)) as pilot:
        app = pilot.app
        assert isinstance(app, MovingApp)
        app.toast(MARKUP + CONTROLS)
        await shows(pilot, "[dupont")
        assert _UNSAFE.findall(text_of(pilot)) == []


async def test_what_is_pasted_is_text() -> None:
    """A field takes no control character."""
    async with opened(hostile(MARKUP), "n") as pilot:
        field = pilot.app.screen.query_one(Input)
        field.insert_text_at_cursor(CONTROLS)
        await press(pilot, "a")
        assert field.value == "a"


async def test_the_words_of_a_provider_are_text() -> None:
    """However they answer."""
    async with opened(hostile("Agence"), "enter", "enter") as pilot:
        app = pilot.app
        assert isinstance(app, MovingApp)
        note = trouble(Refused("post", MARKUP + CONTROLS), WorldDesk(hostile("Agence")), None)
        app.note(app.step_page.subject, note)
        await shows(pilot, "a refusé ([red]x[/red]")
        assert _UNSAFE.findall(text_of(pilot)) == []
