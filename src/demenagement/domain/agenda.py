"""What falls on which day: an occasion for each dated step, and one for the moving day itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from demenagement.domain.deadline import Nature
from demenagement.domain.plan import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from demenagement.domain.awaiting import Expectation
    from demenagement.domain.plan import Plan, Step

MOVING_DAY = "move.day"
"""The key of the moving day itself: the name of its anchor, which no step can have."""

_DONE = "✓ "
# Both ring at 09:00: an occasion lasts all day and begins at midnight.
_DAY_BEFORE = -timedelta(hours=15)
_WEEK_BEFORE = -timedelta(days=6, hours=15)


class State(StrEnum):
    """Whether an occasion stands; one that was given out and left the plan is cancelled."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One thing that falls on whole days, from `first` to `last`, both included.

    `key` is the step's id, for ever. `alarms` count from midnight of the first day. `sequence`, `created` and
    `modified` say how often and when its readers had to learn of a change.
    """

    key: str
    title: str
    first: date
    last: date
    created: datetime
    modified: datetime
    sequence: int = 0
    notes: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""
    state: State = State.CONFIRMED
    busy: bool = False
    alarms: tuple[timedelta, ...] = ()

    def __post_init__(self) -> None:
        """Refuse days in the wrong order: no reader of calendars knows what to do with them."""
        if self.last < self.first:
            raise ValueError(self.key)


class Sentences(Protocol):
    """The words of an agenda, in the reader's language."""

    @property
    def name(self) -> str:
        """What the calendar is called."""

    @property
    def moving_day(self) -> tuple[str, str]:
        """The title and the notes of the moving day."""

    def describe(self, step: Step) -> tuple[str, str]:
        """The title and the notes of a step."""

    def tags(self, step: Step) -> tuple[str, ...]:
        """The words a calendar may sort it by."""

    def link(self, step: Step) -> str:
        """The page where it is done; empty where there is none."""

    def arrival(self, awaited: Expectation) -> tuple[str, str]:
        """The title and the notes of something that must come by post."""


def occasions(plan: Plan, sentences: Sentences, at: datetime) -> tuple[Occasion, ...]:
    """Everything in a plan that has a day, as if given out for the first time at that moment."""
    found = [
        _of_step(step, day, sentences, at)
        for step in plan.steps
        if step.standing is not Standing.SKIPPED and (day := day_of(step)) is not None
    ]
    moving = plan.anchors.get(MOVING_DAY)
    if moving is not None and moving.day is not None:
        found.append(_of_moving_day(moving.day, sentences, at))
    return tuple(sorted(found, key=lambda occasion: occasion.key))


def arrivals(posts: Iterable[Expectation], sentences: Sentences, at: datetime) -> tuple[Occasion, ...]:
    """What must come by post, on the last day of its promise; what the person says does not come is none."""
    found = []
    for post in posts:
        if post.settled == "skipped":
            continue
        title, notes = sentences.arrival(post)
        came = post.settled is not None
        found.append(
            Occasion(
                key=post.id,
                title=_DONE + title if came else title,
                first=post.by,
                last=post.by,
                notes=notes,
                tags=sentences.tags(post.step)[:1],
                alarms=() if came else (_DAY_BEFORE,),
                created=at,
                modified=at,
            )
        )
    return tuple(found)


def day_of(step: Step) -> date | None:
    """The day a step stands on in a calendar: the last one that is safe where there is a limit, else the best one."""
    if step.due is not None:
        return step.advised or step.due
    return step.ideal or step.opens


def _of_step(step: Step, day: date, sentences: Sentences, at: datetime) -> Occasion:
    title, notes = sentences.describe(step)
    return Occasion(
        key=step.id,
        title=_DONE + title if step.standing is Standing.DONE else title,
        first=day,
        last=day,
        notes=notes,
        tags=sentences.tags(step),
        url=sentences.link(step),
        alarms=_alarms(step),
        created=at,
        modified=at,
    )


def _of_moving_day(day: date, sentences: Sentences, at: datetime) -> Occasion:
    title, notes = sentences.moving_day
    return Occasion(
        key=MOVING_DAY,
        title=title,
        first=day,
        last=day,
        notes=notes,
        busy=True,
        alarms=(_DAY_BEFORE,),
        created=at,
        modified=at,
    )


def _alarms(step: Step) -> tuple[timedelta, ...]:
    """One ring at most: what the law commands leaves a week to act, what nobody has to do any more stays silent."""
    if step.standing.settled:
        return ()
    return (_WEEK_BEFORE if step.nature is Nature.LEGAL else _DAY_BEFORE,)
