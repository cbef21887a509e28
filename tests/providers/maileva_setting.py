"""Maileva of the sandbox, and a notice to leave that it carries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from demenagement.domain.draft import Document, Draft, Letter
from demenagement.domain.provider import Channel
from demenagement.kit import AT, Setting

if TYPE_CHECKING:
    from demenagement.domain.draft import Approved

PDF = Document("conge.pdf", "application/pdf", b"%PDF-1.7\nconge\n%%EOF\n")
LETTER = Letter(
    sender=("MADAME ANNE EXEMPLE", "1 RUE DU MODELE", "21000 DIJON"),
    recipient=("AGENCE EXEMPLE", "SERVICE GESTION", "2 RUE DU PORT", "CS 10001", "44000 NANTES"),
    place="Dijon",
    day=date(2027, 3, 1),
    subject="Congé du logement",
    paragraphs=("Madame, Monsieur,",),
    signature="Anne Exemple",
    registered=True,
)
KEYS = dict.fromkeys(("client_id", "client_secret", "username", "password"), "sandbox")


class MailevaSetting(Setting):
    """Maileva of the sandbox, and a notice to leave."""

    slug = "maileva"
    submits = "submit"
    routes = ("token", "create-sending", "add-document", "add-recipient", "submit")
    looks = ("list-sendings", "delete-sending")
    account = KEYS

    def draft(self) -> Draft:
        """A notice to a landlord."""
        return Draft(
            step="lease-notice",
            provider="landlord",
            channel=Channel.LETTER,
            recipient="Agence Exemple",
            subject="Congé du logement",
            carrier="maileva",
            letter=LETTER,
        )

    def approved(self, key: str = "0b3ad2d2-6a3c-4c47-9d5e-8b1f6f0a1c11") -> Approved:
        """The yes to it, with its PDF."""
        return self.draft().approve(key, AT, (PDF,))
