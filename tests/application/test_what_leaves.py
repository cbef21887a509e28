"""Whom a draft is for, and which facts go along: what they need, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from submission_builders import LANDLORD, TODAY, World, a_manifest, a_template, some_facts

from demenagement.domain.condition import parse
from demenagement.domain.provider import Channel
from demenagement.errors import DossierIncomplete


def _told(world: World, name: str) -> set[str]:
    """The facts that leave with a step."""
    return {field.fact for field in world.draft(name).fields}


def test_a_kind_of_provider_is_called_by_the_household_s_own_name_for_it() -> None:
    """The catalogue knows no company of that name."""
    power = a_manifest("electricity", Channel.PORTAL, kind="electricity")
    step = a_template("step", kind="electricity", side="leaving")
    facts = some_facts(leaving__electricity={"supplier": "Watt & Co"})
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
    facts = some_facts(leaving__electricity={"supplier": "Watt & Co"}, accounts={known_as: {"reference": "1-23"}})
    draft = World(step, manifests={"electricity": power}, facts=facts).draft("step")
    assert [(each.fact, each.value) for each in draft.fields] == [("accounts.electricity.reference", "1-23")]


def test_the_company_s_own_account_comes_before_the_general_one() -> None:
    """It is the nearer of the two."""
    power = a_manifest("electricity", Channel.PORTAL, kind="electricity", requires=("accounts.electricity.reference",))
    step = a_template("step", kind="electricity", side="leaving")
    accounts = {"electricity": {"reference": "old"}, "watt-co": {"reference": "own"}}
    facts = some_facts(leaving__electricity={"supplier": "Watt & Co"}, accounts=accounts)
    draft = World(step, manifests={"electricity": power}, facts=facts).draft("step")
    assert [each.value for each in draft.fields] == ["own"]


def test_what_is_asked_of_a_company_is_asked_under_its_own_name() -> None:
    """Once, whatever family serves it; the household has no other account to give."""
    needs = ("accounts.electricity.reference", "arriving.postcode")
    power = a_manifest("electricity", Channel.PORTAL, kind="electricity", requires=needs)
    step = a_template("step", kind="electricity", side="leaving")
    facts = some_facts(leaving__electricity={"supplier": "Watt & Co"})
    with pytest.raises(DossierIncomplete) as incomplete:
        World(step, manifests={"electricity": power}, facts=facts).draft("step")
    assert incomplete.value.missing == ("accounts.watt-co.reference", "arriving.postcode")


def test_what_is_asked_of_a_kind_without_a_name_is_asked_under_the_kind() -> None:
    """It is the household's only one."""
    bank = a_manifest("bank", Channel.PORTAL, kind="bank", requires=("accounts.bank.reference",))
    with pytest.raises(DossierIncomplete) as incomplete:
        World(a_template("step", kind="bank"), manifests={"bank": bank}).draft("step")
    assert incomplete.value.missing == ("accounts.bank.reference",)


SUBSCRIPTION = a_template("step", kind="subscription", each="subscription")
ANY_SUBSCRIPTION = a_manifest(
    "subscription", Channel.LETTER, kind="subscription", requires=("accounts.subscription.reference",)
)


def test_each_subscription_is_known_by_its_own_account() -> None:
    """What one is known by is told to no other, though the same words serve both."""
    facts = some_facts(
        household__subscriptions=["Le Café", "Le Cercle"], accounts={"subscription": {"reference": "any"}}
    )
    facts["accounts"]["le-cafe"] = {"reference": "own"}
    world = World(SUBSCRIPTION, manifests={"subscription": ANY_SUBSCRIPTION}, facts=facts)
    told = {field.fact: field.value for field in world.draft("step/le-cafe").fields}
    assert told["accounts.subscription.reference"] == "own"
    with pytest.raises(DossierIncomplete) as incomplete:
        world.draft("step/le-cercle")
    assert incomplete.value.missing == ("accounts.le-cercle.reference",)


def test_a_subscription_is_told_the_address_and_nothing_else_of_its_family() -> None:
    """Whoever insures the home may know its owner; whoever is only told that one moves may not."""
    optional = ("leaving.city", "arriving.city", "arriving.street", "household.vehicles", "leaving.landlord.name")
    family = a_manifest("subscription", Channel.PORTAL, kind="subscription", requires=("move.day",), optional=optional)
    facts = some_facts(household__subscriptions=["Le Café"])
    world = World(SUBSCRIPTION, manifests={"subscription": family}, facts=facts)
    assert _told(world, "step") == {"move.day", "leaving.city", "arriving.city", "arriving.street"}


def test_a_letter_is_headed_by_the_company_s_own_name() -> None:
    """Its bill may give the address alone."""
    letters = a_manifest("subscription", Channel.LETTER, Channel.PORTAL, kind="subscription")
    facts = some_facts(household__subscriptions=["Le Café"], accounts={"le-cafe": {"address": ["CS 1", "21000 DIJON"]}})
    world = World(SUBSCRIPTION, manifests={"subscription": letters}, facts=facts)
    world.draft("step")
    assert world.providers.given[-1]["accounts.subscription.name"] == "Le Café"


def test_whoever_is_told_a_street_abroad_is_told_its_country() -> None:
    """Though its manifest does not name it: the catalogue is written for France."""
    bank = a_manifest("bank", Channel.PORTAL, optional=("arriving.street", "leaving.city"))
    step = a_template("step", provider="bank")
    world = World(step, manifests={"bank": bank}, facts=some_facts(arriving__country="BE", leaving__country="LU"))
    assert _told(world, "step") == {"arriving.street", "arriving.country", "leaving.city"}


@pytest.mark.parametrize(("channel", "shown"), [(Channel.LETTER, True), (Channel.PORTAL, False)])
def test_a_letter_shows_where_it_is_written_from(channel: Channel, *, shown: bool) -> None:
    """Though its manifest asks for neither home: an answer has to arrive somewhere."""
    bank = a_manifest("bank", channel)
    world = World(a_template("step", provider="bank"), manifests={"bank": bank}, facts=some_facts())
    world.draft("step")
    told = world.providers.given[-1]
    assert [f"sender.{each}" in told for each in ("leaving.city", "arriving.city", "since")] == [shown] * 3


def test_only_the_facts_that_a_manifest_names_leave() -> None:
    """The household is bigger than what its landlord has to know."""
    assert _told(World(), "notice") == {"household.adults", "leaving.city", "arriving.city", "arriving.street"}


@pytest.mark.parametrize("kind", ["electricity", "gas"])
def test_who_sells_two_things_is_told_of_the_one_that_the_step_is_about(kind: str) -> None:
    """Ending the electricity tells nobody the number of the gas meter."""
    meters = ("leaving.electricity.meter", "leaving.gas.meter")
    power = a_manifest("watt", Channel.PORTAL, kind="electricity", optional=meters)
    step = a_template("step", kind=kind, provider="watt", side="leaving")
    facts = some_facts(leaving__electricity={"meter": "1"}, leaving__gas={"meter": "2"})
    assert _told(World(step, manifests={"watt": power}, facts=facts), "step") == {f"leaving.{kind}.meter"}


@pytest.mark.parametrize(
    ("when", "told"), [('move.street_parking == "both"', {"move.street_parking"}), ("True", set())]
)
def test_how_the_move_is_made_is_told_where_a_step_hangs_on_it(when: str, told: set[str]) -> None:
    """The town hall learns of the truck where it is asked for its place, not from the electoral roll."""
    town = a_manifest("town-hall", Channel.PORTAL, optional=("move.street_parking",))
    step = a_template("step", provider="town-hall", when=parse(when))
    facts = some_facts(move__street_parking="both")
    assert _told(World(step, manifests={"town-hall": town}, facts=facts), "step") == told


def test_a_helpful_fact_that_nobody_said_is_left_out() -> None:
    """It is not asked for either."""
    facts = some_facts()
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
    world = World(a_template("step", provider="club"), manifests={"club": club}, facts=some_facts(leaving__gas=False))
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
        a_template("step", provider="club"), manifests={"club": club}, facts=some_facts(accounts={"club": account})
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
    world = World(step, manifests={kind: provider}, facts=some_facts(household__protected=True))
    assert _told(world, "step") == {"household.adults", "leaving.city"}
    assert not [path for path in world.providers.given[-1] if "arriving." in path]


def test_whoever_writes_for_a_protected_household_knows_that_it_is() -> None:
    """So that the words keep the secret too; it is told to nobody."""
    world = World(facts=some_facts(household__protected=True))
    assert "household.protected" not in _told(world, "notice")
    assert world.providers.given[-1]["household.protected"] is True


def test_a_protected_household_is_not_spoken_of_otherwise() -> None:
    """Nothing is given where there is nothing to keep."""
    World().draft("notice")
    world = World(facts=some_facts(household__protected=False))
    world.draft("notice")
    assert "household.protected" not in world.providers.given[-1]


def test_the_new_side_knows_a_protected_household_s_home() -> None:
    """It is where they live."""
    step = a_template("step", side="arriving", kind="landlord")
    facts = some_facts(household__protected=True)
    assert "arriving.street" in _told(World(step, manifests={"landlord": LANDLORD}, facts=facts), "step")


def test_what_a_provider_of_the_old_side_can_t_do_without_it_is_given() -> None:
    """Mail is not forwarded to nowhere."""
    post = a_manifest("mail", Channel.PORTAL, requires=("arriving.street",), optional=("arriving.city",))
    world = World(
        a_template("step", side="leaving", provider="mail"),
        manifests={"mail": post},
        facts=some_facts(household__protected=True),
    )
    assert _told(world, "step") == {"arriving.street"}


def test_a_draft_is_the_same_for_the_samesome_facts() -> None:
    """Its fingerprint holds for what was shown."""
    assert World().draft("notice").digest == World().draft("notice").digest


def test_a_draft_of_another_day_is_another_draft() -> None:
    """The day stands on the letter."""
    world = World()
    later = world.submissions.draft(world.look(), "notice", date(2027, 4, 1))
    assert world.submissions.draft(world.look(), "notice", TODAY).digest != later.digest
