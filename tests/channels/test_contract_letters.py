"""Contracts that end, follow, or only change address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from channels.conftest import CAMILLE, NOA, a_letter, a_manifest, a_step, facts, the_landlord

from demenagement.channels.letter import LetterComposer
from demenagement.errors import DossierIncomplete
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from demenagement.domain.draft import Letter
    from demenagement.domain.household import Adult

KEYS = date(2027, 5, 15)
ADDRESS = ["EDF Service Client", "TSA 20012", "41975 Blois Cedex 9"]
NEW = "5 quai des Brumes, 44000 Nantes"


def written(
    letter: str, *adults: Adult, slug: str = "some-step", kind: str = "electricity", **changed: object
) -> Letter:
    """The letter of that kind to a company of that trade."""
    manifest = a_manifest(kind=kind, contact={"address": ADDRESS})
    step = a_step(slug=slug, letter=letter, kind=kind, side="leaving")
    return a_letter(manifest, step, facts(*adults, **{"leaving__keys": KEYS, **changed}))


def said(letter: Letter) -> str:
    """All its paragraphs as one text."""
    return "\n".join(letter.paragraphs)


@pytest.mark.parametrize(
    ("kind", "what", "law"),
    [
        ("electricity", "contrat d'électricité", "articles L224-14 et L224-15 du Code de la consommation"),
        ("gas", "contrat de gaz", "articles L224-14 et L224-15 du Code de la consommation"),
        ("water", "contrat d'eau", "article L2224-12 du Code général des collectivités territoriales"),
        ("internet", "contrat internet", "article L224-39 du Code de la consommation"),
        ("home-insurance", "contrat d'assurance habitation", "article L113-16 du Code des assurances"),
    ],
)
def test_a_termination_names_the_contract_and_its_law(kind: str, what: str, law: str) -> None:
    """Each trade has its own text."""
    letter = written("termination", kind=kind)
    assert letter.subject == f"Résiliation du {what}, pour déménagement"
    assert law in said(letter)


def test_a_termination_of_another_kind_rests_on_the_plan_s_law() -> None:
    """The plan file knows the text that the step goes by."""
    step = a_step(letter="termination", kind="alarm", law="Code civil, art. 1210")
    known = facts(leaving__keys=KEYS)
    letter = a_letter(a_manifest(kind="alarm", contact={"address": ADDRESS}), step, known)
    assert "Cette demande se fonde sur le texte suivant : Code civil, art. 1210." in letter.paragraphs


def test_a_contract_ends_when_the_keys_go_back() -> None:
    """Not on the moving day, when light and cover are still needed."""
    assert "à la remise des clés, le 15 mai 2027" in said(written("termination"))


def test_the_day_the_plan_works_out_wins() -> None:
    """A lease that ends later keeps its contracts until then."""
    assert "le 7 août 2027" in said(written("termination", keys__out=date(2027, 8, 7)))


def test_a_contract_is_never_ended_on_a_guess() -> None:
    """Without the day of the keys, it is asked."""
    with pytest.raises(DossierIncomplete) as caught:
        written("termination", leaving__keys=None)
    assert caught.value.missing == ("leaving.keys",)


def test_a_termination_carries_its_references() -> None:
    """Contract and meter, so that nobody has to search."""
    letter = written("termination", accounts__edf__reference="1-23", leaving__electricity__meter="12345678901234")
    assert letter.references == ("Contrat ou dossier n° 1-23", "Point de livraison (PDL) n° 12345678901234")


def test_an_insurance_is_named_by_its_policy() -> None:
    """The number that the household knows it by."""
    letter = written("termination", kind="home-insurance", leaving__insurance__contract="H-77")
    assert letter.references == ("Contrat d'assurance n° H-77",)


def test_the_last_reading_is_given_where_it_is_known() -> None:
    """Else it is promised for the day of the keys."""
    assert (
        "Dernier relevé du compteur : 04512." in written("termination", leaving__electricity__index="04512").paragraphs
    )


def test_the_last_bill_goes_to_the_new_address() -> None:
    """Or it would be lost."""
    assert f"Merci d'envoyer le décompte final à ma nouvelle adresse : {NEW}." in written("termination").paragraphs


def test_a_termination_needs_the_new_address() -> None:
    """For that last bill."""
    with pytest.raises(DossierIncomplete) as caught:
        written("termination", arriving__street=None)
    assert caught.value.missing == ("arriving.street",)


@pytest.mark.parametrize("today", [date(2027, 3, 1), date(2027, 5, 20)])
def test_a_protected_household_s_new_address_stays_out_of_a_termination(today: date) -> None:
    """Somebody at the old home may open the answer: it goes by e-mail."""
    letter = written("termination", household__protected=True, today=today)
    assert "Nantes" not in said(letter) + "".join(letter.sender) + letter.place
    assert "Merci d'envoyer le décompte final par voie électronique : camille@example.fr." in letter.paragraphs


def test_without_e_mail_a_protected_household_reads_its_bill_online() -> None:
    """Nothing is posted."""
    letter = written("termination", NOA, household__protected=True)
    assert any("sans envoi par la poste" in paragraph for paragraph in letter.paragraphs)


def test_a_transfer_names_both_homes_and_asks_for_the_terms() -> None:
    """Nobody agrees to a new price without seeing it."""
    letter = written("transfer")
    assert "Ancien logement : 12 rue de la Liberté (Bât. B, 3e étage), 21000 Dijon." in said(letter)
    assert f"Nouveau logement : {NEW}." in said(letter)
    assert any("le nouveau prix" in paragraph for paragraph in letter.paragraphs)


def test_a_transfer_starts_with_the_new_keys() -> None:
    """Where they come before the moving day."""
    assert "à partir du 2 mai 2027" in said(written("transfer", arriving__keys=date(2027, 5, 2)))


def test_an_address_change_says_both_addresses() -> None:
    """Which replaces which, and from when."""
    letter = written("address-change")
    assert letter.paragraphs[1:4] == (
        "Je déménage le 8 mai 2027.",
        f"Ma nouvelle adresse est : {NEW}.",
        "Elle remplace l'ancienne : 12 rue de la Liberté (Bât. B, 3e étage), 21000 Dijon.",
    )


def test_an_address_change_after_the_move_is_told_as_done() -> None:
    """It is then written from the new home."""
    letter = written("address-change", today=date(2027, 5, 20))
    assert letter.paragraphs[1] == "J'ai déménagé le 8 mai 2027."
    assert (letter.sender[-1], letter.place) == ("44000 NANTES", "Nantes")


def test_an_address_change_needs_no_old_address() -> None:
    """Many providers are not told it."""
    letter = written("address-change", leaving__street=None)
    assert letter.sender == ("Camille Martin", "5 quai des Brumes", "44000 NANTES")


@pytest.mark.parametrize(
    ("today", "sender"),
    [
        (date(2027, 5, 7), ("12 rue de la Liberté", "21000 DIJON")),
        (date(2027, 5, 8), ("5 quai des Brumes", "44000 NANTES")),
    ],
)
def test_a_letter_is_written_from_where_one_lives_that_day(today: date, sender: tuple[str, str]) -> None:
    """Even to those who are not told the old address: their answer would go to an empty home."""
    homes = {
        "sender.leaving.street": "12 rue de la Liberté",
        "sender.leaving.postcode": "21000",
        "sender.leaving.city": "Dijon",
        **{f"sender.arriving.{part}": facts()[f"arriving.{part}"] for part in ("street", "postcode", "city")},
        "sender.since": date(2027, 5, 8),
    }
    gone = {f"leaving__{part}": None for part in ("street", "complement", "postcode", "city")} | {"move__day": None}
    letter = written("address-change", today=today, **gone, **homes)
    assert letter.sender[1:] == sender
    assert "Dijon" not in said(letter)


def test_a_letter_from_abroad_names_the_country_as_people_do() -> None:
    """In the sender's block, in capitals, and in what it says."""
    letter = written("address-change", today=date(2027, 5, 20), arriving__country="BE")
    assert letter.sender[-1] == "BELGIQUE"
    assert "5 quai des Brumes, 44000 Nantes, Belgique" in said(letter)


@pytest.mark.parametrize(("today", "shown"), [(date(2027, 5, 7), "21000 DIJON"), (date(2027, 5, 20), "")])
def test_the_old_side_is_never_shown_where_a_protected_household_lives_now(today: date, shown: str) -> None:
    """Once it moved, its letters bear a name alone."""
    request = written("", today=today, slug="keys-return", household__protected=True, arriving__street=None)
    assert request.sender[-1] == (shown or "camille@example.fr")


def test_a_protected_household_asks_for_silence() -> None:
    """Whoever has to know the new address is asked to keep it."""
    assert any("confidentielle" in each for each in written("address-change", household__protected=True).paragraphs)


def test_a_step_may_ask_for_more() -> None:
    """The insurer of a vehicle is asked for the new price."""
    letter = written("address-change", slug="car-insurance")
    assert "Merci d'indiquer par écrit si la cotisation ou les garanties changent." in letter.paragraphs


def test_the_vehicle_that_a_step_is_for_is_named() -> None:
    """One letter per vehicle."""
    step = a_step(subject="AB-123-CD", letter="address-change", each="vehicle")
    letter = a_letter(a_manifest(contact={"address": ADDRESS}), step, facts())
    assert letter.references == ("Véhicule immatriculé AB-123-CD",)


def test_two_people_write_in_the_plural() -> None:
    """And both sign."""
    letter = written("address-change", CAMILLE, NOA)
    assert letter.paragraphs[1] == "Nous déménageons le 8 mai 2027."
    assert letter.signature == "Camille Martin\nNoa Diallo"


def test_the_holder_of_a_contract_signs_alone() -> None:
    """Where somebody said who that is."""
    letter = written("address-change", CAMILLE, NOA, accounts__edf__holder="Noa Diallo")
    assert letter.signature == "Noa Diallo"


def test_a_step_without_a_letter_of_its_own_gets_a_plain_request() -> None:
    """With the facts that the provider needs, in French."""
    manifest = a_manifest(requires=["move.day", "arriving.city"], contact={"address": ADDRESS})
    letter = a_letter(manifest, a_step(), facts())
    assert letter.subject == "Déménagement : Faire une démarche"
    assert "Je déménage le 8 mai 2027." in letter.paragraphs
    assert "Voici les éléments utiles :\nVille du nouveau logement : Nantes" in letter.paragraphs


def test_a_request_says_what_it_is_for_as_its_sender_would() -> None:
    """Not by the title, which speaks to the household."""
    letter = a_letter(a_manifest(contact={"address": ADDRESS}), a_step(slug="elec-open", side="arriving"), facts())
    assert letter.subject == "Demande de contrat d'électricité"
    assert "Je vous écris pour prendre un contrat d'électricité pour mon nouveau logement." in letter.paragraphs


def test_a_request_gives_an_address_as_one_line_and_nothing_twice() -> None:
    """Neither the day, nor the reference above, nor the names below."""
    paths = ["move.day", *(f"arriving.{part}" for part in ("street", "postcode", "city")), "accounts.edf.reference"]
    manifest = a_manifest(requires=[*paths, "household.adults"], contact={"address": ADDRESS})
    plain = {"household__adults": (replace(CAMILLE, born=None),), "accounts__edf__reference": "1-23"}
    letter = a_letter(manifest, a_step(), facts(**plain))
    assert letter.references == ("Contrat ou dossier n° 1-23",)
    assert [each for each in letter.paragraphs if each.startswith("Voici")] == [
        "Voici les éléments utiles :\nNouveau logement : 5 quai des Brumes, 44000 Nantes"
    ]


def test_a_defect_to_be_added_is_described_beside_the_letter() -> None:
    """The letter names it, so that nobody forgets it."""
    letter = a_letter(a_manifest(contact={"address": ADDRESS}), a_step(slug="entry-inventory-amend"), facts())
    assert letter.enclosures == ("Description du défaut", "Photos datées du défaut")


@pytest.mark.parametrize(("kind", "named"), [("tax", "Numéro fiscal : 1-23"), ("gas", "Contrat ou dossier n° 1-23")])
def test_a_reference_is_called_what_its_reader_calls_it(kind: str, named: str) -> None:
    """Each has its own word for it."""
    manifest = a_manifest(kind=kind, contact={"address": ADDRESS})
    assert a_letter(manifest, a_step(letter="address-change"), facts(accounts__edf__reference="1-23")).references == (
        named,
    )


def test_the_household_s_own_copy_of_an_address_wins() -> None:
    """It was read on the bill."""
    own = ("EDF", "8 rue Neuve", "69000 Lyon")
    assert written("address-change", accounts__edf__address=own).recipient == ("EDF", "8 rue Neuve", "69000 LYON")


def test_an_address_without_a_name_gets_the_provider_s() -> None:
    """Where the catalogue knows which company it is."""
    own = ("8 rue Neuve", "69000 Lyon")
    assert written("address-change", accounts__edf__address=own).recipient[0] == "EDF"


def test_a_letter_to_nowhere_is_not_written() -> None:
    """Where to write is asked once."""
    with pytest.raises(DossierIncomplete) as caught:
        a_letter(a_manifest(), a_step(letter="address-change"), facts())
    assert caught.value.missing == ("accounts.edf.address",)


def test_a_sender_whose_street_does_not_fit_is_asked_again() -> None:
    """The acknowledgement has to come back."""
    with pytest.raises(DossierIncomplete) as caught:
        written("address-change", leaving__street="12 " + "X" * 60)
    assert caught.value.missing == ("leaving.street",)


def test_a_letter_is_registered_where_the_manifest_says_so() -> None:
    """And only there."""
    manifest = a_manifest(registered=True, contact={"address": ADDRESS})
    assert a_letter(manifest, a_step(letter="address-change"), facts()).registered is True
    assert written("address-change").registered is False


def test_a_draft_of_a_letter_lists_the_facts_that_leave() -> None:
    """So that one can tell later who was told what."""
    composer = LetterComposer(a_manifest(contact={"address": ADDRESS}), phrasebook("fr"))
    draft = composer.draft(a_step(letter="address-change"), facts())
    assert "arriving.street" in {field.fact for field in draft.fields}


def test_a_letter_stays_french_for_an_english_reader() -> None:
    """Whoever receives it reads French."""
    composer = LetterComposer(a_manifest(contact={"address": ADDRESS}), phrasebook("en"))
    assert composer.draft(a_step(letter="address-change"), facts()).subject == "Changement d'adresse"


def test_a_letter_to_the_new_landlord_goes_to_the_new_landlord() -> None:
    """The step's side says which of the two."""
    known = facts(
        arriving__landlord__name="Agence des Brumes", arriving__landlord__address=("1 quai des Brumes", "44000 Nantes")
    )
    letter = a_letter(the_landlord(), a_step(side="arriving"), known)
    assert letter.recipient == ("Agence des Brumes", "1 quai des Brumes", "44000 NANTES")


def test_a_contract_whose_home_was_given_back_ends_at_once() -> None:
    """In the past tense: nothing is asked for a day that is over."""
    text = said(written("termination", keys__out=date(2020, 8, 7)))
    assert "rendu les clés le 7 août 2020" in text
    assert "avec effet immédiat" in text
    assert "le jour de la remise des clés" not in text


def test_a_sender_whose_address_nothing_else_tells_sees_that_it_leaves() -> None:
    """What somebody receives is told field by field, the head of the letter included."""
    told = {f"sender.leaving.{part}": facts()[f"leaving.{part}"] for part in ("street", "postcode", "city")}
    composer = LetterComposer(a_manifest(contact={"address": ADDRESS}), phrasebook("fr"))
    for more, count in (
        ({}, 1),
        ({f"leaving.{part}": None for part in ("street", "complement", "postcode", "city")}, 1),
    ):
        draft = composer.draft(a_step(letter="address-change"), {**facts(), **told, **more})
        shown = [each.value for each in draft.fields if each.fact == "leaving.street"]
        assert len(shown) == count
        assert shown[0].startswith("12 rue de la Liberté")
