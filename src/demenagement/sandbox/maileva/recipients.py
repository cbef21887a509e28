"""Recipients of a sending: an address, then what became of the letter, and its proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox.exchange import Record, Reply, Request, answer
from demenagement.sandbox.maileva import rules, shelf, timeline, views
from demenagement.sandbox.maileva.wording import refused
from demenagement.sandbox.proofs import proof

if TYPE_CHECKING:
    from demenagement.sandbox.contract import Action
    from demenagement.sandbox.state import State

PROOFS = {
    "deposit_proof": "Preuve de dépôt",
    "content_proof": "Preuve de contenu",
    "acknowledgement_of_receipt": "Avis de réception",
    "undelivered_mail": "Pli non distribué",
}


def add(state: State, request: Request) -> Reply:
    """`POST /sendings/{id}/recipients`."""
    sending = shelf.draft(state, request)
    record: Record = {
        "id": shelf.identity(),
        "reference": f"SBX-N{state.next('recipient'):08d}",
        "registered_number": None,
        "outcome": "delivered",
        "fields": rules.recipient(request.record()),
    }
    sending["recipients"].append(record)
    return shelf.created(request, record["id"], views.recipient(sending, record, state.clock.now()))


def listing(state: State, request: Request) -> Reply:
    """`GET /sendings/{id}/recipients`."""
    sending, now = shelf.found(state, request), state.clock.now()
    shown = [views.recipient(sending, record, now) for record in sending["recipients"]]
    return views.paged(request, "recipients", shown)


def show(state: State, request: Request) -> Reply:
    """`GET /sendings/{id}/recipients/{id}`."""
    sending, record = shelf.recipient(state, request)
    return answer(200, views.recipient(sending, record, state.clock.now()))


def download(kind: str) -> Action:
    """`GET …/download_{kind}`: the proof, once it exists."""

    def action(state: State, request: Request) -> Reply:
        sending, record = shelf.recipient(state, request)
        events = timeline.delivery(sending, record, state.clock.now())
        since = views.proofs(sending, events).get(kind)
        if since is None:
            raise refused("DOCUMENT_NOT_FOUND", status=404)
        lines = [
            f"Recommandé {record['registered_number']}, envoi {sending['reference']}",
            f"Date : {since}",
            "",
            *(str(record["fields"][key]) for key in rules.ADDRESS if record["fields"].get(key)),
            "",
            *(f"{each['name']}, {each['size']} octets, SHA-256 {each['sha256']}" for each in sending["documents"]),
        ]
        attached = ("Content-Disposition", f'attachment; filename="SBX-{kind}.pdf"')
        return Reply(200, proof(PROOFS[kind], lines), "application/pdf", (attached,))

    return action
