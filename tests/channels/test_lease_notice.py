"""The tenant's notice: its length, its ground and proof, its end, and what it never says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from channels.conftest import CAMILLE, NOA, a_letter, a_notice, a_step, lease_facts, the_landlord

from demenagement.errors import DossierIncomplete

if TYPE_CHECKING:
    from demenagement.domain.household import Adult

LAW = "loi n° 89-462 du 6 juillet 1989"


def said(*adults: Adult, **changed: object) -> str:
    """All paragraphs of a notice as one text."""
    return "\n".join(a_notice(*adults, **changed).paragraphs)


@pytest.mark.parametrize(
    ("ground", "reason", "proof"),
    [
        ("first-job", "j'obtiens un premier emploi", "Justificatif du premier emploi"),
        ("transfer", "je fais l'objet d'une mutation professionnelle", "Lettre de l'employeur annonçant la mutation"),
        ("job-loss", "j'ai perdu mon emploi", "Justificatif de la perte d'emploi"),
        ("new-job-after-loss", "je retrouve un emploi", "Justificatif de la perte d'emploi"),
        ("health", "constaté par un certificat médical", "Certificat médical"),
        ("violence", "victimes de violences", "Copie de l'ordonnance de protection"),
        ("rsa-aah", "revenu de solidarité active", "Attestation de la Caf ou de la MSA"),
        ("social-dwelling-attributed", "un logement social", "Lettre d'attribution du logement social"),
    ],
)
def test_a_ground_is_stated_and_its_proof_enclosed(ground: str, reason: str, proof: str) -> None:
    """Without both in the letter the notice is of three months."""
    letter = a_notice(leaving__notice_ground=ground)
    length = letter.paragraphs[2]
    assert length.startswith(f"Le préavis est réduit à un mois, en application de l'article 15, I de la {LAW}")
    assert reason in length
    assert letter.enclosures[0].startswith(proof)


def test_a_tight_zone_is_proven_by_the_decree() -> None:
    """The decree that lists the communes is named and enclosed."""
    letter = a_notice(leaving__notice_ground="zone", leaving__zone="tight")
    assert "l'article 15, I, 1° de la loi" in letter.paragraphs[2]
    assert letter.enclosures == (
        "Copie du décret n° 2013-392 du 10 mai 2013 modifié, avec la commune de Dijon surlignée dans la liste annexée",
    )


def test_a_ground_that_nobody_told_is_asked() -> None:
    """Even where the zone would give one: which ground is stated decides how long the notice is."""
    with pytest.raises(DossierIncomplete) as raised:
        a_notice(leaving__notice_ground=None, leaving__zone="tight")
    assert raised.value.missing == ("leaving.notice_ground",)


def test_a_new_job_after_a_loss_has_two_proofs() -> None:
    """Both the loss and the new job are proven."""
    assert len(a_notice(leaving__notice_ground="new-job-after-loss").enclosures) == 2


def test_no_ground_means_three_months_and_no_proof() -> None:
    """The ordinary notice of an unfurnished lease."""
    letter = a_notice()
    assert letter.paragraphs[2].startswith(f"Le préavis est de trois mois, conformément à l'article 15, I de la {LAW}.")
    assert letter.enclosures == ()


@pytest.mark.parametrize("zone", ["none", "tourist"])
def test_a_zone_that_gives_no_right_is_not_claimed(zone: str) -> None:
    """The letter says what the plan counts with."""
    assert "trois mois" in a_notice(leaving__notice_ground="zone", leaving__zone=zone).paragraphs[2]


def test_a_ground_that_can_not_be_proven_is_not_claimed() -> None:
    """Three months, as the law gives without proof."""
    assert "trois mois" in a_notice(leaving__notice_ground="transfer", leaving__ground_proven=False).paragraphs[2]


def test_an_unfit_dwelling_needs_no_notice() -> None:
    """The lease ends when the letter is received; the warning given before is enclosed."""
    letter = a_notice(leaving__notice_ground="unfit")
    assert "aucun préavis n'est dû" in letter.paragraphs[2]
    assert letter.paragraphs[2].endswith("Le bail prend fin à la réception de cette lettre.")
    assert len(letter.enclosures) == 2


def test_social_housing_cites_the_article_that_extends_the_rule() -> None:
    """Article 40 keeps the same cases for tenants of social housing."""
    assert "que son article 40 rend applicable au logement social" in said(leaving__social=True)


@pytest.mark.parametrize(
    ("lease", "words"),
    [
        ("furnished", "le préavis est d'un mois, conformément à l'article 25-8"),
        ("furnished-student", "y compris quand la durée du bail est réduite à neuf mois"),
        ("mobility", "loué par bail mobilité : le préavis est d'un mois."),
        ("social-student", "l'article L442-8-4 du Code de la construction et de l'habitation"),
        ("residence", "le préavis est de huit jours, conformément à l'article R633-3"),
        ("crous", "Le préavis est celui que prévoit le règlement de la résidence."),
    ],
)
def test_other_leases_have_their_own_notice(lease: str, words: str) -> None:
    """None of them needs a ground."""
    assert words in said(leaving__lease=lease, leaving__notice_ground=None)


def test_a_residence_counts_from_the_next_day() -> None:
    """The day of reception is not counted among the eight."""
    assert "à partir du lendemain du jour où vous recevez cette lettre" in said(leaving__lease="residence")


def test_the_notice_runs_from_reception() -> None:
    """Never from the day it was written or posted."""
    assert "Le préavis court à partir du jour où vous recevez cette lettre. Le bail prend fin à son issue." in said()


def test_a_wanted_end_is_said() -> None:
    """With what the law gives when it comes too soon."""
    wanted = said(leaving__wanted_end=date(2027, 6, 30))
    assert "que le bail prenne fin le 30 juin 2027, ou à l'issue du préavis s'il finit plus tard." in wanted


def test_an_unfit_dwelling_may_be_left_on_a_wanted_day() -> None:
    """Not before the landlord has the letter."""
    wanted = said(leaving__notice_ground="unfit", leaving__wanted_end=date(2027, 6, 30))
    assert "le 30 juin 2027, ou à la réception de cette lettre si elle est plus tardive." in wanted


def test_a_day_for_the_inventory_is_asked() -> None:
    """Both parties have to be there."""
    assert "fixer ensemble le jour de l'état des lieux de sortie" in said()


def test_a_day_for_the_inventory_is_proposed_where_it_is_known() -> None:
    """The landlord only has to agree."""
    assert "l'état des lieux de sortie et de remettre les clés le 31 mai 2027" in said(
        leaving__inventory=date(2027, 5, 31)
    )


@pytest.mark.parametrize("protected", [True, None])
def test_the_new_address_is_never_in_a_notice(protected: bool | None) -> None:
    """It is given with the keys, and a protected household may give another one."""
    letter = a_notice(household__protected=protected)
    whole = "\n".join((*letter.sender, *letter.recipient, *letter.references, *letter.paragraphs, *letter.enclosures))
    assert "Brumes" not in whole
    assert "Nantes" not in whole


def test_the_sender_writes_from_the_dwelling_even_after_the_move() -> None:
    """The notice is for that dwelling, whoever already sleeps elsewhere."""
    letter = a_notice(move__day=date(2027, 2, 1))
    assert letter.sender == ("Camille Martin", "3e étage", "Bât. B", "12 rue de la Liberté", "21000 DIJON")
    assert letter.place == "Dijon"


def test_everybody_who_leaves_signs() -> None:
    """Two holders of a lease both give notice."""
    letter = a_notice(CAMILLE, NOA)
    assert letter.signature == "Camille Martin\nNoa Diallo"
    assert letter.paragraphs[1].startswith("Nous vous donnons congé")


def test_who_stays_does_not_sign() -> None:
    """The lease goes on with them, and the letter says so."""
    letter = a_notice(CAMILLE, replace(NOA, leaves=False))
    assert letter.signature == "Camille Martin"
    assert "Ce congé ne concerne que moi : le bail se poursuit avec Noa Diallo." in letter.paragraphs


def test_a_flatmate_gives_notice_of_their_share() -> None:
    """The other flatmates keep the lease."""
    letter = a_notice(leaving__co_holders="flatshare")
    assert (
        "Ce congé ne vaut que pour ma part du bail : il se poursuit avec les autres colocataires." in letter.paragraphs
    )


def test_joint_liability_ends_as_the_law_says() -> None:
    """A replacement, or six months after the end of the notice."""
    assert "au plus tard six mois après la date d'effet de ce congé (article 8-1, VI" in said(
        leaving__co_holders="flatshare-solidary"
    )


def test_the_lease_is_named_by_its_date() -> None:
    """Where it is known."""
    assert "en vertu du bail signé le 1er juin 2021" in said(leaving__signed=date(2021, 6, 1))


def test_the_letter_is_addressed_to_the_landlord() -> None:
    """By the norm of the envelope."""
    assert a_notice().recipient == ("Agence Darcy", "4 place Darcy", "21000 DIJON")


def test_a_notice_is_registered() -> None:
    """As the landlord's manifest says."""
    assert a_notice().registered is True


@pytest.mark.parametrize(
    ("way", "line"),
    [
        ("hand", "Remise en main propre contre signature, en deux exemplaires"),
        ("bailiff", "Signifiée par commissaire de justice"),
    ],
)
def test_a_notice_that_is_not_posted_says_how_it_goes(way: str, line: str) -> None:
    """It does not pretend to be a registered letter."""
    letter = a_notice(leaving__notice_by=way)
    assert (letter.registered, letter.references) == (False, (line,))


@pytest.mark.parametrize(
    ("absent", "missing"),
    [
        (("leaving.lease",), ("leaving.lease",)),
        (("leaving.notice_ground",), ("leaving.notice_ground",)),
        (("leaving.street", "leaving.city"), ("leaving.street", "leaving.city")),
        (
            ("leaving.landlord.name", "leaving.landlord.address"),
            ("leaving.landlord.name", "leaving.landlord.address"),
        ),
        (("household.adults",), ("household.adults",)),
        (("today",), ("today",)),
    ],
)
def test_a_missing_fact_is_asked_for(absent: tuple[str, ...], missing: tuple[str, ...]) -> None:
    """Nothing is left blank in a letter."""
    known = {path: value for path, value in lease_facts().items() if path not in absent}
    with pytest.raises(DossierIncomplete) as caught:
        a_letter(the_landlord(), a_step(slug="lease-notice", letter="lease-notice"), known)
    assert caught.value.missing == missing


def test_a_landlord_whose_address_does_not_fit_is_asked_again() -> None:
    """A letter that comes back is a notice that was never given."""
    with pytest.raises(DossierIncomplete) as caught:
        a_notice(leaving__landlord__address=("4 place Darcy", "Dijon"))
    assert caught.value.missing == ("leaving.landlord.address",)
