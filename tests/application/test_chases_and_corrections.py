"""Where a chase and a correction meet: nobody is chased for what was put right, and a chase is nothing to correct."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from scripted_carriers import Able, Cancelling, ScriptedCarrier, Tracking, Turn
from submission_builders import TODAY
from watching_builders import CLAIM, NOTICE, PERMIT, TELL, Days

from demenagement.application.silences import silence_lines
from demenagement.application.taking_back import End
from demenagement.domain.provider import Channel
from demenagement.domain.submission import Outcome, State
from demenagement.errors import NotAllowed
from demenagement.wording import phrasebook

ELSEWHERE = {"arriving__street": "9 rue Neuve"}
ANSWER = "expected/claim"


async def _silent(kind: type[ScriptedCarrier] = ScriptedCarrier) -> tuple[Days, Any]:
    """A world whose claim was posted, and got no answer in time."""
    carrier = kind(slug="post")
    world = Days(CLAIM, carriers={"post": carrier})
    world.approve("claim")
    await world.send()
    assert len(await world.after(11).noticed()) == 1
    return world, carrier


async def test_a_draft_is_never_a_chase_and_a_correction() -> None:
    """The one says that it is no new request, the other that it is."""
    world, _ = await _silent()
    chase = world.watching.chase(world.look(), "claim")
    with pytest.raises(ValueError, match="corrects nothing"):
        replace(chase, corrects=TODAY)


async def test_a_chase_that_waits_is_withdrawn_by_the_yes_to_a_correction() -> None:
    """There is nothing to recall of what no longer holds."""
    world, _ = await _silent()
    key = world.approve_chase("claim")
    world.set(**ELSEWHERE)
    world.correct("claim")
    assert (world.journey.submissions()[key].state, world.kinds().count("sent")) == (State.CANCELLED, 1)


async def test_what_was_corrected_awaits_the_answer_to_the_correction() -> None:
    """The silence over the first is over; the correction has its own promise, and may be chased in its turn."""
    world, _ = await _silent()
    world.set(**ELSEWHERE)
    second = world.correct("claim")
    await world.send()
    with pytest.raises(NotAllowed, match="nobody-is-late"):
        world.watching.chase(world.look(), "claim")
    (awaited,) = world.awaited().values()
    assert (awaited.first.key, awaited.by, awaited.silent_since) == (second.key, date(2027, 3, 22), None)
    assert await world.after(21).noticed() == []
    (silence,) = await world.after(22).noticed()
    assert silence.awaited.first.key == second.key


async def test_until_the_correction_left_the_first_is_awaited() -> None:
    """A yes tells nobody anything yet."""
    world, _ = await _silent()
    first = world.submission("claim")
    world.set(**ELSEWHERE)
    world.correct("claim")
    assert first is not None
    assert world.awaited()[ANSWER].first.key == first.key


async def test_a_correction_that_was_refused_leaves_the_first_awaited() -> None:
    """It put nothing right."""
    world, carrier = await _silent()
    first = world.submission("claim")
    world.set(**ELSEWHERE)
    world.correct("claim")
    carrier.script = [Turn.REFUSES]
    assert (await world.send())["claim"].state is State.REFUSED
    assert first is not None
    assert world.awaited()[ANSWER].first.key == first.key


async def test_a_first_one_that_was_taken_back_is_no_silence() -> None:
    """Nobody has it any more; what took its place is in doubt, which is not silence either."""
    world, carrier = await _silent(Able)
    world.set(**ELSEWHERE)
    world.correct("claim")
    carrier.lost, carrier.script = 9, [Turn.LOSES_THE_REQUEST]
    sent = (await world.send())["claim"]
    assert sent.first is not None
    assert (sent.first.end, sent.state, world.awaited()) == (End.TAKEN_BACK, State.UNKNOWN, {})
    assert await world.after(60).noticed() == []


async def test_a_correction_that_the_person_posted_awaits_its_own_answer() -> None:
    """What the program sent before is no reason to believe that it was answered."""
    world, _ = await _silent()
    world.set(**ELSEWHERE)
    world.correct("claim", by_hand=True)
    world.done("claim")
    found = {each.id: (each.first.day, each.first.key, each.by) for each in world.awaited().values()}
    assert found[ANSWER] == (date(2027, 3, 12), "", date(2027, 3, 22))


async def test_a_chase_is_not_what_gets_corrected() -> None:
    """The correction names the first message and its day."""
    world, _ = await _silent()
    first = world.submission("claim")
    world.approve_chase("claim", by_hand=True)
    world.chased("claim")
    world.set(**ELSEWHERE)
    correction = world.correction("claim")
    assert correction is not None
    assert first is not None
    assert (correction.first.key, correction.draft.corrects, correction.draft.earlier) == (first.key, TODAY, None)


async def test_a_correction_may_be_chased_by_the_way_of_an_earlier_chase() -> None:
    """It was never recalled that way."""
    world = Days(TELL, carriers={"mail": ScriptedCarrier(slug="mail")})
    world.done("tell", "réf. AB-1234")
    await world.after(11).noticed()
    world.approve_chase("tell")
    await world.send()
    world.set(move__day="2027-06-01")
    world.correct("tell", by_hand=True, channel=Channel.PORTAL)
    world.done("tell", "réf. AB-1234")
    (silence,) = await world.after(40).noticed()
    assert silence.rung is Channel.EMAIL
    world.approve_chase("tell")
    assert (await world.send())["tell"].state is State.SENT


async def test_a_letter_that_corrects_a_notice_posted_by_hand_awaits_no_answer() -> None:
    """It counts from the day of the first, and ends, as that one, with its delivery."""
    carrier = Tracking(slug="post")
    carrier.outcomes = (Outcome(state=State.ACCEPTED, day=date(2027, 3, 20)),)
    world = Days(NOTICE, carriers={"post": carrier})
    world.approve("notice", by_hand=True)
    world.done("notice")
    world.set(leaving__notice_posted="2027-03-01", **ELSEWHERE)
    world.after(14).correct("notice")
    await world.send()
    await world.track()
    assert world.journey.facts["leaving"]["notice_posted"] == "2027-03-01"
    assert (world.awaited(), await world.after(90).noticed()) == ({}, [])


async def test_what_waits_for_the_person_told_nothing_yet() -> None:
    """What puts it right, and is finished, tells its day."""
    carrier = Tracking(slug="forms")
    carrier.yours = True
    learning = replace(PERMIT, learns={"sent": "leaving.notice_posted"})
    world = Days(learning, carriers={"forms": carrier})
    world.approve("permit")
    await world.send()
    world.set(move__day="2027-06-01")
    world.after(3).correct("permit")
    await world.send()
    carrier.outcomes = (Outcome(state=State.SENT), Outcome(state=State.ACKNOWLEDGED, day=date(2027, 3, 5)))
    await world.track()
    assert world.journey.facts["leaving"]["notice_posted"] == "2027-03-05"


async def test_chases_are_taken_back_with_what_they_recall() -> None:
    """The latest first: a chase that waits, then the letter; each says which it is."""
    world, carrier = await _silent(Cancelling)
    world.approve_chase("claim", by_hand=True)
    undone = await world.cancel()
    assert [(each.step, each.chase, each.end) for each in undone] == [
        ("claim", True, End.PREPARED),
        ("claim", False, End.TAKEN_BACK),
    ]
    assert (sum(carrier.effects.values()), world.awaited()) == (0, {})


async def test_a_chase_that_the_person_made_is_theirs_to_take_back() -> None:
    """No carrier is asked about it; what they told first is told in its place too."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    await world.after(11).noticed()
    world.approve_chase("tell")
    world.chased("tell")
    undone = await world.cancel()
    assert [(each.step, each.chase, each.end) for each in undone] == [
        ("tell", True, End.SAID_DONE),
        ("tell", False, End.SAID_DONE),
    ]


def _told(world: Days) -> list[str]:
    overview = world.look()
    silence = world.watching.silence_of(overview, "claim")
    assert silence is not None
    return list(silence_lines(silence, overview, world.providers.manifests, phrasebook("fr")))


async def test_what_no_longer_holds_is_not_recalled() -> None:
    """A chase is the request as it was: what changed since is put right first, and the silence says so."""
    world, _ = await _silent()
    world.set(**ELSEWHERE)
    told = " ".join(_told(world))
    assert ("rectifiez d'abord" in told, "send" in told, "Une relance est prête" in told) == (True, True, False)
    with pytest.raises(NotAllowed, match="correct-first"):
        world.watching.chase(world.look(), "claim")
    world.set(arriving__street="5 quai des Brumes")
    assert "Une relance est prête" in " ".join(_told(world))
    assert world.watching.chase(world.look(), "claim").earlier is not None
