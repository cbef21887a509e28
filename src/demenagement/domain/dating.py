"""The dates of one step: its rules applied, what they are worth, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from demenagement.domain.deadline import Confidence, Deadline, Nature, Reason, because, weakest
from demenagement.domain.law import LAW
from demenagement.domain.money import AMOUNTS, deposit_penalty

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from demenagement.domain.deadline import Anchor
    from demenagement.domain.situation import Situation
    from demenagement.domain.template import DateSource, StepTemplate
    from demenagement.domain.workdays import Workdays

_UNDATED = Deadline()


class Dates(NamedTuple):
    """The days of a step, what its last day is worth, the derivation, and the facts that would tell more."""

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
    def act_on(self) -> date | None:
        """The day to act."""
        return self.ideal or self.advised or self.opens


class Dating:
    """Dates the steps of one plan; a rule that several of them share is applied once."""

    def __init__(self, situation: Situation, anchors: Mapping[str, Anchor], workdays: Workdays) -> None:
        """`workdays` are those of the home where the steps take place."""
        self._situation, self._anchors, self._workdays = situation, anchors, workdays
        self._found: dict[str, Deadline] = {}

    def dates(self, template: StepTemplate) -> Dates:
        """When the step opens, is best done and is due, what the last day is worth, and the derivation."""
        opens = self._deadline(template.opens) if template.opens else _UNDATED
        ideal = self._deadline(template.ideal) if template.ideal else _UNDATED
        due = self._deadline(template.due) if template.due else _UNDATED
        confidence = weakest(template.confidence, due.confidence)
        nature, advised, why = Nature.ADVICE, due.day, due.reasons
        if due.day is None:
            why = ideal.reasons if ideal.day else due.reasons
        elif template.nature is not Nature.LEGAL or confidence.may_bind:
            nature = template.nature
        if due.day is not None and nature is not Nature.COUNTERPART:
            advised = self._workdays.on_or_before(due.day)
            if advised != due.day:
                why = (*why, because("not-worked", day=due.day, advised=advised))
        amount = self._amount(template.amount, due) if template.amount else None
        begins = opens.day or _begins(due, ideal)
        missing = (*due.missing, *ideal.missing, *opens.missing)
        if missing:
            missing = tuple(dict.fromkeys(missing))
        return Dates(opens.day, ideal.day, due.day, advised, nature, confidence, amount, begins, why, missing)

    def _deadline(self, source: DateSource) -> Deadline:
        found = self._found.get(source.text)
        if found is None:
            if source.rule is not None:
                found = source.rule.apply(self._anchors, self._workdays)
            else:
                found = LAW[source.law or ""](self._situation, self._anchors)
            self._found[source.text] = found
        return found

    def _amount(self, name: str, due: Deadline) -> Decimal | None:
        if name == "deposit_penalty":
            return deposit_penalty(self._situation, due.day)
        return AMOUNTS[name](self._situation, self._anchors)


def datings(situation: Situation, anchors: Mapping[str, Anchor]) -> dict[str, Dating]:
    """By the side of a template: what belongs to the move goes by the working days of the new home."""
    leaving, arriving = (Dating(situation, anchors, situation.workdays(side)) for side in ("leaving", "arriving"))
    return {"leaving": leaving, "arriving": arriving, "move": arriving}


def _begins(due: Deadline, ideal: Deadline) -> date | None:
    """A duty that counts from an event can't be met before it: the event's day, when no date lies before it."""
    if ideal.day is None:
        return due.since if due.day and due.since and due.day > due.since else None
    if ideal.since is None or ideal.day < ideal.since:
        return None
    if due.day and due.since and min(ideal.day, due.day) < max(ideal.since, due.since):
        return None
    return ideal.since
