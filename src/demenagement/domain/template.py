"""Steps as plan files describe them. See plans/README.md for the meaning of each field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from demenagement.domain.anchors import ANCHORS
from demenagement.domain.condition import Condition
from demenagement.domain.deadline import Confidence, DeadlineRule, Nature
from demenagement.domain.law import LAW
from demenagement.domain.likely import likely
from demenagement.domain.unreadable import Unreadable
from demenagement.domain.values import AsWritten
from demenagement.domain.words import WordLists, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A small case kept beside the rule it shows: facts, a day, and what the step must then be.

    `expect` holds fields of the step in `plan --json`; `absent` says that there is no such step, `asks` which facts
    are asked instead.
    """

    today: date
    dossier: Annotated[dict[str, object], AsWritten()]
    expect: dict[str, object] = field(default_factory=dict)
    absent: bool = False
    asks: tuple[str, ...] = ()
    id: str | None = None


LEARNS = ("sent", "enclosed", "accepted", "returned")
"""Moments that tell a fact: the day it left, that its proofs went along, when it was handed over, that it was not."""

SIDES = ("leaving", "arriving", "move")
"""Which home a step belongs to: it vanishes when that home is abroad, and its working days are counted there."""


CATEGORIES = (
    *("abroad", "bank", "benefits", "citizenship", "energy", "family", "health", "housing", "insurance", "leisure"),
    *("logistics", "mail", "pets", "school", "tax", "telecom", "vehicle", "work"),
)
"""The shelves that steps are shown on."""

LETTERS = ("lease-notice", "termination", "transfer", "address-change", "deposit-reminder", "mover-reserves")
"""The letters that have a form of their own; any other is a plain request."""


@dataclass(frozen=True, slots=True)
class DateSource:
    """One of a step's dates: a rule of arithmetic, or the name of a function of `law`."""

    text: str
    rule: DeadlineRule | None = None
    law: str | None = None

    @classmethod
    def parse(cls, text: object) -> DateSource:
        """Read a date as it is written in a plan file. Raises Unreadable."""
        if not isinstance(text, str):
            raise Unreadable("date-not-text", text=str(text))
        if text in LAW:
            return cls(text, law=text)
        try:
            rule = DeadlineRule.parse(text)
        except ValueError:
            raise _why_no_date(text) from None
        if rule.anchor not in ANCHORS:
            raise _no_such_day(rule.anchor)
        return cls(text, rule=rule)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> dict[str, object]:
        """Tell the validator outside to read it from text."""
        del source, handler
        return {"type": "function-plain", "function": {"type": "no-info", "function": cls.parse}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Something that comes by post once the step was asked for, within the days in which its provider answers.

    `at` is the home whose letterbox it comes to; `before`, the anchor after which nobody can fetch it there; `first`
    names the steps without which it does not come; `answers`, that it is the provider's answer.
    """

    slug: str
    title: Words
    at: Literal["leaving", "arriving"]
    what: Words
    late: Words
    before: str | None = None
    first: tuple[str, ...] = ()
    answers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTemplate:
    """One thing to do, as a plan file describes it. See plans/README.md for the meaning of each field."""

    slug: str
    family: str
    title: Words
    category: str
    side: str
    when: Condition
    opens: DateSource | None = None
    ideal: DateSource | None = None
    due: DateSource | None = None
    nature: Nature = Nature.ADVICE
    law: str | None = None
    source: str
    checked_on: date
    confidence: Confidence
    each: str | None = None
    after: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    covers_abroad: tuple[str, ...] | None = None
    provider: str | None = None
    kind: str | None = None
    letter: str | None = None
    ends_when: Condition | None = None
    prefillable: bool = False
    learns: dict[str, str] = field(default_factory=dict)
    what: Words | None = None
    otherwise: Words | None = None
    human: Words | None = None
    needs: WordLists = field(default_factory=WordLists)
    asks: WordLists = field(default_factory=WordLists)
    proof: WordLists = field(default_factory=WordLists)
    pitfalls: WordLists = field(default_factory=WordLists)
    cost: Words | None = None
    effort: int | None = None
    amount: str | None = None
    sent_when: Condition | None = None
    done_when: Condition | None = None
    temporary: bool = False
    closes_home: bool = False
    lapses: bool = False
    arrives: tuple[Arrival, ...] = ()
    examples: tuple[Example, ...] = ()


_LIKE_A_RULE = re.compile(r"(?:end of month )?(?P<day>[\w.-]+)(?:\s*[+-]\s*\d+\s*(?P<unit>[a-z ]*))?", re.IGNORECASE)
_UNITS = ("days", "working days", "months")


def _why_no_date(text: str) -> Unreadable:
    """What a writer most likely got wrong: the named day, the unit, or the whole form."""
    match = _LIKE_A_RULE.fullmatch(text.strip())
    if match is None:
        return Unreadable("date-bad-form", text=text)
    if match["day"] not in ANCHORS:
        return _no_such_day(match["day"])
    if match["unit"] and match["unit"] not in _UNITS:
        return Unreadable("date-no-such-unit", text=match["unit"], options=", ".join(_UNITS))
    return Unreadable("date-bad-form", text=text)


def _no_such_day(name: str) -> Unreadable:
    return Unreadable("date-no-such-day", name=name, near=likely(name, (*ANCHORS, *LAW)))
