"""The dates of one step: its rules applied, what they are worth, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from demenagement.domain.deadline import Confidence, Deadline, Nature, Reason, because, weakest
from demenagement.domain.law import LAW
from demenagement.domain.money import AMOUNTS, deposit_penalty
from demenagement.domain.records import from_fields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from demenagement.domain.deadline import Anchor
    from demenagement.domain.situation import Situation
    from demenagement.domain.template import DateSource, StepTemplate
    from demenagement.domain.workdays import Workdays

_UNDATED = Deadline()
# Before Python 3.12, a member is slow to reach through its enumeration.
_ADVICE, _LEGAL, _COUNTERPART = Nature.ADVICE, Nature.LEGAL, Nature.COUNTERPART
_VERIFIED = Confidence.VERIFIED


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


_dates = from_fields(Dates)


class Dating:
    """Dates the steps of one plan; a rule that several of them share is applied once."""

    def __init__(self, situation: Situation, anchors: Mapping[str, Anchor], workdays: Workdays) -> None:
        """`workdays` are those of the home where the steps take place."""
        self._situation, self._anchors, self._workdays = situation, anchors, workdays
        self._found: dict[str, Deadline] = {}

    def dates(self, template: StepTemplate) -> Dates:
        """When the step opens, is best done and is due, what the last day is worth, and the derivation."""
        opens, _, opens_lacks, _, _ = self._deadline(template.opens) if template.opens else _UNDATED
        ideal, ideal_why, ideal_lacks, _, ideal_since = self._deadline(template.ideal) if template.ideal else _UNDATED
        if template.due is None and template.amount is None:
            # Most steps: nothing binds them, so that there is nothing to weigh.
            why, missing = ideal_why if ideal else (), _once(ideal_lacks + opens_lacks)
            begins = opens or _begins(None, None, ideal, ideal_since)
            return _dates((opens, ideal, None, None, _ADVICE, template.confidence, None, begins, why, missing))
        due, why, due_lacks, known, due_since = self._deadline(template.due) if template.due else _UNDATED
        lacks = due_lacks + ideal_lacks + opens_lacks
        confidence = weakest(template.confidence, known)
        amount = self._amount(template.amount, due) if template.amount else None
        if amount is not None and self._lacks_address(template):
            lacks = (*lacks, "leaving.address_given")
        missing = _once(lacks)
        begins = opens or _begins(due, due_since, ideal, ideal_since)
        if due is None:
            why = ideal_why if ideal else why
            return _dates((opens, ideal, None, None, _ADVICE, confidence, amount, begins, why, missing))
        nature = template.nature if template.nature is not _LEGAL or confidence.may_bind else _ADVICE
        advised = due if nature is _COUNTERPART else self._workdays.on_or_before(due)
        if advised != due:
            why = (*why, because("not-worked", day=due, advised=advised))
        return _dates((opens, ideal, due, advised, nature, confidence, amount, begins, why, missing))

    def _deadline(self, source: DateSource) -> Deadline:
        found = self._found.get(source.text)
        if found is None:
            if source.rule is not None:
                found = source.rule.apply(self._anchors, self._workdays)
            else:
                found = LAW[source.law or ""](self._situation, self._anchors)
            self._found[source.text] = found
        return found

    def _lacks_address(self, template: StepTemplate) -> bool:
        """Whoever kept the new address back loses the penalty: who claims it has to say."""
        return template.amount == "deposit_penalty" and self._situation.dossier.leaving.address_given is None

    def _amount(self, name: str, due: date | None) -> Decimal | None:
        if name == "deposit_penalty":
            return deposit_penalty(self._situation, due)
        return AMOUNTS[name](self._situation, self._anchors)


def datings(situation: Situation, anchors: Mapping[str, Anchor]) -> dict[str, Dating]:
    """By the side of a template: what belongs to the move goes by the working days of the new home."""
    leaving, arriving = (Dating(situation, anchors, situation.workdays(side)) for side in ("leaving", "arriving"))
    return {"leaving": leaving, "arriving": arriving, "move": arriving}


def _once(facts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(facts)) if facts else ()


def _begins(due: date | None, due_since: date | None, ideal: date | None, ideal_since: date | None) -> date | None:
    """A duty that counts from an event can't be met before it: the event's day, when no date lies before it."""
    if ideal is None:
        return due_since if due and due_since and due > due_since else None
    if ideal_since is None or ideal < ideal_since:
        return None
    if due and due_since and min(ideal, due) < max(ideal_since, due_since):
        return None
    return ideal_since
