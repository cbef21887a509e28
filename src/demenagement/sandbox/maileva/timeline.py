"""What has become of a sending at a given moment: computed from when it was submitted, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from demenagement.sandbox.clock import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.sandbox.exchange import Record

LABELS: Mapping[str, str] = {
    "LP01": "Pris en charge",
    "LP02": "Imprimé",
    "LP03": "Tri départ",
    "LP04": "Tri arrivée",
    "LP05": "Preuve de dépôt",
    "LP07": "Preuve de contenu",
    "LP08": "Mis à disposition en bureau",
    "LP09": "Absent avisé",
    "LP14": "Site de distribution",
    "LP15": "Distribué",
    "LP17": "Rendu à l'expéditeur",
    "LP18": "AR numérique disponible",
    "LP19": "Délai d'instance expiré",
    "LP20": "Adresse incorrecte",
    "LP21": "Inconnu",
    "LP22": "Refusé",
}
REJECTED = "rejected"
"""The outcome of a sending that is accepted by no one: refused on analysis, never printed."""
_ACCEPTED, _PREPARING, _PROCESSED = timedelta(minutes=1), timedelta(hours=2), timedelta(days=1)
_WAITS = 15 * 24


@dataclass(frozen=True, slots=True)
class _Event:
    """One delivery status, `hours` after printing; `category` where it is a main one."""

    hours: int
    code: str
    category: str | None = None


_ROAD = (
    _Event(0, "LP02"),
    _Event(0, "LP01"),
    _Event(0, "LP05"),
    _Event(0, "LP07"),
    _Event(6, "LP03", "DELIVERING"),
    _Event(22, "LP04"),
    _Event(44, "LP14"),
)
_ABSENT = (_Event(48, "LP09", "FIRST_PRESENTATION"), _Event(52, "LP08"))


def _returned(hours: int, code: str) -> tuple[_Event, ...]:
    return (_Event(hours, code, "UNDELIVERED"), _Event(hours + 96, "LP17"))


_ENDS: Mapping[str, tuple[_Event, ...]] = {
    "delivered": (*_ABSENT, _Event(72, "LP15", "DELIVERED"), _Event(72, "LP18")),
    "refused": _returned(48, "LP22"),
    "unclaimed": (*_ABSENT, *_returned(48 + _WAITS, "LP19")),
    "wrong-address": _returned(48, "LP20"),
    "unknown": _returned(48, "LP21"),
}
OUTCOMES = frozenset(_ENDS)
_REASONS = {"LP19": "N03", "LP20": "N07", "LP21": "N02", "LP22": "N05"}


def production(sending: Record, now: datetime) -> list[tuple[datetime, str]]:
    """The statuses that a sending has reached, oldest first."""
    reached = [(moment(sending["created"]), "DRAFT")]
    if sending["submitted"] is None:
        return reached
    submitted = moment(sending["submitted"])
    reached.append((submitted, "PENDING"))
    if sending["silent"]:
        return reached
    if sending["rejected"]:
        ahead = [(submitted + _ACCEPTED, "REJECTED")]
    else:
        begun = _begun(sending, submitted)
        ahead = [
            (submitted + _ACCEPTED, "ACCEPTED"),
            (begun + _PREPARING, "PREPARING"),
            (begun + _PROCESSED, "PROCESSED"),
        ]
    return reached + [step for step in ahead if step[0] <= now]


def processed(sending: Record, now: datetime) -> datetime | None:
    """When the sending was printed and posted, or None."""
    return next((at for at, status in production(sending, now) if status == "PROCESSED"), None)


def delivery(sending: Record, recipient: Record, now: datetime) -> list[Record]:
    """The delivery statuses that a recipient's letter has reached, oldest first."""
    printed = processed(sending, now)
    if printed is None:
        return []
    receipt = bool(sending["fields"].get("acknowledgement_of_receipt", True))
    reached = []
    for event in (*_ROAD, *_ENDS[recipient["outcome"]]):
        at = printed + timedelta(hours=event.hours)
        if at > now or (event.code == "LP18" and not receipt):
            continue
        status = {"date": stamp(at), "code": event.code, "label": LABELS[event.code], "category": event.category}
        reached.append({**status, "location": "BAC À SABLE", "source": "La Poste", "code_provider": "SBX"})
    return reached


def undelivered_reason(statuses: list[Record]) -> str | None:
    """Why a letter could not be delivered, or None."""
    return next((_REASONS[status["code"]] for status in statuses if status["code"] in _REASONS), None)


def _begun(sending: Record, submitted: datetime) -> datetime:
    """When printing may begin: a date may have been asked for, and the service may be late."""
    submitted += timedelta(days=sending["late_days"])
    expected = sending["fields"].get("expected_date")
    if not expected:
        return submitted
    return max(submitted, datetime.combine(date.fromisoformat(expected), time(), UTC))
