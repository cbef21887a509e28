"""What was said yes to: its going, the receipt, the outcome."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from demenagement.domain.draft import Document
from demenagement.domain.provider import Channel

if TYPE_CHECKING:
    from demenagement.domain.ledger import Entry


class State(StrEnum):
    """Where a submission is."""

    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    VERIFIED = "verified"
    REFUSED = "refused"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"

    @property
    def under_way(self) -> bool:
        """It left, and an answer is still possible."""
        return self in (State.SENT, State.ACKNOWLEDGED)

    @property
    def open(self) -> bool:
        """It was approved and did not surely leave yet."""
        return self in (State.APPROVED, State.SENDING, State.UNKNOWN)

    @property
    def ended_well(self) -> bool:
        """The provider did what was asked."""
        return self in (State.ACCEPTED, State.VERIFIED)

    @property
    def stands(self) -> bool:
        """It left, and was neither refused nor taken back."""
        return self.under_way or self.ended_well


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the carrier answered; `yours`: the person still has to finish at `url`, until then nothing was sent.

    `detail` says what is left to do, where the page does not.
    """

    reference: str
    url: str | None = None
    yours: bool = False
    detail: str = ""
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is known of a submission that left; `detail` in the provider's words, made harmless.

    `day` is the day on which a letter was handed over, where the outcome is that; before, the day on which it left.
    """

    state: State
    detail: str = ""
    reference: str | None = None
    day: date | None = None
    proofs: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One submission as its entries tell it.

    `checkable` says whether its carrier can be asked if it arrived; `tried_at` is when it was first sent;
    `registered` is the number that a letter bears, once its carrier told it;
    `ends_with_delivery`, whether nothing more is expected once its letter was handed over; `corrects` is the key of the
    submission that this one puts right, where there was one.
    """

    key: str
    draft: dict[str, Any]
    state: State
    approved_at: str
    receipt: Receipt | None = None
    expected_by: date | None = None
    detail: str = ""
    attempts: int = 0
    proofs: tuple[str, ...] = ()
    checkable: bool = True
    tried_at: str | None = None
    ends_with_delivery: bool = False
    corrects: str | None = None
    registered: str = ""

    @property
    def quoted(self) -> str:
        """The reference by which its recipient can find it: the number on the letter, never its carrier's own."""
        if self.carrier is not None and self.channel in (Channel.LETTER, Channel.ELECTRONIC, Channel.EMAIL):
            return self.registered
        return self.receipt.reference if self.receipt else ""

    @property
    def step(self) -> str:
        """The step it is for."""
        return str(self.draft["step"])

    @property
    def carrier(self) -> str | None:
        """The provider that transports it."""
        found = self.draft.get("carrier")
        return None if found is None else str(found)

    def key_protects(self, days: int | None, now: datetime) -> bool:
        """Whether sending it again with its key has no second effect: for `days` from the first try; None, always."""
        return days is None or not self.tried_at or now - datetime.fromisoformat(self.tried_at) < timedelta(days=days)

    @property
    def channel(self) -> Channel:
        """The way it goes."""
        return Channel(self.draft["channel"])

    @property
    def is_chase(self) -> bool:
        """Whether it only recalls an earlier message for the same step."""
        return self.draft.get("earlier") is not None

    @property
    def is_correction(self) -> bool:
        """Whether something was told before that this one puts right."""
        return self.draft.get("corrects") is not None

    @property
    def yours_to_say(self) -> bool:
        """Nobody but the person can find out whether it arrived."""
        return self.state is State.UNKNOWN and not self.checkable

    @property
    def yours(self) -> bool:
        """The person still has to finish it."""
        return self.receipt is not None and self.receipt.yours and self.state is State.SENT


def told(before: Submission | None, entry: Entry) -> Submission:
    """A submission after one more entry that names it; None before its approval."""
    body = entry.body
    if before is None:
        return Submission(
            key=body["key"],
            draft=body["draft"],
            state=State.APPROVED,
            approved_at=entry.at,
            checkable=body.get("checkable", True),
            ends_with_delivery="accepted" in body.get("learns", ()),
            corrects=body.get("corrects"),
        )
    match entry.kind:
        case "sending":
            tried_at = before.tried_at or entry.at
            return replace(before, state=State.SENDING, attempts=before.attempts + 1, tried_at=tried_at)
        case "sent":
            detail = body.get("detail", "")
            receipt = Receipt(
                reference=body["reference"],
                url=body["url"],
                yours=body["yours"],
                detail=detail,
                details=dict(body["details"]),
            )
            by = date.fromisoformat(body["expected_by"]) if body["expected_by"] else None
            return replace(before, state=State.SENT, receipt=receipt, expected_by=by, detail=detail)
        case "outcome":
            return replace(
                before,
                state=State(body["state"]),
                detail=body["detail"],
                proofs=(*before.proofs, *body["proofs"]),
                registered=_number(before, body.get("reference")),
                checkable=before.checkable and not body.get("yours"),
            )
        case "silence" | "chased":
            return replace(before, expected_by=date.fromisoformat(body["expected_by"]))
        case _:
            return before


def _number(before: Submission, told: str | None) -> str:
    """The number that a letter bears: what its carrier calls it by later than at once, when only itself knows it."""
    own = before.receipt.reference if before.receipt else ""
    return before.registered if told in (None, "", own) else str(told)
