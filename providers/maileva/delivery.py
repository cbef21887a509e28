"""From Maileva's codes to an outcome in plain words. A day is a day in Paris, whatever clock they write in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.adapter.reading import dated, day
from demenagement.adapter.sendings import DRAFT
from demenagement.domain.submission import State

if TYPE_CHECKING:
    from datetime import date

_PROCESSED = "PROCESSED"
_STATES = {
    DRAFT: (State.UNKNOWN, "Encore à l'état de brouillon : rien n'est parti"),
    "PENDING": (State.ACKNOWLEDGED, "Reçu par Maileva, en attente d'examen"),
    "BLOCKED": (State.ACKNOWLEDGED, "Retenu par Maileva : une autorisation de paiement manque"),
    "ACCEPTED": (State.ACKNOWLEDGED, "Accepté par Maileva"),
    "PREPARING": (State.ACKNOWLEDGED, "En cours d'impression"),
    _PROCESSED: (State.ACKNOWLEDGED, "Imprimé, sous pli"),
    "REJECTED": (State.REFUSED, "Rejeté par Maileva"),
    "SENDING_REJECTED": (State.REFUSED, "Rejeté par Maileva"),
    "CANCELED": (State.CANCELLED, "Annulé"),
}
_UNDELIVERED = {
    "N02": "le destinataire est inconnu à l'adresse",
    "N03": "le destinataire, avisé, ne l'a pas retirée",
    "N05": "le destinataire l'a refusée",
    "N07": "l'adresse est inaccessible ou mal rédigée",
    "LP19": "le destinataire, avisé, ne l'a pas retirée à temps",
    "LP20": "l'adresse est incorrecte",
    "LP21": "le destinataire est inconnu à l'adresse",
    "LP22": "le destinataire l'a refusée",
}


def printed(status: str) -> bool:
    """Whether a sending left production, so that its letter can be followed."""
    return status.startswith(_PROCESSED)


def production(record: dict[str, Any]) -> tuple[State, str]:
    """What became of a sending, or of its recipient, before the post had it; a code of tomorrow is still a receipt."""
    status = str(record.get("status"))
    state, label = _STATES.get(status, (State.ACKNOWLEDGED, status))
    reached = [each for each in _listed(record, "statuses") if each.get("code") == status]
    reason = record.get("status_detail")
    return state, _told(f"{label} : {reason}" if isinstance(reason, str) else label, reached[-1] if reached else {})


def progress(recipient: dict[str, Any]) -> tuple[State, str]:
    """Where a recipient's letter is."""
    main = recipient.get("last_main_delivery_status")
    main = main if isinstance(main, dict) else {}
    if main.get("category") == "DELIVERED":
        return State.ACCEPTED, _told(str(main.get("label") or "Distribué"), main)
    if main.get("category") == "UNDELIVERED":
        code, reason = str(main.get("code")), str(recipient.get("undelivered_mail_reason"))
        why = _UNDELIVERED.get(code) or _UNDELIVERED.get(reason) or str(main.get("label") or code)
        return State.REFUSED, _told(f"Lettre non remise : {why}", main)
    events = sorted(_listed(recipient, "delivery_statuses"), key=lambda event: str(event.get("date")))
    if recipient.get("status") != _PROCESSED or not events:
        return production(recipient)
    return State.ACKNOWLEDGED, _told(str(events[-1].get("label") or events[-1].get("code")), events[-1])


def handed_over(recipient: dict[str, Any]) -> date | None:
    """The day on which the recipient took the letter, by Paris's calendar."""
    main = recipient.get("last_main_delivery_status")
    if not isinstance(main, dict) or main.get("category") != "DELIVERED":
        return None
    return day(main.get("date"))


def _told(label: str, event: dict[str, Any]) -> str:
    """A label and the day it speaks of."""
    return dated(label, day(event.get("date")))


def _listed(record: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = record.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
