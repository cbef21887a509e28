"""What is prepared for a site, a call and a counter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from channels.conftest import CAMILLE, NOA, a_manifest, a_step, facts

from demenagement.adapter import Composer
from demenagement.channels import COMPOSERS
from demenagement.domain.draft import Field
from demenagement.domain.household import Adult, Child, Pet, Vehicle
from demenagement.domain.move import Energy, Landlord
from demenagement.domain.provider import Channel
from demenagement.errors import DossierIncomplete
from demenagement.wording import LANGUAGES, phrasebook

if TYPE_CHECKING:
    from demenagement.domain.draft import Draft
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest

NEEDS = {"fr": ["le bail"], "en": ["the lease"]}
PROOF = {"fr": ["le reçu"], "en": ["the receipt"]}
SHEETS = (Channel.PORTAL, Channel.PHONE, Channel.COUNTER)


def drafted(
    channel: Channel, manifest: Manifest, step: Step | None = None, lang: str = "fr", **changed: object
) -> Draft:
    """What that channel's composer writes."""
    return COMPOSERS[channel](manifest, phrasebook(lang)).draft(step or a_step(), facts(**changed))


def answers(value: object, path: str = "arriving.rent", lang: str = "fr") -> list[str]:
    """How one fact is typed."""
    draft = drafted(Channel.PORTAL, a_manifest(requires=[path]), lang=lang, **{path.replace(".", "__"): value})
    return [field.value for field in draft.fields]


@pytest.mark.parametrize("channel", COMPOSERS)
def test_every_composer_is_one(channel: Channel) -> None:
    """They all fulfil the contract."""
    assert isinstance(COMPOSERS[channel](a_manifest(), phrasebook("fr")), Composer)


def test_every_channel_but_the_api_has_a_composer() -> None:
    """An API needs the provider's own code."""
    assert set(Channel) - set(COMPOSERS) == {Channel.API}


@pytest.mark.parametrize("channel", SHEETS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_is_titled_as_its_step(channel: Channel, lang: str) -> None:
    """In the reader's language."""
    step = a_step()
    assert drafted(channel, a_manifest(), step, lang).subject == step.template.title[lang]


@pytest.mark.parametrize("channel", SHEETS)
def test_a_missing_required_fact_is_asked_for(channel: Channel) -> None:
    """All of them at once."""
    manifest = a_manifest(requires=["leaving.rent", "move.day", "arriving.rent"])
    with pytest.raises(DossierIncomplete) as caught:
        drafted(channel, manifest)
    assert caught.value.missing == ("leaving.rent", "arriving.rent")


@pytest.mark.parametrize("channel", SHEETS)
def test_a_kind_of_provider_has_no_name_of_its_own(channel: Channel) -> None:
    """Whoever knows the household's own provider fills it in."""
    assert drafted(channel, a_manifest(slug="electricity")).recipient == ""


def test_each_fact_is_a_labelled_answer() -> None:
    """With the fact it came from."""
    draft = drafted(Channel.PORTAL, a_manifest(requires=["move.day"], optional=["arriving.city", "arriving.rent"]))
    assert draft.fields == (
        Field("Jour du déménagement", "08/05/2027", "move.day"),
        Field("Ville du nouveau logement", "Nantes", "arriving.city"),
    )


def test_people_are_given_one_by_one() -> None:
    """By name, and by day of birth where the manifest names it; who stays is nobody's business."""
    people = (CAMILLE, replace(NOA, birth_name="Sow"), replace(NOA, name="Sam Petit", leaves=False))
    plain = drafted(Channel.PORTAL, a_manifest(requires=["household.adults"]), household__adults=people)
    assert [field.value for field in plain.fields] == ["Camille Martin", "Noa Diallo"]
    civil = a_manifest(requires=["household.adults"], optional=["household.adults.born", "household.adults.birth_name"])
    draft = drafted(Channel.PORTAL, civil, household__adults=people)
    assert [field.value for field in draft.fields] == [
        "Camille Martin, 02/04/1990",
        "Noa Diallo, nom de naissance : Sow, 24/12/1988",
    ]


@pytest.mark.parametrize(
    ("value", "path", "typed"),
    [
        (Decimal(840), "arriving.rent", "840,00 €"),
        (True, "arriving.condominium", "oui"),
        (False, "arriving.gas", "non"),
        (12, "move.forwarding.months", "12"),
        ("tenant", "arriving.tenure", "Locataire"),
        (("rsa", "family"), "household.benefits", "RSA, Allocations familiales"),
        ((Child(name="Lou", born=date(2018, 9, 14), grant=True),), "household.children", "Lou, 14/09/2018"),
        ((Vehicle(plate="AB-123-CD", kind="car"),), "household.vehicles", "AB-123-CD"),
        ((Pet(name="Filou", kind="dog"),), "household.pets", "Filou"),
        (
            Landlord(name="Agence", address=("1 rue A", "21000 Dijon")),
            "leaving.landlord",
            "Agence, 1 rue A, 21000 Dijon",
        ),
        (Energy(supplier="edf", meter="123"), "arriving.electricity", "edf, 123"),
    ],
)
def test_a_value_is_typed_as_a_person_types_it(value: object, path: str, typed: str) -> None:
    """Dates in digits, amounts in euros, options in words."""
    assert [each.replace("\N{NO-BREAK SPACE}", " ") for each in answers(value, path)] == [typed]


def test_an_english_reader_reads_english_answers() -> None:
    """Yes is yes."""
    assert answers(value=True, path="arriving.condominium", lang="en") == ["yes"]


def test_a_fact_below_one_given_whole_is_found() -> None:
    """Whoever passes the landlord as one noun is understood."""
    draft = drafted(
        Channel.PORTAL, a_manifest(requires=["leaving.landlord.name"]), leaving__landlord=Landlord(name="Agence")
    )
    assert draft.fields[0].value == "Agence"


@pytest.mark.parametrize(("side", "seen"), [("leaving", "leaving.rent"), ("arriving", "arriving.rent")])
def test_one_landlord_learns_nothing_of_the_other(side: str, seen: str) -> None:
    """A provider that serves both homes is told of the other one no more than the address."""
    manifest = a_manifest(optional=["leaving.rent", "arriving.rent", "leaving.city", "arriving.city"])
    draft = drafted(Channel.COUNTER, manifest, a_step(side=side), leaving__rent=Decimal(1), arriving__rent=Decimal(2))
    assert {field.fact for field in draft.fields} == {seen, "leaving.city", "arriving.city"}


@pytest.mark.parametrize("channel", SHEETS)
def test_a_protected_household_s_new_home_is_not_told_on_the_old_side(channel: Channel) -> None:
    """Not even where the manifest asks for it."""
    manifest = a_manifest(requires=["arriving.street", "leaving.street"], optional=["arriving.city"])
    draft = drafted(channel, manifest, a_step(side="leaving"), household__protected=True)
    assert {field.fact for field in draft.fields} == {"leaving.street"}
    assert "Brumes" not in draft.text


def test_a_portal_is_opened_at_its_own_address() -> None:
    """The online form where it is known, else the provider's site."""
    home = "https://www.example.fr"
    form = "https://www.example.fr/demarche"
    assert drafted(Channel.PORTAL, a_manifest(homepage=home, portal=form)).url == form
    assert drafted(Channel.PORTAL, a_manifest(homepage=home)).url == home


def test_a_portal_without_address_is_looked_up_by_the_person() -> None:
    """No address is ever invented."""
    draft = drafted(Channel.PORTAL, a_manifest())
    assert draft.url is None
    assert draft.text.startswith("Ouvrez le site : son adresse est sur votre facture")


def test_a_portal_sheet_says_what_to_have_at_hand_and_what_to_keep() -> None:
    """What the site asks for, else what the step needs."""
    step = a_step(needs=NEEDS, proof=PROOF)
    sheet = drafted(Channel.PORTAL, a_manifest(prepares={"fr": ["un compte"], "en": ["an account"]}), step).text
    assert "Gardez sous la main : un compte." in sheet
    assert "À la fin, gardez : le reçu." in sheet
    assert "Gardez sous la main : le bail." in drafted(Channel.PORTAL, a_manifest(), step).text


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "fr",
            (
                "« Bonjour, ici Camille Martin. Je déménage le 8 mai 2027 et je voudrais vous donner "
                "ma nouvelle adresse, pour le véhicule AB-123-CD. »"
            ),
        ),
        (
            "en",
            (
                "“Hello, this is Camille Martin. I am moving on 8 May 2027 and I would like to give you "
                "my new address, for the vehicle AB-123-CD.”"
            ),
        ),
    ],
)
@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.COUNTER])
def test_the_first_sentence_is_ready_to_be_said(channel: Channel, lang: str, sentence: str) -> None:
    """Who, when, and what for."""
    assert (
        sentence in drafted(channel, a_manifest(), a_step("AB-123-CD", slug="car-insurance", each="vehicle"), lang).text
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"today": date(2027, 5, 9)}, "J'ai déménagé le 8 mai 2027. C'est pour cette démarche : Faire une démarche."),
        ({"move__day": None}, "Je déménage. C'est pour cette démarche : Faire une démarche."),
        ({"household__adults": (CAMILLE, NOA)}, "Nous déménageons le 8 mai 2027. C'est pour cette démarche"),
    ],
)
def test_the_first_sentence_is_true_on_its_day_and_of_those_who_say_it(changed: dict[str, Any], sentence: str) -> None:
    """Before the move and after it, one person or several; a step nobody wrote words for is called by its title."""
    assert sentence in drafted(Channel.PHONE, a_manifest(), **changed).text


def test_a_call_names_its_number() -> None:
    """And the person's own note of it wins."""
    manifest = a_manifest(contact={"phone": "+33 9 70 80 87 65"})
    assert drafted(Channel.PHONE, manifest).recipient == "EDF, +33 9 70 80 87 65"
    assert drafted(Channel.PHONE, manifest, accounts__edf__phone="3404").recipient == "EDF, 3404"


def test_an_unsure_number_is_said_to_be_unsure() -> None:
    """Unless the person gave it."""
    manifest = a_manifest(contact={"phone": "3404", "to_confirm": True})
    unsure = "Ce numéro est à confirmer"
    assert unsure in drafted(Channel.PHONE, manifest).text
    assert unsure not in drafted(Channel.PHONE, manifest, accounts__edf__phone="3405").text


def test_a_call_without_number_says_where_to_find_it() -> None:
    """On the bill."""
    assert "Le numéro est sur votre facture" in drafted(Channel.PHONE, a_manifest()).text


def test_a_call_has_what_to_say_to_have_to_ask_and_to_note() -> None:
    """In that order."""
    text = drafted(Channel.PHONE, a_manifest(requires=["move.day"]), a_step(asks=NEEDS)).text
    titles = [line for line in text.splitlines() if line and not line.startswith("- ")][1:]
    assert titles == ["Dites d'abord", "Gardez sous les yeux", "On vous demandera sans doute", "Demandez", "Notez"]


def test_a_counter_sheet_says_what_to_bring_and_which_proof_to_leave_with() -> None:
    """An identity document always, a dated paper always."""
    lines = drafted(Channel.COUNTER, a_manifest(), a_step(needs=NEEDS, proof=PROOF)).text.splitlines()
    bring, proof = lines.index("Emportez"), lines.index("Repartez avec")
    assert lines[bring + 1 : bring + 3] == ["- le bail", "- une pièce d'identité"]
    assert lines[proof + 1] == "- le reçu"


def test_an_identity_document_is_asked_for_once() -> None:
    """Not again where the step's own list names it."""
    step = a_step(needs={"fr": ["une pièce d'identité par adulte"], "en": ["an identity document for each adult"]})
    assert drafted(Channel.COUNTER, a_manifest(), step).text.count("identité") == 1


@pytest.mark.parametrize(("side", "name"), [("leaving", "Agence Darcy"), ("arriving", "Agence des Brumes")])
def test_a_landlord_is_found_in_their_own_dwelling(side: str, name: str) -> None:
    """One provider stands for both landlords; neither is told about the other, nor their own address."""
    manifest = a_manifest(
        slug="landlord", kind="landlord", optional=["leaving.landlord.address", "arriving.landlord.address"]
    )
    known = {
        "leaving__landlord__address": ("Agence Darcy", "4 place Darcy", "21000 Dijon"),
        "arriving__landlord__address": ("Agence des Brumes", "1 quai des Brumes", "44000 Nantes"),
    }
    draft = drafted(Channel.COUNTER, manifest, a_step(side=side), **known)
    assert draft.text.startswith(f"Allez à cette adresse : {name}, ")
    assert draft.fields == ()


def test_a_counter_s_address_is_given_where_it_is_known() -> None:
    """Else the person is told to look it up."""
    manifest = a_manifest(contact={"address": ["Caf", "21000 Dijon"]})
    assert drafted(Channel.COUNTER, manifest).text.startswith("Allez à cette adresse : Caf, 21000 Dijon.")
    assert drafted(Channel.COUNTER, a_manifest()).text.startswith("Cherchez l'adresse")


@pytest.mark.parametrize("channel", COMPOSERS)
def test_the_same_facts_give_the_same_draft(channel: Channel) -> None:
    """An approval is bound to what was shown."""
    landlord = a_manifest(slug="landlord", kind="landlord")
    known = {"name": "Agence", "kind": "agency", "email": "a@example.fr", "address": ("1 rue A", "21000 Dijon")}
    told = {f"leaving__landlord__{what}": value for what, value in known.items()}
    first, second = (drafted(channel, landlord, **told).digest for _ in range(2))
    assert first == second


def test_an_adult_without_a_name_is_not_a_person_to_name() -> None:
    """The greeting then names nobody."""
    assert "« Bonjour. Je déménage" in drafted(Channel.PHONE, a_manifest(), household__adults=(Adult(),)).text


def test_the_form_that_is_filled_in_is_no_number_of_the_household_s() -> None:
    """It is called what it is."""
    draft = drafted(Channel.PREFILL, a_manifest(requires=["move.day"]), accounts__forms__reference="formulaire-7")
    assert draft.fields[-1] == Field("Formulaire de la commune", "formulaire-7", "accounts.forms.reference")


@pytest.mark.parametrize("channel", SHEETS)
def test_an_address_is_in_one_piece_in_the_order_in_which_it_is_typed(channel: Channel) -> None:
    """However the manifest scatters its parts; what else it names stays where it stands."""
    scattered = ["arriving.city", "household.adults", "arriving.street", "move.day"]
    manifest = a_manifest(requires=scattered, optional=["arriving.country", "arriving.postcode", "arriving.complement"])
    told = drafted(
        channel,
        manifest,
        **{f"arriving__{part}": part for part in ("street", "complement", "postcode", "city", "country")},
        household__adults=(CAMILLE,),
        move__day=date(2027, 5, 8),
    )
    address = [f"arriving.{part}" for part in ("street", "complement", "postcode", "city", "country")]
    assert [field.fact for field in told.fields] == [*address, "household.adults", "move.day"]
