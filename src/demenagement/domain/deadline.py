"""The three dates of a step (opens, ideal, due) and the rules they come from.

A rule is written `<anchor> [+|- <n> days|working days|months]`, where `end of month` may stand before it; or it is the
name of a function of `law`. Nothing is ever rolled over a week-end or a holiday: `due` is the raw last day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from demenagement.domain.workdays import Workdays, add_months

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        return self in (Confidence.VERIFIED, Confidence.DATED)


def weakest(*known: Confidence) -> Confidence:
    """A chain of rules is as sure as its weakest one."""
    return max(known, key=list(Confidence).index)


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of a derivation: `code` names it in the wording, `details` fill it."""

    code: str
    details: tuple[tuple[str, object], ...] = ()


def because(code: str, **details: object) -> Reason:
    """Write a reason in one line."""
    return Reason(code, tuple(details.items()))


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date and its derivation.

    `since` is the day it counts from. Without a date, `missing` names the facts that would give it; neither means
    that the rule gives none.
    """

    day: date | None = None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    confidence: Confidence = Confidence.VERIFIED
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named date that others count from, with its derivation."""

    name: str
    day: date | None = None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    confidence: Confidence = Confidence.VERIFIED


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

    @classmethod
    def parse(cls, text: str) -> DeadlineRule:
        """Read a rule as it is written in a plan file. Raises ValueError."""
        match = _RULE.fullmatch(text.strip())
        if match is None:
            raise ValueError(text)
        amount = int(match["amount"] or 0) * (-1 if match["sign"] == "-" else 1)
        return cls(match["anchor"], amount, match["unit"] or "days", match["end"] is not None)

    def apply(self, anchors: Mapping[str, Anchor], workdays: Workdays) -> Deadline:
        """The date that the rule gives, with its derivation; raises KeyError for an anchor that does not exist."""
        anchor = anchors[self.anchor]
        if anchor.day is None:
            return Deadline(None, anchor.reasons, anchor.missing, anchor.confidence)
        day = self._offset(anchor.day, workdays)
        reasons = [because("anchor", name=anchor.name, day=anchor.day)]
        if self.amount:
            code = f"{self.unit.replace(' ', '-')}-{'after' if self.amount > 0 else 'before'}"
            reasons.append(because(code, count=abs(self.amount)))
        if self.end_of_month:
            day = add_months(day.replace(day=1), 1) - timedelta(days=1)
            reasons.append(because("end-of-month"))
        return Deadline(day, tuple(reasons), (), anchor.confidence, anchor.day)

    def _offset(self, day: date, workdays: Workdays) -> date:
        if self.unit == "months":
            return add_months(day, self.amount)
        if self.unit == "working days":
            return workdays.shift(day, self.amount) if self.amount else day
        return day + timedelta(days=self.amount)
