"""The three dates of a step (opens, ideal, due) and the rules they come from.

A rule is written `<anchor> [+|- <n> days|working days|months]`, where `end of month` may stand before it; or it is the
name of a function of `law`. Nothing is ever rolled over a week-end or a holiday: `due` is the raw last day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from demenagement.domain.records import from_fields
from demenagement.domain.workdays import Workdays, add_months

if TYPE_CHECKING:
    from collections.abc import Mapping


_ONE_DAY = timedelta(days=1)


class Nature(StrEnum):
    """Whom a last day binds, and by what."""

    LEGAL = "legal"
    CONTRACT = "contract"
    ADVICE = "advice"
    COUNTERPART = "counterpart"


class Confidence(StrEnum):
    """How surely a rule is known, from the surest down."""

    VERIFIED = "verified"
    DATED = "dated"
    REPORTED = "reported"
    GENERAL = "general"
    UNVERIFIED = "unverified"

    @property
    def may_bind(self) -> bool:
        """Whether a rule known this surely may be called legal."""
        return self in _BINDING


_BINDING = (Confidence.VERIFIED, Confidence.DATED)
_RANK = {confidence: rank for rank, confidence in enumerate(Confidence)}


def weakest(one: Confidence, other: Confidence) -> Confidence:
    """A chain of rules is as sure as its weakest one."""
    return one if _RANK[one] > _RANK[other] else other


class Reason(NamedTuple):
    """One sentence of a derivation: `code` names it in the wording, `details` fill it."""

    code: str
    details: tuple[tuple[str, object], ...] = ()


def because(code: str, **details: object) -> Reason:
    """Write a reason in one line."""
    return Reason(code, tuple(details.items()))


class Deadline(NamedTuple):
    """One date and its derivation.

    `since` is the day it counts from. Without a date, `missing` names the facts that would give it; neither means
    that the rule gives none.
    """

    day: date | None = None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    confidence: Confidence = Confidence.VERIFIED
    since: date | None = None


_dated = from_fields(Deadline)


class Anchor(NamedTuple):
    """A named date that others count from, with its derivation."""

    name: str
    day: date | None = None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    confidence: Confidence = Confidence.VERIFIED

    def undated(self) -> Deadline:
        """What counts from it as long as it has no date."""
        return Deadline(None, self.reasons, self.missing, self.confidence)


_RULE = re.compile(
    r"(?P<end>end of month )?(?P<anchor>[a-z]+\.[a-z_]+|[a-z]+)"
    r"(?: (?P<sign>[+-]) (?P<amount>\d+) (?P<unit>days|working days|months))?"
)


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """An anchor, an offset (negative: before it) in one unit, and whether to go to the end of that month."""

    anchor: str
    amount: int = 0
    unit: str = "days"
    end_of_month: bool = False
    _days: timedelta | None = field(init=False, repr=False, compare=False)
    _counted: tuple[Reason, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once what no household changes: how many calendar days, and how it is said."""
        days = timedelta(days=self.amount) if self.unit == "days" else None
        code = f"{self.unit.replace(' ', '-')}-{'after' if self.amount > 0 else 'before'}"
        counted = (because(code, count=abs(self.amount)),) if self.amount else ()
        object.__setattr__(self, "_days", days)
        object.__setattr__(self, "_counted", (*counted, because("end-of-month")) if self.end_of_month else counted)

    @classmethod
    def parse(cls, text: str) -> DeadlineRule:
        """Read a rule as it is written in a plan file. Raises ValueError."""
        match = _RULE.fullmatch(text.strip())
        if match is None:
            raise ValueError(text)
        amount = int(match["amount"] or 0) * (-1 if match["sign"] == "-" else 1)
        try:
            return cls(match["anchor"], amount, match["unit"] or "days", match["end"] is not None)
        except OverflowError as fault:
            raise ValueError(text) from fault

    def apply(self, anchors: Mapping[str, Anchor], workdays: Workdays) -> Deadline:
        """The date that the rule gives, with its derivation; raises KeyError for an anchor that does not exist."""
        anchor = anchors[self.anchor]
        name, start, _, _, confidence = anchor
        if start is None:
            return anchor.undated()
        day = self._offset(start, workdays) if self._days is None else start + self._days
        if self.end_of_month:
            day = add_months(day.replace(day=1), 1) - _ONE_DAY
        return _dated((day, (_from(name, start), *self._counted), (), confidence, start))

    def _offset(self, day: date, workdays: Workdays) -> date:
        if self.unit == "months":
            return add_months(day, self.amount)
        return workdays.shift(day, self.amount) if self.amount else day


# Many rules of a plan begin at the same anchor.
@lru_cache(maxsize=256)
def _from(anchor: str, day: date) -> Reason:
    return because("anchor", name=anchor, day=day)
