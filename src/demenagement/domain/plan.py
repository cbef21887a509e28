"""Templates on disk, and the dated list they give for one household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from demenagement.domain.anchors import ANCHORS
from demenagement.domain.condition import Condition
from demenagement.domain.deadline import Anchor, Confidence, DeadlineRule, Nature, Reason
from demenagement.domain.law import LAW
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


LEARNS = ("sent", "enclosed", "accepted")
"""Moments that tell a fact: the day it left, that its proofs went with it, the day it was handed over."""

SIDES = ("leaving", "arriving", "move")
"""Which home a step belongs to: it vanishes when that home is abroad, and its working days are counted there."""


class Standing(StrEnum):
    """Where a step is, computed from the day and from what happened."""

    BLOCKED = "blocked"
    NOT_YET = "not-yet"
    OPEN = "open"
    LATE = "late"
    SENT = "sent"
    DONE = "done"
    SKIPPED = "skipped"

    @property
    def settled(self) -> bool:
        """Nothing is left to do for the household."""
        return self in (Standing.SENT, Standing.DONE, Standing.SKIPPED)


@dataclass(frozen=True, slots=True)
class DateSource:
    """One of a step's dates: a rule of arithmetic, or the name of a function of `law`."""

    text: str
    rule: DeadlineRule | None = None
    law: str | None = None

    @classmethod
    def parse(cls, text: object) -> DateSource:
        """Read a date as it is written in a plan file. Raises ValueError."""
        if not isinstance(text, str):
            raise ValueError(text)  # noqa: TRY004 # a validator outside collects ValueError with all other problems
        if text in LAW:
            return cls(text, law=text)
        rule = DeadlineRule.parse(text)
        if rule.anchor not in ANCHORS:
            raise ValueError(rule.anchor)
        return cls(text, rule=rule)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> dict[str, object]:
        """Tell the validator outside to read it from text."""
        del source, handler
        return {"type": "function-plain", "function": {"type": "no-info", "function": cls.parse}}


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
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do for this household, dated and explained; `slack` is its days of air (see `slack`)."""

    id: str
    template: StepTemplate
    subject: str | None = None
    subject_path: str | None = None
    opens: date | None = None
    ideal: date | None = None
    due: date | None = None
    advised: date | None = None
    nature: Nature = Nature.ADVICE
    confidence: Confidence = Confidence.VERIFIED
    begins: date | None = None
    implied: Standing | None = None
    standing: Standing = Standing.OPEN
    submission: str | None = None
    after: tuple[str, ...] = ()
    covered_by: str | None = None
    slack: int | None = None
    provider: str | None = None
    channel: str | None = None
    amount: Decimal | None = None
    why: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The template's name."""
        return self.template.slug

    @property
    def act_on(self) -> date | None:
        """The day to act: what the list is sorted by."""
        return self.ideal or self.advised or self.opens


@dataclass(frozen=True, slots=True)
class Question:
    """A fact nobody said yet, and the steps that hang on it."""

    fact: str
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caution:
    """Something the household should know before it costs them; `code` is stable."""

    code: str
    step: str | None = None
    amount: Decimal | None = None
    details: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The dated list, its anchors, questions and warnings; `names` are the members of the household, by path."""

    today: date
    anchors: Mapping[str, Anchor]
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    warnings: tuple[Caution, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def step(self, ident: str) -> Step | None:
        """The step of that id; or the only one of that slug."""
        named = [step for step in self.steps if step.id == ident] or [s for s in self.steps if s.slug == ident]
        return named[0] if len(named) == 1 else None
