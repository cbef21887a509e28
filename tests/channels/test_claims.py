"""The deposit that does not come back, and the damage of the move."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from channels.conftest import a_letter, a_manifest, a_step, facts, lease_facts, the_landlord

from demenagement.errors import DossierIncomplete

if TYPE_CHECKING:
    from demenagement.domain.draft import Letter

NO_BREAK = "\N{NO-BREAK SPACE}"


def reminder(**changed: object) -> Letter:
    """The letter about a deposit of 1 680 euros, keys handed back on 31 May, written on 1 August."""
    known = {
        "today": date(2027, 8, 1),
        "leaving__keys": date(2027, 5, 31),
        "leaving__deposit": Decimal(1680),
        "leaving__rent": Decimal(840),
        "leaving__inventory_conform": True,
        **changed,
    }
    return a_letter(the_landlord(), a_step(letter="deposit-reminder"), lease_facts(**known))


def reserves(**changed: object) -> Letter:
    """The letter to a mover about two things."""
    manifest = a_manifest(slug="mover", kind="mover", name={"fr": "Le déménageur", "en": "The mover"})
    known = {
        "today": date(2027, 5, 12),
        "move__reserves": ("Armoire : porte fendue", "Carton manquant"),
        "accounts__mover__address": ("Transports Dupré", "8 rue du Port", "44000 Nantes"),
        **changed,
    }
    return a_letter(manifest, a_step(letter="mover-reserves"), facts(**known))


def said(letter: Letter) -> str:
    """All its paragraphs, with plain spaces."""
    return "\n".join(letter.paragraphs).replace(NO_BREAK, " ")


def test_a_reminder_says_what_was_due_and_when() -> None:
    """One month after the keys where both inventories match."""
    assert "le dépôt de garantie, de 1 680,00 €, est à rendre au plus tard le 30 juin 2027 : un mois" in said(
        reminder()
    )


@pytest.mark.parametrize("conform", [False, None])
def test_without_a_matching_inventory_it_is_two_months(conform: bool | None) -> None:
    """Also where nobody said: no claim too early."""
    assert "au plus tard le 31 juillet 2027 : deux mois" in said(reminder(leaving__inventory_conform=conform))


def test_a_reminder_counts_the_days_and_the_penalty() -> None:
    """Ten per cent of the rent for each month begun; the second has begun on 31 July."""
    assert "32 jours de retard" in said(reminder())
    assert "elle atteint aujourd'hui 168,00 €" in said(reminder())


def test_a_reminder_asks_for_deposit_and_penalty() -> None:
    """In one sum."""
    assert "Je vous demande de me verser 1 848,00 € sans attendre" in said(reminder())


def test_no_penalty_is_claimed_when_the_new_address_was_not_given() -> None:
    """Article 22 takes it away."""
    letter = said(reminder(leaving__address_given=False))
    assert "majoration" not in letter
    assert "verser 1 680,00 €" in letter


def test_a_reminder_in_time_claims_nothing_yet() -> None:
    """It only says by when."""
    letter = said(reminder(today=date(2027, 6, 10)))
    assert "retard" not in letter
    assert "Merci de le verser à cette date" in letter


def test_keys_that_are_still_to_be_handed_over_are_told_as_such() -> None:
    """A letter written ahead stays true."""
    assert "Le 31 mai 2027, je vous remettrai les clés" in said(reminder(today=date(2027, 5, 1)))


def test_a_shared_building_is_told_fairly() -> None:
    """The landlord may keep a fifth until the accounts."""
    assert "jusqu'à 20 %" in said(reminder(leaving__condominium=True))


def test_a_reminder_is_written_from_the_new_home() -> None:
    """Where the money and the answer go."""
    letter = reminder()
    assert (letter.sender[-1], letter.place) == ("44000 NANTES", "Nantes")


def test_a_protected_household_reminds_without_its_address() -> None:
    """Names and an e-mail address, no place."""
    letter = reminder(household__protected=True)
    assert (letter.sender, letter.place) == (("Camille Martin", "camille@example.fr"), "")
    assert "Nantes" not in said(letter)


def test_a_reminder_needs_the_deposit_and_the_day_of_the_keys() -> None:
    """Both are asked at once."""
    with pytest.raises(DossierIncomplete) as caught:
        reminder(leaving__keys=None, leaving__deposit=None)
    assert caught.value.missing == ("leaving.deposit", "leaving.keys")


def test_reserves_are_listed_one_by_one() -> None:
    """A general reserve is worth nothing."""
    assert "1. Armoire : porte fendue\n2. Carton manquant" in said(reserves())


def test_reserves_without_a_single_damage_are_not_written() -> None:
    """What is broken is asked."""
    with pytest.raises(DossierIncomplete) as caught:
        reserves(move__reserves=())
    assert caught.value.missing == ("move.reserves",)


def test_reserves_count_from_the_delivery() -> None:
    """Not from the day the goods left."""
    letter = reserves(move__delivered=date(2027, 5, 10))
    assert letter.subject == "Réserves et protestation motivée : livraison du 10 mai 2027"


def test_reserves_need_a_day_of_delivery() -> None:
    """Everything counts from it."""
    with pytest.raises(DossierIncomplete) as caught:
        reserves(move__day=None)
    assert caught.value.missing == ("move.delivered",)


@pytest.mark.parametrize(("today", "in_time"), [(date(2027, 5, 18), True), (date(2027, 5, 19), False)])
def test_ten_days_are_claimed_only_while_they_run(today: date, in_time: bool) -> None:
    """The day of delivery is not counted, the last one is."""
    assert ("dans les dix jours" in said(reserves(today=today))) is in_time


def test_a_procedure_that_was_not_handed_over_gives_three_months() -> None:
    """And the letter says why."""
    assert "le délai pour vous l'adresser est de trois mois" in said(reserves(move__mover_told_procedure=False))


def test_reserves_enclose_their_proofs() -> None:
    """Photos, the carrier's paper, the declared value."""
    assert len(reserves().enclosures) == 3
