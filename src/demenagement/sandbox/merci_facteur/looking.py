"""Letters looked at: the last fifty, one of them, its road, its proofs."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from demenagement.sandbox.clock import moment
from demenagement.sandbox.merci_facteur import timeline
from demenagement.sandbox.merci_facteur.envois import kept
from demenagement.sandbox.merci_facteur.wording import refused, told
from demenagement.sandbox.proofs import proof

if TYPE_CHECKING:
    from datetime import datetime

    from demenagement.sandbox.exchange import Record, Reply, Request
    from demenagement.sandbox.state import State

_LISTED = 50
_PROOFS = {"depot": ("scan_pdd", "Preuve de dépôt"), "reception": ("retour_are", "Avis de réception")}


def listing(state: State, request: Request) -> Reply:
    """`GET /listEnvois?idUser=`: the last fifty, the newest first."""
    mine = [envoi for envoi in kept(state).values() if envoi["user"] == request.query.get("idUser")]
    return told(envois=[_general(envoi, state.clock.now()) for envoi in reversed(mine[-_LISTED:])])


def show(state: State, request: Request) -> Reply:
    """`GET /getEnvoi?idEnvoi=`."""
    envoi, now = _found(state, request), state.clock.now()
    hidden = "dest" in timeline.anonymous(envoi, now)
    detail = []
    for party in envoi["dest"]:
        shown = {key: "" if hidden else value for key, value in party.items()}
        reference = shown.pop("reference")
        detail.append({"refCourrier": envoi["courrier"], "ref_interne": reference, "dest": {"id": None, **shown}})
    return told(envoi={"general": _general(envoi, now), "detail": detail})


def road(state: State, request: Request) -> Reply:
    """`GET /getSuiviEnvoi?idEnvoi=`."""
    envoi, now = _found(state, request), state.clock.now()
    hidden = "dest" in timeline.anonymous(envoi, now)
    told_so_far = [f"{day:%d/%m/%Y} : {event.label}" for day, event in timeline.road(envoi, now)]
    codes = timeline.codes(envoi, now)
    scanned = None
    if envoi["mode"] == "lrare":
        scanned = _encoded(envoi, "Avis de réception") if "retour_are" in codes else "pending"
    letters = [
        {
            "dest": "" if hidden else party["nom"] or party["societe"],
            "refCourrier": envoi["courrier"],
            "refTracking": envoi["tracking"] if "imprime" in codes else None,
            "modeEnvoi": envoi["mode"],
            "lastState": told_so_far[-1],
            "historique": "\n".join(told_so_far),
            "pnd": None if envoi["tracking"] is None else "1" if "distribue_expediteur" in codes else "0",
            "are_base64_jpeg": scanned,
        }
        for party in envoi["dest"]
    ]
    return told(statutPrintEnvoi=timeline.printing(envoi, now), suiviCourrier=letters)


def proven(state: State, request: Request) -> Reply:
    """`GET /getProof?trackingNumber=&document=`: the proof, once it exists."""
    number, wanted = request.query.get("trackingNumber", ""), request.query.get("document", "")
    if wanted not in _PROOFS:
        raise refused("INVALID_DOCUMENT")
    since, title = _PROOFS[wanted]
    now = state.clock.now()
    for envoi in kept(state).values():
        if number and envoi["tracking"] == number and since in timeline.codes(envoi, now):
            return told(format_return="pdf", document=_encoded(envoi, title))
    raise refused("PROOF_NOT_AVAILABLE")


def _general(envoi: Record, now: datetime) -> Record:
    return {
        "idEnvoi": envoi["id"],
        "statut": timeline.printing(envoi, now),
        "nbPage": len(envoi["files"]),
        "nbDest": len(envoi["dest"]),
        "modeEnvoi": envoi["mode"],
        "date": int(moment(envoi["created"]).timestamp()),
        "idExp": None,
        "idDest": [],
        "amount": [],
    }


def _encoded(envoi: Record, title: str) -> str:
    """A watermarked PDF: their own example of a scanned receipt is one, whatever its name says."""
    party = envoi["dest"][0]
    where = [party[key] for key in ("nom", "societe", "adresse1", "adresse2", "adresse3") if party[key]]
    lines = [
        f"Recommandé {envoi['tracking']}, envoi {envoi['id']}",
        f"Référence : {party['reference']}",
        "",
        *where,
        f"{party['cp']} {party['ville']}",
        "",
        *(f"{each['size']} octets, SHA-256 {each['sha256']}" for each in envoi["files"]),
    ]
    return base64.b64encode(proof(title, lines)).decode()


def _found(state: State, request: Request) -> Record:
    envoi: Record | None = kept(state).get(request.query.get("idEnvoi", ""))
    if envoi is None:
        raise refused("ENVOI_NOT_FOUND")
    return envoi
