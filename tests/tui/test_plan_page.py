"""The plan: what now, and why then."""

from __future__ import annotations

from dataclasses import replace

from app_builders import LARGE, MEMBERSHIP, NOTICE, PACKING, STEPS, opened, press, shows, text_of
from submission_builders import World, a_template

from demenagement.domain.condition import parse
from demenagement.domain.deadline import Confidence


async def test_steps_stand_by_date_under_their_month() -> None:
    """Earlier months come first."""
    async with opened(World(*STEPS), "enter", size=LARGE) as pilot:
        screen = await shows(pilot, "MARS 2027", "AVRIL 2027")
        places = [
            screen.index(text)
            for text in ("FÉVRIER 2027", "! dim.", "MARS 2027", "○ lun.", "AVRIL 2027", "Faire les cartons")
        ]
        assert places == sorted(places)


async def test_every_step_has_the_sign_of_its_standing() -> None:
    """Late, open and done are told without a colour."""
    world = World(*STEPS)
    world.journeys.settle(world.ident, "packing", "done", at=world.clock(), today=world.today)
    async with opened(world, "enter", size=LARGE) as pilot:
        await shows(pilot, "! dim. 07/02 Faire queue", "○ lun. 29/03 Faire notice", "✓ mer. 28/04 Faire les cartons")


async def test_a_last_day_says_whom_it_binds() -> None:
    """The law is no advice."""
    async with opened(World(*STEPS), "enter") as pilot:
        await shows(pilot, "31/03 loi", "17/02 conseil")


async def test_the_cursor_starts_on_what_comes_next() -> None:
    """Which is the late step."""
    async with opened(World(*STEPS), "enter") as pilot:
        cursor = next(line for line in text_of(pilot).splitlines() if line.startswith("▌"))
        assert "Faire queue" in cursor


async def test_the_step_under_the_cursor_says_why_it_has_its_dates() -> None:
    """The anchor, the arithmetic, whom it binds, the law, the source."""
    async with opened(World(NOTICE), "enter") as pilot:
        await shows(pilot, "· jour du déménagement : 8 mai 2027", "− 38 jours", "Le dernier jour est fixé par la loi.")


async def test_beside_the_list_there_is_room_for_all_of_it() -> None:
    """Law, source, what to prepare, pitfalls, whom to reach."""
    async with opened(World(NOTICE), "enter", size=LARGE) as pilot:
        await shows(
            pilot,
            "Texte : Loi n° 89-462.",
            "Source : exemple.fr. Vérifié le 21 novembre 2026.",
            "le bail",
            "La lettre se perd.",
            "L'Adil de votre département.",
        )


async def test_one_key_shows_what_is_to_do_now_then_what_is_late_then_all() -> None:
    """Three views, one after the other."""
    world = World(*STEPS)
    world.journeys.settle(world.ident, "packing", "done", at=world.clock(), today=world.today)
    async with opened(world, "enter") as pilot:
        views = []
        for _ in range(3):
            await press(pilot, "v")
            screen = text_of(pilot)
            views.append(("queue" in screen, "Faire notice" in screen, "Faire les cartons" in screen))
        assert views == [(True, True, False), (True, False, False), (True, True, True)]


async def test_an_empty_view_says_so() -> None:
    """And how to see the rest."""
    async with opened(World(PACKING), "enter", "v", "v") as pilot:
        await shows(pilot, "Rien n'est en retard. La touche v montre tout le plan.")


async def test_warnings_are_one_key_away() -> None:
    """Each with the step it is about."""
    unsure = a_template("doubt", confidence=Confidence.UNVERIFIED)
    async with opened(World(unsure), "enter", "a") as pilot:
        await shows(pilot, "Attention", "Cette règle n'est pas vérifiée", "Faire doubt")


async def test_questions_are_one_key_away_with_why_they_are_asked() -> None:
    """And the name of the fact, to answer."""
    asking = replace(PACKING, when=parse('arriving.tenure == "tenant"'))
    async with opened(World(asking, MEMBERSHIP), "enter", "p") as pilot:
        await shows(pilot, "Encore à préciser", "Votre nouveau logement est-il loué", "[arriving.tenure]")


async def test_nothing_to_ask_is_said() -> None:
    """An empty list would leave a doubt."""
    async with opened(World(PACKING), "enter", "p") as pilot:
        await shows(pilot, "Tout ce qui compte est connu.")


async def test_eighty_columns_hold_all_that_matters() -> None:
    """Where one is, the day, the list, the last day, why, and the keys: no line is longer than the screen."""
    async with opened(World(*STEPS), "enter") as pilot:
        screen = await shows(pilot, "Dijon → Nantes", "Jour J", "dernier jour", "Faire notice", "− 80 jours", "? Aide")
        assert max(map(len, screen.splitlines())) <= 80


async def test_the_plan_comes_up_again_where_one_left_it() -> None:
    """A step that was looked at keeps the cursor."""
    async with opened(World(*STEPS), "enter", "down", "enter", "escape") as pilot:
        cursor = next(line for line in text_of(pilot).splitlines() if line.startswith("▌"))
        assert "Faire notice" in cursor


async def test_the_app_speaks_english_as_well() -> None:
    """The same page, other words."""
    async with opened(World(*STEPS), "enter", lang="en") as pilot:
        await shows(pilot, "Moving day: Saturday 8 May 2027", "Do notice", "law", "Esc Back")
