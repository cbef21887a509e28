"""Documents of a sending: multipart, a PDF and its metadata. Only the fingerprint is kept."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from demenagement.sandbox.exchange import Record, Refusal, Reply, Request
from demenagement.sandbox.maileva import sendings, views
from demenagement.sandbox.maileva.wording import refused, unexpected
from demenagement.sandbox.multipart import Part, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demenagement.sandbox.state import State

LARGEST = 20_000_000
_MOST = 30


def add(state: State, request: Request) -> Reply:
    """`POST /sendings/{id}/documents`."""
    sending = sendings.draft(state, request)
    received = parts(request.headers.get("content-type", ""), request.body)
    if received is None:
        raise Refusal(400, unexpected("multipart/form-data"))
    file = _only(received, "document", "EMPTY_DOCUMENT", "TOO_MANY_PARAMETER_DOCUMENT")
    metadata = _metadata(_only(received, "metadata", "EMPTY_METADATA", "TOO_MANY_PARAMETER_METADATA"))
    kept: list[Record] = sending["documents"]
    _check(file, kept)
    record: Record = {
        "id": sendings.identity(),
        "name": str(metadata.get("name") or file.filename or "document.pdf"),
        "priority": _priority(metadata, kept),
        "size": len(file.body),
        "sha256": hashlib.sha256(file.body).hexdigest(),
    }
    kept.append(record)
    return sendings.created(request, record["id"], views.document(record))


def listing(state: State, request: Request) -> Reply:
    """`GET /sendings/{id}/documents`."""
    kept = sendings.found(state, request)["documents"]
    return views.paged(request, "documents", [views.document(record) for record in kept])


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


def _check(file: Part, kept: Sequence[Record]) -> None:
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
