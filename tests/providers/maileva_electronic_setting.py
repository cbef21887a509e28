"""Maileva's electronic letters of the sandbox, and a notice to leave that they carry."""

from __future__ import annotations

from dataclasses import replace

from providers.maileva_setting import KEYS, LETTER, MailevaSetting

from demenagement.domain.draft import Addressee, Draft
from demenagement.domain.provider import Channel

PERSON = Addressee(email="anne@exemple.fr", first_name="Anne", last_name="Exemple")
AGENCY = Addressee(email="gestion@exemple.fr", first_name="Agence", last_name="Exemple", body="Agence Exemple")
ELECTRONIC = replace(LETTER, recipient=("Anne Exemple", PERSON.email), registered=False, electronic=PERSON)


class MailevaElectronicSetting(MailevaSetting):
    """The same account, its sender checked, and the same notice to somebody's e-mail address."""

    slug = "maileva-electronic"
    account = KEYS | {"sender_id": "sandbox"}

    def draft(self) -> Draft:
        """A notice to a landlord who agreed."""
        return Draft(
            step="lease-notice",
            provider="landlord",
            channel=Channel.ELECTRONIC,
            recipient="Anne Exemple, anne@exemple.fr",
            subject="Congé du logement",
            carrier=self.slug,
            letter=ELECTRONIC,
        )
