"""Sending from the app: shown, said yes to, sent; and what becomes of it, on the step itself."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from app_builders import LARGE, MEMBERSHIP, NOTICE, PACKING, give, opened, press, rest, shows, text_of, until
from scripted_carriers import Reconciling, ScriptedCarrier, Tracking, Turn
from submission_builders import PDF, World, manifests_with

from demenagement.domain.submission import Outcome, State
from demenagement.tui.messages import Settled, Subject

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.adapter import Http
    from demenagement.domain.draft import Approved
    from demenagement.domain.submission import Receipt

STEP = ("enter", "enter")
SENT = (*STEP, "e", "o")


def a_post(*script: Turn, kind: type[ScriptedCarrier] = Reconciling) -> tuple[World, ScriptedCarrier]:
    """A world with one letter to send, and the carrier that takes it."""
    carrier = kind(*script, slug="post")
    return World(NOTICE, manifests=manifests_with(kind), carriers={"post": carrier}), carrier


class Slow(ScriptedCarrier):
    """Takes its time: until `going` is set."""

    def __init__(self) -> None:
        """Nothing arrives yet."""
        super().__init__(slug="post")
        self.going = asyncio.Event()

    async def submit(self, approved: Approved, http: Http) -> Receipt:
        """Wait, then take it."""
        await self.going.wait()
        return await super().submit(approved, http)


async def test_what_would_leave_is_shown_before_the_yes() -> None:
    """Word for word, with the question under it."""
    world, carrier = a_post()
    async with opened(world, *STEP, "e", size=LARGE) as pilot:
        await shows(pilot, "À Landlord, par Post", "5 quai des Brumes", "Envoyer « Faire notice », tel quel ?")
    assert carrier.asked == []


async def test_a_yes_sends_and_shows_the_receipt() -> None:
    """The reference, and by when an answer is expected."""
    world, carrier = a_post()
    async with opened(world, *SENT) as pilot:
        await shows(pilot, "→ Landlord : parti.", "Référence : ref-", "Réponse attendue avant le jeudi 11 mars 2027.")
    assert sum(carrier.effects.values()) == 1


@pytest.mark.parametrize("key", ["n", "escape"])
async def test_without_a_yes_nothing_leaves(key: str) -> None:
    """Nor is anything written down."""
    world, carrier = a_post()
    async with opened(world, *STEP, "e", key):
        assert (carrier.asked, world.journey.submissions()) == ([], {})


async def test_enter_is_no_yes() -> None:
    """Nobody sends a letter by leaning on a key."""
    world, carrier = a_post()
    async with opened(world, *STEP, "e", "enter"):
        assert carrier.asked == []


async def test_a_refusal_is_told_on_the_step_in_their_words() -> None:
    """With what to do, by the keys of this page."""
    world, _ = a_post(Turn.REFUSES)
    async with opened(world, *SENT) as pilot:
        await shows(pilot, "! « Post » a refusé (Adresse inconnue.).", "✗ Landlord : refusé.", "envoyez de nouveau (e)")


async def test_a_provider_that_is_down_loses_nothing() -> None:
    """It can be tried again, and leaves once."""
    world, carrier = a_post(Turn.IS_DOWN)
    async with opened(world, *SENT) as pilot:
        await shows(pilot, "« Post » ne répond pas pour l'instant", "Réessayez plus tard avec la touche e")
        await press(pilot, "e", "o")
        await shows(pilot, "→ Landlord : parti.")
    assert sum(carrier.effects.values()) == 1


async def test_an_answer_that_was_lost_is_looked_up_at_once() -> None:
    """The person sees a receipt, and it left once."""
    world, carrier = a_post(Turn.LOSES_THE_ANSWER)
    async with opened(world, *SENT) as pilot:
        await shows(pilot, "→ Landlord : parti.")
    assert sum(carrier.effects.values()) == 1


async def test_a_doubt_is_looked_up_before_anything_leaves_again() -> None:
    """The yes was given to that very text: the key looks first, and sends once."""
    world, carrier = a_post(Turn.LOSES_THE_ANSWER)
    carrier.lost = 1  # type: ignore[attr-defined] # the first look-up fails too
    async with opened(world, *SENT) as pilot:
        await shows(pilot, "? Landlord : sort inconnu", "n'envoie jamais deux fois")
        await press(pilot, "e")
        await shows(pilot, "→ Landlord : parti.")
    assert sum(carrier.effects.values()) == 1


@pytest.mark.parametrize(("keys", "told"), [(("f", "enter"), "✓ Fait"), (("r",), "e Envoyer")])
async def test_a_doubt_that_only_the_person_can_end_is_theirs_to_say(keys: tuple[str, ...], told: str) -> None:
    """Nothing offers to send it again before they did."""
    carrier = ScriptedCarrier(Turn.LOSES_THE_REQUEST, slug="mail")
    async with opened(World(MEMBERSHIP, carriers={"mail": carrier}), *SENT) as pilot:
        await shows(pilot, "? Club : sort inconnu", "regardez dans vos messages envoyés")
        assert "e Envoyer" not in text_of(pilot)
        await press(pilot, *keys)
        await shows(pilot, told)
    assert len(carrier.asked) == 1


async def test_what_the_person_takes_along_is_put_aside_as_files() -> None:
    """Nothing is said to be sent; the plan says whose turn it is."""
    async with opened(World(NOTICE), *SENT) as pilot:
        await shows(pilot, "○ Prêt. À vous de l'envoyer (lettre)", "Fichier : kept/")
        await press(pilot, "escape")
        await shows(pilot, "Faire notice à vous")


async def test_an_e_mail_is_put_aside_as_a_file() -> None:
    """For the person's own mail program."""
    async with opened(World(MEMBERSHIP), *SENT) as pilot:
        await shows(pilot, "○ Prêt. À vous de l'envoyer (courriel)", ".eml")


async def test_a_carrier_may_be_declined_for_ones_own_hands() -> None:
    """The same letter, taken along."""
    world, carrier = a_post()
    async with opened(world, *STEP, "e", "m") as pilot:
        await shows(pilot, "○ Prêt. À vous de l'envoyer (lettre)")
    assert carrier.asked == []


async def test_what_is_only_prepared_elsewhere_is_not_called_sent() -> None:
    """The person finishes it on their page."""
    world, carrier = a_post()
    carrier.yours = True
    async with opened(world, *SENT) as pilot:
        await shows(pilot, "pas encore parti", "Page : https://exemple.fr/suite")


async def test_a_sending_goes_on_when_its_page_is_left() -> None:
    """And says in a corner how it went."""
    carrier = Slow()
    async with opened(World(NOTICE, carriers={"post": carrier}), *STEP, "e") as pilot:
        await pilot.press("o")
        await shows(pilot, "En route vers Landlord")
        await pilot.press("escape")
        await shows(pilot, "Jour J")
        carrier.going.set()
        await shows(pilot, "Faire notice : c'est parti.", "→ lun. 29/03")


async def test_nothing_is_offered_twice_while_it_is_on_its_way() -> None:
    """Neither sending it again nor calling it done."""
    carrier = Slow()
    async with opened(World(NOTICE, carriers={"post": carrier}), *STEP, "e") as pilot:
        await pilot.press("o")
        await shows(pilot, "En route vers Landlord")
        keys = text_of(pilot).splitlines()[-1]
        assert ("Envoyer" in keys, "Fait" in keys) == (False, False)
        carrier.going.set()


async def test_quitting_while_something_is_on_its_way_is_asked() -> None:
    """No goes on waiting."""
    carrier = Slow()
    async with opened(World(NOTICE, carriers={"post": carrier}), *STEP, "e") as pilot:
        await pilot.press("o")
        await shows(pilot, "En route vers Landlord")
        await pilot.press("q")
        await shows(pilot, "Un envoi est encore en route. Quitter quand même ?")
        await pilot.press("n")
        carrier.going.set()
        await shows(pilot, "→ Landlord : parti.")


async def test_enclosures_are_asked_for_by_name(tmp_path: Path) -> None:
    """A letter that leaves by itself leaves with what it announces."""
    world, carrier = a_post()
    world.providers.enclosures = ("le décret",)
    file = tmp_path / "decret.pdf"
    file.write_bytes(PDF.content)
    async with opened(world, *SENT) as pilot:
        await shows(pilot, "Pièce jointe : le décret")
        await give(pilot, str(file))
        await shows(pilot, "→ Landlord : parti.")
    assert [each.name for each in carrier.asked[0].documents] == ["notice.pdf", "decret.pdf"]


async def test_without_its_enclosure_a_letter_stays() -> None:
    """Turning back sends nothing."""
    world, carrier = a_post()
    world.providers.enclosures = ("le décret",)
    async with opened(world, *SENT, "escape"):
        assert (carrier.asked, world.journey.submissions()) == ([], {})


async def test_news_are_asked_for_from_the_step() -> None:
    """And shown on it."""
    world, carrier = a_post(kind=Tracking)
    carrier.outcomes = (Outcome(state=State.ACCEPTED, detail="Remise au gardien"),)  # type: ignore[attr-defined] # Tracking
    async with opened(world, *SENT, "t") as pilot:
        await shows(pilot, "✓ Faire notice : accepté", "Leur réponse : Remise au gardien", "✓ Fait")


async def test_news_are_asked_for_from_the_plan() -> None:
    """Of everything that left."""
    world, carrier = a_post(kind=Tracking)
    carrier.outcomes = (Outcome(state=State.ACKNOWLEDGED),)  # type: ignore[attr-defined] # Tracking
    async with opened(world, *SENT, "escape", "t") as pilot:
        await shows(pilot, "✓ Faire notice : pris en charge")


async def test_a_receipt_of_another_journey_disturbs_nobody() -> None:
    """It is kept for its own page."""
    world, _ = a_post()
    async with opened(world, *STEP) as pilot:
        sent = (await world.submissions.send(world.look()))[:1]
        assert sent == ()
        world.approve("notice")
        (settled,) = await world.submissions.send(world.look())
        pilot.app.post_message(Settled(Subject("elsewhere", "notice"), replace(settled, step="notice")))
        await shows(pilot, "notice : c'est parti.", "○ À faire")


async def test_a_mistake_of_the_program_ends_in_a_sentence() -> None:
    """The work is lost, the app is not."""
    world, _ = a_post()
    async with opened(world, *STEP) as pilot:
        world.store.read = {}.__getitem__  # type: ignore[method-assign,assignment] # a mistake no one foresaw
        await press(pilot, "d")
        await shows(pilot, "Quelque chose s'est cassé dans le programme (KeyError). Vos données sont intactes.")
        await press(pilot, "escape")
        await shows(pilot, "Jour J")


async def test_the_code_of_a_provider_that_breaks_is_told_on_the_step() -> None:
    """And that it can be done another way."""
    world, _ = a_post(Turn.BREAKS)
    async with opened(world, *SENT) as pilot:
        await shows(pilot, "! Le code de « Post » ne fonctionne pas", "par une autre voie")


async def test_a_full_disk_is_told_on_the_step() -> None:
    """Nothing leaves that could not be written down."""
    world, carrier = a_post()
    async with opened(world, *STEP, "e") as pilot:
        world.store.full = True
        await press(pilot, "o")
        await shows(pilot, "! Le disque est plein")
    assert carrier.asked == []


async def test_a_broken_carrier_leaves_the_other_ways() -> None:
    """The code of one provider is no end of the app."""
    world, _ = a_post()
    async with opened(world, *STEP, "e") as pilot:
        world.providers.carriers.clear()
        await press(pilot, "o")
        await until(pilot, lambda: "!" in text_of(pilot))


async def test_two_conversations_do_not_cross() -> None:
    """A second wish while the first is being prepared is dropped, not queued."""
    async with opened(World(PACKING), *STEP) as pilot:
        await pilot.press("f", "s")
        await rest(pilot)
        await shows(pilot, "C'est fait : Faire les cartons")
