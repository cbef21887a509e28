"""Whoever must be told or asked: what is known of them, and the ways they listen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from demenagement.domain.values import Day, Exact, Matching, Slug
from demenagement.domain.words import WordLists, Words

if TYPE_CHECKING:
    from datetime import date


class Channel(StrEnum):
    """The ways a provider listens, from the one that asks least of the household down."""

    API = "api"
    PREFILL = "prefill"
    PORTAL = "portal"
    EMAIL = "email"
    LETTER = "letter"
    ELECTRONIC = "electronic"
    PHONE = "phone"
    COUNTER = "counter"


Level = Literal["guided", "drafted", "connected"]
Ability = Literal["reconciles", "tracks", "amends", "cancels"]
Url = Annotated[str, Matching(r"^https://[^\s]+$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How a person is reached: only what was read in a source; the rest is asked of the household once."""

    phone: str | None = None
    address: tuple[str, ...] = ()
    email: str | None = None
    to_confirm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Expects:
    """Which answer is expected, and within how many days of sending."""

    answer: Words
    days: Annotated[int, Exact()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that is known of one provider without its code. See providers/README.md for each field."""

    slug: Slug
    name: Words
    kind: Slug
    level: Level
    channels: tuple[Channel, ...]
    source: str
    checked_on: Day
    human: Words
    closing: Words
    breakdown: Words
    expects: Expects
    homepage: Url | None = None
    portal: Url | None = None
    contact: Contact = field(default_factory=Contact)
    registered: Annotated[bool, Exact()] = False
    requires: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    carries: Channel | None = None
    abilities: tuple[Ability, ...] = ()
    key_days: Annotated[int, Exact()] | None = None
    hosts: tuple[str, ...] = ()
    endpoints: dict[str, Url] = field(default_factory=dict)
    account: tuple[str, ...] = ()
    shares_account: Slug | None = None
    adjusts: tuple[str, ...] = ()
    prepares: WordLists = field(default_factory=WordLists)
    serves: tuple[str, ...] = ()
    note: Words | None = None

    @property
    def folder(self) -> str:
        """The name of its folder: the slug with underscores, so that Python can import it."""
        return self.slug.replace("-", "_")


def stale(checked_on: date, today: date) -> bool:
    """Whether a check is over a year old."""
    return (today - checked_on).days > 365  # noqa: PLR2004 # a year
