"""What recalls an earlier message: submissions of their own, beside the first one of their step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.submission import State
from demenagement.errors import NotAllowed

if TYPE_CHECKING:
    from datetime import datetime

    from demenagement.domain.draft import Earlier
    from demenagement.domain.journey import Journey
    from demenagement.domain.provider import Channel
    from demenagement.domain.submission import Submission

_CAME_TO_NOTHING = (State.CANCELLED, State.REFUSED, State.FAILED)


def chases_of(journey: Journey, step: str) -> tuple[Submission, ...]:
    """The chases of a step that were not taken back, in their order."""
    found = (each for each in journey.submissions().values() if each.step == step and each.is_chase)
    return tuple(each for each in found if each.state is not State.CANCELLED)


def hushed(journey: Journey, step: str, at: datetime, why: str) -> Journey:
    """The journey without the chases of a step that were only approved: there is nothing to recall any more."""
    for chase in chases_of(journey, step):
        if chase.state is State.APPROVED:
            journey = journey.withdraw(chase.key, at, why)
    return journey


def making_way(journey: Journey, step: str, channel: Channel, first: Earlier, at: datetime) -> Journey:
    """The journey ready for one more chase of `first` by `channel`; one that was only approved is taken back.

    Raises NotAllowed when one may still be on its way, or went that way already: nobody is chased twice alike.
    """
    for chase in chases_of(journey, step):
        if chase.state in (State.SENDING, State.UNKNOWN):
            raise NotAllowed("already-sent", step=step)
        alike = chase.channel is channel and _recalls(chase, first)
        if alike and chase.state is not State.APPROVED and chase.state not in _CAME_TO_NOTHING:
            raise NotAllowed("already-chased", step=step)
    return hushed(journey, step, at, "approved again")


def _recalls(chase: Submission, first: Earlier) -> bool:
    """Whether it chased that very message, and not one that was put right since."""
    recalled = chase.draft["earlier"]
    return (recalled["key"], recalled["day"]) == (first.key, first.day.isoformat())
