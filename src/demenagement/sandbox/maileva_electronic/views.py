"""Electronic sendings, their recipients and documents as Maileva writes them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from demenagement.sandbox.clock import stamp
from demenagement.sandbox.maileva.views import present
from demenagement.sandbox.maileva_electronic import timeline

if TYPE_CHECKING:
    from datetime import datetime

    from demenagement.sandbox.exchange import Record

_COUNTED = ("draft", "pending", "processed", "rejected", "accepted", "refused", "not_claimed", "error", "to_update")


def sending(record: Record, now: datetime) -> Record:
    """A sending, as of now."""
    deposited = timeline.processed(record, now)
    counts = Counter(timeline.answered(record, each, now)[1].lower() for each in record["recipients"])
    return present(
        {
            **record["fields"],
            "id": record["id"],
            "status": timeline.production(record, now)[-1][1],
            "creation_date": record["created"],
            "submission_date": record["submitted"],
            "processed_date": stamp(deposited) if deposited else None,
            "documents_count": len(record["documents"]),
            "recipients_counts": {**{key: counts[key] for key in _COUNTED}, "total": len(record["recipients"])},
        }
    )


def recipient(within: Record, record: Record, now: datetime) -> Record:
    """A recipient of a sending, as of now."""
    since, status = timeline.answered(within, record, now)
    rejected = status == "REJECTED"
    return present(
        {
            **record["fields"],
            "id": record["id"],
            "status": status,
            "status_detail": "Envoi refusé à l'analyse (bac à sable)" if rejected else None,
            "status_date": stamp(since),
            **proofs(within, record, now),
        }
    )


def proofs(within: Record, record: Record, now: datetime) -> Record:
    """The proofs that exist: of the deposit, then of what the recipient made of it."""
    deposited = timeline.processed(within, now)
    since, status = timeline.answered(within, record, now)
    found: Record = {}
    if deposited:
        found["deposit_proof"] = _proof(within, record, "deposit_proof", "DEPOSIT_PROOF", deposited)
    if status in timeline.PROOFS:
        found["delivery_proof"] = _proof(within, record, "delivery_proof", timeline.PROOFS[status], since)
    return found


def document(record: Record) -> Record:
    """A document, as of now."""
    return {key: record[key] for key in ("id", "name", "size")}


def _proof(within: Record, record: Record, kind: str, name: str, at: datetime) -> Record:
    href = f"/sendings/{within['id']}/recipients/{record['id']}/download_{kind}"
    return {"id": f"{record['id']}-{kind}", "type": name, "creation_date": stamp(at), "href": href}
