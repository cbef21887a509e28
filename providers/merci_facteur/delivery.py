"""From Merci Facteur's words to an outcome in plain ones.

`getSuiviEnvoi` gives a last state and a history; whether these hold codes or sentences, and in which order, was not
read: both are understood, with the day in front or without, as a text of several lines or as a list. Only what surely
says so is a delivery or a return; whatever else they say, the letter is under way.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from demenagement.domain.draft import Document
from demenagement.domain.submission import State
from demenagement.domain.values import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .account import Record

_LABELS = {
    "wait": "En attente d'impression",
    "imprime": "Imprimé par Merci Facteur",
    "pris_en_charge": "Pris en charge par La Poste",
    "traitement": "En cours de traitement à La Poste",
    "attente_presentation": "En attente de distribution",
    "distribution_en_cours": "En cours de distribution",
    "attente_au_guichet": "À retirer au bureau de poste, un avis de passage a été laissé",
    "probleme_en_cours": "La Poste rencontre un problème avec ce courrier",
    "probleme_resolu": "La Poste a résolu le problème",
    "non_distribuable": "courrier non distribuable",
    "retour_expediteur": "courrier retourné à l'expéditeur",
    "distribue_expediteur": "courrier revenu à l'expéditeur",
    "archivage_pnd": "courrier revenu chez Merci Facteur",
    "distribue": "Distribué au destinataire",
    "retour_are": "Avis de réception signé, numérisé",
    "scan_pdd": "Preuve de dépôt disponible",
}
_ENDS = {
    **dict.fromkeys(("non_distribuable", "retour_expediteur", "distribue_expediteur", "archivage_pnd"), State.REFUSED),
    **dict.fromkeys(("distribue", "retour_are"), State.ACCEPTED),
}
_DATED = re.compile(r"(\d{2})/(\d{2})/(\d{4})\s*:?\s*")
_APART = re.compile(r"<br ?/?>|[\r\n|]+")
_SIGNED = re.compile(r"(accuse|avis) de reception.*\bsigne")
_RETURNED = re.compile(r"\b(retour|distribue|revenu|renvoye).*expediteur|non[ -]distribuable|non[ -]reclame|refuse par")
_DELIVERED = re.compile(r"\bdistribue\b")
_DENIED = re.compile(r"\b(non|pas|sera|etre)\b")
_REASON = re.compile(r"\(([^()]+)\)")
_FORMATS = {b"%PDF": ("pdf", "application/pdf"), b"\xff\xd8\xff": ("jpg", "image/jpeg")}
_LONGEST_DETAIL = 200


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a letter; `day` is that of its handing over."""

    state: State
    detail: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    """One thing they say of a letter."""

    state: State
    label: str
    day: date | None
    handed_over: bool = False

    @property
    def told(self) -> str:
        """The label and its day."""
        return f"{self.label}, le {self.day:%d/%m/%Y}" if self.day else self.label


_BACK = _Event(State.REFUSED, "courrier revenu à l'expéditeur", None)


def progress(letter: Record, printing: object) -> Found:
    """Where a letter is: from its road, else from the state of its printing."""
    events = [*_events(letter.get("historique")), *_events(letter.get("lastState"))]
    returned = [event for event in events if event.state is State.REFUSED]
    arrived = [event for event in events if event.state is State.ACCEPTED]
    if str(letter.get("pnd")) == "1" or (returned and not _later(arrived, returned)):
        # The first of them says why, the last one only that it is back.
        why = next((each for each in returned if _REASON.search(each.label)), returned[-1] if returned else _BACK)
        reason = _REASON.search(why.label)
        return Found(State.REFUSED, f"Lettre non remise : {(replace(why, label=reason[1]) if reason else why).told}")
    if arrived:
        handed = next((event for event in arrived if event.handed_over), None)
        return Found(State.ACCEPTED, (handed or arrived[-1]).told, handed.day if handed else None)
    if events:
        return Found(State.ACKNOWLEDGED, events[-1].told)
    said = safe_text(printing)[:_LONGEST_DETAIL] if isinstance(printing, str) else ""
    return Found(State.ACKNOWLEDGED, said or "Reçu par Merci Facteur")


def proof(name: str, encoded: object) -> Document | None:
    """A proof of that name; None when it is not there yet, or is none. What it is, its first bytes say."""
    try:
        content = base64.b64decode(encoded, validate=True) if isinstance(encoded, str) else b""
    except (ValueError, binascii.Error):
        return None
    for start, (suffix, media_type) in _FORMATS.items():
        if content.startswith(start):
            return Document(f"{name}.{suffix}", media_type, content)
    return None


def _events(said: object) -> Iterator[_Event]:
    """What they say, one thing after the other."""
    for text in said if isinstance(said, list) else [said]:
        for line in _APART.split(text) if isinstance(text, str) else ():
            if line.strip():
                yield _event(line.strip())


def _event(line: str) -> _Event:
    dated = _DATED.match(line)
    text = line[dated.end() :].strip() if dated else line
    try:
        day = date(int(dated[3]), int(dated[2]), int(dated[1])) if dated else None
    except ValueError:
        day = None
    label = _LABELS.get(text) or safe_text(text)[:_LONGEST_DETAIL]
    handed_over = text == "distribue" or bool(_DELIVERED.search(_folded(text)))
    return _Event(_ENDS.get(text) or _read(text), label, day, handed_over)


def _read(text: str) -> State:
    """What a sentence surely says."""
    folded = _folded(text)
    if _SIGNED.search(folded):
        return State.ACCEPTED
    if _RETURNED.search(folded):
        return State.REFUSED
    return State.ACCEPTED if _DELIVERED.search(folded) and not _DENIED.search(folded) else State.ACKNOWLEDGED


def _folded(text: str) -> str:
    """In small letters, without accents."""
    bare = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in bare if not unicodedata.combining(mark)).lower()


def _later(arrived: list[_Event], returned: list[_Event]) -> bool:
    """Whether it was handed over after it was said to come back: only days can tell."""
    ends = [[event.day for event in events if event.day] for events in (arrived, returned)]
    return all(ends) and max(ends[0]) > max(ends[1])
