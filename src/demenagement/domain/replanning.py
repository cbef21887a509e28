"""What a change of facts changes: two plans side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from demenagement.domain.plan import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.domain.plan import Plan, Step
    from demenagement.domain.submission import Submission


@dataclass(frozen=True, slots=True)
class Moved:
    """One date of one step, before and after."""

    step: str
    which: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What moved, appeared and vanished; which last days are now past; what was sent on facts that no longer hold."""

    moved: tuple[Moved, ...] = ()
    appeared: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    amend: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changes at all."""
        return bool(self.moved or self.appeared or self.vanished or self.missed or self.amend)


def compare(before: Plan, after: Plan, submissions: Mapping[str, Submission]) -> Difference:
    """The difference between two plans; submissions that left for a step that changed have to be amended."""
    old = {step.id: step for step in before.steps}
    new = {step.id: step for step in after.steps}
    moved = tuple(move for ident in new if ident in old for move in _moves(old[ident], new[ident]))
    vanished = tuple(ident for ident in old if ident not in new)
    touched = {move.step for move in moved} | set(vanished)
    left = [each for each in submissions.values() if each.state.under_way or each.state.ended_well]
    return Difference(
        moved=moved,
        appeared=tuple(ident for ident in new if ident not in old),
        vanished=vanished,
        missed=tuple(
            ident for ident, step in new.items() if step.standing is Standing.LATE and not _late(old.get(ident))
        ),
        amend=tuple(dict.fromkeys(each.step for each in left if each.step in touched)),
    )


def _moves(old: Step, new: Step) -> list[Moved]:
    return [
        Moved(new.id, which, getattr(old, which), getattr(new, which))
        for which in ("opens", "ideal", "due")
        if getattr(old, which) != getattr(new, which)
    ]


def _late(step: Step | None) -> bool:
    return step is not None and step.standing is Standing.LATE
