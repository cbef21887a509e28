"""Several submissions at once, drafts that changed since their yes, a disk that is full."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from scripted_carriers import Killed, ScriptedCarrier, Turn
from submission_builders import a_world

from demenagement.domain.submission import State
from demenagement.errors import (
    NotAllowed,
    NotFound,
    SignInNeeded,
    StorageFailed,
)


async def test_several_leave_at_once() -> None:
    """None waits for the answer to another."""
    world, carrier = a_world()
    under_way, most = 0, 0
    submit = carrier.submit

    async def slowly(*given: object) -> object:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        under_way -= 1
        return await submit(*given)

    carrier.submit = slowly
    world.approve("notice", "second", "third")
    sent = await world.send()
    assert ({each.state for each in sent.values()}, most) == ({State.SENT}, 3)


async def test_the_fault_of_one_is_its_own() -> None:
    """The others arrive."""
    world, carrier = a_world(Turn.BREAKS, Turn.REFUSES, kind=ScriptedCarrier)
    world.approve("notice", "second", "third")
    sent = await world.send()
    assert {name: each.state for name, each in sent.items()} == {
        "notice": State.UNKNOWN,
        "second": State.REFUSED,
        "third": State.SENT,
    }
    assert len(carrier.effects) == 1


async def test_each_is_told_as_it_is_settled() -> None:
    """A person watches them go."""
    world, _ = a_world(Turn.REFUSES)
    world.approve("notice", "second")
    told: list[tuple[str, State]] = []
    await world.submissions.send(world.look(), told=lambda each: told.append((each.step, each.state)))
    assert sorted(told) == [("notice", State.REFUSED), ("second", State.SENT)]


async def test_only_the_named_ones_leave() -> None:
    """The others wait."""
    world, _ = a_world()
    world.approve("notice", "second")
    assert set(await world.send("second")) == {"second"}
    assert world.told("notice") == ["approved"]


async def test_what_was_sent_does_not_wait() -> None:
    """A second run has nothing to do."""
    world, carrier = a_world()
    world.approve("notice")
    await world.send()
    assert (await world.send(), len(carrier.asked)) == ({}, 1)


async def test_two_at_once_don_t_send_the_same_journey() -> None:
    """The second is told that somebody is at it."""
    world, _ = a_world()
    world.approve("notice")
    with world.store.sending(world.ident), pytest.raises(StorageFailed) as busy:
        await world.send()
    assert busy.value.reason == "busy"


async def test_an_approval_does_not_hold_for_a_draft_that_changed_since() -> None:
    """It is taken back, and a new yes is needed."""
    world, carrier = a_world()
    world.approve("notice")
    world.set(leaving__city="Beaune")
    sent = (await world.send())["notice"]
    assert isinstance(sent.fault, NotAllowed)
    assert (sent.state, sent.fault.reason, carrier.asked) == (State.CANCELLED, "draft-changed", [])
    assert (world.told("notice"), world.submission("notice")) == (["approved", "cancelled"], None)


@pytest.mark.parametrize(("later", "written"), [(timedelta(), 0), (timedelta(days=1), 1)])
async def test_a_yes_of_just_now_is_not_asked_whether_it_holds(later: timedelta, written: int) -> None:
    """Nothing was written since; on another day the draft is written again and compared."""
    world, _ = a_world()
    world.approve("notice")
    world.today += later
    before = len(world.providers.given)
    await world.send()
    assert len(world.providers.given) - before == written


async def test_facts_that_changed_while_nobody_looked_count_too() -> None:
    """A screen that was opened before the change does not send what no longer holds."""
    world, carrier = a_world()
    world.approve("notice")
    seen = world.look()
    world.set(leaving__city="Beaune")
    await world.submissions.send(seen)
    assert carrier.asked == []


async def test_an_approval_of_yesterday_holds_today() -> None:
    """The day on the letter is the day of the yes."""
    world, carrier = a_world()
    world.approve("notice")
    world.today = world.today.replace(day=5)
    assert (await world.send())["notice"].state is State.SENT
    assert str(carrier.asked[0].draft.letter.day) == "2027-03-01"


async def test_what_may_have_left_is_looked_up_even_if_its_facts_changed() -> None:
    """It was sent under the old ones, or not at all."""
    world, carrier = a_world(Turn.IS_KILLED_AFTER)
    submission = world.approve("notice")
    with pytest.raises(Killed):
        await world.send()
    world.set(leaving__city="Beaune")
    assert ((await world.send())["notice"].state, carrier.effects) == (State.SENT, {submission.key: 1})


async def test_what_can_t_be_written_does_not_leave() -> None:
    """On a full disk there is no trace, so there is no call."""
    world, carrier = a_world()
    world.approve("notice", "second")
    world.store.full = True
    sent = await world.send()
    assert [type(each.fault) for each in sent.values()] == [StorageFailed, StorageFailed]
    assert carrier.asked == []


async def test_an_answer_that_can_t_be_written_is_looked_up_later() -> None:
    """The trace before the call is enough."""
    world, carrier = a_world()
    submission = world.approve("notice")

    def fill() -> None:
        world.store.full = True

    carrier.during = fill
    assert (await world.send())["notice"].state is State.UNKNOWN
    world.store.full, carrier.during = False, lambda: None
    sent = (await world.send())["notice"]
    assert (sent.recovered, carrier.effects) == (True, {submission.key: 1})


async def test_a_letter_that_disappeared_from_the_disk_does_not_leave() -> None:
    """What is sent is what was approved, or nothing."""
    world, carrier = a_world()
    submission = world.approve("notice")
    (document,) = world.journey.approval(submission.key)["documents"]
    world.store.lose(world.ident, document["sha256"])
    sent = (await world.send())["notice"]
    assert (sent.state, type(sent.fault), carrier.asked) == (State.APPROVED, NotFound, [])


async def test_without_its_account_an_approval_waits() -> None:
    """The account is missing, the words are the same: the yes still holds once it is back."""
    world, carrier = a_world()
    world.approve("notice")
    world.providers.set_up.clear()
    sent = (await world.send())["notice"]
    assert (sent.state, type(sent.fault), carrier.asked) == (State.APPROVED, SignInNeeded, [])
    world.providers.set_up.add("post")
    assert (await world.send())["notice"].state is State.SENT


async def test_without_its_account_a_doubt_stays_a_doubt() -> None:
    """Nobody can look."""
    world, _ = a_world(Turn.IS_KILLED_AFTER)
    world.approve("notice")
    with pytest.raises(Killed):
        await world.send()
    world.providers.set_up.clear()
    assert (await world.send())["notice"].state is State.UNKNOWN
