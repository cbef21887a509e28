"""The one best thing to do now, and why it comes before the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from demenagement.domain.deadline import Nature, Reason, because
from demenagement.domain.plan import Standing, Step

if TYPE_CHECKING:
    from demenagement.domain.plan import Plan

_PRESSING = 7  # days of air
_BINDING = (Nature.LEGAL, Nature.CONTRACT)


@dataclass(frozen=True, slots=True)
class Choice:
    """A step, and why it comes first."""

    step: Step
    why: tuple[Reason, ...]


def best(plan: Plan) -> Choice | None:
    """What to do now: a duty that is late, then one with little air, then any that is late, then by the day to act.

    What can't be made up for comes last: it only wants to be set aside.

    Among equals, what most other steps wait for; then the shortest. What a grouped step may still do waits for it.
    """
    waiting = [step for step in plan.steps if step.standing in (Standing.LATE, Standing.OPEN)]
    waiting = [step for step in waiting if step.covered_by is None or _settled(plan, step.covered_by)]
    if not waiting:
        return None
    step = min(waiting, key=lambda step: _order(step, plan))
    return Choice(step, tuple(_why(step, plan)))


def by_air(plan: Plan) -> tuple[Step, ...]:
    """What is left to do before a last day, what has least air first."""
    left = [step for step in plan.steps if step.slack is not None and not step.lost]
    return tuple(sorted(left, key=lambda step: (step.slack, step.id)))


def _settled(plan: Plan, name: str) -> bool:
    step = plan.step(name)
    return step is None or step.standing.settled


def _order(step: Step, plan: Plan) -> tuple[int, bool, str, int, int, str]:
    binds, late = step.nature in _BINDING, step.standing is Standing.LATE
    rank = 4 if step.lost else 0 if late and binds else 1 if binds and _pressing(step) else 2 if late else 3
    day = step.due if late else step.act_on
    effort = step.template.effort or 0
    return (rank, day is None, day.isoformat() if day else "", -_waited_for(step, plan), effort, step.id)


def _pressing(step: Step) -> bool:
    return step.slack is not None and step.slack <= _PRESSING


def _waited_for(step: Step, plan: Plan) -> int:
    return sum(step.slug in other.after and not other.standing.settled for other in plan.steps)


def _why(step: Step, plan: Plan) -> list[Reason]:
    found: list[Reason] = []
    if step.lost:
        found.append(because("next-lost", day=step.due))
    elif step.standing is Standing.LATE and step.due is not None:
        found.append(because("next-late" if step.nature in _BINDING else "next-late-advice", day=step.due))
    elif step.slack is not None and _pressing(step):
        found.append(because("next-little-air", count=max(step.slack, 0)))
    elif step.act_on is not None and step.act_on <= plan.today:
        found.append(because("next-its-day", day=step.act_on))
    elif step.act_on is not None:
        found.append(because("next-ahead", day=step.act_on))
    else:
        found.append(because("next-undated"))
    if count := _waited_for(step, plan):
        found.append(because("next-waited-for", count=count))
    return found
