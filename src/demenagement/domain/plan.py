"""The dated list that the templates give for one household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from demenagement.domain.deadline import Anchor, Confidence, Nature, Reason
from demenagement.domain.words import Words

if TYPE_CHECKING:
    from demenagement.domain.template import StepTemplate


class Standing(StrEnum):
    """Where a step is, computed from the day and from what happened."""

    BLOCKED = "blocked"
    NOT_YET = "not-yet"
    OPEN = "open"
    LATE = "late"
    SENT = "sent"
    DONE = "done"
    SKIPPED = "skipped"

    settled: bool
    """Nothing is left to do for the household."""

    def __init__(self, word: str) -> None:
        """Told once: every step of every plan is asked."""
        self.settled = word in ("sent", "done", "skipped")


class Step(NamedTuple):
    """One thing to do for this household, dated and explained; `slack` is its days of air (see `slack`).

    `own` is what the household's own provider is called, where `provider` is only its kind.
    """

    id: str
    template: StepTemplate
    subject: str | None = None
    subject_path: str | None = None
    implied: Standing | None = None
    standing: Standing = Standing.OPEN
    submission: str | None = None
    after: tuple[str, ...] = ()
    covered_by: str | None = None
    slack: int | None = None
    provider: str | None = None
    channel: str | None = None
    own: str | None = None
    opens: date | None = None
    ideal: date | None = None
    due: date | None = None
    advised: date | None = None
    nature: Nature = Nature.ADVICE
    confidence: Confidence = Confidence.VERIFIED
    amount: Decimal | None = None
    begins: date | None = None
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

    @property
    def lost(self) -> bool:
        """Whether its last day is past and it can't be made up for: the right ended with that day."""
        return self.template.lapses and self.standing is Standing.LATE


@dataclass(frozen=True, slots=True)
class Question:
    """A fact nobody said yet, the steps that hang on it, and what these are called."""

    fact: str
    decides: tuple[str, ...]
    titles: tuple[Words, ...] = field(default=(), compare=False)


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
