"""What the person takes along: prepared, handed over, and never said to be sent."""

from __future__ import annotations

from scripted_carriers import Able
from submission_builders import World, a_world

from demenagement.domain.provider import Channel
from demenagement.domain.submission import State
from demenagement.errors import (
    DossierIncomplete,
)


async def test_a_letter_to_post_is_handed_over_and_not_said_to_be_sent() -> None:
    """Its PDF, to be signed and posted."""
    world = World()
    world.approve("notice")
    sent = (await world.send())["notice"]
    assert (sent.state, [path.suffix for path in sent.files], world.told("notice")) == (
        State.APPROVED,
        [".pdf"],
        ["approved"],
    )


async def test_an_e_mail_is_handed_over_as_a_file() -> None:
    """From the first adult who has an address."""
    world = World()
    world.approve("membership")
    (path,) = (await world.send())["membership"].files
    content = world.store.kept(world.ident, path.stem)
    assert (path.suffix, content.decode().splitlines()[0]) == (".eml", "camille@exemple.fr")


async def test_a_page_to_fill_in_is_the_person_s() -> None:
    """Nothing is reported as sent."""
    world = World()
    world.approve("tax")
    sent = (await world.send())["tax"]
    assert (sent.state, sent.files) == (State.APPROVED, ())


async def test_what_was_done_by_hand_waits_for_nobody() -> None:
    """The person said so."""
    world = World()
    world.approve("tax")
    world.journeys.settle(world.ident, "tax", "done", at=world.clock(), today=world.today)


async def test_an_e_mail_that_can_t_be_written_stops_no_other() -> None:
    """An address that is none is a line on the screen."""
    world, _ = a_world()
    world.postman.fault = DossierIncomplete("membership", ("accounts.club.email",))
    world.approve("membership", "notice")
    sent = await world.send()
    assert (sent["membership"].state, sent["membership"].fault) == (State.APPROVED, world.postman.fault)
    assert sent["notice"].state is State.SENT


async def test_a_carried_letter_may_be_taken_along_instead() -> None:
    """As long as it did not leave."""
    world, carrier = a_world()
    world.approve("notice")
    world.approve("notice", by_hand=True)
    sent = await world.send()
    assert (sent["notice"].files[0].suffix, carrier.asked) == (".pdf", [])


def test_a_draft_is_rewritten_by_the_way_that_was_chosen() -> None:
    """Not by the first one of the ladder."""
    world, _ = a_world(kind=Able)
    chosen = world.draft("notice", channel=Channel.COUNTER)
    assert world.submissions.rewrite(world.look(), chosen, world.today) == chosen
