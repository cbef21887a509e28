"""Sending: what is written before a call, and what a call may end in."""

from __future__ import annotations

import pytest
from scripted_carriers import Reconciling, ScriptedCarrier, Turn
from submission_builders import World, a_world

from demenagement.domain.ledger import first_break
from demenagement.domain.submission import State
from demenagement.errors import (
    OutcomeUnknown,
    ProviderBroken,
    Refused,
    SignInNeeded,
    Unavailable,
    UnexpectedAnswer,
)


async def test_the_going_is_written_before_the_call() -> None:
    """A crash at any moment leaves a trace."""
    world, carrier = a_world()
    seen: list[list[str]] = []
    carrier.during = lambda: seen.append(world.told("notice"))
    world.approve("notice")
    await world.send()
    assert (seen, world.told("notice")) == ([["approved", "sending"]], ["approved", "sending", "sent"])


async def test_a_call_bears_the_key_that_was_written() -> None:
    """It is what a look-up asks for."""
    world, carrier = a_world()
    submission = world.approve("notice")
    await world.send()
    assert [(each.key, each.draft.document()) for each in carrier.asked] == [(submission.key, submission.draft)]


async def test_a_receipt_is_kept_with_the_day_of_the_answer() -> None:
    """Ten days from now, as its manifest says; after that, silence is noticed."""
    world, carrier = a_world()
    submission = world.approve("notice")
    sent = (await world.send())["notice"].submission
    assert sent is not None
    assert (sent.receipt, str(sent.expected_by)) == (carrier.receipt(submission.key), "2027-03-11")


async def test_what_its_going_tells_is_learnt() -> None:
    """Nobody is asked on which day the notice was posted."""
    world, _ = a_world()
    world.approve("notice")
    await world.send()
    assert world.journey.facts["leaving"]["notice_posted"] == "2027-03-01"


async def test_the_ledger_holds_after_all_that() -> None:
    """Each entry chained to the one before."""
    world, _ = a_world(Turn.LOSES_THE_ANSWER, Turn.REFUSES)
    world.approve("notice", "second", "third")
    await world.send()
    assert first_break(world.journey.entries) is None


@pytest.mark.parametrize(
    ("turn", "state", "fault", "entries"),
    [
        (Turn.ACCEPTS, State.SENT, None, ["sending", "sent"]),
        (Turn.REFUSES, State.REFUSED, Refused, ["sending", "refused"]),
        (Turn.IS_DOWN, State.APPROVED, Unavailable, ["sending", "approved"]),
        (Turn.REJECTS_THE_ACCOUNT, State.APPROVED, SignInNeeded, ["sending", "approved"]),
        (Turn.LOSES_THE_ANSWER, State.SENT, None, ["sending", "unknown", "sent"]),
        (Turn.LOSES_THE_REQUEST, State.UNKNOWN, OutcomeUnknown, ["sending", "unknown", "unknown"]),
        (Turn.BABBLES, State.UNKNOWN, UnexpectedAnswer, ["sending", "unknown", "unknown"]),
        (Turn.BREAKS, State.UNKNOWN, ProviderBroken, ["sending", "unknown", "unknown"]),
    ],
)
async def test_every_end_of_a_call_is_written_as_it_is(
    turn: Turn, state: State, fault: type[Exception] | None, entries: list[str]
) -> None:
    """What is surely known, and no more."""
    world, _ = a_world(turn)
    world.approve("notice")
    sent = (await world.send())["notice"]
    assert (sent.state, type(sent.fault) if sent.fault else None) == (state, fault)
    submission = world.submission("notice")
    assert submission is not None
    assert (submission.state, world.told("notice")) == (state, ["approved", *entries])


async def test_a_refusal_is_kept_in_their_words() -> None:
    """The person has to correct what they say."""
    world, _ = a_world(Turn.REFUSES)
    world.approve("notice")
    submission = (await world.send())["notice"].submission
    assert submission is not None
    assert submission.detail == "Adresse inconnue."


@pytest.mark.parametrize("kind", [ScriptedCarrier, Reconciling])
@pytest.mark.parametrize("turn", [Turn.IS_DOWN, Turn.REJECTS_THE_ACCOUNT])
async def test_what_surely_did_not_leave_goes_at_the_next_run(turn: Turn, kind: type[ScriptedCarrier]) -> None:
    """Without a new yes."""
    world, carrier = a_world(turn, kind=kind)
    submission = world.approve("notice")
    await world.send()
    assert (await world.send())["notice"].state is State.SENT
    assert carrier.effects == {submission.key: 1}


async def test_code_that_does_not_load_leaves_the_submission_waiting() -> None:
    """Nothing was called: nothing left."""
    world = World(carriers={"post": ProviderBroken("post", "SyntaxError")})
    world.approve("notice")
    sent = (await world.send())["notice"]
    assert (sent.state, type(sent.fault), world.told("notice")) == (State.APPROVED, ProviderBroken, ["approved"])


async def test_what_breaks_in_a_provider_s_code_is_told_without_facts() -> None:
    """The kind of fault, and nothing that it held."""
    world, _ = a_world(Turn.BREAKS)
    world.approve("notice")
    fault = (await world.send())["notice"].fault
    assert isinstance(fault, ProviderBroken)
    assert (fault.provider, fault.why) == ("post", "KeyError")
