"""The watch: what is awaited by when, a silence noticed and explained, its chase by the next way, who decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from agenda_builders import PlainSentences
from app_builders import PlainCalendars
from scripted_carriers import ScriptedCarrier, Tracking
from watching_builders import CLAIM, FORWARDING, GROUPED, NAMES, NOTICE, PERMIT, PLATE, TELL, Days, settled

from demenagement.application.agenda import Agenda
from demenagement.domain.agenda import arrivals
from demenagement.domain.awaiting import Kind
from demenagement.domain.journey import Journey
from demenagement.domain.ledger import first_break
from demenagement.domain.provider import Channel
from demenagement.domain.submission import Outcome, State
from demenagement.errors import NotAllowed, NotFound, Unavailable

ANSWER = "expected/tell"


@dataclass(frozen=True)
class StandingStill:
    """A look at a journey from before somebody else wrote."""

    journey: Journey

    def read(self, ident: str) -> Journey:
        """As it stood then."""
        assert ident == self.journey.id
        return self.journey


def test_what_was_done_without_a_word_awaits_nothing() -> None:
    """The person knows."""
    world = Days(TELL)
    world.done("tell")
    assert world.awaited() == {}


def test_a_note_says_that_the_provider_was_told() -> None:
    """Its answer is expected within its own time, under the reference that was noted."""
    world = Days(TELL)
    world.done("tell", "vu avec Mme Petit, réf. AB-1234")
    (awaited,) = world.awaited().values()
    assert (awaited.id, awaited.by, awaited.first.channel) == (ANSWER, date(2027, 3, 11), Channel.PORTAL)
    assert awaited.first.reference == "AB-1234"


def test_a_proof_is_the_answer() -> None:
    """Nobody has to wait for what they hold."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234", (b"%PDF", "pdf"))
    assert world.awaited() == {}


def test_what_was_prepared_and_said_done_awaits_an_answer() -> None:
    """By the way it was prepared for, note or no note."""
    world = Days(TELL)
    world.approve("tell", channel=Channel.PHONE)
    world.done("tell")
    assert world.awaited()[ANSWER].first.channel is Channel.PHONE


def test_a_step_that_was_left_aside_awaits_nothing() -> None:
    """Nor one that was opened again."""
    world = Days(TELL)
    for how in ("skipped", "reopened"):
        world.done("tell", "réf. AB-1234")
        world.settle("tell", how)
        assert world.awaited() == {}
        if how == "skipped":
            world.settle("tell", "reopened")


def test_a_journey_that_was_called_off_awaits_nothing() -> None:
    """Nobody moves any more."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    world.store.change(world.ident, lambda journey: journey.record("cancelled", world.clock()))
    assert world.awaited() == {}


@pytest.mark.parametrize("days", [0, 9, 10])
async def test_within_the_promise_nobody_is_late(days: int) -> None:
    """Its last day included."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    assert await world.after(days).noticed() == []
    with pytest.raises(NotAllowed, match="nobody-is-late"):
        world.watching.chase(world.look(), "tell")


async def test_the_day_after_a_silence_is_noticed_once_with_a_new_promise() -> None:
    """What it means, the next way, and the day; then nothing until that day is past."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    (silence,) = await world.after(11).noticed()
    assert (silence.means, silence.rung, silence.until) == ("portal-unconfirmed", Channel.EMAIL, date(2027, 3, 19))
    assert [await world.after(days).noticed() for days in range(12, 19)] == [[]] * 7
    (again,) = await world.after(19).noticed()
    assert (again.rung, again.until) == (Channel.EMAIL, date(2027, 3, 27))


async def test_a_chase_names_the_first_message_and_leaves_only_after_a_yes() -> None:
    """It is a submission of its own, with its own key, linked to the first."""
    carrier = ScriptedCarrier(slug="mail")
    world = Days(TELL, carriers={"mail": carrier})
    world.done("tell", "réf. AB-1234")
    await world.after(11).noticed()
    await world.send()
    assert carrier.asked == []
    key = world.approve_chase("tell")
    await world.send()
    (sent,) = carrier.asked
    assert (sent.key, sent.draft.channel, sent.draft.earlier and sent.draft.earlier.reference) == (
        key,
        Channel.EMAIL,
        "AB-1234",
    )
    assert (sent.draft.subject, first_break(world.journey.entries)) == ("Faire tell, 2027-03-01: AB-1234", None)


async def test_a_chase_of_a_submission_holds_its_key() -> None:
    """So that both can be read together."""
    world = Days(CLAIM, carriers={"post": ScriptedCarrier(slug="post")})
    key = world.approve("claim").key
    await world.send()
    await world.after(11).noticed()
    chase = world.watching.chase(world.look(), "claim")
    assert (chase.earlier and chase.earlier.key, chase.channel) == (key, Channel.COUNTER)


async def test_a_chase_leaves_the_step_as_it_was() -> None:
    """The first message still stands, and the facts it taught."""
    world = Days(CLAIM, carriers={"post": ScriptedCarrier(slug="post")})
    world.approve("claim")
    await world.send()
    await world.after(11).noticed()
    before = world.submission("claim")
    world.approve_chase("claim")
    assert (world.submission("claim"), settled(world, "claim")) == (before, True)


async def test_a_chase_gives_its_own_promise() -> None:
    """Silence after it is noticed by its own way, and the next one is ready."""
    world = Days(TELL, carriers={"mail": ScriptedCarrier(slug="mail")})
    world.done("tell", "réf. AB-1234")
    await world.after(11).noticed()
    world.approve_chase("tell")
    await world.send()
    assert world.awaited()[ANSWER].by == date(2027, 3, 22)
    assert await world.after(21).noticed() == []
    (silence,) = await world.after(22).noticed()
    assert (silence.means, silence.rung) == ("email-unanswered", Channel.LETTER)


async def test_nobody_is_chased_twice_alike() -> None:
    """A second yes to the same way is refused, even when it was shown before."""
    world = Days(TELL, carriers={"mail": ScriptedCarrier(slug="mail")})
    world.done("tell", "réf. AB-1234")
    await world.after(11).noticed()
    overview, shown = world.look(), world.watching.chase(world.look(), "tell")
    world.approve_chase("tell")
    await world.send()
    with pytest.raises(NotAllowed, match="already-chased"):
        world.submissions.approve(overview, shown, world.today)


async def test_a_chase_that_was_only_approved_makes_way_for_a_new_yes() -> None:
    """One of them leaves."""
    world = Days(TELL, carriers={"mail": (carrier := ScriptedCarrier(slug="mail"))})
    world.done("tell", "réf. AB-1234")
    await world.after(11).noticed()
    world.approve_chase("tell")
    key = world.approve_chase("tell")
    await world.send()
    assert [each.key for each in carrier.asked] == [key]


async def test_an_answer_takes_back_the_chase_that_did_not_leave() -> None:
    """There is nothing to recall any more."""
    world = Days(TELL, carriers={"mail": (carrier := ScriptedCarrier(slug="mail"))})
    world.done("tell", "réf. AB-1234")
    await world.after(11).noticed()
    world.approve_chase("tell")
    world.heard(ANSWER)
    await world.send()
    assert (carrier.asked, world.awaited(), await world.after(60).noticed()) == ([], {}, [])


async def test_a_chase_made_by_hand_is_said_and_counts() -> None:
    """Prepared or not: the next silence goes one way further."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    await world.after(11).noticed()
    world.approve_chase("tell")
    assert world.chased("tell").by == date(2027, 3, 22)
    await world.after(22).noticed()
    assert world.chased("tell", "LR 87 000 1").by == date(2027, 4, 2)
    (silence,) = await world.after(33).noticed()
    assert (silence.rung, silence.awaited.tried) == (Channel.PHONE, {Channel.PORTAL, Channel.EMAIL, Channel.LETTER})


async def test_after_the_last_way_nobody_is_left_to_chase() -> None:
    """Whoever decides is named by the provider's manifest."""
    world, day, ways = Days(TELL), 0, []
    world.done("tell", "réf. AB-1234")
    for _ in range(4):
        day += 11
        (silence,) = await world.after(day).noticed()
        ways.append(silence.rung)
        world.chased("tell")
    (silence,) = await world.after(day + 11).noticed()
    assert ways == [Channel.EMAIL, Channel.LETTER, Channel.PHONE, Channel.COUNTER]
    assert silence.rung is None
    for ask in (lambda: world.watching.chase(world.look(), "tell"), lambda: world.chased("tell")):
        with pytest.raises(NotAllowed, match="no-way-left"):
            ask()


async def test_a_way_that_is_not_open_to_the_household_is_passed_over() -> None:
    """Where nobody knows the address, no letter is proposed."""
    world = Days(TELL, accounts={"union": {"phone": "01"}})
    world.done("tell", "réf. AB-1234")
    (silence,) = await world.after(11).noticed()
    assert silence.rung is Channel.PHONE


@pytest.mark.parametrize(
    ("state", "means"),
    [
        (State.SENT, "letter-undelivered"),
        (State.ACKNOWLEDGED, "letter-undelivered"),
        (State.ACCEPTED, "letter-unanswered"),
        (State.VERIFIED, "letter-unanswered"),
    ],
)
async def test_a_letter_may_be_under_way_or_lie_on_their_desk(state: State, means: str) -> None:
    """What became of it says which."""
    carrier = Tracking(slug="post")
    carrier.outcomes = (Outcome(state=state),)
    world = Days(CLAIM, carriers={"post": carrier})
    world.approve("claim")
    await world.send()
    (silence,) = await world.after(11).noticed()
    assert silence.means == means


async def test_a_silence_after_the_last_proof_knows_that_a_carrier_brought_it() -> None:
    """Nothing is asked of the carrier any more, and the person did not do it for all that."""
    carrier = Tracking(slug="post")
    carrier.outcomes = (Outcome(state=State.VERIFIED),)
    world = Days(CLAIM, carriers={"post": carrier})
    world.approve("claim")
    await world.send()
    await world.track()
    (news,) = await world.after(11).track()
    assert (news.step, news.state, news.silence is None) == ("claim", State.VERIFIED, False)


async def test_a_silence_on_what_the_person_told_has_no_state() -> None:
    """Nobody carried it."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    (news,) = await world.after(11).track()
    assert (news.step, news.state, news.silence is None) == ("tell", None, False)


async def test_a_notice_that_was_handed_over_needs_no_answer() -> None:
    """The law counts from that day."""
    carrier = Tracking(slug="post")
    carrier.outcomes = (Outcome(state=State.ACCEPTED),)
    world = Days(NOTICE, carriers={"post": carrier})
    world.approve("notice")
    await world.send()
    await world.track()
    assert (world.awaited(), await world.after(90).noticed()) == ({}, [])


async def test_a_form_that_nobody_took_over_is_told_to_the_person_and_may_go_another_way() -> None:
    """Nothing was asked for: the other way is no chase, and takes the form's place."""
    carrier = ScriptedCarrier(slug="forms")
    carrier.yours = True
    world = Days(PERMIT, carriers={"forms": carrier})
    world.approve("permit")
    await world.send()
    (silence,) = await world.after(11).noticed()
    assert (silence.means, silence.rung) == ("prefill-untaken", Channel.PORTAL)
    draft = world.watching.chase(world.look(), "permit")
    world.submissions.approve(world.look(), draft, world.today)
    assert (draft.earlier, world.told("permit")[-2:]) == (None, ["cancelled", "approved"])


async def test_a_form_that_the_person_sent_awaits_its_answer() -> None:
    """They said so."""
    carrier = ScriptedCarrier(slug="forms")
    carrier.yours = True
    world = Days(PERMIT, carriers={"forms": carrier})
    world.approve("permit")
    await world.send()
    world.after(2).done("permit")
    assert world.awaited()["expected/permit"].by == date(2027, 3, 13)
    (silence,) = await world.after(13).noticed()
    assert silence.means == "form-unanswered"


async def test_who_could_not_be_asked_is_not_called_silent() -> None:
    """The next look tells."""
    carrier = Tracking(slug="post")
    carrier.outcomes = (Unavailable("post"), Outcome(state=State.SENT))
    world = Days(CLAIM, carriers={"post": carrier})
    world.approve("claim")
    await world.send()
    assert (await world.after(11).noticed(), len(await world.noticed())) == ([], 1)


async def test_an_answer_to_what_the_program_sent_settles_its_step() -> None:
    """Whatever the carrier tells later."""
    world = Days(CLAIM, carriers={"post": Tracking(slug="post")})
    world.approve("claim")
    await world.send()
    world.heard("expected/claim")
    await world.after(30).track()
    assert (world.awaited(), world.look().step("claim").standing.value) == ({}, "done")


def test_what_is_not_awaited_cannot_be_settled() -> None:
    """With what may have been meant."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    with pytest.raises(NotFound) as found:
        world.heard("expected/tel")
    assert (found.value.kind, found.value.near) == ("awaited", (ANSWER,))
    world.heard(ANSWER)
    with pytest.raises(NotAllowed, match="already-settled"):
        world.heard(ANSWER)


def test_what_came_may_be_awaited_again() -> None:
    """It was another letter."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    world.heard(ANSWER)
    world.heard(ANSWER, "reopened")
    assert list(world.awaited()) == [ANSWER]


def test_the_code_comes_to_the_old_letterbox_before_it_is_lost() -> None:
    """As soon as the step is done; its day is never later than the last one there."""
    world = Days(FORWARDING, move={"day": "2027-03-06"})
    world.done("forwarding")
    code = world.awaited()["expected/forwarding/code"]
    assert (code.kind, code.by, code.lost_on) == (Kind.POST, date(2027, 3, 6), date(2027, 3, 6))


async def test_a_code_that_does_not_come_is_noticed_and_chases_nobody() -> None:
    """The person is told what to do; the provider's answer is a thing of its own."""
    world = Days(FORWARDING)
    world.done("forwarding", "contrat 99-1")
    assert {each.awaited.id: (each.means, each.rung) for each in await world.after(11).noticed()} == {
        "expected/forwarding": ("portal-unconfirmed", Channel.COUNTER),
        "expected/forwarding/code": ("post-missing", None),
    }


async def test_a_code_that_can_t_be_fetched_any_more_is_told_once_and_no_more() -> None:
    """Its promises never go past the last day at the old letterbox; after that day there is one last word."""
    world = Days(FORWARDING, move={"day": "2027-03-15"})
    world.done("forwarding")
    told = []
    for day in range(1, 60):
        told += [(world.today, each.until) for each in await world.after(day).noticed()]
    assert told == [
        (date(2027, 3, 12), date(2027, 3, 15)),
        (date(2027, 3, 16), date(2027, 3, 23)),
    ]


def test_a_code_that_is_not_sent_is_left_aside() -> None:
    """There are other ways to prove who one is."""
    world = Days(FORWARDING)
    world.done("forwarding")
    world.heard("expected/forwarding/code", "skipped")
    assert world.awaited() == {}


def test_a_label_is_awaited_for_each_vehicle_and_the_letterbox_comes_first() -> None:
    """It is the provider's answer: nothing else is awaited."""
    world = Days(NAMES, PLATE)
    world.done("plate/ab-123-cd", "dossier 42-A")
    (label,) = world.awaited().values()
    assert (label.id, [each.id for each in label.unready]) == ("expected/plate/ab-123-cd/label", ["names"])
    world.done("names")
    assert world.awaited()[label.id].unready == ()


def test_a_grouped_step_makes_its_labels_awaited() -> None:
    """Until a vehicle is left aside."""
    world = Days(PLATE, GROUPED)
    world.done("grouped")
    assert list(world.awaited()) == ["expected/plate/ab-123-cd/label", "expected/plate/ef-456-gh/label"]
    world.settle("plate/ab-123-cd", "skipped")
    assert list(world.awaited()) == ["expected/plate/ef-456-gh/label"]


async def test_a_registered_letter_that_was_posted_brings_its_slip() -> None:
    """Within eighteen days; where only the delivery counts, nothing else is awaited."""
    world = Days(NOTICE, CLAIM)
    for name in ("notice", "claim"):
        world.approve(name)
        world.done(name)
    assert {name: each.by for name, each in world.awaited().items()} == {
        "expected/claim": date(2027, 3, 11),
        "expected/claim/receipt": date(2027, 3, 19),
        "expected/notice/receipt": date(2027, 3, 19),
    }
    noticed = await world.after(19).noticed()
    assert {each.awaited.id: (each.means, each.rung) for each in noticed if each.awaited.step.id == "notice"} == {
        "expected/notice/receipt": ("receipt-missing", Channel.COUNTER)
    }


async def test_two_watches_at_once_write_one_silence() -> None:
    """Both read the journey before either of them wrote."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    world.after(11)
    stale = world.look()
    before: Any = StandingStill(stale.journey)
    late = replace(world.watching, journeys=replace(world.journeys, store=before))
    assert len(world.watching.notice(world.ident, world.today)) == 1
    assert len(late.notice(world.ident, world.today)) == 1
    assert world.kinds().count("silence") == 1


async def test_a_chase_tells_no_more_than_its_way_needs() -> None:
    """Beside the message that it recalls, and nothing else of what the person noted."""
    world = Days(TELL)
    world.done("tell", "vu avec Mme Petit, réf. AB-1234")
    await world.after(11).noticed()
    chase, plain = world.watching.chase(world.look(), "tell"), world.draft("tell", channel=Channel.EMAIL)
    assert chase.fields == plain.fields
    assert "Petit" not in str(chase.document())


async def test_two_months_with_silent_providers() -> None:
    """Looked at every day: each silence within a day of its promise, no way twice, every step in a known state."""
    carriers = {"mail": (mail := ScriptedCarrier(slug="mail")), "post": (post := Tracking(slug="post"))}
    world = Days(TELL, CLAIM, carriers=carriers)
    world.done("tell", "réf. AB-1234")
    world.approve("claim")
    await world.send()
    promise = {step: world.awaited()[f"expected/{step}"].by for step in ("tell", "claim")}
    ways: dict[str, list[Channel | None]] = {"tell": [], "claim": []}
    for day in range(1, 61):
        world.after(day)
        for silence in await world.noticed():
            step = silence.awaited.step.id
            assert (world.today - promise[step]).days == 1
            ways[step].append(silence.rung)
            if silence.rung is not None:
                world.approve_chase(step)
                await world.send()
            if silence.rung not in (None, Channel.EMAIL):  # prepared, and made by the person
                world.chased(step)
            promise[step] = world.awaited()[f"expected/{step}"].by
    assert [way for way in ways["tell"] if way] == [Channel.EMAIL, Channel.LETTER, Channel.PHONE, Channel.COUNTER]
    assert [way for way in ways["claim"] if way] == [Channel.COUNTER]
    assert (ways["tell"][-1], ways["claim"][-1]) == (None, None)
    assert {*mail.effects.values(), *post.effects.values()} == {1}
    assert (settled(world, "tell"), settled(world, "claim"), first_break(world.journey.entries)) == (True, True, None)


def test_the_calendar_holds_what_must_come_by_post() -> None:
    """On the last day of its promise; ticked once it came, and gone when it does not come."""
    world = Days(FORWARDING)
    files: list[bytes] = []
    agenda = Agenda(world.store, world.journeys, PlainCalendars(), world.clock, world.watching.awaited)

    def exported() -> list[str]:
        agenda.export(world.look(), PlainSentences(), files.append)
        return [title for title in files[-1].decode().splitlines() if "code" in title]

    assert exported() == []
    world.done("forwarding", "contrat 99-1")
    assert exported() == ["Le code"]
    world.heard("expected/forwarding/code")
    assert exported() == ["✓ Le code"]


def test_the_calendar_does_not_hold_answers() -> None:
    """Nobody has a day to keep for them."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    found = world.watching.awaited(world.look())
    assert arrivals((each for each in found if each.kind is not Kind.ANSWER), PlainSentences(), world.clock()) == ()


async def test_an_event_rings_the_day_before_until_it_came() -> None:
    """And moves along with a new promise."""
    world = Days(FORWARDING)
    world.done("forwarding")
    (event,) = arrivals(world.awaited().values(), PlainSentences(), world.clock())
    await world.after(11).noticed()
    (moved,) = arrivals(world.awaited().values(), PlainSentences(), world.clock())
    assert (event.first, moved.first, len(event.alarms)) == (date(2027, 3, 11), date(2027, 3, 19), 1)
