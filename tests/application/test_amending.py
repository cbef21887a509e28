"""Putting right what was told: when it is owed, what it says, what becomes of the first, what is written down."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from scripted_carriers import Able, Cancelling, Reconciling, ScriptedCarrier, Turn
from submission_builders import TODAY, World, a_prefilling_world, a_world

from demenagement.application.amending import Altered
from demenagement.application.taking_back import End
from demenagement.domain.plan import Standing
from demenagement.domain.provider import Channel
from demenagement.domain.submission import Outcome, State
from demenagement.errors import NotAllowed

ELSEWHERE = {"arriving__street": "9 rue Neuve"}
ALTERED = Altered("arriving.street", "5 quai des Brumes", "9 rue Neuve")


async def _sent(kind: type[ScriptedCarrier] = Reconciling, *script: Turn) -> tuple[World, Any]:
    """A world whose notice left."""
    world, carrier = a_world(*script, kind=kind)
    world.approve("notice")
    await world.send()
    return world, carrier


async def test_what_still_holds_is_owed_no_correction() -> None:
    """Neither on the same facts, nor after a change that its provider was not told of."""
    world, _ = await _sent()
    assert world.correction("notice") is None
    world.set(move__by="friends")
    assert world.correction("notice") is None


async def test_nothing_is_put_right_that_was_never_told() -> None:
    """A change before the first sending is only the draft's own."""
    world, _ = a_world()
    world.approve("notice")
    world.set(**ELSEWHERE)
    assert (world.correction("notice"), world.correction("second")) == (None, None)


async def test_a_correction_says_what_it_corrects_and_what_is_different() -> None:
    """The day of the first, and the fact before and after."""
    world, _ = await _sent()
    world.today = date(2027, 3, 9)
    world.set(**ELSEWHERE)
    correction = world.correction("notice")
    assert correction is not None
    assert (correction.draft.corrects, correction.draft.channel) == (TODAY, Channel.LETTER)
    assert correction.altered == (ALTERED, Altered("", ALTERED.before, None), Altered("", None, ALTERED.after))


async def test_the_passing_of_days_is_no_change() -> None:
    """A letter dated otherwise says the same."""
    world, _ = await _sent()
    world.today = date(2027, 4, 1)
    world.set(move__by="friends")
    assert world.correction("notice") is None


async def test_what_was_learnt_from_the_sending_is_no_change() -> None:
    """The day of its posting came with it."""
    world, carrier = await _sent(Able)
    carrier.outcomes = (Outcome(state=State.ACCEPTED, day=date(2027, 3, 4)),)
    await world.track()
    world.set(move__by="friends")
    assert world.correction("notice") is None


async def test_a_change_that_is_taken_back_owes_nothing() -> None:
    """The facts are again what was told."""
    world, _ = await _sent()
    world.set(**ELSEWHERE)
    world.set(arriving__street="5 quai des Brumes")
    assert world.correction("notice") is None


async def test_both_are_linked_in_the_ledger() -> None:
    """The second names the first."""
    world, carrier = await _sent()
    first = world.submission("notice")
    world.set(**ELSEWHERE)
    second = world.correct("notice")
    assert first is not None
    assert (second.corrects, second.is_correction, first.is_correction) == (first.key, True, False)
    sent = (await world.send())["notice"]
    assert (sent.state, [each.key for each in carrier.asked]) == (State.SENT, [first.key, second.key])
    assert world.correction("notice") is None


async def test_the_first_is_taken_back_before_the_correction_leaves() -> None:
    """Where its carrier can."""
    world, carrier = await _sent(Able)
    first = world.submission("notice")
    world.set(**ELSEWHERE)
    second = world.correct("notice")
    sent = (await world.send())["notice"]
    assert first is not None
    assert sent.first is not None
    assert (sent.first.end, world.journey.submissions()[first.key].state) == (End.TAKEN_BACK, State.CANCELLED)
    assert dict(carrier.effects) == {first.key: 0, second.key: 1}


@pytest.mark.parametrize("kind", [Cancelling, ScriptedCarrier])
async def test_a_first_one_that_stays_does_not_hold_the_correction_up(kind: type[ScriptedCarrier]) -> None:
    """Too late, or not from here: it is told, and the second leaves."""
    world, carrier = await _sent(kind)
    carrier.too_late = True
    world.set(**ELSEWHERE)
    world.correct("notice")
    sent = (await world.send())["notice"]
    assert sent.first is not None
    assert (sent.state, sent.first.end) == (
        State.SENT,
        End.TOO_LATE if kind is Cancelling else End.NOT_FROM_HERE,
    )


async def test_what_counts_from_the_first_day_still_does() -> None:
    """A notice that is put right was given on the day of the first, as long as that one stands."""
    world, _ = await _sent()
    world.clock.now = world.clock.now.replace(month=4)
    world.set(**ELSEWHERE)
    world.correct("notice")
    await world.send()
    assert world.journey.facts["leaving"]["notice_posted"] == "2027-03-01"


async def test_where_the_first_was_taken_back_the_second_counts() -> None:
    """It is the only one."""
    world, _ = await _sent(Able)
    world.clock.now = world.clock.now.replace(month=4)
    world.set(**ELSEWHERE)
    world.correct("notice")
    await world.send()
    assert world.journey.facts["leaving"]["notice_posted"] == "2027-04-01"


async def test_nobody_is_chased_for_what_was_put_right() -> None:
    """The correction has its own promise."""
    world, _ = await _sent()
    world.set(**ELSEWHERE)
    world.correct("notice")
    world.clock.now = world.clock.now.replace(day=20)
    await world.send()
    world.today = date(2027, 3, 21)
    assert [news.silent_until for news in await world.track()] == [None, None]


async def test_a_correction_may_be_corrected() -> None:
    """It names the one before it."""
    world, _ = await _sent()
    world.set(**ELSEWHERE)
    second = world.correct("notice")
    await world.send()
    world.set(arriving__street="11 rue Vieille")
    third = world.correct("notice")
    assert third.corrects == second.key


async def test_a_correction_that_waits_is_shown_again_when_facts_change_again() -> None:
    """And still names what was told."""
    world, _ = await _sent()
    first = world.submission("notice")
    world.set(**ELSEWHERE)
    waiting = world.correct("notice")
    world.set(arriving__street="11 rue Vieille")
    (sent,) = (await world.send()).values()
    assert isinstance(sent.fault, NotAllowed)
    again = world.correct("notice")
    assert first is not None
    assert (again.corrects, world.journey.submissions()[waiting.key].state) == (first.key, State.CANCELLED)


async def test_a_correction_whose_first_is_gone_still_leaves() -> None:
    """The first was taken back, then the line broke: the next run goes on where this one stopped."""
    world, carrier = await _sent(Able)
    world.set(**ELSEWHERE)
    second = world.correct("notice")
    carrier.script = [Turn.IS_DOWN]
    (down,) = (await world.send()).values()
    (sent,) = (await world.send()).values()
    assert down.first is not None
    assert (down.state, down.first.end, sent.state) == (State.APPROVED, End.TAKEN_BACK, State.SENT)
    assert world.journey.submissions()[second.key].state is State.SENT


async def test_until_the_correction_left_its_step_is_open() -> None:
    """Somebody believes what is no longer so."""
    world, _ = await _sent()
    world.set(**ELSEWHERE)
    assert world.look().step("second").standing is Standing.OPEN
    before = world.look().step("notice").submission
    world.correct("notice")
    after = world.look().step("notice").submission
    assert (before, after) == ("sent", "approved")


@pytest.mark.parametrize("approved", [True, False])
async def test_what_the_person_took_along_is_put_right_as_well(approved: bool) -> None:
    """From what was made ready for them, else from what would have been written that day."""
    world, _ = a_world()
    if approved:
        world.approve("notice", by_hand=True)
    world.settle("notice", "done")
    world.set(**ELSEWHERE)
    correction = world.correction("notice", by_hand=True)
    assert correction is not None
    assert (correction.draft.corrects, correction.altered[0]) == (TODAY, ALTERED)
    submission = world.correct("notice", by_hand=True)
    assert ((submission.corrects is not None), submission.is_correction) == (approved, True)
    assert world.look().step("notice").standing is not Standing.DONE
    world.settle("notice", "done")
    assert (world.look().step("notice").standing, world.correction("notice")) == (Standing.DONE, None)


async def test_a_step_that_was_opened_again_was_not_told() -> None:
    """The person takes back that it was done."""
    world, _ = a_world()
    world.approve("notice", by_hand=True)
    world.settle("notice", "done")
    world.settle("notice", "reopened")
    world.set(**ELSEWHERE)
    assert world.correction("notice") is None


async def test_what_is_in_doubt_is_looked_up_first() -> None:
    """Nothing is put right that may not have arrived."""
    world, carrier = a_world(Turn.LOSES_THE_ANSWER)
    carrier.lost = 1
    world.approve("second")
    assert (await world.send())["second"].state is State.UNKNOWN
    world.set(**ELSEWHERE)
    assert world.correction("second") is None


async def test_without_a_correction_a_second_letter_is_still_refused() -> None:
    """Only what says that it corrects may follow what was sent."""
    world, _ = await _sent()
    world.set(**ELSEWHERE)
    with pytest.raises(NotAllowed, match="already-sent"):
        world.approve("notice")


async def test_a_form_that_nobody_took_is_filled_in_anew() -> None:
    """The first draft is forgotten by whoever can, and no word says that there was one."""
    world, _ = a_prefilling_world()
    world.approve("permit")
    await world.send()
    world.set(move__day="2027-06-01")
    correction = world.correction("permit")
    assert correction is not None
    assert (correction.draft.channel, correction.draft.carrier) == (Channel.PREFILL, "forms")
    world.correct("permit")
    assert (await world.send())["permit"].state is State.SENT


async def test_another_way_may_be_chosen_for_a_correction() -> None:
    """A visit says it faster than a letter; a way that is not there is refused."""
    world, _ = await _sent()
    world.set(**ELSEWHERE)
    correction = world.correction("notice", channel=Channel.COUNTER)
    assert correction is not None
    assert (correction.draft.channel, correction.draft.carrier) == (Channel.COUNTER, None)
    with pytest.raises(NotAllowed, match="no-such-channel"):
        world.correction("notice", channel=Channel.PHONE)
