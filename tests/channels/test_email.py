"""E-mails to providers: the letter's matter, in fewer words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from channels.conftest import a_manifest, a_step, facts, lease_facts, the_landlord

from demenagement.channels.email import EmailComposer
from demenagement.errors import DossierIncomplete, NotAllowed
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from demenagement.domain.draft import Draft


def drafted(letter: str | None = "address-change", **changed: object) -> Draft:
    """An e-mail to a provider whose address is known."""
    manifest = a_manifest(contact={"email": "client@example.fr"}, requires=["move.day"])
    step = a_step(**({"letter": letter} if letter else {}))
    return EmailComposer(manifest, phrasebook("fr")).draft(step, facts(**changed))


def test_an_e_mail_says_what_the_letter_says() -> None:
    """Greeted and closed more simply."""
    assert drafted().text == (
        "Bonjour,\n\n"
        "Je déménage le 8 mai 2027.\n\n"
        "Ma nouvelle adresse est : 5 quai des Brumes, 44000 Nantes.\n\n"
        "Elle remplace l'ancienne : 12 rue de la Liberté (Bât. B, 3e étage), 21000 Dijon.\n\n"
        "Merci de me confirmer par écrit que ce changement d'adresse est pris en compte.\n\n"
        "Cordialement,\nCamille Martin"
    )


def test_an_e_mail_carries_its_references() -> None:
    """Right after the greeting."""
    assert drafted(accounts__edf__reference="1-23").text.split("\n\n")[1] == "Contrat ou dossier n° 1-23"


def test_an_e_mail_has_a_subject_in_french() -> None:
    """As whoever reads it."""
    assert drafted().subject == "Changement d'adresse"


def test_a_step_without_letter_writes_a_request() -> None:
    """With the facts that the provider needs."""
    assert "Je déménage le 8 mai 2027.\n\nJe vous écris pour cette démarche" in drafted(None).text


def test_the_household_s_own_note_of_an_address_wins() -> None:
    """It was read on a bill."""
    assert drafted(accounts__edf__email="moi@example.fr").recipient == "moi@example.fr"


def test_an_e_mail_to_nowhere_is_not_written() -> None:
    """Where to write is asked once."""
    with pytest.raises(DossierIncomplete) as caught:
        EmailComposer(a_manifest(), phrasebook("fr")).draft(a_step(), facts())
    assert caught.value.missing == ("accounts.edf.email",)


def test_what_is_enclosed_is_said() -> None:
    """So that the person attaches it."""
    known = lease_facts(
        leaving__landlord__email="agence@example.fr", leaving__keys=date(2027, 5, 8), leaving__deposit=Decimal(840)
    )
    draft = EmailComposer(the_landlord(), phrasebook("fr")).draft(a_step(letter="deposit-reminder"), known)
    assert "Pièces jointes : Relevé d'identité bancaire (RIB) ; " in draft.text


def test_a_notice_is_never_given_by_e_mail() -> None:
    """It would be void."""
    composer = EmailComposer(the_landlord(), phrasebook("fr"))
    with pytest.raises(NotAllowed) as caught:
        composer.draft(a_step(slug="lease-notice", letter="lease-notice"), lease_facts())
    assert caught.value.reason == "notice-by-email"


def test_an_e_mail_lists_the_facts_that_leave() -> None:
    """As a portal does."""
    assert "arriving.city" in {field.fact for field in drafted().fields}
