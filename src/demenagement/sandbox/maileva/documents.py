"""Documents of a sending: multipart, a PDF and its metadata. Only the fingerprint is kept."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from demenagement.sandbox.exchange import Record, Refusal, Reply, Request
from demenagement.sandbox.maileva import shelf, views
from demenagement.sandbox.maileva.wording import refused, unexpected
from demenagement.sandbox.multipart import Part, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from demenagement.sandbox.contract import Action
    from demenagement.sandbox.state import State

    Check = Callable[[Part, Sequence[Record]], None]
    View = Callable[[Record], Record]

LARGEST = 20_000_000
_MOST = 30


def adding(check: Check, view: View) -> Action:
    """`POST /sendings/{id}/documents`: what a contract refuses, and how it shows what it took."""

    def action(state: State, request: Request) -> Reply:
        sending = shelf.draft(state, request)
        received = parts(request.headers.get("content-type", ""), request.body)
        if received is None:
            raise Refusal(400, unexpected("multipart/form-data"))
        file = _only(received, "document", "EMPTY_DOCUMENT", "TOO_MANY_PARAMETER_DOCUMENT")
        metadata = _metadata(_only(received, "metadata", "EMPTY_METADATA", "TOO_MANY_PARAMETER_METADATA"))
        kept: list[Record] = sending["documents"]
        check(file, kept)
        record: Record = {
            "id": shelf.identity(),
            "name": str(metadata.get("name") or file.filename or "document.pdf"),
            "priority": _priority(metadata, kept),
            "size": len(file.body),
            "sha256": hashlib.sha256(file.body).hexdigest(),
        }
        kept.append(record)
        return shelf.created(request, record["id"], view(record))

    return action


def listing(view: View) -> Action:
    """`GET /sendings/{id}/documents`."""

    def action(state: State, request: Request) -> Reply:
        kept = shelf.found(state, request)["documents"]
        return views.paged(request, "documents", [view(record) for record in kept])

    return action


def _only(received: Sequence[Part], name: str, none: str, several: str) -> Part:
    found = [part for part in received if part.name == name]
    if len(found) > 1:
        raise refused(several)
    if not found or not found[0].body:
        raise refused(none)
    return found[0]


def _metadata(part: Part) -> Record:
    try:
        value = json.loads(part.body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise refused("METADATA_WRONG_FORMAT")
    return value


def check(file: Part, kept: Sequence[Record]) -> None:
    """What a registered letter on paper refuses: what is no PDF, too many documents, or too much of them."""
    if not file.body.startswith(b"%PDF"):
        raise refused("DOCUMENT_TYPE_NOT_ACCEPTED")
    if len(kept) >= _MOST:
        raise refused("INVALID_DOCUMENTS_COUNT")
    if len(file.body) > LARGEST:
        raise refused("INVALID_DOCUMENT_SIZE")
    if sum(record["size"] for record in kept) + len(file.body) > LARGEST:
        raise refused("INVALID_TOTAL_SENDING_SIZE")


def _priority(metadata: Record, kept: Sequence[Record]) -> int:
    taken = {record["priority"] for record in kept}
    priority = metadata.get("priority", max(taken, default=0) + 1)
    if not isinstance(priority, int) or isinstance(priority, bool) or priority < 1:
        raise refused("INVALID_PRIORITY")
    if priority in taken:
        raise refused("DUPLICATE_PRIORITY")
    return priority
