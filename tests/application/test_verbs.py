"""Which of the program, a letter and a script answers a verb, and by which way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from scripted_carriers import Reconciling
from submission_builders import LANDLORD, MANIFESTS, POST, TODAY, World, a_manifest, a_template, some_facts

from demenagement.application.verbs import Verbs
from demenagement.channels.asking import Asking
from demenagement.domain.provider import Channel
from demenagement.domain.verb import Means, Verb
from demenagement.errors import DossierIncomplete, NotAllowed, NotTold
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from demenagement.domain.verb import Reply

TOLD = {"what": "Une erreur.", "wish": "Une correction."}
SHOP = a_manifest(
    "shop",
    *(Channel.PORTAL, Channel.EMAIL, Channel.LETTER, Channel.PHONE),
    kind="electricity",
    requires=("move.day", "arriving.street"),
    optional=("household.adults",),
)
CLOSE = a_template("close", provider="shop", side="leaving", kind="electricity", letter="termination")
OWNER = replace(LANDLORD, optional=("leaving.landlord.name", "leaving.landlord.address"))
HOMES = some_facts(
    leaving__street="12 rue de la Liberté",
    leaving__postcode="21000",
    leaving__city="Dijon",
    arriving__street="5 quai des Brumes",
    arriving__postcode="44000",
    arriving__city="Nantes",
)


def asked(world: World, name: str, verb: Verb, **how: Any) -> Reply:  # noqa: ANN401 # channel, letter, told
    """What answers a verb for a step of that world."""
    verbs = Verbs(world.journeys, world.drafting, Asking(phrasebook("fr")))
    return verbs.reply(world.look(), name, verb, TODAY, **how)


def a_shop(facts: dict[str, Any] = HOMES, **account: object) -> World:
    """A world of one shop; `account` is what the household knows of it."""
    known = {**facts, "accounts": {"shop": account}} if account else facts
    return World(CLOSE, manifests={"shop": SHOP}, facts=known)


def test_a_complaint_is_written_where_it_can_be() -> None:
    """A letter before an e-mail, an e-mail before a site."""
    letter = asked(a_shop(address=["Shop", "21000 DIJON"]), "close", Verb.COMPLAIN, told=TOLD)
    mail = asked(a_shop(email="a@exemple.fr"), "close", Verb.COMPLAIN, told=TOLD)
    site = asked(a_shop(), "close", Verb.COMPLAIN, told=TOLD)
    assert [each.draft.channel for each in (letter, mail, site)] == [Channel.LETTER, Channel.EMAIL, Channel.PORTAL]
    assert [each.means for each in (letter, mail, site)] == [Means.DRAFT, Means.DRAFT, Means.SCRIPT]


def test_other_verbs_take_the_ways_of_the_provider_in_their_order() -> None:
    """The one that asks least comes first."""
    world = a_shop(address=["Shop", "21000 DIJON"])
    assert asked(world, "close", Verb.STATUS).draft.channel is Channel.PORTAL


def test_a_letter_that_is_asked_for_asks_where_to_write() -> None:
    """It is not silently something to say."""
    with pytest.raises(DossierIncomplete) as caught:
        asked(a_shop(), "close", Verb.COMPLAIN, letter="complaint", told=TOLD)
    assert caught.value.missing == ("accounts.shop.address",)


def test_a_way_may_be_chosen() -> None:
    """Where there is one."""
    assert asked(a_shop(), "close", Verb.STATUS, channel=Channel.PHONE).draft.channel is Channel.PHONE
    with pytest.raises(NotAllowed) as caught:
        asked(a_shop(), "close", Verb.STATUS, channel=Channel.COUNTER)
    assert caught.value.reason == "no-such-channel"


def test_what_a_letter_must_be_told_is_named_at_once() -> None:
    """So that it can be asked in one go."""
    with pytest.raises(NotTold) as caught:
        asked(a_shop(address=["Shop", "21000 DIJON"]), "close", Verb.COMPLAIN)
    assert caught.value.missing == ("what", "wish")


def test_a_letter_of_another_verb_or_step_is_refused() -> None:
    """With those there are."""
    for verb, letter in ((Verb.STATUS, "complaint"), (Verb.COMPLAIN, "deposit-reminder")):
        with pytest.raises(NotAllowed) as caught:
            asked(a_shop(), "close", verb, letter=letter)
        assert caught.value.facts["named"] == ("complaint", "index-dispute", "mediator")


def test_what_the_step_itself_asks_is_its_own_draft() -> None:
    """Word for word what `draft` shows."""
    world = World(a_template("tax", provider="club"), manifests={"club": replace(MANIFESTS["club"], kind="tax")})
    assert asked(world, "tax", Verb.INFORM).draft == world.draft("tax")


def test_a_step_without_a_counterpart_is_asked_nothing() -> None:
    """Nobody is there."""
    with pytest.raises(NotAllowed) as caught:
        asked(World(), "packing", Verb.STATUS)
    assert caught.value.reason == "no-counterpart"


def test_a_notice_is_taken_back_by_a_letter_that_asks_for_agreement() -> None:
    """One side alone does not take it back."""
    world = World(manifests={**MANIFESTS, "landlord": OWNER}, facts=HOMES)
    letter = asked(world, "notice", Verb.CANCEL).draft.letter
    assert letter is not None
    assert "l'accord du bailleur" in letter.paragraphs[3]


def test_a_notice_is_changed_by_agreement_and_not_by_a_letter() -> None:
    """One side alone does not change it."""
    reply = asked(World(), "notice", Verb.AMEND)
    assert (reply.means, reply.draft.letter) == (Means.SCRIPT, None)
    assert "Sans votre accord écrit" in reply.draft.text


def test_an_amendment_tells_what_is_different_since_it_was_told() -> None:
    """And nothing that stands; where nothing is known to be different, the new address and the day."""
    world = a_shop(address=["Shop", "21000 DIJON"])
    first = asked(world, "close", Verb.AMEND, channel=Channel.LETTER).draft.letter
    world.settle("close", "done")
    world.set(move__day=date(2027, 6, 12))
    second = asked(world, "close", Verb.AMEND, channel=Channel.LETTER).draft.letter
    assert first is not None
    assert "Nouvelle adresse : 5 quai" in first.paragraphs[2]
    assert second is not None
    assert second.paragraphs[2].splitlines()[1:] == ["Jour du déménagement : 12 juin 2027"]


async def test_where_the_carrier_can_be_asked_the_program_does_it() -> None:
    """The command is said, and the words are there all the same."""
    carriers = {"post": Reconciling(slug="post")}
    tracked = {**MANIFESTS, "landlord": OWNER, "post": replace(POST, abilities=("tracks",))}
    world = World(manifests=tracked, carriers=carriers, facts=HOMES)
    world.approve("notice")
    await world.send()
    reply = asked(world, "notice", Verb.STATUS)
    assert (reply.means, reply.command) == (Means.MACHINE, f"demenagement track {world.ident}")
    assert asked(world, "notice", Verb.AMEND).command is None


async def test_a_request_that_left_is_called_by_its_day() -> None:
    """Nobody is asked when."""
    world = World(manifests={**MANIFESTS, "landlord": OWNER}, carriers={"post": Reconciling(slug="post")}, facts=HOMES)
    world.approve("second")
    await world.send()
    letter = asked(world, "second", Verb.STATUS).draft.letter
    assert letter is not None
    assert f"Le {phrasebook('fr').day(world.clock.now.date())}" in letter.paragraphs[1]


def test_the_old_side_of_a_protected_household_never_learns_its_new_address() -> None:
    """Whatever is asked, by whatever way."""
    facts = {**HOMES, "household": {**HOMES["household"], "protected": True}}
    manifest = replace(SHOP, requires=("move.day",), optional=("household.adults", "arriving.street"))
    account = {"address": ["Shop", "21000 DIJON"], "email": "a@exemple.fr"}
    world = World(CLOSE, manifests={"shop": manifest}, facts={**facts, "accounts": {"shop": account}})
    for verb in (each for each in Verb if each is not Verb.INFORM):
        for channel in SHOP.channels:
            draft = asked(world, "close", verb, channel=channel, told=TOLD).draft
            assert "quai des Brumes" not in repr(draft)
