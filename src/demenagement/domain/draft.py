"""What would leave, word for word, and the yes to it.

An `Approved` can only be made from a `Draft`: nothing leaves that was not shown.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from demenagement.domain.canonical import canonical
from demenagement.domain.provider import Channel


@dataclass(frozen=True, slots=True)
class Field:
    """One fact that leaves: what it is called there, its value, and the fact it came from."""

    label: str
    value: str
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whom an electronic registered letter is for: an e-mail address, never a postal one, and who is to open it there.

    `body` is the agency or the organisation, where it is no private person.
    """

    email: str
    first_name: str
    last_name: str
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter, in French, ready to be set: six address lines of 38 characters at most.

    One that has an `electronic` addressee goes to them as an electronic registered letter and never on paper; one that
    has none goes on paper and never that way.
    """

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
    electronic: Addressee | None = None


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
class Earlier:
    """The first message, which a chase recalls: the day it was told, by which way, and how it is found again.

    `key` is that of its submission; empty where the person told it themselves.
    """

    day: date
    channel: Channel
    reference: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Word for word what would leave, to whom and by which way.

    `carrier` is the provider that transports it, where that is not the recipient itself. `enclosures` are the files an
    e-mail says to hold; a letter names its own. `earlier` is the message that it chases, where it is a chase;
    `corrects`, where it is a correction, the day on which was told what it puts right. It is never both.
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
    enclosures: tuple[str, ...] = ()
    url: str | None = None
    earlier: Earlier | None = None
    corrects: date | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a draft that would recall and put right at once."""
        if self.earlier is not None and self.corrects is not None:
            raise ValueError("a chase corrects nothing")

    @property
    def matter(self) -> tuple[object, ...]:
        """What it tells, whatever the way and whoever carries it."""
        return self.fields, self.letter, self.text

    @property
    def written(self) -> bool:
        """Whether it is something to be read by its recipient, or filled in for them; otherwise only for the person."""
        return self.letter is not None or self.channel in (Channel.API, Channel.PREFILL, Channel.EMAIL)

    @property
    def apart(self) -> tuple[Field, ...]:
        """The facts to show beside its text: a sheet that lists them itself is not followed by the same list."""
        if self.written:
            return self.fields
        lines = self.text.splitlines()
        return tuple(
            each
            for each in self.fields
            if not any(text.lstrip("- ").startswith(each.label) and text.endswith(each.value) for text in lines)
        )

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
            told = {"day": date.fromisoformat(letter["day"]), **{key: tuple(letter[key]) for key in lists}}
            if letter.get("electronic") is not None:
                told["electronic"] = Addressee(**letter["electronic"])
            letter = Letter(**{**letter, **told})
        fields = tuple(Field(**each) for each in plain["fields"])
        earlier = plain.get("earlier")
        if earlier is not None:
            earlier = Earlier(
                **{**earlier, "day": date.fromisoformat(earlier["day"]), "channel": Channel(earlier["channel"])}
            )
        told = {"channel": Channel(plain["channel"]), "fields": fields, "letter": letter, "earlier": earlier}
        told["corrects"] = date.fromisoformat(plain["corrects"]) if plain.get("corrects") else None
        return cls(**{**plain, **told, "enclosures": tuple(plain.get("enclosures", ()))})

    @property
    def leaves_by_itself(self) -> bool:
        """Whether the program transmits it; otherwise the person does, and says so."""
        return self.carrier is not None

    @property
    def to_enclose(self) -> tuple[str, ...]:
        """The files it says to hold, which the person has to give where it leaves by itself."""
        return () if self.carrier is None else self.letter.enclosures if self.letter else self.enclosures

    def leaves_as(self, other: Draft) -> bool:
        """Whether what would leave is the same; of a letter, what stands beside it only speaks to the reader."""
        return self.letter == other.letter if self.letter else self.digest == other.digest

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
