"""What has become of an electronic sending at a given moment: computed from when it was submitted, never stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from demenagement.sandbox.clock import moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from demenagement.sandbox.exchange import Record

REJECTED = "rejected"
"""The outcome of a sending that is refused on analysis, and never deposited."""
_CONFIRMED, _PROCESSED = timedelta(hours=1), timedelta(minutes=10)
_ENDS: Mapping[str, tuple[timedelta, str]] = {
    "accepted": (timedelta(days=1), "ACCEPTED"),
    "refused": (timedelta(days=1), "REFUSED"),
    "unclaimed": (timedelta(days=15), "NOT_CLAIMED"),
    "error": (timedelta(minutes=1), "ERROR"),
}
OUTCOMES = frozenset(_ENDS)
PROOFS: Mapping[str, str] = {
    "ACCEPTED": "ACKNOWLEDGMENT_OF_RECEIPT",
    "REFUSED": "REFUSAL_PROOF",
    "NOT_CLAIMED": "NOT_CLAIMED_PROOF",
}
"""The proof of delivery, by the status that it proves."""


def production(sending: Record, now: datetime) -> list[tuple[datetime, str]]:
    """The statuses that a sending has reached, oldest first. It waits for the sender's code, for ever when silent."""
    reached = [(moment(sending["created"]), "DRAFT")]
    if sending["submitted"] is None:
        return reached
    submitted = moment(sending["submitted"])
    reached.append((submitted, "PENDING"))
    if sending["silent"]:
        return reached
    confirmed = submitted + _CONFIRMED
    ahead = (
        [(confirmed, "REJECTED")]
        if sending["rejected"]
        else [(confirmed, "ACCEPTED"), (confirmed + _PROCESSED, "PROCESSED")]
    )
    return reached + [step for step in ahead if step[0] <= now]


def processed(sending: Record, now: datetime) -> datetime | None:
    """When the sending was deposited at its recipient's address, or None."""
    return next((at for at, status in production(sending, now) if status == "PROCESSED"), None)


def answered(sending: Record, recipient: Record, now: datetime) -> tuple[datetime, str]:
    """The status of a recipient, and since when."""
    at, status = production(sending, now)[-1]
    if status != "PROCESSED":
        # Taken by Maileva is a status of sendings: among recipients, that word is their own yes.
        return at, "PENDING" if status == "ACCEPTED" else status
    after, end = _ENDS[recipient["outcome"]]
    return (at + after, end) if at + after <= now else (at, status)
