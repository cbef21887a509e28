"""The first page: what is under way, or how to begin."""

from __future__ import annotations

from app_builders import STEPS, WorldDesk, opened, press, shows, text_of, until
from submission_builders import World

from demenagement.errors import StorageFailed
from demenagement.tui.app import MovingApp


class EmptyWorld(World):
    """Nobody has begun anything."""

    def __init__(self) -> None:
        """A world without its journey."""
        super().__init__(*STEPS)
        self.store._journeys.clear()


async def test_without_a_journey_the_app_says_how_to_begin() -> None:
    """The two ways to begin, and that nothing leaves without a yes."""
    app = MovingApp(WorldDesk(EmptyWorld()))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await shows(pilot, "Commencer, en trois questions")
        assert "Rien ne part sans votre accord" in screen


async def test_a_journey_is_listed_with_how_it_stands_and_what_comes_next() -> None:
    """Late steps and open ones are counted; the next thing is named."""
    async with opened(World(*STEPS)) as pilot:
        screen = await shows(pilot, "Dijon → Nantes", "1 en retard")
        assert "Ensuite : Faire queue" in screen


async def test_a_move_that_was_given_up_says_so_in_the_list_and_on_its_page() -> None:
    """No duty of it is counted any more."""
    world = World(*STEPS)
    await world.cancel()
    async with opened(world) as pilot:
        screen = await shows(pilot, "abandonné le")
        assert "en retard" not in screen
        await press(pilot, "enter")
        await shows(pilot, "Jour J", "abandonné le")


async def test_the_id_of_a_journey_is_shown() -> None:
    """It is what the commands want."""
    world = World(*STEPS)
    async with opened(world) as pilot:
        assert world.ident in text_of(pilot)


async def test_enter_opens_the_journey() -> None:
    """The plan comes up."""
    async with opened(World(*STEPS), "enter") as pilot:
        await shows(pilot, "Jour J : samedi 8 mai 2027")


async def test_escape_comes_back_to_the_journeys() -> None:
    """As from every page."""
    async with opened(World(*STEPS), "enter", "escape") as pilot:
        await shows(pilot, "Vos déménagements")


async def test_a_journey_that_can_not_be_read_is_a_line_and_no_end() -> None:
    """The others stay usable."""
    world = World(*STEPS)
    rows = ({"id": "broken", "title": None, "trouble": "damaged"}, *world.store.summaries())
    world.store.summaries = lambda: rows  # type: ignore[method-assign] # one file of two is damaged
    async with opened(world) as pilot:
        screen = await shows(pilot, "illisible", "Dijon → Nantes")
        assert "broken" in screen


async def test_a_journey_that_can_not_be_opened_says_why_in_place() -> None:
    """What happened and what to do stand above the list."""
    world = World(*STEPS)
    async with opened(world) as pilot:

        def read(ident: str) -> None:
            raise StorageFailed(f"{ident}.json", "damaged")

        world.store.read = read  # type: ignore[method-assign,assignment] # the disk fails between two looks
        await press(pilot, "enter")
        await shows(pilot, "Vos déménagements", "est illisible et aucune copie saine n'existe")


async def test_what_had_to_be_mended_to_open_a_journey_is_said() -> None:
    """Once, on its plan."""
    app = MovingApp(
        WorldDesk(World(*STEPS), told=["Le fichier était abîmé : la dernière version saine a été ouverte."])
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app.journeys_page.overviews))
        await press(pilot, "enter")
        await shows(pilot, "! Le fichier était abîmé")


async def test_q_quits() -> None:
    """Everything is kept already."""
    async with opened(World(*STEPS), "q") as pilot:
        assert pilot.app.return_code == 0


async def test_control_c_says_how_to_quit() -> None:
    """It quits nothing by accident."""
    async with opened(World(*STEPS), "ctrl+c") as pilot:
        await shows(pilot, "Pour quitter : la touche q")
