"""When a letter goes as an electronic registered one, and when none does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from scripted_carriers import ScriptedCarrier, Tracking
from submission_builders import LANDLORD, MANIFESTS, NOTICE, PDF, POST, World, a_manifest, a_template, some_facts

from demenagement.domain.provider import Channel
from demenagement.domain.submission import Outcome, State
from demenagement.errors import NotAllowed

LISTENING = a_manifest(
    "landlord",
    *(Channel.LETTER, Channel.ELECTRONIC, Channel.COUNTER),
    kind="landlord",
    registered=True,
    requires=LANDLORD.requires,
    optional=LANDLORD.optional,
)
ELECTRONIC = a_manifest("e-post", Channel.API, carries=Channel.ELECTRONIC)
CATALOGUE = {**MANIFESTS, "landlord": LISTENING, "e-post": ELECTRONIC}
REMINDER = a_template("reminder", side="leaving", kind="landlord", letter="deposit-reminder")
KEY_VISIT = a_template("key-visit", side="arriving", kind="landlord", letter="request")


def _world(*, accepts: bool | None = True, by: str | None = "electronic", **carriers: Any) -> World:  # noqa: ANN401 # any carrier
    """A tenant whose landlord may have agreed, and what they chose; `carriers` are those set up."""
    facts = some_facts(leaving__landlord__accepts_electronic=accepts, leaving__notice_by=by)
    set_up = {name.replace("_", "-"): carrier for name, carrier in carriers.items()}
    return World(NOTICE, REMINDER, KEY_VISIT, manifests=CATALOGUE, carriers=set_up, facts=facts)


def _way(world: World, name: str = "notice", **how: Any) -> tuple[Channel, str | None]:  # noqa: ANN401 # channel, by_hand
    draft = world.draft(name, **how)
    return draft.channel, draft.carrier


def _refusal(world: World, name: str = "notice", **how: Any) -> str:  # noqa: ANN401 # channel, by_hand
    with pytest.raises(NotAllowed) as refused:
        world.draft(name, **how)
    return refused.value.reason


def test_a_notice_goes_electronically_where_that_was_chosen_and_agreed_to() -> None:
    """By who carries such letters, however many carry others."""
    world = _world(e_post=ScriptedCarrier(), post=ScriptedCarrier())
    assert _way(world) == (Channel.ELECTRONIC, "e-post")


def test_without_an_account_the_person_sends_it_themselves() -> None:
    """It is written all the same, and no carrier of paper takes it."""
    assert _way(_world(post=ScriptedCarrier())) == (Channel.ELECTRONIC, None)


def test_by_hand_it_is_still_an_electronic_one() -> None:
    """The person may use another service."""
    assert _way(_world(e_post=ScriptedCarrier()), by_hand=True) == (Channel.ELECTRONIC, None)


@pytest.mark.parametrize("by", [None, "registered"])
def test_nobody_is_sent_one_by_accident(by: str | None) -> None:
    """The landlord's agreement and an account are no choice of the tenant's."""
    world = _world(by=by, e_post=ScriptedCarrier(), post=ScriptedCarrier())
    assert _way(world) == (Channel.LETTER, "post")


def test_nobody_is_sent_one_because_no_other_way_is_open() -> None:
    """The landlord's postal address is unknown: the person goes there."""
    facts = some_facts(leaving__landlord={"name": "Anne Exemple", "accepts_electronic": True})
    world = World(NOTICE, manifests=CATALOGUE, carriers={"e-post": ScriptedCarrier()}, facts=facts)
    assert _way(world) == (Channel.COUNTER, None)


@pytest.mark.parametrize("by", [None, "registered", "hand"])
def test_who_asks_for_that_way_gets_it(by: str | None) -> None:
    """Whatever was thought of first."""
    world = _world(by=by, e_post=ScriptedCarrier())
    assert _way(world, channel=Channel.ELECTRONIC) == (Channel.ELECTRONIC, "e-post")


def test_another_letter_goes_that_way_only_when_asked() -> None:
    """The choice was made for the notice."""
    world = _world(e_post=ScriptedCarrier(), post=ScriptedCarrier())
    assert _way(world, "reminder") == (Channel.LETTER, "post")
    assert _way(world, "reminder", channel=Channel.ELECTRONIC) == (Channel.ELECTRONIC, "e-post")


@pytest.mark.parametrize(
    ("accepts", "reason"), [(None, "electronic-unknown"), (False, "electronic-unwanted")], ids=["unknown", "no"]
)
@pytest.mark.parametrize("how", [{}, {"channel": Channel.ELECTRONIC}, {"by_hand": True}], ids=str)
def test_without_the_landlord_s_agreement_it_is_refused(accepts: bool | None, reason: str, how: dict[str, Any]) -> None:
    """It would be void: neither chosen, nor asked for, nor by hand."""
    assert _refusal(_world(accepts=accepts, e_post=ScriptedCarrier()), **how) == reason


def test_a_refusal_names_the_fact_that_decides() -> None:
    """Of the home that the step is about: one landlord's agreement says nothing of the other's."""
    with pytest.raises(NotAllowed) as refused:
        _world().draft("key-visit", channel=Channel.ELECTRONIC)
    assert refused.value.facts == {
        "reason": "electronic-unknown",
        "step": "key-visit",
        "fact": "arriving.landlord.accepts_electronic",
    }


def test_an_electronic_notice_is_refused_on_paper() -> None:
    """The letter and the plan would tell two stories."""
    assert _refusal(_world(post=ScriptedCarrier()), channel=Channel.LETTER) == "notice-is-electronic"


def test_a_provider_that_does_not_listen_that_way_is_sent_none() -> None:
    """And says which ways there are."""
    world = World(carriers={"e-post": ScriptedCarrier()}, facts=some_facts(leaving__notice_by="electronic"))
    assert _refusal(world, "tax", channel=Channel.ELECTRONIC) == "no-such-channel"


def test_nobody_but_a_landlord_is_written_to_that_way() -> None:
    """No other agreement is known, whatever a manifest lists."""
    club = a_manifest("club", Channel.PORTAL, Channel.ELECTRONIC)
    world = World(
        a_template("step", provider="club"),
        manifests={"club": club, "e-post": ELECTRONIC},
        carriers={"e-post": ScriptedCarrier()},
    )
    assert _refusal(world, "step", channel=Channel.ELECTRONIC) == "no-such-channel"
    assert _way(world, "step") == (Channel.PORTAL, None)


@pytest.mark.parametrize("accepts", [None, False])
async def test_an_agreement_that_was_taken_back_stops_what_was_approved(accepts: bool | None) -> None:
    """Nothing leaves."""
    carrier = ScriptedCarrier()
    world = _world(e_post=carrier)
    world.approve("notice")
    world.set(leaving__landlord__accepts_electronic=accepts)
    sent = (await world.send())["notice"]
    assert (type(sent.fault), sent.state, carrier.asked) == (NotAllowed, State.CANCELLED, [])


async def test_a_choice_that_was_changed_stops_what_was_approved_for_paper() -> None:
    """An electronic notice never goes by post."""
    carrier = ScriptedCarrier()
    world = _world(by="registered", post=carrier)
    world.approve("notice")
    world.set(leaving__notice_by="electronic")
    sent = (await world.send())["notice"]
    assert (type(sent.fault), carrier.asked) == (NotAllowed, [])


def test_what_is_handed_over_is_not_posted() -> None:
    """A letter that is not registered is nothing for a carrier of registered ones."""
    handing = {**CATALOGUE, "landlord": a_manifest("landlord", Channel.LETTER, kind="landlord"), "post": POST}
    world = World(NOTICE, manifests=handing, carriers={"post": ScriptedCarrier()}, facts=some_facts())
    assert _way(world, channel=Channel.LETTER) == (Channel.LETTER, None)


async def _sent(*outcomes: Outcome) -> World:
    """A world whose electronic notice was taken, with a proof, and waits for its sender."""
    carrier = Tracking(slug="e-post")
    carrier.yours, carrier.outcomes = True, outcomes
    template = a_template(
        "notice",
        side="leaving",
        kind="landlord",
        letter="lease-notice",
        learns=NOTICE.learns | {"enclosed": "leaving.ground_proven"},
    )
    facts = some_facts(leaving__landlord__accepts_electronic=True, leaving__notice_by="electronic")
    world = World(template, manifests=CATALOGUE, carriers={"e-post": carrier}, facts=facts)
    # The letter itself is what the composer of that channel sets; here a proof and its copy go along.
    world.approve("notice", enclosed=(PDF, PDF))
    await world.send()
    return world


def _learnt(world: World) -> dict[str, Any]:
    facts = world.journey.facts["leaving"]
    names = ("notice_posted", "notice_received", "ground_proven")
    return {name: facts[name] for name in names if facts.get(name) is not None}


async def test_what_waits_for_its_sender_was_not_posted() -> None:
    """The notice does not run, and the step is still theirs."""
    world = await _sent(Outcome(state=State.SENT, detail="Code attendu"))
    (news,) = await world.track()
    assert (news.state, _learnt(world), world.look().step("notice").standing.settled) == (State.SENT, {}, False)


async def test_what_was_confirmed_was_posted_that_day() -> None:
    """With its proofs."""
    world = await _sent(Outcome(state=State.ACKNOWLEDGED, day=date(2027, 3, 2)))
    await world.track()
    assert _learnt(world) == {"notice_posted": "2027-03-02", "ground_proven": True}


async def test_what_is_known_to_be_on_its_way_was_posted_by_the_day_one_heard() -> None:
    """Where nobody told which day it was."""
    world = await _sent(Outcome(state=State.ACKNOWLEDGED))
    await world.track()
    assert _learnt(world)["notice_posted"] == "2027-03-01"


async def test_its_delivery_is_learnt_as_that_of_a_paper_one() -> None:
    """From that day the notice runs; the day it left stays as it was learnt."""
    world = await _sent(
        Outcome(state=State.ACKNOWLEDGED, day=date(2027, 3, 2)), Outcome(state=State.VERIFIED, day=date(2027, 3, 4))
    )
    for _ in range(2):
        await world.track()
    assert _learnt(world) == {"notice_posted": "2027-03-02", "notice_received": "2027-03-04", "ground_proven": True}


async def test_a_delivery_that_is_heard_of_first_tells_all_it_can() -> None:
    """Nobody asked in between: when it left is not guessed."""
    world = await _sent(Outcome(state=State.ACCEPTED, day=date(2027, 3, 4)))
    await world.track()
    assert _learnt(world) == {"notice_received": "2027-03-04", "ground_proven": True}


@pytest.mark.parametrize("state", [State.REFUSED, State.FAILED, State.CANCELLED, State.UNKNOWN])
async def test_what_did_not_arrive_teaches_nothing(state: State) -> None:
    """The notice was not given."""
    world = await _sent(Outcome(state=state))
    await world.track()
    assert _learnt(world) == {}


async def test_what_is_left_to_do_is_kept_with_the_receipt() -> None:
    """And gone once it was done."""
    carrier = Tracking(slug="e-post")
    world = _world(e_post=carrier)
    world.approve("notice")
    carrier.outcomes = (Outcome(state=State.ACKNOWLEDGED, detail="Déposé"),)
    carrier.left = "Donnez votre code"
    submission = (await world.send())["notice"].submission
    assert submission is not None
    assert (submission.detail, submission.receipt) == ("Donnez votre code", carrier.receipt(submission.key))
    await world.track()
    found = world.submission("notice")
    assert (found and found.detail) == "Déposé"
