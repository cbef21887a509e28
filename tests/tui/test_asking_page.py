"""On a step's page: another request, by a list of verbs; and one answer at a time to the clipboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from app_builders import LARGE, NOTICE, give, opened, press, shows, text_of
from submission_builders import LANDLORD, MANIFESTS, TITLES, World, a_template, some_facts

from demenagement.wording import LANGUAGES, phrasebook

if TYPE_CHECKING:
    from textual.pilot import Pilot

OWNER = replace(LANDLORD, optional=("leaving.landlord.name", "leaving.landlord.address"))
KNOWN = {**MANIFESTS, "landlord": OWNER}
CAR = a_template("car", provider="titles", kind="vehicle-registration")


async def choose(pilot: Pilot[None], *down: str) -> None:
    """Go down the list and take the row."""
    await press(pilot, *down, "enter")


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_one_key_lists_the_verbs(lang: str) -> None:
    """All six, and each letter of complaint."""
    say = phrasebook(lang)
    async with opened(World(NOTICE), "enter", "enter", "a", lang=lang, size=LARGE) as pilot:
        names = (say(f"verb.name.{verb}") for verb in ("inform", "transfer", "amend", "cancel", "status", "complain"))
        await shows(pilot, *names, say("verb.letter.mediator"))


async def test_a_verb_opens_its_sheet() -> None:
    """What to say, what to ask, and whom to reach; the list is gone."""
    async with opened(World(NOTICE), "enter", "enter", "a", size=LARGE) as pilot:
        await choose(pilot, "down", "down")
        screen = await shows(pilot, "Changer une demande déjà faite", "la première date reste", "Demandez")
        assert "Que demander" not in screen


async def test_turning_back_from_the_list_changes_nothing() -> None:
    """The step stands there."""
    async with opened(World(NOTICE), "enter", "enter", "a", "escape", size=LARGE) as pilot:
        await shows(pilot, "Le bail finit.")


async def test_a_letter_asks_what_only_the_person_knows() -> None:
    """One question after the other; then it is there, and can be copied."""
    facts = some_facts(leaving__street="1 rue Verte", leaving__postcode="21000", leaving__city="Dijon")
    async with opened(World(NOTICE, manifests=KNOWN, facts=facts), "enter", "enter", "a", size=LARGE) as pilot:
        await choose(pilot, *["down"] * 6)
        await shows(pilot, "Qu'est-ce qui ne va pas ?")
        await give(pilot, "Pas de réponse.")
        await shows(pilot, "Que demandez-vous ?")
        await give(pilot, "Une réponse.")
        await shows(pilot, "Ce qui ne va pas :", "Pas de réponse.", "Une réponse.")
        await press(pilot, "c")
        assert "Une réponse." in pilot.app.clipboard


async def test_turning_back_from_a_question_writes_nothing() -> None:
    """The step stands there."""
    facts = some_facts(leaving__street="1 rue Verte", leaving__postcode="21000", leaving__city="Dijon")
    async with opened(World(NOTICE, manifests=KNOWN, facts=facts), "enter", "enter", "a", size=LARGE) as pilot:
        await choose(pilot, *["down"] * 6)
        await press(pilot, "escape")
        screen = await shows(pilot, "Le bail finit.")
        assert "Réclamation" not in screen


async def test_on_a_site_the_answers_are_copied_one_by_one() -> None:
    """The cursor goes on to the next one by itself."""
    async with opened(World(CAR, manifests={"titles": TITLES}), "enter", "enter", "d", "c", size=LARGE) as pilot:
        await shows(pilot, "Quelle réponse copier ?")
        await press(pilot, "enter")
        first = pilot.app.clipboard
        await press(pilot, "c", "enter")
        assert (bool(first), pilot.app.clipboard != first) == (True, True)


async def test_the_whole_of_it_can_still_be_copied() -> None:
    """The last row."""
    async with opened(World(CAR, manifests={"titles": TITLES}), "enter", "enter", "d", "c", size=LARGE) as pilot:
        await press(pilot, "end", "enter")
        await shows(pilot, "Copié.")
        assert "Faire car" in pilot.app.clipboard


async def test_a_step_without_anybody_to_tell_offers_nothing_to_ask() -> None:
    """Only what makes sense is offered."""
    async with opened(World(a_template("packing")), "enter", "enter") as pilot:
        assert "Demander" not in text_of(pilot).splitlines()[-1]


async def test_what_answers_a_verb_is_not_what_would_be_sent() -> None:
    """The key that sends comes back with the step's own draft."""
    async with opened(World(NOTICE), "enter", "enter", "a", size=LARGE) as pilot:
        await choose(pilot, "down", "down")
        assert "Envoyer" not in text_of(pilot).splitlines()[-1]
        await press(pilot, "d")
        assert "Envoyer" in text_of(pilot).splitlines()[-1]
