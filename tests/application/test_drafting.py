"""Which way a step takes to its provider, and which facts go along."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from scripted_carriers import ScriptedCarrier
from submission_builders import FACTS, LANDLORD, MANIFESTS, TODAY, World, a_manifest, a_template

from demenagement.domain.facts import place
from demenagement.domain.provider import Channel, Contact
from demenagement.errors import DossierIncomplete, NotAllowed


def _facts(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 # any fact: household__protected=True
    facts = deepcopy(FACTS)
    for path, value in changes.items():
        place(facts, path.replace("__", "."), value)
    return facts


def _way(world: World, name: str = "step", **how: Any) -> tuple[Channel, str | None]:  # noqa: ANN401 # channel, by_hand
    draft = world.draft(name, **how)
    return draft.channel, draft.carrier


def _told(world: World, name: str) -> set[str]:
    """The facts that leave with a step."""
    return {field.fact for field in world.draft(name).fields}


# The ladder


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
    facts = _facts(leaving__landlord={"name": "Agence Darcy"})
    assert _way(World(facts=facts), "notice") == (Channel.COUNTER, None)


def test_an_e_mail_goes_to_a_known_address_only() -> None:
    """Otherwise the next way is taken."""
    club = a_manifest("club", Channel.EMAIL, Channel.PHONE)
    step = a_template("step", provider="club")
    known = World(step, manifests={"club": club}, facts=_facts(accounts={"club": {"email": "a@exemple.fr"}}))
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
    world = World(carriers={"forms": ScriptedCarrier()}, facts=_facts(accounts={"forms": {"reference": "1001"}}))
    assert _way(world, "permit") == (Channel.PREFILL, "forms")


def test_the_reference_of_a_prefilled_form_is_on_the_draft() -> None:
    """The carrier knows the form by it."""
    world = World(carriers={"forms": ScriptedCarrier()}, facts=_facts(accounts={"forms": {"reference": "1001"}}))
    assert ("accounts.forms.reference", "1001") in [(each.fact, each.value) for each in world.draft("permit").fields]


@pytest.mark.parametrize("accounts", [{}, {"forms": {"holder": "Camille Martin"}}])
def test_a_form_is_not_prefilled_without_its_reference(accounts: dict[str, Any]) -> None:
    """Nobody knows which form is meant."""
    world = World(carriers={"forms": ScriptedCarrier()}, facts=_facts(accounts=accounts))
    assert _way(world, "permit") == (Channel.PORTAL, None)


def test_a_step_that_has_no_such_form_is_not_prefilled() -> None:
    """Even where the provider has forms for other steps."""
    world = World(carriers={"forms": ScriptedCarrier()}, facts=_facts(accounts={"forms": {"reference": "1001"}}))
    assert _way(world, "tax") == (Channel.PORTAL, None)


def test_by_hand_nothing_is_carried() -> None:
    """Whatever account is set up."""
    world = World(carriers={"post": ScriptedCarrier()})
    assert _way(world, "notice", by_hand=True) == (Channel.LETTER, None)


def test_by_hand_a_form_that_somebody_else_would_prefill_is_no_way() -> None:
    """The person fills in the page."""
    world = World(carriers={"forms": ScriptedCarrier()}, facts=_facts(accounts={"forms": {"reference": "1001"}}))
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


# To whom


def test_a_kind_of_provider_is_called_by_the_household_s_own_name_for_it() -> None:
    """The catalogue knows no company of that name."""
    power = a_manifest("electricity", Channel.PORTAL, kind="electricity")
    step = a_template("step", kind="electricity", side="leaving")
    facts = _facts(leaving__electricity={"supplier": "Watt & Co"})
    assert World(step, manifests={"electricity": power}, facts=facts).draft("step").recipient == "Watt & Co"


def test_a_provider_without_a_name_of_its_own_is_called_by_its_kind() -> None:
    """Something has to stand there."""
    power = a_manifest("electricity", Channel.PORTAL, kind="electricity")
    step = a_template("step", kind="electricity", side="leaving")
    assert World(step, manifests={"electricity": power}).draft("step").recipient == "Electricity"


@pytest.mark.parametrize("known_as", ["watt-co", "electricity"])
def test_an_account_is_found_by_the_company_s_name_or_the_provider_s(known_as: str) -> None:
    """It is given under the manifest's own slug either way."""
    power = a_manifest("electricity", Channel.PORTAL, kind="electricity", requires=("accounts.electricity.reference",))
    step = a_template("step", kind="electricity", side="leaving")
    facts = _facts(leaving__electricity={"supplier": "Watt & Co"}, accounts={known_as: {"reference": "1-23"}})
    draft = World(step, manifests={"electricity": power}, facts=facts).draft("step")
    assert [(each.fact, each.value) for each in draft.fields] == [("accounts.electricity.reference", "1-23")]


def test_the_company_s_own_account_comes_before_the_general_one() -> None:
    """It is the nearer of the two."""
    power = a_manifest("electricity", Channel.PORTAL, kind="electricity", requires=("accounts.electricity.reference",))
    step = a_template("step", kind="electricity", side="leaving")
    accounts = {"electricity": {"reference": "old"}, "watt-co": {"reference": "own"}}
    facts = _facts(leaving__electricity={"supplier": "Watt & Co"}, accounts=accounts)
    draft = World(step, manifests={"electricity": power}, facts=facts).draft("step")
    assert [each.value for each in draft.fields] == ["own"]


# Which facts


def test_only_the_facts_that_a_manifest_names_leave() -> None:
    """The household is bigger than what its landlord has to know."""
    assert _told(World(), "notice") == {"household.adults", "leaving.city", "arriving.city", "arriving.street"}


def test_a_helpful_fact_that_nobody_said_is_left_out() -> None:
    """It is not asked for either."""
    facts = _facts()
    del facts["arriving"]["street"]
    assert "arriving.street" not in _told(World(facts=facts), "notice")


def test_a_needed_fact_that_nobody_said_is_asked_for() -> None:
    """Every one of them, by its path."""
    club = a_manifest("club", Channel.PORTAL, requires=("move.day", "arriving.postcode", "leaving.postcode"))
    with pytest.raises(DossierIncomplete) as incomplete:
        World(a_template("step", provider="club"), manifests={"club": club}).draft("step")
    assert (incomplete.value.step, incomplete.value.missing) == ("step", ("arriving.postcode", "leaving.postcode"))


def test_what_there_is_none_of_is_not_told() -> None:
    """No gas is no fact for a form."""
    club = a_manifest("club", Channel.PORTAL, requires=("move.day",), optional=("leaving.gas",))
    world = World(a_template("step", provider="club"), manifests={"club": club}, facts=_facts(leaving__gas=False))
    assert _told(world, "step") == {"move.day"}


def test_a_step_for_one_vehicle_tells_of_that_one() -> None:
    """The other is nobody's business there."""
    world = World()
    plates = [
        [vehicle.plate for vehicle in facts["household.vehicles"]]  # type: ignore[attr-defined] # vehicles
        for ident in ("car/ab-123-cd", "car/ef-456-gh")
        if world.draft(ident)
        for facts in (world.providers.given[-1],)
    ]
    assert plates == [["AB-123-CD"], ["EF-456-GH"]]


def test_the_day_is_given_to_whoever_writes() -> None:
    """A letter bears the day of its approval."""
    world = World()
    world.submissions.draft(world.look(), "notice", date(2027, 4, 1))
    assert world.providers.given[-1]["today"] == date(2027, 4, 1)


@pytest.mark.parametrize(
    ("channel", "given"),
    [
        (Channel.PORTAL, set()),
        (Channel.EMAIL, {"email", "holder"}),
        (Channel.LETTER, {"address", "holder"}),
        (Channel.PHONE, {"phone"}),
        (Channel.COUNTER, {"address"}),
    ],
)
def test_where_a_provider_is_reached_is_given_for_that_way_only(channel: Channel, given: set[str]) -> None:
    """No manifest has to ask for it, and a form has no use for it."""
    club = a_manifest("club", *Channel, requires=("move.day",))
    account = {"address": ["Club", "21000 DIJON"], "email": "a@exemple.fr", "phone": "01", "holder": "Camille Martin"}
    world = World(
        a_template("step", provider="club"), manifests={"club": club}, facts=_facts(accounts={"club": account})
    )
    world.draft("step", channel=channel)
    assert {path for path in world.providers.given[-1] if path.startswith("accounts.")} == {
        f"accounts.club.{name}" for name in given
    }


@pytest.mark.parametrize("kind", ["landlord", "building-manager"])
def test_the_old_side_learns_nothing_of_a_protected_household_s_new_home(kind: str) -> None:
    """Neither the landlord nor whoever runs the building: no arriving fact leaves."""
    provider = a_manifest(
        kind,
        *(Channel.LETTER, Channel.COUNTER),
        kind=kind,
        requires=("household.adults",),
        optional=("leaving.city", "arriving.city", "arriving.street"),
    )
    step = a_template("step", side="leaving", kind=kind)
    world = World(step, manifests={kind: provider}, facts=_facts(household__protected=True))
    assert _told(world, "step") == {"household.adults", "leaving.city"}
    assert not [path for path in world.providers.given[-1] if path.startswith("arriving.")]


def test_whoever_writes_for_a_protected_household_knows_that_it_is() -> None:
    """So that the words keep the secret too; it is told to nobody."""
    world = World(facts=_facts(household__protected=True))
    assert "household.protected" not in _told(world, "notice")
    assert world.providers.given[-1]["household.protected"] is True


def test_a_protected_household_is_not_spoken_of_otherwise() -> None:
    """Nothing is given where there is nothing to keep."""
    World().draft("notice")
    world = World(facts=_facts(household__protected=False))
    world.draft("notice")
    assert "household.protected" not in world.providers.given[-1]


def test_the_new_side_knows_a_protected_household_s_home() -> None:
    """It is where they live."""
    step = a_template("step", side="arriving", kind="landlord")
    facts = _facts(household__protected=True)
    assert "arriving.street" in _told(World(step, manifests={"landlord": LANDLORD}, facts=facts), "step")


def test_what_a_provider_of_the_old_side_can_t_do_without_it_is_given() -> None:
    """Mail is not forwarded to nowhere."""
    post = a_manifest("mail", Channel.PORTAL, requires=("arriving.street",), optional=("arriving.city",))
    world = World(
        a_template("step", side="leaving", provider="mail"),
        manifests={"mail": post},
        facts=_facts(household__protected=True),
    )
    assert _told(world, "step") == {"arriving.street"}


def test_a_draft_is_the_same_for_the_same_facts() -> None:
    """Its fingerprint holds for what was shown."""
    assert World().draft("notice").digest == World().draft("notice").digest


def test_a_draft_of_another_day_is_another_draft() -> None:
    """The day stands on the letter."""
    world = World()
    later = world.submissions.draft(world.look(), "notice", date(2027, 4, 1))
    assert world.submissions.draft(world.look(), "notice", TODAY).digest != later.digest
