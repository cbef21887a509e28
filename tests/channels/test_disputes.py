"""What went wrong, in writing: the complaint, the bill on the wrong reading, the referral to whoever decides."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from channels.conftest import a_letter, a_manifest, a_step, facts, the_landlord

from demenagement.errors import DossierIncomplete, NotAllowed

if TYPE_CHECKING:
    from demenagement.domain.draft import Letter

ADDRESS = ["Service client", "TSA 20012", "41975 Blois Cedex 9"]
TOLD = {
    "told__what": "La facture est fausse.\nElle compte deux mois de trop.",
    "told__wish": "Une facture juste.",
    "told__bill": "n° F-1",
    "told__billed": "12 999",
    "told__complained_on": date(2027, 6, 15),
    "told__answer": False,
    "told__mediator_address": ("1 rue du Port", "75009 Paris"),
    "case__company": "EDF",
}


def written(letter: str, kind: str = "electricity", side: str = "leaving", **changed: object) -> Letter:
    """A letter to a company of that trade, in July, everything being told."""
    manifest = a_manifest(kind=kind, contact={"address": ADDRESS})
    known = {"today": date(2027, 7, 20), "leaving__keys": date(2027, 5, 15), **TOLD, **changed}
    return a_letter(manifest, a_step(letter=letter, kind=kind, side=side), facts(**known))


def said(letter: Letter) -> str:
    """All its paragraphs as one text."""
    return "\n".join(letter.paragraphs)


def test_a_complaint_is_in_the_persons_own_words() -> None:
    """What is wrong, and what is wanted."""
    letter = said(written("complaint"))
    assert "Ce qui ne va pas :\nLa facture est fausse.\nElle compte deux mois de trop." in letter
    assert "J'attends de votre part :\nUne facture juste." in letter


def test_a_complaint_says_when_the_request_was_made_where_that_is_known() -> None:
    """And does not invent a day."""
    assert "Le 20 avril 2027, j'ai pris contact avec vous pour" in said(
        written("complaint", case__sent=date(2027, 4, 20))
    )
    assert "J'ai pris contact avec vous pour cette démarche : Faire une démarche." in said(written("complaint"))


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        ("electricity", "le médiateur national de l'énergie"),
        ("gas", "le médiateur national de l'énergie"),
        ("internet", "le médiateur des communications électroniques"),
        ("tax", "le Défenseur des droits"),
    ],
)
def test_a_complaint_says_who_is_asked_next(kind: str, who: str) -> None:
    """Where the catalogue knows."""
    assert f"je saisirai {who}." in said(written("complaint", kind))


@pytest.mark.parametrize("kind", ["water", "bank", "mover", "employer"])
def test_a_complaint_threatens_with_nobody_it_does_not_know(kind: str) -> None:
    """Only the contract names that mediator."""
    assert "saisirai" not in said(written("complaint", kind))


@pytest.mark.parametrize("letter", ["complaint", "mediator"])
def test_what_only_the_person_knows_is_asked(letter: str) -> None:
    """All of it at once."""
    with pytest.raises(DossierIncomplete) as caught:
        written(letter, **dict.fromkeys(TOLD, None))
    wanted = {
        "complaint": ("told.what", "told.wish"),
        "mediator": (
            *("told.what", "told.complained_on", "told.answer", "told.wish"),
            *("told.company", "told.mediator_address"),
        ),
    }
    assert caught.value.missing == wanted[letter]


def test_a_dispute_sets_both_readings_side_by_side() -> None:
    """The one on the bill, and the one of the day of the keys."""
    letter = written("index-dispute", told__reading="12 345")
    assert letter.subject == "Contestation du relevé porté sur la facture n° F-1"
    assert "retient le relevé suivant : 12 999." in said(letter)
    assert "Or, le 15 mai 2027, jour où les clés ont été rendues, le compteur indiquait : 12 345." in said(letter)


def test_a_reading_that_is_in_the_dossier_is_not_asked() -> None:
    """Never twice."""
    assert "le compteur indiquait : 777." in said(written("index-dispute", leaving__electricity__index="777"))


def test_a_reading_that_nobody_told_is_asked() -> None:
    """A letter without it would say nothing."""
    with pytest.raises(DossierIncomplete) as caught:
        written("index-dispute")
    assert caught.value.missing == ("told.reading",)


def test_a_new_home_has_its_own_day_of_the_keys() -> None:
    """And its own address and meter."""
    letter = written(
        *("index-dispute", "gas", "arriving"),
        told__reading="12",
        arriving__keys=date(2027, 5, 1),
        arriving__gas__meter="GI000001",
        case__tenant=True,
    )
    assert "le 1er mai 2027, jour où j'ai reçu les clés" in said(letter)
    assert "5 quai des Brumes, 44000 Nantes" in said(letter)
    assert letter.references == ("Point de comptage (PCE) n° GI000001",)
    assert "le relevé de chaque énergie individuelle" in said(letter)
    assert letter.enclosures[-1] == "Copie de l'état des lieux d'entrée, avec les relevés"


def test_a_dispute_encloses_the_photo_and_the_inventory() -> None:
    """An owner has no inventory, and cites no article on it."""
    tenant = written("index-dispute", told__reading="12", case__tenant=True)
    owner = written("index-dispute", told__reading="12")
    assert tenant.enclosures == (
        "Photo datée du compteur",
        "Copie de la facture contestée",
        "Copie de l'état des lieux de sortie, avec les relevés",
    )
    assert (owner.enclosures, "article 3-2" in said(owner), "article 3-2" in said(tenant)) == (
        tenant.enclosures[:2],
        False,
        True,
    )


def test_the_refund_of_a_closing_bill_has_its_law_for_energy_only() -> None:
    """No text was read for water."""
    assert "L224-14 et L224-15" in said(written("index-dispute", told__reading="12"))
    assert "L224" not in said(written("index-dispute", "water", told__reading="12"))


def test_without_a_day_of_the_keys_it_is_asked() -> None:
    """It is what the letter rests on."""
    with pytest.raises(DossierIncomplete) as caught:
        written("index-dispute", told__reading="12", leaving__keys=None)
    assert caught.value.missing == ("leaving.keys",)


def test_a_referral_goes_to_whoever_decides_where_the_person_says() -> None:
    """The name is the catalogue's; the address is never invented."""
    letter = written("mediator")
    assert letter.recipient == ("Médiateur national de l'énergie", "1 rue du Port", "75009 PARIS")
    assert letter.subject == "Saisine : différend avec EDF"


def test_a_referral_tells_what_was_asked_and_what_was_answered() -> None:
    """Silence, or their words; the answer is enclosed where there is one."""
    silent, answered = written("mediator"), written("mediator", told__answer="Rien à corriger.")
    assert "Le 15 juin 2027, j'ai adressé une réclamation écrite à EDF." in said(silent)
    assert "est restée sans réponse." in said(silent)
    assert "Voici la réponse reçue :\nRien à corriger." in said(answered)
    assert (len(silent.enclosures), answered.enclosures[-1]) == (2, "Copie de la réponse reçue")


def test_a_mediator_whom_only_the_contract_names_is_asked_for() -> None:
    """None is invented."""
    with pytest.raises(DossierIncomplete) as caught:
        written("mediator", "bank")
    assert caught.value.missing == ("told.mediator",)
    letter = written("mediator", "bank", told__mediator="Médiation X")
    assert letter.recipient[0] == "Médiation X"


def test_an_address_that_does_not_fit_the_window_is_asked_again() -> None:
    """Without a postcode no letter arrives."""
    with pytest.raises(DossierIncomplete) as caught:
        written("mediator", told__mediator_address=("quelque part",))
    assert caught.value.missing == ("told.mediator_address",)


def test_a_referral_is_not_registered_because_the_provider_s_letters_are() -> None:
    """The landlord's are; a commission asks for no such thing."""
    step = a_step(letter="mediator", kind="landlord", side="leaving")
    letter = a_letter(the_landlord(), step, facts(**{"today": date(2027, 7, 20), **TOLD}))
    assert letter.recipient[:2] == ("Commission départementale de", "conciliation")
    assert letter.registered is False


def test_an_employer_has_no_mediator() -> None:
    """The answer is no."""
    with pytest.raises(NotAllowed) as caught:
        written("mediator", "employer")
    assert caught.value.reason == "no-mediator"


@pytest.mark.parametrize("letter", ["complaint", "index-dispute", "mediator"])
def test_a_protected_household_writes_to_the_old_side_without_its_new_address(letter: str) -> None:
    """Names and an e-mail address."""
    found = written(letter, told__reading="12", household__protected=True)
    assert "Nantes" not in said(found)
    assert (found.sender, found.place) == (("Camille Martin", "camille@example.fr"), "")
