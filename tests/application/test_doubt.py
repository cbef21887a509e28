"""When nobody knows whether it arrived: it is looked up, and never ends in two effects."""

from __future__ import annotations

import pytest
from scripted_carriers import Killed, ScriptedCarrier, Turn
from submission_builders import a_prefilling_world, a_world

from demenagement.domain.submission import State
from demenagement.errors import (
    OutcomeYours,
    Unavailable,
)


async def test_a_lost_answer_is_recovered_by_looking() -> None:
    """It arrived once, and is told as such."""
    world, carrier = a_world(Turn.LOSES_THE_ANSWER)
    submission = world.approve("notice")
    sent = (await world.send())["notice"]
    assert (sent.recovered, carrier.effects, len(carrier.asked)) == (True, {submission.key: 1}, 1)


@pytest.mark.parametrize("turn", [Turn.LOSES_THE_ANSWER, Turn.LOSES_THE_REQUEST, Turn.BREAKS, Turn.BABBLES])
@pytest.mark.parametrize("lost", [0, 1, 2])
async def test_doubt_never_ends_in_two_effects(turn: Turn, lost: int) -> None:
    """However many look-ups fail first: run after run, until it is settled."""
    world, carrier = a_world(turn)
    carrier.lost = lost
    submission = world.approve("notice")
    for _ in range(4):
        await world.send()
    after = world.submission("notice")
    assert after is not None
    assert (after.state, carrier.effects) == (State.SENT, {submission.key: 1})


async def test_while_nobody_can_look_nothing_is_sent() -> None:
    """The doubt stays, and is told."""
    world, carrier = a_world(Turn.LOSES_THE_ANSWER)
    carrier.lost = 2
    world.approve("notice")
    await world.send()
    again = (await world.send())["notice"]
    assert (again.state, type(again.fault), len(carrier.asked)) == (State.UNKNOWN, Unavailable, 1)


@pytest.mark.parametrize("turn", [Turn.LOSES_THE_ANSWER, Turn.LOSES_THE_REQUEST])
async def test_where_nobody_can_ever_look_the_person_is_asked(turn: Turn) -> None:
    """It is never sent a second time by itself."""
    world, carrier = a_world(turn, kind=ScriptedCarrier)
    world.approve("notice")
    for _ in range(3):
        sent = (await world.send())["notice"]
        assert (sent.state, type(sent.fault), len(carrier.asked)) == (State.UNKNOWN, OutcomeYours, 1)


async def test_a_prefilled_form_may_be_asked_for_twice() -> None:
    """Unclaimed, it has no effect."""
    world, carrier = a_prefilling_world(Turn.LOSES_THE_ANSWER)
    world.approve("permit")
    assert (await world.send())["permit"].state is State.UNKNOWN
    assert ((await world.send())["permit"].state, len(carrier.asked)) == (State.SENT, 2)


async def test_a_prefilled_form_is_the_person_s_to_finish() -> None:
    """Until then nothing was sent: the step stays theirs."""
    world, _ = a_prefilling_world()
    world.approve("permit")
    submission = (await world.send())["permit"].submission
    assert submission is not None
    assert (submission.yours, world.look().step("permit").standing.settled) == (True, False)


@pytest.mark.parametrize("turn", [Turn.IS_KILLED_BEFORE, Turn.IS_KILLED_AFTER])
async def test_a_crash_between_sending_and_sent_is_settled_by_the_next_run(turn: Turn) -> None:
    """Whether or not it had arrived, it arrives once."""
    world, carrier = a_world(turn)
    submission = world.approve("notice")
    with pytest.raises(Killed):
        await world.send()
    assert world.told("notice") == ["approved", "sending"]
    sent = (await world.send())["notice"]
    assert (sent.state, sent.recovered) == (State.SENT, turn is Turn.IS_KILLED_AFTER)
    assert carrier.effects == {submission.key: 1}


async def test_after_a_crash_the_other_submissions_go_on() -> None:
    """The next run finds all that is left."""
    world, carrier = a_world(Turn.ACCEPTS, Turn.IS_KILLED_AFTER)
    keys = {world.approve(name).key for name in ("notice", "second", "third")}
    with pytest.raises(Killed):
        await world.send()
    await world.send()
    assert carrier.effects == dict.fromkeys(keys, 1)
