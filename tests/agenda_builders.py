"""Small plans, occasions and words for the tests of the agenda."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from demenagement.domain.agenda import Occasion
from demenagement.domain.condition import parse
from demenagement.domain.deadline import Anchor, Confidence
from demenagement.domain.plan import Plan, Step
from demenagement.domain.template import StepTemplate
from demenagement.domain.words import Words

if TYPE_CHECKING:
    from demenagement.domain.awaiting import Expectation

TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
LATER = datetime(2027, 3, 5, 18, 30, tzinfo=UTC)
DAY = date(2027, 5, 7)


def a_step(ident: str = "bank", **changes: Any) -> Step:  # noqa: ANN401 # any field of a step
    """A step without a date, unless one is given."""
    template = StepTemplate(
        slug=ident.partition("/")[0],
        family="money",
        title=Words("Prévenir la banque", "Tell the bank"),
        category="bank",
        side="move",
        when=parse("True"),
        source="service-public.fr",
        checked_on=date(2026, 11, 21),
        confidence=Confidence.VERIFIED,
    )
    return Step(**{"id": ident, "template": template, **changes})


def a_plan(*steps: Step, moving: date | None = None, today: date = TODAY) -> Plan:
    """A plan of those steps."""
    return Plan(
        today=today,
        anchors={"move.day": Anchor("move.day", moving)},
        steps=steps,
        questions=(),
        warnings=(),
    )


def an_occasion(key: str = "bank", **changes: Any) -> Occasion:  # noqa: ANN401 # any field of an occasion
    """An all-day occasion, as if it were new."""
    fields = {"title": "Prévenir la banque", "first": DAY, "last": DAY, "created": NOW, "modified": NOW}
    return Occasion(**{"key": key, **fields, **changes})


class PlainSentences:
    """Words that say no more than they must."""

    name = "Déménagement"
    moving_day = ("Jour du déménagement", "Le grand jour.")

    def describe(self, step: Step) -> tuple[str, str]:
        """The French title, and the id as notes."""
        return step.template.title.fr, f"Étape {step.id}"

    def tags(self, step: Step) -> tuple[str, ...]:
        """The category as it is."""
        return (step.template.category,)

    def arrival(self, awaited: Expectation) -> tuple[str, str]:
        """What it is, and its name as notes."""
        return (awaited.post.title.fr if awaited.post else "Avis de réception"), awaited.id

    def link(self, step: Step) -> str:
        """One page for all."""
        return f"https://exemple.fr/{step.slug}"
