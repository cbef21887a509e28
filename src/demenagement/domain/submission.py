"""What goes out: a draft that was shown, the yes to it, its going, the receipt, the outcome.

An `Approved` can only be made from a `Draft`: nothing leaves that was not shown.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from demenagement.domain.canonical import canonical
from demenagement.domain.provider import Channel


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


@dataclass(frozen=True, slots=True)
class Field:
    """One fact that leaves: what it is called there, its value, and the fact it came from."""

    label: str
    value: str
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter, in French, ready to be set: six address lines of 38 characters at most."""

    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    place: str
    day: date
    subject: str
    references: tuple[str, ...] = ()
    paragraphs: tuple[str, ...]
    enclosures: tuple[str, ...] = ()
    signature: str
    registered: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file that leaves or comes back."""

    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The fingerprint of its content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Word for word what would leave, to whom and by which way.

    `carrier` is the provider that transports it, where that is not the recipient itself.
    """

    step: str
    provider: str
    channel: Channel
    recipient: str
    subject: str
    carrier: str | None = None
    text: str = ""
    fields: tuple[Field, ...] = ()
    letter: Letter | None = None
    url: str | None = None

    @property
    def digest(self) -> str:
        """The fingerprint of all that was shown: an approval holds for this and nothing else."""
        return hashlib.sha256(canonical(asdict(self)).encode()).hexdigest()

    def document(self) -> dict[str, Any]:
        """The draft as plain JSON values; `from_document` reads it back."""
        plain: dict[str, Any] = json.loads(canonical(asdict(self)))
        return plain

    @classmethod
    def from_document(cls, plain: dict[str, Any]) -> Draft:
        """The draft that `document` wrote."""
        letter = plain["letter"]
        if letter is not None:
            lists = ("sender", "recipient", "references", "paragraphs", "enclosures")
            letter = Letter(
                **{**letter, "day": date.fromisoformat(letter["day"]), **{key: tuple(letter[key]) for key in lists}}
            )
        fields = tuple(Field(**each) for each in plain["fields"])
        return cls(**{**plain, "channel": Channel(plain["channel"]), "fields": fields, "letter": letter})

    @property
    def leaves_by_itself(self) -> bool:
        """Whether the program transmits it; otherwise the person does, and says so."""
        return self.carrier is not None

    def approve(self, key: str, at: datetime, documents: tuple[Document, ...] = ()) -> Approved:
        """The yes of a person to this very draft. `key` makes sending it twice harmless."""
        return Approved(draft=self, key=key, at=at, documents=documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """A draft that somebody said yes to, with the documents as they were shown."""

    draft: Draft
    key: str
    at: datetime
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the carrier answered; `yours`: the person still has to finish at `url`, until then nothing was sent."""

    reference: str
    url: str | None = None
    yours: bool = False
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is known of a submission that left; `detail` in the provider's words, made harmless.

    `day` is the day on which a letter was handed over, where the outcome is that.
    """

    state: State
    detail: str = ""
    reference: str | None = None
    day: date | None = None
    proofs: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One submission as its entries tell it."""

    key: str
    draft: dict[str, Any]
    state: State
    approved_at: str
    receipt: Receipt | None = None
    expected_by: date | None = None
    detail: str = ""
    attempts: int = 0
    proofs: tuple[str, ...] = ()

    @property
    def step(self) -> str:
        """The step it is for."""
        return str(self.draft["step"])

    @property
    def carrier(self) -> str | None:
        """The provider that transports it."""
        found = self.draft.get("carrier")
        return None if found is None else str(found)

    @property
    def yours(self) -> bool:
        """The person still has to finish it."""
        return self.receipt is not None and self.receipt.yours and self.state is State.SENT
