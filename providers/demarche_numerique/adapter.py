"""démarche.numerique.gouv.fr: a draft is prefilled without a key, the household takes it and files it.

A draft that nobody takes has no effect, so that asking for another one does no harm: no outcome of ours is in doubt.
`placing.py` finds each fact its place in the form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from demenagement.domain.submission import Outcome, Receipt, State
from demenagement.domain.values import safe_text
from demenagement.errors import OutcomeUnknown, Refused, Unavailable, UnexpectedAnswer

from .placing import place

if TYPE_CHECKING:
    from demenagement.adapter import Answer, Carrier, Http
    from demenagement.domain.draft import Approved, Draft
    from demenagement.domain.provider import Manifest

# Announced on every call, and exactly so: anything else is turned down.
_JSON = {"Content-Type": "application/json"}
_FORM = re.compile(r"(?:^|/)(?:commencer|preremplir|demarches)/(?:test/)?([\w-]+)", re.ASCII)
_BARE = re.compile(r"[\w-]+", re.ASCII)
_TOKEN = re.compile(r"[\w.~-]{1,200}", re.ASCII)
_LOOPBACK = "127.0.0.1"
_LONGEST_WORDS = 200
_STATES = {
    "prefilled": (State.SENT, "Brouillon prêt : ouvrez le lien, relisez-le et déposez-le", ""),
    "brouillon": (State.SENT, "Brouillon repris : il reste à le déposer", ""),
    "en_construction": (State.ACKNOWLEDGED, "Dossier déposé", "submitted_at"),
    "en_instruction": (State.ACKNOWLEDGED, "Dossier à l'examen, déposé", "submitted_at"),
    "accepte": (State.ACCEPTED, "Dossier accepté", "processed_at"),
    "refuse": (State.REFUSED, "Dossier refusé", "processed_at"),
    "sans_suite": (State.REFUSED, "Dossier classé sans suite", "processed_at"),
}

_WITHOUT_EFFECT = {
    "prefilled": "Brouillon que personne n'a ouvert : il est sans effet, il n'y a qu'à l'oublier",
    "brouillon": "Brouillon repris et jamais déposé : il est sans effet tant que vous ne le déposez pas",
}
"""What is nobody's business but the person's until they submit it."""


def adapter(manifest: Manifest) -> Carrier:
    """Prefilled forms as a carrier that tracks and cancels."""
    return DemarcheNumerique(manifest.slug, frozenset(manifest.hosts))


@dataclass(frozen=True, slots=True)
class DemarcheNumerique:
    """Carries the facts of a draft into a public body's form."""

    slug: str
    hosts: frozenset[str]

    async def submit(self, approved: Approved, http: Http) -> Receipt:
        """Prefill a draft of the form; what found no place in it is said in the receipt."""
        form = self._form(approved.draft)
        if form.isdigit():
            # A form is described under its path only: an empty draft, which has no effect, tells it.
            empty = await self._create(form, {}, http)
            form = self._named(self._link(empty))
        schema = _record(self.slug, await http.request("GET", f"/preremplir/{form}/schema"), HTTPStatus.OK)
        number = self._number(schema)
        reference = f"accounts.{self.slug}.reference"
        values, left = place([field for field in approved.draft.fields if field.fact != reference], schema)
        made = await self._create(number, values, http)
        token = made.get("dossier_prefill_token")
        dossier = made.get("dossier_number")
        if not isinstance(dossier, int) or not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise UnexpectedAnswer(self.slug)
        unplaced = [*left, *(document.name for document in approved.documents)]
        details = {"token": token, "demarche": number} | ({"unplaced": " ; ".join(unplaced)} if unplaced else {})
        detail = (
            f"À écrire vous-même, le formulaire n'a pas de case à ces noms : {' ; '.join(unplaced)}" if unplaced else ""
        )
        return Receipt(reference=str(dossier), url=self._link(made), yours=True, detail=detail, details=details)

    async def track(self, receipt: Receipt, http: Http) -> Outcome:
        """What became of the draft since the person has it."""
        found = await self._found(receipt, http)
        if found is None:
            return Outcome(state=State.UNKNOWN, detail="Dossier introuvable", reference=receipt.reference)
        state, label, since = _STATES[str(found["state"])]
        when = _day(found.get(since))
        return Outcome(state=state, detail=f"{label}, le {when}" if when else label, reference=receipt.reference)

    async def cancel(self, receipt: Receipt, http: Http) -> Outcome:
        """Forget a draft that was not submitted: nobody got it. Raises Refused, with where it is, for one that was."""
        found = await self._found(receipt, http)
        if found is None:
            raise Refused(self.slug, "Dossier introuvable")
        state = str(found["state"])
        if state not in _WITHOUT_EFFECT:
            raise Refused(self.slug, _STATES[state][1])
        return Outcome(state=State.CANCELLED, detail=_WITHOUT_EFFECT[state], reference=receipt.reference)

    async def _found(self, receipt: Receipt, http: Http) -> dict[str, Any] | None:
        """The draft or the file that it became, in a state that is known; None when they don't know it."""
        token, number = receipt.details.get("token", ""), receipt.details.get("demarche", "")
        path = f"/api/public/v1/demarches/{number}/dossiers"
        answer = await http.request("GET", path, query={"prefill_token": token}, headers=_JSON)
        if answer.status != HTTPStatus.OK:
            raise _fault(self.slug, answer)
        if answer.document == []:
            return None
        found = answer.document[0] if isinstance(answer.document, list) else None
        if not isinstance(found, dict) or found.get("dossier_prefill_token") != token:
            raise UnexpectedAnswer(self.slug)
        if str(found.get("state")) not in _STATES:
            raise UnexpectedAnswer(self.slug, safe_text(str(found.get("state")))[:_LONGEST_WORDS])
        return found

    async def _create(self, number: str, values: dict[str, str], http: Http) -> dict[str, Any]:
        path = f"/api/public/v1/demarches/{number}/dossiers"
        try:
            answer = await http.request("POST", path, json=values, headers=_JSON, repeatable=True)
        except OutcomeUnknown:
            raise Unavailable(self.slug) from None
        return _record(self.slug, answer, HTTPStatus.CREATED)

    def _form(self, draft: Draft) -> str:
        """The path of the form, or its number: from the draft's address, else from what the household gave."""
        given = [field.value.strip() for field in draft.fields if field.fact == f"accounts.{self.slug}.reference"]
        for address in (draft.url or "", *given):
            if found := _FORM.search(urlsplit(address).path) or _BARE.fullmatch(address):
                return found[found.lastindex or 0]
        raise Refused(self.slug, "L'adresse de la démarche manque : elle contient « /commencer/ ».")

    def _named(self, address: str) -> str:
        found = _FORM.search(urlsplit(address).path)
        if found is None:
            raise UnexpectedAnswer(self.slug)
        return found[1]

    def _number(self, schema: dict[str, Any]) -> str:
        number = schema.get("number")
        if not isinstance(number, int):
            raise UnexpectedAnswer(self.slug)
        return str(number)

    def _link(self, made: dict[str, Any]) -> str:
        """The address that the person will open: only theirs, whatever the answer says."""
        url = made.get("dossier_url")
        if not isinstance(url, str) or safe_text(url) != url or not url.isascii() or " " in url:
            raise UnexpectedAnswer(self.slug)
        parts = urlsplit(url)
        theirs = parts.scheme == "https" and parts.netloc in self.hosts
        if not theirs and not (parts.scheme == "http" and parts.hostname == _LOOPBACK):
            raise UnexpectedAnswer(self.slug)
        return url


def _day(stamp: object) -> str:
    """The day of a moment, in Paris; empty when it is no moment."""
    try:
        at = datetime.fromisoformat(str(stamp))
    except ValueError:
        return ""
    return (at.astimezone(ZoneInfo("Europe/Paris")) if at.tzinfo else at).strftime("%d/%m/%Y")


def _record(slug: str, answer: Answer, expected: HTTPStatus) -> dict[str, Any]:
    if answer.status != expected:
        raise _fault(slug, answer)
    if not isinstance(answer.document, dict):
        raise UnexpectedAnswer(slug, f"HTTP {answer.status}")
    return answer.document


def _fault(slug: str, answer: Answer) -> Refused | UnexpectedAnswer:
    said = answer.document.get("error") if isinstance(answer.document, dict) else None
    if HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR and isinstance(said, str):
        return Refused(slug, safe_text(said)[:_LONGEST_WORDS])
    return UnexpectedAnswer(slug, f"HTTP {answer.status}")
