"""What has become of a letter at a given moment: computed from when it was taken, never stored.

Taken before five in the afternoon of a working day, Paris time, it is printed and posted that day; otherwise the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from demenagement.sandbox.clock import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.sandbox.exchange import Record

_PARIS = ZoneInfo("Europe/Paris")
_CLOSES = time(17)
_SATURDAY = 5
_WAITS = 15 * 24


@dataclass(frozen=True, slots=True)
class Event:
    """One state of a letter, `hours` after its posting, as a person reads it."""

    hours: int
    code: str
    label: str


_ROAD = (
    Event(0, "imprime", "Courrier imprimé par Merci facteur"),
    Event(2, "pris_en_charge", "Courrier pris en charge par La Poste"),
    Event(3, "scan_pdd", "Numérisation de la preuve de dépôt"),
    Event(18, "traitement", "En cours de traitement chez La Poste"),
)
_ROUND = Event(39, "distribution_en_cours", "Courrier en cours de distribution")
_COUNTER = Event(43, "attente_au_guichet", "Courrier à retirer au bureau de poste, un avis de passage a été laissé")


def _returned(hours: int, why: str) -> tuple[Event, ...]:
    return (
        Event(hours, "retour_expediteur", f"Courrier retourné à l'expéditeur ({why})"),
        Event(hours + 96, "distribue_expediteur", "Distribué à l'expéditeur"),
    )


_ENDS: Mapping[str, tuple[Event, ...]] = {
    "delivered": (
        _ROUND,
        Event(42, "distribue", "Courrier distribué au destinataire"),
        Event(42 + 144, "retour_are", "Retour de l'accusé de réception signé"),
    ),
    "refused": (_ROUND, *_returned(42, "refusé par le destinataire")),
    "unclaimed": (_ROUND, _COUNTER, *_returned(43 + _WAITS, "non réclamé")),
    "wrong-address": (_ROUND, *_returned(42, "adresse incomplète")),
    "lost": (Event(60, "probleme_en_cours", "La Poste rencontre un problème avec le courrier"),),
}
OUTCOMES = frozenset(_ENDS)
_PRINTING = ((timedelta(hours=1), "Impression en cours"), (timedelta(hours=4), "Préparation en cours"))


def posted(envoi: Record) -> datetime:
    """When it is posted: five in the afternoon, Paris time, of the day it leaves."""
    taken = moment(envoi["created"]).astimezone(_PARIS)
    day = taken.date() + timedelta(days=taken.time() >= _CLOSES)
    if envoi["date"]:
        day = max(day, date.fromisoformat(envoi["date"]))
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, _CLOSES, _PARIS)


def road(envoi: Record, now: datetime) -> list[tuple[date, Event]]:
    """What a letter has gone through, oldest first, each with its day in Paris."""
    taken = moment(envoi["created"]).astimezone(_PARIS).date()
    reached = [(taken, Event(0, "wait", "Courrier en attente d'impression"))]
    if envoi["silent"]:
        return reached
    left = posted(envoi)
    for event in (*_ROAD, *_ENDS[envoi["outcome"]]):
        at = left + timedelta(hours=event.hours)
        if at <= now and (event.code != "retour_are" or envoi["mode"] == "lrare"):
            reached.append((at.astimezone(_PARIS).date(), event))
    return reached


def codes(envoi: Record, now: datetime) -> set[str]:
    """The codes of the states it has gone through."""
    return {event.code for _, event in road(envoi, now)}


def printing(envoi: Record, now: datetime) -> str:
    """Where its printing is."""
    left = posted(envoi)
    if envoi["silent"]:
        return "Traitement en attente"
    if left <= now:
        return "Impression terminée"
    return next((said for before, said in _PRINTING if left - before <= now), "Impression en attente")


def anonymous(envoi: Record, now: datetime) -> frozenset[str]:
    """What was forgotten of it by now: the days asked for run from its printing."""
    asked = envoi["anonymize"]
    if asked is None or envoi["silent"] or posted(envoi) + timedelta(days=asked["delay"]) > now:
        return frozenset()
    return frozenset(asked["target"])
