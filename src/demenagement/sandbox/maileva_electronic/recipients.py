"""Recipients of an electronic sending: a name and an e-mail address, then what they made of it, and its proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox.exchange import Record, Reply, Request, answer
from demenagement.sandbox.maileva import shelf
from demenagement.sandbox.maileva.views import paged
from demenagement.sandbox.maileva.wording import refused
from demenagement.sandbox.maileva_electronic import rules, views
from demenagement.sandbox.proofs import proof

if TYPE_CHECKING:
    from demenagement.sandbox.contract import Action
    from demenagement.sandbox.state import State

PROOFS = {"deposit_proof": "Preuve de dépôt", "delivery_proof": "Justificatif de réception"}


def add(state: State, request: Request) -> Reply:
    """`POST /sendings/{id}/recipients`."""
    sending = shelf.draft(state, request)
    record: Record = {"id": shelf.identity(), "outcome": "accepted", "fields": rules.recipient(request.record())}
    sending["recipients"].append(record)
    return shelf.created(request, record["id"], views.recipient(sending, record, state.clock.now()))


def listing(state: State, request: Request) -> Reply:
    """`GET /sendings/{id}/recipients`."""
    sending, now = shelf.found(state, request), state.clock.now()
    return paged(request, "recipients", [views.recipient(sending, record, now) for record in sending["recipients"]])


def show(state: State, request: Request) -> Reply:
    """`GET /sendings/{id}/recipients/{id}`."""
    sending, record = shelf.recipient(state, request)
    return answer(200, views.recipient(sending, record, state.clock.now()))


def download(kind: str) -> Action:
    """`GET …/download_{kind}`: the proof, once it exists."""

    def action(state: State, request: Request) -> Reply:
        sending, record = shelf.recipient(state, request)
        found = views.proofs(sending, record, state.clock.now()).get(kind)
        if found is None:
            raise refused("DOCUMENT_NOT_FOUND", status=404)
        fields = record["fields"]
        lines = [
            f"Envoi {sending['id']}",
            f"Date : {found['creation_date']}",
            f"Type : {found['type']}",
            "",
            f"{fields['first_name']} {fields['last_name']}, {fields['email']}",
            "",
            *(f"{each['name']}, {each['size']} octets, SHA-256 {each['sha256']}" for each in sending["documents"]),
        ]
        attached = ("Content-Disposition", f'attachment; filename="SBX-{kind}.pdf"')
        return Reply(200, proof(PROOFS[kind], lines), "application/pdf", (attached,))

    return action
