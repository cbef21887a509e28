"""Approving and sending: the yes, what is written before a call, and what a call may end in."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from scripted_carriers import Able, Killed, Reconciling, ScriptedCarrier, Turn
from submission_builders import FACTS, PDF, World

from demenagement.application.submissions import waits_for_person
from demenagement.domain.ledger import first_break
from demenagement.domain.provider import Channel
from demenagement.domain.submission import State
from demenagement.errors import (
    DossierIncomplete,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    ProviderBroken,
    Refused,
    SignInNeeded,
    StorageFailed,
    Unavailable,
    UnexpectedAnswer,
)


def _world(*script: Turn, kind: type[ScriptedCarrier] = Reconciling) -> tuple[World, Any]:
    """A world whose letters are carried by that script; `Any`, for each kind of carrier has its own abilities."""
    carrier = kind(*script, slug="post")
    return World(carriers={"post": carrier}), carrier


def _prefilling(*script: Turn) -> tuple[World, ScriptedCarrier]:
    """A world whose forms are prefilled by that script."""
    carrier = ScriptedCarrier(*script, slug="forms")
    carrier.yours = True
    return World(carriers={"forms": carrier}, facts={**FACTS, "accounts": {"forms": {"reference": "1001"}}}), carrier


# The yes


def test_an_approval_is_kept_and_nothing_leaves() -> None:
    """The yes comes first, the going after."""
    world, carrier = _world()
    submission = world.approve("notice")
    assert (submission.state, submission.carrier, carrier.asked) == (State.APPROVED, "post", [])
    assert world.told("notice") == ["approved"]


def test_what_was_approved_is_what_was_shown() -> None:
    """Word for word, under its fingerprint."""
    world, _ = _world()
    shown = world.draft("notice")
    submission = world.approve("notice")
    assert submission.draft == shown.document()
    assert world.journey.approval(submission.key)["digest"] == shown.digest


def test_a_letter_is_set_and_kept_with_its_approval() -> None:
    """What leaves later is the very document that was approved."""
    world, _ = _world()
    (document,) = world.journey.approval(world.approve("notice").key)["documents"]
    assert world.store.kept(world.ident, document["sha256"]).startswith(b"%PDF")
    assert (document["name"], document["type"]) == ("notice.pdf", "application/pdf")


def test_a_draft_that_changed_since_it_was_shown_is_not_approved() -> None:
    """The yes was to something else."""
    world, _ = _world()
    shown = world.draft("notice")
    world.set(leaving__city="Beaune")
    with pytest.raises(NotAllowed) as refused:
        world.submissions.approve(world.look(), shown, world.today)
    assert (refused.value.reason, world.told("notice")) == ("draft-changed", [])


def test_a_second_approval_takes_the_place_of_the_first() -> None:
    """One submission waits for a step, never two."""
    world, _ = _world()
    first, second = world.approve("notice").key, world.approve("notice").key
    assert (world.journey.submissions()[first].state, world.journey.submissions()[second].state) == (
        State.CANCELLED,
        State.APPROVED,
    )


async def test_what_was_sent_is_not_approved_again() -> None:
    """One notice, one letter."""
    world, _ = _world()
    world.approve("notice")
    await world.send()
    with pytest.raises(NotAllowed) as refused:
        world.approve("notice")
    assert (refused.value.reason, refused.value.facts["step"]) == ("already-sent", "notice")


async def test_what_may_have_left_is_not_approved_again() -> None:
    """As long as nobody knows."""
    world, _ = _world(Turn.LOSES_THE_REQUEST, kind=ScriptedCarrier)
    world.approve("notice")
    await world.send()
    with pytest.raises(NotAllowed) as refused:
        world.approve("notice")
    assert refused.value.reason == "already-sent"


async def test_what_was_refused_may_be_approved_again() -> None:
    """Corrected, it goes again, as another submission."""
    world, carrier = _world(Turn.REFUSES)
    first = world.approve("notice")
    await world.send()
    second = world.approve("notice")
    await world.send()
    assert (second.key != first.key, carrier.effects) == (True, {second.key: 1})


def test_a_letter_that_names_enclosures_is_not_approved_without_them() -> None:
    """What it announces has to be in it."""
    world, _ = _world()
    world.providers.enclosures = ("Copie du bail",)
    with pytest.raises(NotAllowed) as refused:
        world.approve("notice")
    assert (refused.value.reason, refused.value.facts["named"]) == ("enclosure-missing", ("Copie du bail",))


async def test_enclosures_leave_with_their_letter() -> None:
    """The letter first."""
    world, carrier = _world()
    world.providers.enclosures = ("Copie du bail",)
    world.approve("notice", enclosed=(PDF,))
    await world.send()
    assert [document.name for document in carrier.asked[0].documents] == ["notice.pdf", "bail.pdf"]


def test_who_posts_a_letter_encloses_what_it_names() -> None:
    """The program has nothing to join."""
    world, _ = _world()
    world.providers.enclosures = ("Copie du bail",)
    assert world.approve("notice", by_hand=True).state is State.APPROVED


def test_a_step_that_is_not_there_can_t_be_approved() -> None:
    """By name."""
    with pytest.raises(NotFound):
        World().approve("nothing")


# What is written, and when


async def test_the_going_is_written_before_the_call() -> None:
    """A crash at any moment leaves a trace."""
    world, carrier = _world()
    seen: list[list[str]] = []
    carrier.during = lambda: seen.append(world.told("notice"))
    world.approve("notice")
    await world.send()
    assert (seen, world.told("notice")) == ([["approved", "sending"]], ["approved", "sending", "sent"])


async def test_a_call_bears_the_key_that_was_written() -> None:
    """It is what a look-up asks for."""
    world, carrier = _world()
    submission = world.approve("notice")
    await world.send()
    assert [(each.key, each.draft.document()) for each in carrier.asked] == [(submission.key, submission.draft)]


async def test_a_receipt_is_kept_with_the_day_of_the_answer() -> None:
    """Ten days from now, as its manifest says; after that, silence is noticed."""
    world, carrier = _world()
    submission = world.approve("notice")
    sent = (await world.send())["notice"].submission
    assert sent is not None
    assert (sent.receipt, str(sent.expected_by)) == (carrier.receipt(submission.key), "2027-03-11")


async def test_what_its_going_tells_is_learnt() -> None:
    """Nobody is asked on which day the notice was posted."""
    world, _ = _world()
    world.approve("notice")
    await world.send()
    assert world.journey.facts["leaving"]["notice_posted"] == "2027-03-01"


async def test_the_ledger_holds_after_all_that() -> None:
    """Each entry chained to the one before."""
    world, _ = _world(Turn.LOSES_THE_ANSWER, Turn.REFUSES)
    world.approve("notice", "second", "third")
    await world.send()
    assert first_break(world.journey.entries) is None


# What a call may end in


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
    world, _ = _world(turn)
    world.approve("notice")
    sent = (await world.send())["notice"]
    assert (sent.state, type(sent.fault) if sent.fault else None) == (state, fault)
    submission = world.submission("notice")
    assert submission is not None
    assert (submission.state, world.told("notice")) == (state, ["approved", *entries])


async def test_a_refusal_is_kept_in_their_words() -> None:
    """The person has to correct what they say."""
    world, _ = _world(Turn.REFUSES)
    world.approve("notice")
    submission = (await world.send())["notice"].submission
    assert submission is not None
    assert submission.detail == "Adresse inconnue."


@pytest.mark.parametrize("kind", [ScriptedCarrier, Reconciling])
@pytest.mark.parametrize("turn", [Turn.IS_DOWN, Turn.REJECTS_THE_ACCOUNT])
async def test_what_surely_did_not_leave_goes_at_the_next_run(turn: Turn, kind: type[ScriptedCarrier]) -> None:
    """Without a new yes."""
    world, carrier = _world(turn, kind=kind)
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
    world, _ = _world(Turn.BREAKS)
    world.approve("notice")
    fault = (await world.send())["notice"].fault
    assert isinstance(fault, ProviderBroken)
    assert (fault.provider, fault.why) == ("post", "KeyError")


# Doubt


async def test_a_lost_answer_is_recovered_by_looking() -> None:
    """It arrived once, and is told as such."""
    world, carrier = _world(Turn.LOSES_THE_ANSWER)
    submission = world.approve("notice")
    sent = (await world.send())["notice"]
    assert (sent.recovered, carrier.effects, len(carrier.asked)) == (True, {submission.key: 1}, 1)


@pytest.mark.parametrize("turn", [Turn.LOSES_THE_ANSWER, Turn.LOSES_THE_REQUEST, Turn.BREAKS, Turn.BABBLES])
@pytest.mark.parametrize("lost", [0, 1, 2])
async def test_doubt_never_ends_in_two_effects(turn: Turn, lost: int) -> None:
    """However many look-ups fail first: run after run, until it is settled."""
    world, carrier = _world(turn)
    carrier.lost = lost
    submission = world.approve("notice")
    for _ in range(4):
        await world.send()
    after = world.submission("notice")
    assert after is not None
    assert (after.state, carrier.effects) == (State.SENT, {submission.key: 1})


async def test_while_nobody_can_look_nothing_is_sent() -> None:
    """The doubt stays, and is told."""
    world, carrier = _world(Turn.LOSES_THE_ANSWER)
    carrier.lost = 2
    world.approve("notice")
    await world.send()
    again = (await world.send())["notice"]
    assert (again.state, type(again.fault), len(carrier.asked)) == (State.UNKNOWN, Unavailable, 1)


@pytest.mark.parametrize("turn", [Turn.LOSES_THE_ANSWER, Turn.LOSES_THE_REQUEST])
async def test_where_nobody_can_ever_look_the_person_is_asked(turn: Turn) -> None:
    """It is never sent a second time by itself."""
    world, carrier = _world(turn, kind=ScriptedCarrier)
    world.approve("notice")
    for _ in range(3):
        sent = (await world.send())["notice"]
        assert (sent.state, type(sent.fault), len(carrier.asked)) == (State.UNKNOWN, OutcomeUnknown, 1)


async def test_a_prefilled_form_may_be_asked_for_twice() -> None:
    """Unclaimed, it has no effect."""
    world, carrier = _prefilling(Turn.LOSES_THE_ANSWER)
    world.approve("permit")
    assert (await world.send())["permit"].state is State.UNKNOWN
    assert ((await world.send())["permit"].state, len(carrier.asked)) == (State.SENT, 2)


async def test_a_prefilled_form_is_the_person_s_to_finish() -> None:
    """Until then nothing was sent: the step stays theirs."""
    world, _ = _prefilling()
    world.approve("permit")
    submission = (await world.send())["permit"].submission
    assert submission is not None
    assert (submission.yours, world.look().step("permit").standing.settled) == (True, False)
    assert waits_for_person(world.look().step("permit"), submission)


# A crash


@pytest.mark.parametrize("turn", [Turn.IS_KILLED_BEFORE, Turn.IS_KILLED_AFTER])
async def test_a_crash_between_sending_and_sent_is_settled_by_the_next_run(turn: Turn) -> None:
    """Whether or not it had arrived, it arrives once."""
    world, carrier = _world(turn)
    submission = world.approve("notice")
    with pytest.raises(Killed):
        await world.send()
    assert world.told("notice") == ["approved", "sending"]
    sent = (await world.send())["notice"]
    assert (sent.state, sent.recovered) == (State.SENT, turn is Turn.IS_KILLED_AFTER)
    assert carrier.effects == {submission.key: 1}


async def test_after_a_crash_the_other_submissions_go_on() -> None:
    """The next run finds all that is left."""
    world, carrier = _world(Turn.ACCEPTS, Turn.IS_KILLED_AFTER)
    keys = {world.approve(name).key for name in ("notice", "second", "third")}
    with pytest.raises(Killed):
        await world.send()
    await world.send()
    assert carrier.effects == dict.fromkeys(keys, 1)


# Several


async def test_several_leave_at_once() -> None:
    """None waits for the answer to another."""
    world, carrier = _world()
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
    world, carrier = _world(Turn.BREAKS, Turn.REFUSES, kind=ScriptedCarrier)
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
    world, _ = _world(Turn.REFUSES)
    world.approve("notice", "second")
    told: list[tuple[str, State]] = []
    await world.submissions.send(world.look(), told=lambda each: told.append((each.step, each.state)))
    assert sorted(told) == [("notice", State.REFUSED), ("second", State.SENT)]


async def test_only_the_named_ones_leave() -> None:
    """The others wait."""
    world, _ = _world()
    world.approve("notice", "second")
    assert set(await world.send("second")) == {"second"}
    assert world.told("notice") == ["approved"]


async def test_what_was_sent_does_not_wait() -> None:
    """A second run has nothing to do."""
    world, carrier = _world()
    world.approve("notice")
    await world.send()
    assert (await world.send(), len(carrier.asked)) == ({}, 1)


async def test_two_at_once_don_t_send_the_same_journey() -> None:
    """The second is told that somebody is at it."""
    world, _ = _world()
    world.approve("notice")
    with world.store.sending(world.ident), pytest.raises(StorageFailed) as busy:
        await world.send()
    assert busy.value.reason == "busy"


# A draft that changed, a disk that is full


async def test_an_approval_does_not_hold_for_a_draft_that_changed_since() -> None:
    """It is taken back, and a new yes is needed."""
    world, carrier = _world()
    world.approve("notice")
    world.set(leaving__city="Beaune")
    sent = (await world.send())["notice"]
    assert isinstance(sent.fault, NotAllowed)
    assert (sent.state, sent.fault.reason, carrier.asked) == (State.CANCELLED, "draft-changed", [])
    assert (world.told("notice"), world.submission("notice")) == (["approved", "cancelled"], None)


async def test_facts_that_changed_while_nobody_looked_count_too() -> None:
    """A screen that was opened before the change does not send what no longer holds."""
    world, carrier = _world()
    world.approve("notice")
    seen = world.look()
    world.set(leaving__city="Beaune")
    await world.submissions.send(seen)
    assert carrier.asked == []


async def test_an_approval_of_yesterday_holds_today() -> None:
    """The day on the letter is the day of the yes."""
    world, carrier = _world()
    world.approve("notice")
    world.today = world.today.replace(day=5)
    assert (await world.send())["notice"].state is State.SENT
    assert str(carrier.asked[0].draft.letter.day) == "2027-03-01"


async def test_what_may_have_left_is_looked_up_even_if_its_facts_changed() -> None:
    """It was sent under the old ones, or not at all."""
    world, carrier = _world(Turn.IS_KILLED_AFTER)
    submission = world.approve("notice")
    with pytest.raises(Killed):
        await world.send()
    world.set(leaving__city="Beaune")
    assert ((await world.send())["notice"].state, carrier.effects) == (State.SENT, {submission.key: 1})


async def test_what_can_t_be_written_does_not_leave() -> None:
    """On a full disk there is no trace, so there is no call."""
    world, carrier = _world()
    world.approve("notice", "second")
    world.store.full = True
    sent = await world.send()
    assert [type(each.fault) for each in sent.values()] == [StorageFailed, StorageFailed]
    assert carrier.asked == []


async def test_an_answer_that_can_t_be_written_is_looked_up_later() -> None:
    """The trace before the call is enough."""
    world, carrier = _world()
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
    world, carrier = _world()
    submission = world.approve("notice")
    (document,) = world.journey.approval(submission.key)["documents"]
    world.store.lose(world.ident, document["sha256"])
    sent = (await world.send())["notice"]
    assert (sent.state, type(sent.fault), carrier.asked) == (State.APPROVED, NotFound, [])


# What the person takes along


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
    assert waits_for_person(world.look().step("tax"), sent.submission)


async def test_what_was_done_by_hand_waits_for_nobody() -> None:
    """The person said so."""
    world = World()
    submission = world.approve("tax")
    world.journeys.settle(world.ident, "tax", "done", at=world.clock(), today=world.today)
    assert not waits_for_person(world.look().step("tax"), submission)
    assert not waits_for_person(world.look().step("packing"), None)


async def test_an_e_mail_that_can_t_be_written_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that is none is a line on the screen."""
    world, _ = _world()

    def fail(*_given: object) -> bytes:
        raise DossierIncomplete("membership", ("accounts.club.email",))

    monkeypatch.setattr(world.submissions.postman, "message", fail)
    world.approve("membership", "notice")
    sent = await world.send()
    assert (sent["membership"].state, type(sent["membership"].fault)) == (State.APPROVED, DossierIncomplete)
    assert sent["notice"].state is State.SENT


async def test_a_carried_letter_may_be_taken_along_instead() -> None:
    """As long as it did not leave."""
    world, carrier = _world()
    world.approve("notice")
    world.approve("notice", by_hand=True)
    sent = await world.send()
    assert (sent["notice"].files[0].suffix, carrier.asked) == (".pdf", [])


def test_a_draft_is_rewritten_by_the_way_that_was_chosen() -> None:
    """Not by the first one of the ladder."""
    world, _ = _world(kind=Able)
    chosen = world.draft("notice", channel=Channel.COUNTER)
    assert world.submissions.rewrite(world.look(), chosen, world.today) == chosen
