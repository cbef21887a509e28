"""Recorded drafts: what a provider is sent for a small household, word for word, as `cases.toml` keeps it.

A case says who moves, on which day, for which step; its draft is what somebody read and found right. See
providers/README.md for each field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Annotated, NamedTuple

from demenagement.domain.provider import Channel
from demenagement.domain.values import AsWritten, Day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.domain.draft import Draft, Letter

PARAGRAPHS = "\n\n"
"""What stands between two paragraphs of a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedLetter:
    """A letter as a person reads it: its blocks line by line, its paragraphs as one text."""

    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    references: tuple[str, ...] = ()
    paragraphs: str
    enclosures: tuple[str, ...] = ()
    signature: tuple[str, ...]
    registered: bool = False

    @classmethod
    def of(cls, letter: Letter) -> RecordedLetter:
        """The letter, without its day and its subject: the case and the draft say them."""
        return cls(
            sender=letter.sender,
            recipient=letter.recipient,
            references=letter.references,
            paragraphs=PARAGRAPHS.join(letter.paragraphs),
            enclosures=letter.enclosures,
            signature=tuple(letter.signature.split("\n")),
            registered=letter.registered,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What leaves, word for word; `fields` are label → value, in the order a person meets them."""

    channel: Channel
    recipient: str
    subject: str
    url: str | None = None
    text: str = ""
    fields: Annotated[dict[str, str], AsWritten()] = field(default_factory=dict)
    letter: RecordedLetter | None = None
    enclosures: tuple[str, ...] = ()

    @classmethod
    def of(cls, draft: Draft) -> Recorded:
        """A draft as it would be recorded."""
        return cls(
            channel=draft.channel,
            recipient=draft.recipient,
            subject=draft.subject,
            url=draft.url,
            text=draft.text,
            fields={each.label: each.value for each in draft.fields},
            letter=RecordedLetter.of(draft.letter) if draft.letter else None,
            enclosures=draft.enclosures,
        )

    def lines(self) -> dict[str, tuple[str, ...]]:
        """Each part of it as lines, by its key in the file."""
        letter = self.letter
        return {
            "channel": (self.channel.value,),
            "recipient": (self.recipient,),
            "subject": (self.subject,),
            "url": (self.url,) if self.url else (),
            "text": tuple(self.text.splitlines()),
            "fields": tuple(f"{label} = {value}" for label, value in self.fields.items()),
            "enclosures": self.enclosures,
            **({} if letter is None else _letter_lines(letter)),
        }


def _letter_lines(letter: RecordedLetter) -> dict[str, tuple[str, ...]]:
    return {
        "letter.sender": letter.sender,
        "letter.recipient": letter.recipient,
        "letter.references": letter.references,
        "letter.paragraphs": tuple(letter.paragraphs.splitlines()),
        "letter.enclosures": letter.enclosures,
        "letter.signature": letter.signature,
        "letter.registered": ("true" if letter.registered else "false",),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One household, one day, one step, and the draft that leaves; None while nobody recorded it.

    `about` says in a few words what the case shows; without `channel`, it is the first way that is open.
    """

    about: str
    today: Day
    step: str
    channel: Channel | None = None
    dossier: Annotated[dict[str, object], AsWritten()]
    draft: Recorded | None = None


class Difference(NamedTuple):
    """One place where a draft is not what was recorded; an empty side means that the line is not there."""

    key: str
    said: str
    found: str


def differences(said: Recorded, found: Recorded) -> Iterator[Difference]:
    """Every line that differs, in the order of the file."""
    before, after = said.lines(), found.lines()
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key, ()), after.get(key, ())
        for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            for place in range(max(j - i, m - k)):
                yield Difference(key, old[i + place] if i + place < j else "", new[k + place] if k + place < m else "")
