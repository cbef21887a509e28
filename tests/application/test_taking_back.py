"""Nobody moves any more: what can be taken back is, the latest first; of the rest, what there is to do is told."""

from __future__ import annotations

from typing import Any

import pytest
from scripted_carriers import Able, Cancelling, Reconciling, ScriptedCarrier, Tracking, Turn
from submission_builders import World, a_mailing_world, a_prefilling_world, a_world

from demenagement.application.taking_back import End
from demenagement.domain.plan import Standing
from demenagement.domain.submission import Outcome, State
from demenagement.errors import NotAllowed, ProviderBroken, Refused, StorageFailed, Unavailable


async def _sent(*script: Turn, kind: type[ScriptedCarrier] = Able) -> tuple[World, Any]:
    """A world whose notice left, or may have."""
    world, carrier = a_world(*script, kind=kind)
    world.approve("notice")
    await world.send()
    return world, carrier


def _state(world: World, key: str) -> State:
    return world.journey.submissions()[key].state


def _ends(undone: tuple[Any, ...]) -> list[tuple[str, End]]:
    return [(each.step, each.end) for each in undone]


async def test_the_latest_is_taken_back_first() -> None:
    """Each undoes what came before it, and the journey says that it was cancelled."""
    world, carrier = a_world(kind=Able)
    for name in ("notice", "second", "third"):
        world.approve(name)
        await world.send()
    undone = await world.cancel()
    assert _ends(undone) == [(name, End.TAKEN_BACK) for name in ("third", "second", "notice")]
    assert {each.state for each in world.journey.submissions().values()} == {State.CANCELLED}
    assert (set(carrier.effects.values()), world.journey.entries[-1].kind) == ({0}, "cancelled")


async def test_what_was_only_approved_is_withdrawn_without_a_word_to_anybody() -> None:
    """Nothing had left."""
    world, carrier = a_world()
    world.approve("notice")
    assert _ends(await world.cancel()) == [("notice", End.WITHDRAWN)]
    assert (carrier.asked, await world.send()) == ([], {})


async def test_what_was_made_ready_for_the_person_may_have_left() -> None:
    """Nobody but them knows."""
    world, _ = a_world()
    world.approve("notice", by_hand=True)
    await world.send()
    assert _ends(await world.cancel()) == [("notice", End.PREPARED)]


async def test_what_is_too_late_to_take_back_keeps_its_state() -> None:
    """And says why, in their words."""
    world, carrier = await _sent(kind=Cancelling)
    carrier.too_late = True
    (undone,) = await world.cancel()
    assert (undone.end, undone.state, undone.detail) == (End.TOO_LATE, State.SENT, "Déjà imprimé.")
    submission = world.submission("notice")
    assert submission is not None
    assert (type(undone.fault), submission.state) == (Refused, State.SENT)


@pytest.mark.parametrize("kind", [ScriptedCarrier, Tracking, Reconciling])
async def test_what_nobody_can_take_back_keeps_its_state(kind: type[ScriptedCarrier]) -> None:
    """The person calls them."""
    world, _ = await _sent(kind=kind)
    (undone,) = await world.cancel()
    assert (undone.end, undone.provider, undone.end.undone) == (End.NOT_FROM_HERE, "landlord", False)


async def test_what_arrived_is_told_and_nobody_is_asked() -> None:
    """A letter in somebody's hands does not come back."""
    world, carrier = await _sent()
    carrier.outcomes = (Outcome(state=State.ACCEPTED),)
    await world.track()
    assert _ends(await world.cancel()) == [("notice", End.ARRIVED)]
    assert sum(carrier.effects.values()) == 1


async def test_what_was_refused_is_left_alone() -> None:
    """It needs no cancelling."""
    world, _ = await _sent(Turn.REFUSES)
    assert await world.cancel() == ()


async def test_what_the_carrier_gave_up_by_itself_never_left() -> None:
    """It was turned down meanwhile: nothing is left to undo."""
    world, carrier = await _sent()
    carrier.ending = Outcome(state=State.REFUSED, detail="Rejeté")
    (undone,) = await world.cancel()
    assert (undone.end, undone.detail) == (End.NEVER_LEFT, "Rejeté")


async def test_a_doubt_is_looked_up_before_anything_is_said() -> None:
    """What arrived is taken back, what never did is not."""
    arrived, carrier = a_world(Turn.LOSES_THE_ANSWER, kind=Able)
    lost, _ = a_world(Turn.LOSES_THE_REQUEST, kind=Able)
    for world in (arrived, lost):
        key = world.approve("notice").key
        world.providers.carriers["post"].lost = 1  # type: ignore[union-attr] # the script of this world
        await world.send()
        assert _state(world, key) is State.UNKNOWN
    assert _ends(await arrived.cancel()) == [("notice", End.TAKEN_BACK)]
    assert _ends(await lost.cancel()) == [("notice", End.NEVER_LEFT)]
    assert sum(carrier.effects.values()) == 0


async def test_what_nobody_can_look_up_stays_in_doubt() -> None:
    """It is not said to be taken back."""
    world, _ = a_mailing_world(Turn.LOSES_THE_REQUEST)
    key = world.approve("membership").key
    await world.send()
    assert _ends(await world.cancel()) == [("membership", End.IN_DOUBT)]
    assert _state(world, key) is State.UNKNOWN


async def test_a_prefilled_form_in_doubt_has_no_effect() -> None:
    """Nobody has its link."""
    world, _ = a_prefilling_world(Turn.LOSES_THE_ANSWER)
    key = world.approve("permit").key
    await world.send()
    assert _ends(await world.cancel()) == [("permit", End.NEVER_LEFT)]
    assert _state(world, key) is State.CANCELLED


@pytest.mark.parametrize("fault", [Unavailable("post"), ProviderBroken("post", "SyntaxError")])
async def test_a_carrier_that_can_t_be_asked_is_told(fault: Exception) -> None:
    """What was sent is still known; taking it back may be tried again."""
    world, carrier = await _sent()
    world.providers.carriers["post"] = fault  # type: ignore[assignment] # loading it gives that
    (undone,) = await world.cancel()
    assert (undone.end, undone.fault) == (End.FAILED, fault)
    world.providers.carriers["post"] = carrier
    assert _ends(await world.cancel()) == [("notice", End.TAKEN_BACK)]


async def test_one_that_can_t_be_taken_back_stops_no_other() -> None:
    """The rest is undone all the same."""
    world, carrier = await _sent(kind=Cancelling)
    world.approve("second")
    carrier.too_late = True
    assert _ends(await world.cancel()) == [("second", End.WITHDRAWN), ("notice", End.TOO_LATE)]


async def test_what_the_person_did_themselves_is_told_in_its_place() -> None:
    """They told somebody, who has to be told again; what concerns nobody else is not."""
    world, _ = await _sent()
    for name in ("tax", "packing"):
        world.settle(name, "done")
    world.approve("second")
    assert _ends(await world.cancel()) == [
        ("second", End.WITHDRAWN),
        ("tax", End.SAID_DONE),
        ("notice", End.TAKEN_BACK),
    ]


async def test_what_was_taken_along_and_said_done_is_told_once() -> None:
    """By the person's own word."""
    world, _ = a_world()
    world.approve("notice", by_hand=True)
    world.settle("notice", "done")
    assert _ends(await world.cancel()) == [("notice", End.SAID_DONE)]


async def test_a_journey_that_is_being_sent_is_not_taken_back_meanwhile() -> None:
    """Nothing leaves behind one's back."""
    world, _ = await _sent()
    with world.store.sending(world.ident), pytest.raises(StorageFailed):
        await world.cancel()
    assert "cancelled" not in [entry.kind for entry in world.journey.entries]


async def test_what_could_not_be_taken_back_is_left_to_undo_until_the_person_says_otherwise() -> None:
    """Once they say so it counts no more, and is to be done again when the move is taken up."""
    world, _ = await _sent(kind=Tracking)
    world.settle("tax", "done")
    assert world.taking_back.left(world.look()) == ()
    await world.cancel()
    assert world.taking_back.left(world.look()) == ("tax", "notice")
    world.settle("notice", "done")
    world.settle("tax", "done")
    assert (world.taking_back.left(world.look()), world.submission("notice")) == ((), None)
    world.taking_back.resume(world.ident)
    assert world.look().step("tax").standing is not Standing.DONE
    with pytest.raises(NotAllowed, match="not-called-off"):
        world.taking_back.resume(world.ident)


async def test_what_is_left_as_it_is_is_not_left_to_undo() -> None:
    """Unless the person comes back to it."""
    world, _ = await _sent(kind=Tracking)
    await world.cancel()
    world.settle("notice", "skipped")
    assert world.taking_back.left(world.look()) == ()
    world.settle("notice", "reopened")
    assert world.taking_back.left(world.look()) == ("notice",)


async def test_what_is_in_doubt_never_leaves_again_once_the_move_was_called_off() -> None:
    """Sending has nothing to do, and no draft is said yes to."""
    world, carrier = a_mailing_world(Turn.LOSES_THE_REQUEST)
    world.approve("membership")
    await world.send()
    (undone,) = await world.cancel()
    asked = list(carrier.asked)
    assert (undone.end, await world.send(), carrier.asked) == (End.IN_DOUBT, {}, asked)
    with pytest.raises(NotAllowed, match="called-off"):
        world.approve("tax")
