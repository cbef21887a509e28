"""Prefilled forms of the sandbox, and a street parking permit that they carry."""

from __future__ import annotations

from typing import Any

from demenagement.adapter import Answer
from demenagement.domain.draft import Draft, Field
from demenagement.domain.provider import Channel
from demenagement.errors import Unavailable
from demenagement.kit import Setting

PATH = "stationnement-demenagement-bac-a-sable"
URL = f"https://demarche.numerique.gouv.fr/commencer/{PATH}"
FIELDS = (
    Field("Prénom", "Anne", "household.adults"),
    Field("Nom", "Exemple", "household.adults"),
    Field("Civilité", "Madame"),
    Field("ADRESSE DU STATIONNEMENT", "21231_6590_00008", "leaving.street"),
    Field("date du demenagement", "08/05/2027", "move.day"),
    Field("Longueur à réserver (en mètres)", "12"),
    Field("Précisions", "  "),
)


class PrefillSetting(Setting):
    """Prefilled forms of the sandbox, and a street parking permit."""

    slug = "demarche-numerique"
    submits = "create-dossier"
    routes = ("schema", "create-dossier")
    in_doubt = Unavailable

    def draft(self) -> Draft:
        """A street parking permit."""
        return Draft(
            step="street-parking",
            provider="mairie",
            channel=Channel.PREFILL,
            recipient="Mairie",
            subject="Stationnement",
            carrier="demarche-numerique",
            fields=FIELDS,
            url=URL,
        )


class Scripted:
    """An Http that answers a read, then a write."""

    def __init__(self, read: object, written: object = None) -> None:
        """With these documents."""
        self.account: dict[str, str] = {}
        self._answers = {"GET": Answer(200, {}, b"", read), "POST": Answer(201, {}, b"", written)}

    async def request(self, method: str, path: str, **_asked: Any) -> Answer:  # noqa: ANN401, ARG002 # the Protocol's
        """One exchange, whatever the path and what is asked."""
        return self._answers[method]
