"""Which way a step takes to its provider."""

from __future__ import annotations

from typing import Any

import pytest
from scripted_carriers import ScriptedCarrier
from submission_builders import MANIFESTS, World, a_manifest, a_template, some_facts

from demenagement.domain.provider import Channel, Contact
from demenagement.errors import NotAllowed


def _way(world: World, name: str = "step", **how: Any) -> tuple[Channel, str | None]:  # noqa: ANN401 # channel, by_hand
    draft = world.draft(name, **how)
    return draft.channel, draft.carrier


def test_the_first_way_of_the_ladder_is_taken() -> None:
    """It asks least of the household."""
    club = a_manifest("club", Channel.PORTAL, Channel.PHONE)
    world = World(a_template("step", provider="club"), manifests={"club": club})
    assert _way(world) == (Channel.PORTAL, None)


def test_a_connected_provider_is_its_own_carrier_once_an_account_is_set_up() -> None:
    """The program transmits by itself."""
    club = a_manifest("club", Channel.API, Channel.PHONE)
    world = World(a_template("step", provider="club"), manifests={"club": club}, carriers={"club": ScriptedCarrier()})
    assert _way(world) == (Channel.API, "club")


def test_without_an_account_a_connected_provider_is_reached_another_way() -> None:
    """The person goes."""
    club = a_manifest("club", Channel.API, Channel.PHONE)
    world = World(a_template("step", provider="club"), manifests={"club": club})
    assert _way(world) == (Channel.PHONE, None)


def test_a_registered_letter_is_carried_once_an_account_is_set_up() -> None:
    """By whoever carries letters."""
    assert _way(World(carriers={"post": ScriptedCarrier()}), "notice") == (Channel.LETTER, "post")


@pytest.mark.parametrize(
    ("ready", "wanted", "expected"),
    [
        (("courier", "post"), None, "courier"),
        (("post", "courier"), None, "courier"),
        (("courier", "post"), "post", "post"),
        (("courier", "post"), "courier", "courier"),
        (("courier",), "post", "courier"),
        ((), "post", None),
    ],
)
def test_of_two_carriers_the_person_s_choice_decides(
    ready: tuple[str, ...], wanted: str | None, expected: str | None
) -> None:
    """Else the first by name, in whatever order they were set up; a choice without an account is none."""
    courier = a_manifest("courier", Channel.API, carries=Channel.LETTER)
    world = World(manifests={**MANIFESTS, "courier": courier}, carriers=dict.fromkeys(ready, ScriptedCarrier()))
    if wanted:
        world.providers.wanted[Channel.LETTER] = wanted
    assert _way(world, "notice") == (Channel.LETTER, expected)


def test_without_an_account_a_letter_is_the_person_s_to_post() -> None:
    """It is written all the same."""
    assert _way(World(), "notice") == (Channel.LETTER, None)


def test_a_letter_that_need_not_be_registered_is_not_carried() -> None:
    """Nobody pays for what a stamp does."""
    club = a_manifest("club", Channel.LETTER, contact=Contact(address=("Club", "21000 DIJON")))
    world = World(
        a_template("step", provider="club"), manifests={**MANIFESTS, "club": club}, carriers={"post": ScriptedCarrier()}
    )
    assert _way(world) == (Channel.LETTER, None)


def test_a_letter_to_an_unknown_address_is_no_way() -> None:
    """The next one is."""
    facts = some_facts(leaving__landlord={"name": "Agence Darcy"})
    assert _way(World(facts=facts), "notice") == (Channel.COUNTER, None)


def test_an_e_mail_goes_to_a_known_address_only() -> None:
    """Otherwise the next way is taken."""
    club = a_manifest("club", Channel.EMAIL, Channel.PHONE)
    step = a_template("step", provider="club")
    known = World(step, manifests={"club": club}, facts=some_facts(accounts={"club": {"email": "a@exemple.fr"}}))
    unknown = World(step, manifests={"club": club})
    assert (_way(known)[0], _way(unknown)[0]) == (Channel.EMAIL, Channel.PHONE)


def test_a_landlord_is_written_to_at_the_home_that_the_step_is_about() -> None:
    """The old landlord's address says nothing of the new one's."""
    step = a_template("inventory", side="arriving", kind="landlord")
    assert _way(World(step), "inventory") == (Channel.COUNTER, None)


def test_where_no_way_is_open_the_last_one_is_taken() -> None:
    """There is always somewhere to turn to."""
    club = a_manifest("club", Channel.EMAIL, Channel.LETTER)
    assert _way(World(a_template("step", provider="club"), manifests={"club": club})) == (Channel.LETTER, None)


def test_a_form_is_prefilled_for_who_gave_its_reference() -> None:
    """The carrier is ready, the step can be, and the person said which form."""
    world = World(carriers={"forms": ScriptedCarrier()}, facts=some_facts(accounts={"forms": {"reference": "1001"}}))
    assert _way(world, "permit") == (Channel.PREFILL, "forms")


def test_the_reference_of_a_prefilled_form_is_on_the_draft() -> None:
    """The carrier knows the form by it."""
    world = World(carriers={"forms": ScriptedCarrier()}, facts=some_facts(accounts={"forms": {"reference": "1001"}}))
    assert ("accounts.forms.reference", "1001") in [(each.fact, each.value) for each in world.draft("permit").fields]


@pytest.mark.parametrize("accounts", [{}, {"forms": {"holder": "Camille Martin"}}])
def test_a_form_is_not_prefilled_without_its_reference(accounts: dict[str, Any]) -> None:
    """Nobody knows which form is meant."""
    world = World(carriers={"forms": ScriptedCarrier()}, facts=some_facts(accounts=accounts))
    assert _way(world, "permit") == (Channel.PORTAL, None)


def test_a_step_that_has_no_such_form_is_not_prefilled() -> None:
    """Even where the provider has forms for other steps."""
    world = World(carriers={"forms": ScriptedCarrier()}, facts=some_facts(accounts={"forms": {"reference": "1001"}}))
    assert _way(world, "tax") == (Channel.PORTAL, None)


def test_by_hand_nothing_is_carried() -> None:
    """Whatever account is set up."""
    world = World(carriers={"post": ScriptedCarrier()})
    assert _way(world, "notice", by_hand=True) == (Channel.LETTER, None)


def test_by_hand_a_form_that_somebody_else_would_prefill_is_no_way() -> None:
    """The person fills in the page."""
    world = World(carriers={"forms": ScriptedCarrier()}, facts=some_facts(accounts={"forms": {"reference": "1001"}}))
    assert _way(world, "permit", by_hand=True) == (Channel.PORTAL, None)


def test_a_wanted_way_is_taken_where_the_provider_listens_that_way() -> None:
    """Rather than the first one."""
    assert _way(World(), "notice", channel=Channel.COUNTER) == (Channel.COUNTER, None)


@pytest.mark.parametrize(("name", "channel"), [("notice", Channel.PHONE), ("tax", Channel.PREFILL)])
def test_a_way_that_is_none_is_refused_with_those_there_are(name: str, channel: Channel) -> None:
    """A form is none for a step that has no form."""
    with pytest.raises(NotAllowed) as refused:
        World().draft(name, channel=channel)
    assert refused.value.reason == "no-such-channel"
    assert channel not in refused.value.facts["channels"]  # type: ignore[operator] # a tuple of channels


def test_a_step_at_home_has_no_draft() -> None:
    """Nobody has to be told."""
    with pytest.raises(NotAllowed) as refused:
        World().draft("packing")
    assert (refused.value.reason, refused.value.facts["step"]) == ("no-counterpart", "packing")
