"""What a change of facts changes: two plans side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from demenagement.domain.deadline import Nature
from demenagement.domain.plan import Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from demenagement.domain.plan import Plan, Step
    from demenagement.domain.submission import Submission

_NOTICE = "lease-notice"
_BINDING = (Nature.LEGAL, Nature.CONTRACT, Nature.COUNTERPART, Nature.ADVICE)


@dataclass(frozen=True, slots=True)
class Moved:
    """One date of one step, before and after."""

    step: str
    which: str
    before: date | None
    after: date | None

    @property
    def days(self) -> int | None:
        """How many days later; below zero when earlier, None where there is no date any more, or was none."""
        return (self.after - self.before).days if self.before and self.after else None


@dataclass(frozen=True, slots=True)
class Sum:
    """One amount before and after: of a step, or of the two rents that run together where `step` is None."""

    step: str | None
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change of facts changes: steps, last days that are now past, what was told before, and money.

    `amend` names the steps of which somebody was told what no longer holds, `cancel` those that were sent for nothing,
    `agree` those that were done and that the other side has to agree to change.
    """

    moved: tuple[Moved, ...] = ()
    appeared: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    amend: tuple[str, ...] = ()
    cancel: tuple[str, ...] = ()
    agree: tuple[str, ...] = ()
    sums: tuple[Sum, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changes at all."""
        return self != Difference()


def compare(
    before: Plan, after: Plan, submissions: Mapping[str, Submission], altered: Collection[str] = ()
) -> Difference:
    """The difference between two plans.

    What left for a step that moved has to be amended, and whatever was told for the `altered` steps, of which it would
    be written otherwise now.
    """
    old = {step.id: step for step in before.steps}
    new = {step.id: step for step in after.steps}
    moved = tuple(move for ident in new if ident in old for move in _moves(old[ident], new[ident]))
    vanished = tuple(ident for ident in old if ident not in new)
    left = {each.step for each in submissions.values() if each.state.under_way or each.state.ended_well}
    told = left & {move.step for move in moved} | set(altered)
    return Difference(
        moved=moved,
        appeared=tuple(ident for ident in new if ident not in old),
        vanished=vanished,
        missed=tuple(
            ident for ident, step in new.items() if step.standing is Standing.LATE and not _late(old.get(ident))
        ),
        amend=tuple(ident for ident in new if ident in told),
        cancel=tuple(ident for ident in vanished if ident in left),
        agree=tuple(_given_notice(before, after)),
        sums=tuple(_sums(before, after)),
    )


def unsettled(difference: Difference, before: Plan, after: Plan) -> Difference:
    """Without the days of steps that were done before and still are: whatever they would be now, nobody acts on them.

    What was told for them and holds no more is in `amend`.
    """
    done = [{step.id for step in plan.steps if step.standing.settled} for plan in (before, after)]
    kept = tuple(move for move in difference.moved if move.step not in done[0] & done[1])
    return replace(difference, moved=kept)


def _given_notice(before: Plan, after: Plan) -> Iterator[str]:
    """A notice stands once it was given: another end takes the landlord's agreement (guide of Pierre, 2026-04-29)."""
    ends = [plan.anchors["lease.end"].day if "lease.end" in plan.anchors else None for plan in (before, after)]
    given = [plan.step(_NOTICE) for plan in (before, after)]
    if all(ends) and ends[0] != ends[1] and all(step is not None and step.standing.settled for step in given):
        yield _NOTICE


def told(plan: Plan, submissions: Mapping[str, Submission]) -> tuple[Step, ...]:
    """The steps of which a provider was told: what left, and what the person says is done."""
    left = {each.step for each in submissions.values() if each.state.under_way or each.state.ended_well}
    return tuple(
        step
        for step in plan.steps
        if step.id in left or (step.provider and step.standing is Standing.DONE and step.implied is not Standing.DONE)
    )


def last_days(difference: Difference, plan: Plan) -> tuple[Moved, ...]:
    """The last days that moved: what binds most first, then by the day. `plan` is the one after the change."""
    ranks = {step.id: _BINDING.index(step.nature) for step in plan.steps}
    moved = [move for move in difference.moved if move.which == "due"]
    return tuple(sorted(moved, key=lambda move: (ranks[move.step], move.after or date.max, move.step)))


def followers(difference: Difference) -> tuple[Moved, ...]:
    """The steps of which only days that bind nobody moved, each with the one that tells when to act."""
    bound = {move.step for move in difference.moved if move.which == "due"}
    # `ideal` comes after `opens` in the difference, and is the day to act where there is one.
    acted = {move.step: move for move in difference.moved if move.step not in bound}
    return tuple(acted.values())


def _sums(before: Plan, after: Plan) -> Iterator[Sum]:
    first, second = _amounts(before), _amounts(after)
    for name in dict.fromkeys((*first, *second)):
        if first.get(name) != second.get(name):
            yield Sum(name, first.get(name), second.get(name))


def _amounts(plan: Plan) -> dict[str | None, Decimal]:
    """Every amount of a plan, by its step; that of two rents at once under None."""
    rents = [(None, each.amount) for each in plan.warnings if each.code == "overlap-rent"]
    found = (*rents, *((step.id, step.amount) for step in plan.steps))
    return {name: amount for name, amount in found if amount is not None}


def _moves(old: Step, new: Step) -> list[Moved]:
    return [
        Moved(new.id, which, getattr(old, which), getattr(new, which))
        for which in ("opens", "ideal", "due")
        if getattr(old, which) != getattr(new, which)
    ]


def _late(step: Step | None) -> bool:
    return step is not None and step.standing is Standing.LATE
