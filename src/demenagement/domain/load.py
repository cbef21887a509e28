"""Who has how much to do in which week, and what could go to a lighter one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from demenagement.domain.deadline import Nature
from demenagement.domain.plan import Plan, Step

if TYPE_CHECKING:
    from collections.abc import Sequence


CAP = 6 * 60
"""Minutes a week that one person can find beside work and family; a choice of ours, to be set by each household."""

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """One week from its Monday: minutes by person, and the steps that fall in it."""

    monday: date
    minutes: Mapping[str, float] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()

    def over(self, cap: float) -> bool:
        """Whether it is too much for somebody."""
        return any(minutes > cap for minutes in self.minutes.values())


@dataclass(frozen=True, slots=True)
class Relief:
    """A step that could be done in another week than advised."""

    step: Step
    monday: date


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Load:
    """What is left of a plan, shared among people: the ids of the adults who move.

    A step of one adult is theirs; the rest is shared equally. A step without an effort weighs nothing, one without a
    day is left out.
    """

    plan: Plan
    people: tuple[str, ...] = ()
    cap: float = CAP

    def weeks(self) -> tuple[Week, ...]:
        """Every week in which something is left to do; what is behind falls in the present one."""
        found: dict[date, list[Step]] = {}
        for step in self.plan.steps:
            if step.act_on is not None and not step.standing.settled and step.nature is not Nature.COUNTERPART:
                found.setdefault(monday_of(max(step.act_on, self.plan.today)), []).append(step)
        return tuple(self._week(monday, found[monday]) for monday in sorted(found))

    def relief(self) -> tuple[Relief, ...]:
        """For each week that is too much for somebody, what could go to a week with room, until it is not.

        What has most air goes first, to the nearest week with room: none before it can be begun, none past its last
        day.
        """
        loads = {week.monday: week for week in self.weeks()}
        found: list[Relief] = []
        for monday in sorted(loads):
            for step in sorted(filter(_movable, loads[monday].steps), key=self._most_air_first):
                target = self._room(step, monday, loads) if loads[monday].over(self.cap) else None
                if target is not None:
                    found.append(Relief(step, target))
                    stays = [each for each in loads[monday].steps if each.id != step.id]
                    loads[monday] = self._week(monday, stays)
                    loads[target] = self._with(loads, target, step)
        return tuple(found)

    def _room(self, step: Step, monday: date, loads: Mapping[date, Week]) -> date | None:
        """The nearest week, later ones first among equals, in which the step may stand and is not too much."""
        first, last = self._within(step, monday)
        candidates = [first + count * _WEEK for count in range((last - first) // _WEEK + 1)]
        nearest = sorted(candidates, key=lambda week: (abs(week - monday), week < monday))
        fitting = (week for week in nearest if week != monday and not self._with(loads, week, step).over(self.cap))
        return next(fitting, None)

    def _within(self, step: Step, monday: date) -> tuple[date, date]:
        """The first and the last week in which the step makes sense.

        Without a last day, what is only advised may wait two weeks, not for ever. What is advised ahead of an event, or
        of the move, is of no use after it; what is advised from an event on can't be done before.
        """
        first, last = self._start(step), self._latest(step)
        acted, event = step.act_on or first, self._event(step)
        if event is not None and event <= acted:
            first = max(first, event)
        if last is None:
            moving = self.plan.anchors["move.day"].day
            last = min([monday + 2 * _WEEK, *(day for day in (event, moving) if day is not None and acted < day)])
        return monday_of(first), monday_of(last)

    def _event(self, step: Step) -> date | None:
        """What the advised day counts from."""
        rule = step.template.ideal.rule if step.template.ideal else None
        return self.plan.anchors[rule.anchor].day if rule else None

    def _start(self, step: Step) -> date:
        return max(self.plan.today, step.begins or self.plan.today)

    def _latest(self, step: Step) -> date | None:
        return None if step.slack is None else self._start(step) + timedelta(days=max(step.slack, 0))

    def _most_air_first(self, step: Step) -> tuple[int, int, str]:
        return (-(self._latest(step) or date.max).toordinal(), -(step.template.effort or 0), step.id)

    def _with(self, loads: Mapping[date, Week], monday: date, step: Step) -> Week:
        return self._week(monday, [*loads.get(monday, Week(monday)).steps, step])

    def _week(self, monday: date, steps: Sequence[Step]) -> Week:
        shared = self.people or ("",)
        minutes = dict.fromkeys(shared, 0.0)
        for step in steps:
            effort = step.template.effort or 0
            own = step.id.partition("/")[2] if step.template.each == "adult" else ""
            for person in (own,) if own in self.people else shared:
                minutes[person] += effort if own in self.people else effort / len(shared)
        return Week(monday, minutes, tuple(steps))


def _movable(step: Step) -> bool:
    """Not what takes place on its day, like the move itself, and not what takes no time."""
    takes_place = step.slack is None and step.begins is not None and step.begins == step.ideal
    return bool(step.template.effort) and not takes_place
