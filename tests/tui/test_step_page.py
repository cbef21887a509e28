"""One step: read it, read its draft, say that it is done."""

from __future__ import annotations

from dataclasses import replace

from app_builders import LARGE, MEMBERSHIP, NOTICE, PACKING, opened, press, shows, text_of
from scripted_carriers import Able
from submission_builders import CLUB, MANIFESTS, World, manifests_with
from watching_builders import TELL, Days

from demenagement.domain.plan import Standing
from demenagement.domain.provider import Channel
from demenagement.domain.submission import State
from demenagement.domain.words import Words


def standing(world: World, name: str) -> Standing:
    """Where a step is."""
    return world.look().step(name).standing


async def test_a_step_says_everything_about_itself() -> None:
    """What it is, its dates, why, what to prepare, the pitfalls, whom to reach."""
    async with opened(World(NOTICE), "enter", "enter", size=LARGE) as pilot:
        await shows(pilot, "Le bail finit.", "Pourquoi ces dates", "À préparer", "Pièges", "Une personne à qui parler")


async def test_a_step_says_what_to_know_of_its_provider() -> None:
    """That the contract is kept and nobody is paid, for one."""
    note = Words("Par défaut, vous gardez votre contrat.", "By default you keep your contract.")
    world = World(MEMBERSHIP, manifests={**MANIFESTS, "club": replace(CLUB, note=note)})
    async with opened(world, "enter", "enter", size=LARGE) as pilot:
        await shows(pilot, "Pièges", "Par défaut, vous gardez votre contrat.")


async def test_the_draft_is_shown_word_for_word() -> None:
    """To whom, by which way, the letter and every fact in it."""
    async with opened(World(NOTICE), "enter", "enter", "d", size=LARGE) as pilot:
        await shows(
            pilot, "À Landlord, par vous-même (lettre)", "Objet : Faire notice", "Camille Martin", "5 quai des Brumes"
        )


async def test_the_draft_is_put_away_by_the_same_key() -> None:
    """The step stands there again."""
    async with opened(World(NOTICE), "enter", "enter", "d", "d") as pilot:
        screen = await shows(pilot, "Le bail finit.")
        assert "Objet : Faire notice" not in screen


async def test_the_draft_can_be_copied() -> None:
    """Every word of it goes to the clipboard."""
    async with opened(World(NOTICE), "enter", "enter", "d", "c") as pilot:
        await shows(pilot, "Copié.")
        assert "5 quai des Brumes" in pilot.app.clipboard


async def test_what_is_missing_for_a_draft_is_said_in_plain_words() -> None:
    """With the name of the fact, on the step itself."""
    world = World(MEMBERSHIP, facts={"household": {"adults": [{"name": "Camille Martin"}]}})
    async with opened(world, "enter", "enter", "d") as pilot:
        await shows(pilot, "il manque :", "jour du déménagement [move.day]", f"demenagement set {world.ident} move.day")


async def test_done_asks_for_a_note_and_keeps_it() -> None:
    """The step is done, and shows the note."""
    world = World(PACKING)
    async with opened(world, "enter", "enter", "f") as pilot:
        await shows(pilot, "C'est fait : Faire les cartons")
        await pilot.press(*"12 cartons")
        await press(pilot, "enter")
        await shows(pilot, "✓ Fait", "Noté : 12 cartons")
    assert standing(world, "packing") is Standing.DONE


async def test_done_needs_no_note() -> None:
    """Enter is enough."""
    world = World(PACKING)
    async with opened(world, "enter", "enter", "f", "enter") as pilot:
        await shows(pilot, "✓ Fait")
    assert standing(world, "packing") is Standing.DONE


async def test_turning_back_from_the_note_changes_nothing() -> None:
    """The step is still to be done."""
    world = World(PACKING)
    async with opened(world, "enter", "enter", "f", "escape") as pilot:
        await shows(pilot, "○ À faire")
    assert standing(world, "packing") is Standing.OPEN


async def test_a_step_can_be_left_aside() -> None:
    """With or without a reason."""
    world = World(PACKING)
    async with opened(world, "enter", "enter", "s", "enter") as pilot:
        await shows(pilot, "– Laissé de côté")
    assert standing(world, "packing") is Standing.SKIPPED


async def test_a_step_can_be_opened_again() -> None:
    """Whatever it was."""
    world = World(PACKING)
    world.journeys.settle(world.ident, "packing", "skipped", at=world.clock(), today=world.today)
    async with opened(world, "enter", "enter", "r") as pilot:
        await shows(pilot, "○ À faire")
    assert standing(world, "packing") is Standing.OPEN


async def test_a_step_without_anybody_to_tell_offers_no_draft() -> None:
    """Only what makes sense is offered."""
    async with opened(World(PACKING), "enter", "enter") as pilot:
        keys = text_of(pilot).splitlines()[-1]
        assert ("Envoyer" in keys, "Brouillon" in keys, "Fait" in keys, "Rouvrir" in keys) == (
            False,
            False,
            True,
            False,
        )


async def test_a_settled_step_offers_to_be_opened_again() -> None:
    """And nothing that would settle it twice."""
    world = World(PACKING)
    world.journeys.settle(world.ident, "packing", "done", at=world.clock(), today=world.today)
    async with opened(world, "enter", "enter") as pilot:
        keys = text_of(pilot).splitlines()[-1]
        assert ("Rouvrir" in keys, "Fait" in keys) == (True, False)


async def test_beside_the_step_there_is_room_for_the_draft() -> None:
    """Both are read at once on a wide screen."""
    async with opened(World(NOTICE), "enter", "enter", "d", size=LARGE) as pilot:
        await shows(pilot, "Le bail finit.", "Objet : Faire notice")


async def test_a_silence_and_its_chase_stand_on_the_step() -> None:
    """What it most likely means, and the keys that read and send the chase."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    async with opened(world.after(11), "enter", "enter", size=LARGE) as pilot:
        await shows(pilot, "Pas de réponse à la date promise.", "Une relance est prête, par courriel")
        await press(pilot, "d")
        await shows(pilot, "2027-03-01: AB-1234")
        await press(pilot, "e")
        await shows(pilot, "tel quel ?")
        await press(pilot, "o")
        await shows(pilot, "La relance a votre accord", ".eml", "expected/tell")
    (chase,) = [each for each in world.journey.submissions().values() if each.is_chase]
    assert chase.channel is Channel.EMAIL


async def test_without_a_silence_a_step_that_is_done_sends_nothing() -> None:
    """The answer is not late."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    async with opened(world.after(10), "enter", "enter", size=LARGE) as pilot:
        screen = await shows(pilot, "✓ Fait")
        assert ("Pas de réponse" in screen, "Envoyer" in screen.splitlines()[-1]) == (False, False)


async def test_what_was_told_and_holds_no_more_is_put_right() -> None:
    """What changes stands before the letter, the keys are named, and afterwards nothing more is owed."""
    carrier = Able(slug="post")
    world = World(NOTICE, manifests=manifests_with(Able), carriers={"post": carrier})
    world.approve("notice")
    await world.send()
    world.set(arriving__street="9 rue Neuve")
    async with opened(world, "enter", "enter", size=LARGE) as pilot:
        await shows(pilot, "n'est plus exact : une rectification est prête.")
        await press(pilot, "d")
        await shows(pilot, "Ceci rectifie", "arriving.street : 5 quai des Brumes → 9 rue Neuve")
        await press(pilot, "e")
        await shows(pilot, "Envoyer cette rectification", "9 rue Neuve")
        await press(pilot, "o")
        await shows(pilot, "le premier envoi est repris")
        assert "rectification est prête" not in text_of(pilot)
    assert [each.state for each in world.journey.submissions().values()] == [State.CANCELLED, State.SENT]
    assert (len(carrier.asked), sum(carrier.effects.values())) == (2, 1)


async def test_what_still_holds_offers_no_correction() -> None:
    """A change of which nobody was told is no reason to write again."""
    world = World(NOTICE, manifests=manifests_with(Able), carriers={"post": Able(slug="post")})
    world.approve("notice")
    await world.send()
    world.set(move__by="friends")
    async with opened(world, "enter", "enter", size=LARGE) as pilot:
        screen = await shows(pilot, "→ ")
        assert ("rectification" in screen, "Envoyer" in screen.splitlines()[-1]) == (False, False)
