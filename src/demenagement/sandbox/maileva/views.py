"""Sendings, recipients and documents as Maileva writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox.clock import stamp
from demenagement.sandbox.exchange import Record, Refusal, Reply, Request, answer
from demenagement.sandbox.maileva import timeline
from demenagement.sandbox.maileva.rules import DEFAULTS
from demenagement.sandbox.maileva.wording import unexpected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_PAGE, _LARGEST_PAGE, _DIGITS = 50, 500, 9
_COUNTED = (
    "draft",
    "pending",
    "blocked",
    "accepted",
    "sending_rejected",
    "canceled",
    "preparing",
    "processed",
    "rejected",
)


def sending(record: Record, now: datetime) -> Record:
    """A sending, as of now."""
    statuses = timeline.production(record, now)
    count = len(record["recipients"])
    counted = recipient_status(statuses[-1][1]).lower()
    printed = timeline.processed(record, now)
    view = {
        **DEFAULTS,
        **record["fields"],
        "id": record["id"],
        "reference": record["reference"],
        "status": statuses[-1][1],
        "statuses": [{"date": stamp(at), "code": status} for at, status in statuses],
        "creation_date": record["created"],
        "submission_date": record["submitted"],
        "processed_date": stamp(printed) if printed else None,
        "documents_count": len(record["documents"]),
        "documents_weight": sum(part["size"] for part in record["documents"]),
        "recipients_counts": {**{key: count if key == counted else 0 for key in _COUNTED}, "total": count},
    }
    if view["status"] == "REJECTED":
        view["status_detail"] = "Envoi refusé à l'analyse (bac à sable)"
    return present(view)


def recipient(within: Record, record: Record, now: datetime) -> Record:
    """A recipient of a sending, as of now."""
    statuses = timeline.production(within, now)
    events = timeline.delivery(within, record, now)
    mains = [event for event in events if event["category"]]
    view = {
        **record["fields"],
        "id": record["id"],
        "reference": record["reference"],
        "status": recipient_status(statuses[-1][1]),
        "statuses": [{"date": stamp(at), "code": recipient_status(status)} for at, status in statuses],
        "postage_class": _postage(within["fields"]),
        "delivery_statuses": [{key: value for key, value in event.items() if key != "category"} for event in events],
        "main_delivery_statuses": mains,
        "last_main_delivery_status": mains[-1] if mains else None,
        "last_delivery_status": events[-1]["code"] if events else None,
        "last_delivery_status_date": events[-1]["date"] if events else None,
        "registered_number": record["registered_number"] if events else None,
        "undelivered_mail_reason": timeline.undelivered_reason(events),
    }
    for kind, at in proofs(within, events).items():
        view[f"{kind}_date"] = view[f"{kind}_archive_date"] = at
        view[f"{kind}_url"] = f"/sendings/{within['id']}/recipients/{record['id']}/download_{kind}"
    return present(view)


def proofs(within: Record, events: Sequence[Record]) -> dict[str, str]:
    """The proofs that exist, and since when."""
    wanted = {"deposit_proof": "LP05", "content_proof": "LP07", "acknowledgement_of_receipt": "LP18"}
    if within["fields"].get("returned_mail_scanning"):
        wanted["undelivered_mail"] = "LP17"
    dates = {event["code"]: str(event["date"]) for event in events}
    return {kind: dates[code] for kind, code in wanted.items() if code in dates}


def recipient_status(sending_status: str) -> str:
    """The status of a recipient whose sending has this one."""
    return "SENDING_REJECTED" if sending_status == "REJECTED" else sending_status


def document(record: Record) -> Record:
    """A document, as of now."""
    shown = {key: record[key] for key in ("id", "name", "priority", "size")}
    return {**shown, "type": "application/pdf", "status": "PENDING"}


def paged(request: Request, key: str, records: Sequence[Record]) -> Reply:
    """One page of a list: `start_index` counts from 1."""
    start, count = (_whole(request, "start_index", 1, None), _whole(request, "count", _PAGE, _LARGEST_PAGE))
    paging: Record = {"total_results": len(records)}
    # Below the contract, its API and its version.
    where = f"/{request.path.split('/', 4)[4]}"
    if start - 1 + count < len(records):
        paging["next"] = f"{where}?start_index={start + count}&count={count}"
    if start > 1:
        paging["prev"] = f"{where}?start_index={max(1, start - count)}&count={count}"
    return answer(200, {key: list(records[start - 1 : start - 1 + count]), "paging": paging})


def _whole(request: Request, key: str, default: int, largest: int | None) -> int:
    text = request.query.get(key, str(default))
    if not (text.isascii() and text.isdigit()) or len(text) > _DIGITS or not 1 <= int(text) <= (largest or int(text)):
        raise Refusal(400, unexpected(key))
    return int(text)


def _postage(fields: Record) -> str:
    days = "J2" if fields.get("postage_type") == "URGENT" else "J3"
    receipt = "_AR" if fields.get("acknowledgement_of_receipt", True) else ""
    return f"REGISTERED_MAIL_{days}{receipt}"


def present(view: Record) -> Record:
    """Without what is not known yet."""
    return {key: value for key, value in view.items() if value is not None}
