"""What the post says of a registered letter or a parcel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Seen = Literal["found", "not-yet", "refused", "unavailable"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing that happened to it, in the post's own words."""

    day: date
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedLetter:
    """One number. `seen` is `not-yet` while the post has not recorded it, `refused` when it is no number of theirs.

    `delivery` is the day the post gives for it, announced only as long as it is not `final`: as long as more may
    happen. `trouble` says that a stage went wrong. Newest passage first.
    """

    number: str
    seen: Seen
    product: str = ""
    delivery: date | None = None
    final: bool = False
    trouble: bool = False
    passages: tuple[Passage, ...] = ()
