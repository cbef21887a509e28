"""E-mails that leave by the person's own account: nobody but they can find out whether one arrived."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scripted_carriers import Killed, Turn
from submission_builders import MANIFESTS, MEMBERSHIP, PDF, World, a_mailing_world, a_world, some_facts

from demenagement.domain.plan import Standing
from demenagement.domain.provider import Channel, Contact
from demenagement.domain.submission import State
from demenagement.errors import NotAllowed, OutcomeYours

DOUBTS = [Turn.LOSES_THE_ANSWER, Turn.LOSES_THE_REQUEST, Turn.BREAKS]


async def doubted(turn: Turn = Turn.LOSES_THE_ANSWER) -> World:
    """A world in which nobody knows whether the e-mail arrived."""
    world, _ = a_mailing_world(turn)
    world.approve("membership")
    await world.send()
    return world


async def test_an_account_lets_e_mails_leave_by_themselves() -> None:
    """Once, and the receipt is kept."""
    world, carrier = a_mailing_world()
    submission = world.approve("membership")
    sent = (await world.send())["membership"]
    assert (sent.state, carrier.effects, sent.files) == (State.SENT, {submission.key: 1}, ())


def test_without_an_account_an_e_mail_is_a_file() -> None:
    """The person sends it."""
    assert World(MEMBERSHIP).draft("membership").carrier is None


def test_an_account_does_not_lead_to_an_address_that_nobody_knows() -> None:
    """The next way of the ladder is taken instead."""
    club = replace(MANIFESTS["club"], contact=Contact(), channels=(Channel.EMAIL, Channel.PHONE))
    _, carrier = a_mailing_world()
    world = World(MEMBERSHIP, manifests={**MANIFESTS, "club": club}, carriers={"mail": carrier})
    assert world.draft("membership").channel is Channel.PHONE
    known = some_facts(accounts__club={"email": "club@exemple.fr"})
    world = World(MEMBERSHIP, manifests={**MANIFESTS, "club": club}, carriers={"mail": carrier}, facts=known)
    assert world.draft("membership").carrier == "mail"


def test_an_e_mail_may_still_be_taken_along() -> None:
    """Whatever account is set up."""
    world, _ = a_mailing_world()
    assert world.draft("membership", by_hand=True).carrier is None


async def test_an_e_mail_that_announces_files_leaves_with_them() -> None:
    """As a letter does."""
    world, carrier = a_mailing_world()
    world.providers.enclosures = ("le bail",)
    with pytest.raises(NotAllowed) as caught:
        world.approve("membership")
    assert caught.value.reason == "enclosure-missing"
    world.approve("membership", enclosed=(PDF,))
    await world.send()
    assert [document.name for document in carrier.asked[0].documents] == [PDF.name]


@pytest.mark.parametrize("turn", DOUBTS)
async def test_a_doubt_is_told_and_never_sent_again_by_itself(turn: Turn) -> None:
    """Run after run."""
    world, carrier = a_mailing_world(turn)
    world.approve("membership")
    for _ in range(3):
        sent = (await world.send())["membership"]
        assert (sent.state, type(sent.fault), len(carrier.asked)) == (State.UNKNOWN, OutcomeYours, 1)


async def test_a_crash_while_sending_leaves_a_doubt() -> None:
    """Nothing is sent by the next run."""
    world, carrier = a_mailing_world(Turn.IS_KILLED_AFTER)
    world.approve("membership")
    with pytest.raises(Killed):
        await world.send()
    sent = (await world.send())["membership"]
    assert (sent.state, len(carrier.asked)) == (State.UNKNOWN, 1)


async def test_a_person_who_says_done_ends_the_doubt() -> None:
    """It arrived: nothing asks again."""
    world = await doubted()
    world.settle("membership", "done")
    assert (await world.send(), world.told("membership")[-1]) == ({}, "sent")
    assert world.look().step("membership").standing is Standing.DONE


async def test_a_person_who_reopens_says_that_it_did_not_arrive() -> None:
    """It is shown, said yes to and sent anew, with a key of its own."""
    world, carrier = a_mailing_world(Turn.LOSES_THE_REQUEST)
    first = world.approve("membership")
    await world.send()
    world.settle("membership", "reopened")
    assert (await world.send(), world.submission("membership")) == ({}, None)
    second = world.approve("membership")
    await world.send()
    assert (carrier.effects, first.key != second.key) == ({second.key: 1}, True)


async def test_a_step_left_aside_asks_no_more() -> None:
    """The doubt goes with it."""
    world = await doubted()
    world.settle("membership", "skipped")
    assert await world.send() == {}


async def test_a_doubt_that_can_be_looked_up_is_not_the_person_s_to_end() -> None:
    """Reopening it sends nothing a second time: it is looked up first."""
    world, carrier = a_world(Turn.LOSES_THE_ANSWER)
    carrier.lost = 1
    submission = world.approve("notice")
    await world.send()
    world.settle("notice", "reopened")
    await world.send()
    assert (carrier.effects, len(carrier.asked)) == ({submission.key: 1}, 1)
