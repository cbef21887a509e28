"""From Maileva's codes for an electronic registered letter to an outcome in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.adapter.reading import dated, day
from demenagement.adapter.sendings import DRAFT
from demenagement.domain.submission import State

if TYPE_CHECKING:
    from datetime import date

    from demenagement.adapter.reading import Record

WAITING = "PENDING"
"""Taken, and not gone yet: the sender's one-time code is missing, or was not checked yet."""
TO_CONFIRM = (
    "Rien n'est parti : Maileva attend votre code à usage unique. Ouvrez votre espace client, puis donnez le code "
    "que votre clé OTP génère"
)
TO_LEAVE = "Rien n'est parti : la lettre attend votre code à usage unique. Ne le donnez pas, elle ne partira pas"
_PROCESSED = "PROCESSED"
_SENDINGS = {
    DRAFT: (State.UNKNOWN, "Encore à l'état de brouillon : rien n'est parti"),
    WAITING: (State.SENT, TO_CONFIRM),
    "ACCEPTED": (State.ACKNOWLEDGED, "Code vérifié, accepté par Maileva"),
    "REJECTED": (State.REFUSED, "Rejeté par Maileva"),
}
_RECIPIENTS = {
    "PENDING": (State.ACKNOWLEDGED, "Accepté par Maileva"),
    _PROCESSED: (State.ACKNOWLEDGED, "Déposé : le destinataire a quinze jours pour l'accepter"),
    "ACCEPTED": (State.ACCEPTED, "Accepté par le destinataire"),
    "REFUSED": (State.REFUSED, "Lettre non remise : le destinataire l'a refusée"),
    "NOT_CLAIMED": (State.REFUSED, "Lettre non remise : le destinataire ne l'a pas réclamée sous quinze jours"),
    "REJECTED": (State.REFUSED, "Rejeté par Maileva"),
    "CANCELED": (State.CANCELLED, "Annulé"),
    "ERROR": (State.FAILED, "Maileva n'a pas pu l'envoyer"),
    "TO_UPDATE": (State.ACKNOWLEDGED, "Les coordonnées du destinataire sont à corriger dans votre espace client"),
}


def deposited(status: str) -> bool:
    """Whether a sending reached its recipient's address, so that their answer can be followed."""
    return status.startswith(_PROCESSED)


def on_its_way(sending: Record) -> tuple[State, str]:
    """What became of a sending before it was deposited; a code of tomorrow is still a receipt."""
    status = str(sending.get("status"))
    state, label = _SENDINGS.get(status, (State.ACKNOWLEDGED, status))
    return state, _told(label, sending)


def answered(recipient: Record) -> tuple[State, str]:
    """What the recipient made of it."""
    status = str(recipient.get("status"))
    state, label = _RECIPIENTS.get(status, (State.ACKNOWLEDGED, status))
    return state, dated(_told(label, recipient), day(recipient.get("status_date")))


def day_of(state: State, sending: Record, recipient: Record) -> date | None:
    """The day on which the recipient accepted it; before, the day on which it was deposited."""
    if state is State.ACKNOWLEDGED:
        return day(sending.get("processed_date"))
    return day(recipient.get("status_date")) if state is State.ACCEPTED else None


def _told(label: str, found: Record) -> str:
    reason = found.get("status_detail")
    return f"{label} : {reason}" if isinstance(reason, str) else label
