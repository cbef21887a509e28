"""Whom a step goes to: by what the plan names, and by what a person typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import TODAY, a_dossier, a_plan, a_situation, a_template
from submission_builders import a_manifest

from demenagement.domain.company import Company, by_spelling, near
from demenagement.domain.plan import Step
from demenagement.domain.planner import Catalogue, make_plan
from demenagement.domain.relations import Counterpart, accounts, counterpart, own_body

if TYPE_CHECKING:
    from demenagement.domain.template import StepTemplate

KNOWN = {
    "caf",
    "msa",
    "engie",
    "bip-and-go",
    "electricity",
    "gas",
    "home-insurance",
    "press",
    "toll-tag",
    "subscription",
}
COMPANIES = by_spelling(
    [
        Company(name="Engie", kinds=("electricity", "gas"), also=("GDF Suez",)),
        Company(name="Macif", kinds=("home-insurance", "car-insurance"), also=("Macif assurances",)),
        Company(name="L'Équipe", kinds=("press",)),
        Company(name="Bip&Go", kinds=("toll-tag",), also=("Bip and Go",)),
        Company(name="Régie Modèle", kinds=("landlord",)),
    ]
)
POWER = a_template("power", side="leaving", kind="electricity")
INSURANCE = a_template("insurance", side="arriving", kind="home-insurance")
SUBSCRIPTION = a_template("subscription-address", kind="subscription", each="subscription")


def of_power(typed: str) -> Counterpart:
    """Whom a household goes to that typed this supplier."""
    dossier = a_dossier(leaving={"electricity": {"supplier": typed}})
    return counterpart(POWER, dossier, KNOWN, COMPANIES, None)


def of_subscription(typed: str) -> Counterpart:
    """Whom a household goes to that typed this subscription."""
    return counterpart(SUBSCRIPTION, a_dossier(), KNOWN, COMPANIES, typed)


@pytest.mark.parametrize("typed", ["engie", "Engie", "ENGIE", "GDF Suez", "gdf-suez"])
def test_a_company_that_has_a_folder_is_that_provider_however_it_is_written(typed: str) -> None:
    """Capitals, accents, another name of it."""
    assert of_power(typed) == ("engie", None)


@pytest.mark.parametrize("typed", ["Bip&Go", "bip and go", "bip-and-go"])
def test_a_spelling_that_is_a_folder_s_slug_leads_to_the_folder(typed: str) -> None:
    """Its sign is not in the slug."""
    assert of_subscription(typed) == ("bip-and-go", None)


@pytest.mark.parametrize("typed", ["Macif", "MACIF", "macif assurances"])
def test_a_company_without_a_folder_is_served_by_its_family_under_its_own_name(typed: str) -> None:
    """The name as people write it."""
    dossier = a_dossier(arriving={"insurance": {"insurer": typed}})
    assert counterpart(INSURANCE, dossier, KNOWN, COMPANIES, None) == ("home-insurance", "Macif")


def test_a_company_known_for_something_else_is_still_the_household_s_own() -> None:
    """It may have begun to sell power yesterday."""
    assert of_power("Macif") == ("electricity", "Macif")


def test_a_company_that_nobody_knows_keeps_the_name_it_was_given() -> None:
    """As it was typed."""
    assert of_power("Watt & Co") == ("electricity", "Watt & Co")


def test_where_nobody_said_who_it_is_the_kind_stands_alone() -> None:
    """No name is made up."""
    assert counterpart(POWER, a_dossier(), KNOWN, COMPANIES, None) == ("electricity", None)


@pytest.mark.parametrize(("typed", "own"), [("l'equipe", "L'Équipe"), ("L’Équipe", "L'Équipe")])
def test_a_subscription_is_served_by_its_company_s_family(typed: str, own: str) -> None:
    """Without accents, and whatever the apostrophe."""
    assert of_subscription(typed) == ("press", own)


def test_a_subscription_that_nobody_knows_is_served_all_the_same() -> None:
    """As any subscription."""
    assert of_subscription("Le Café du Coin") == ("subscription", "Le Café du Coin")


def test_a_landlord_among_the_subscriptions_is_told_as_any_subscription() -> None:
    """A household's own landlord is part of its dwelling, and has its own steps."""
    assert of_subscription("Régie Modèle") == ("subscription", "Régie Modèle")


def test_a_close_spelling_is_never_taken_for_the_company() -> None:
    """It may be another one."""
    assert of_power("Engi") == ("electricity", "Engi")


@pytest.mark.parametrize(("typed", "meant"), [("Engi", "Engie"), ("l'equippe", "L'Équipe"), ("Watt & Co", None)])
def test_a_close_spelling_is_a_suggestion(typed: str, meant: str | None) -> None:
    """And only a close one."""
    found = near(typed, COMPANIES)
    assert (found.name if found else None) == meant


def _warned(**tables: Any) -> list[tuple[str, str | None, dict[str, object]]]:  # noqa: ANN401 # any facts
    catalogue = Catalogue((POWER, SUBSCRIPTION), dict.fromkeys(KNOWN, ("portal",)), COMPANIES)
    plan = make_plan(a_situation(TODAY, **tables), catalogue)
    return [(caution.code, caution.step, dict(caution.details)) for caution in plan.warnings]


def test_the_person_is_told_once_whom_they_may_mean() -> None:
    """At the first step that goes there; a name that is known, or like none, is not spoken of."""
    household = {"subscriptions": ("Engi", "L'Équipe", "Le Café du Coin")}
    told = _warned(leaving={"electricity": {"supplier": "Engi"}}, household=household)
    assert told == [("name-near", "power", {"name": "Engi", "near": "Engie"})]


@pytest.mark.parametrize(("fund", "provider"), [("msa", "msa"), ("caf", "caf"), (None, "caf")])
def test_benefits_are_the_matter_of_the_household_s_own_fund(fund: str | None, provider: str) -> None:
    """A farm household is paid by the MSA, whichever fund the plan names."""
    step = a_template("caf-address", provider="caf")
    assert counterpart(step, a_dossier(household={"fund": fund}), KNOWN, COMPANIES, None) == (provider, None)


def test_a_fund_that_has_no_folder_leaves_the_step_where_the_plan_put_it() -> None:
    """There is always somebody."""
    step = a_template("caf-address", provider="caf")
    assert counterpart(step, a_dossier(household={"fund": "msa"}), {"caf"}, {}, None) == ("caf", None)


def test_the_step_knows_what_its_provider_is_called() -> None:
    """So that nobody has to look for it again."""
    plan = a_plan(POWER, situation=a_situation(leaving={"electricity": {"supplier": "Watt & Co"}}))
    assert [(step.provider, step.own) for step in plan.steps] == [("electricity", "Watt & Co")]


@pytest.mark.parametrize(
    ("own", "typed", "shared", "names"),
    [
        (None, "GDF Suez", True, ("engie", "gdf-suez")),
        ("Macif", "macif assurances", True, ("macif", "macif-assurances", "engie")),
        ("Macif", "macif assurances", False, ("macif", "macif-assurances")),
        ("???", "???", False, ("engie",)),
        (None, None, False, ("engie",)),
    ],
)
def test_an_account_goes_by_the_company_s_name_then_as_it_was_typed_then_by_its_kind(
    own: str | None, typed: str | None, names: tuple[str, ...], *, shared: bool
) -> None:
    """What one subscription is known by is not told to another of the same kind."""
    assert accounts("engie", own, typed, shared=shared) == names


def body(template: StepTemplate, kind: str, ident: str = "step", **tables: Any) -> str | None:  # noqa: ANN401 # any facts
    """What tells the body that a generic provider of that kind stands for from the household's other one."""
    step = Step(id=ident, template=template, own=tables.pop("own", None))
    return own_body(a_dossier(**tables), step, a_manifest(kind, kind=kind))


@pytest.mark.parametrize(
    ("side", "kind", "expected"),
    [
        ("leaving", "town-hall", "leaving"),
        ("arriving", "town-hall", None),
        ("move", "town-hall", None),
        ("leaving", "water", None),
        ("arriving", "water", "arriving"),
        ("arriving", "bank", None),
    ],
)
def test_two_homes_have_two_town_halls_and_two_suppliers(side: str, kind: str, expected: str | None) -> None:
    """What was told of one is never written to the other."""
    assert body(a_template("step", side=side, kind=kind), kind) == expected
    assert body(a_template("step", side=side, kind=kind), kind, own="Eau de Paris") is None


def test_each_of_two_employees_has_an_employer() -> None:
    """One of them learns nothing of the other's."""
    template = a_template("employer", each="adult", kind="employer")
    two = {"adults": [{"name": "Ana", "status": ["employee"]}, {"name": "Bob", "status": ["public-employee"]}]}
    one = {"adults": [{"name": "Ana", "status": ["employee"]}, {"name": "Bob", "status": ["retired"]}]}
    assert body(template, "employer", "employer/bob", household=two) == "bob"
    assert body(template, "employer", "employer/ana", household=one) is None


def test_only_an_owner_has_two_building_managers() -> None:
    """A tenant never dealt with that of the old home."""
    template = a_template("step", side="arriving", kind="building-manager")
    assert body(template, "building-manager", leaving={"tenure": "owner"}) == "arriving"
    assert body(template, "building-manager", leaving={"tenure": "tenant"}) is None
