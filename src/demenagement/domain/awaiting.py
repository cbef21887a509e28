"""What is awaited: the answers that providers owe, and what must come by post; each with the day it is promised for.

Nothing of this is stored: it is worked out from the plan, the entries and the manifests.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from demenagement.domain.draft import Earlier
from demenagement.domain.plan import Step
from demenagement.domain.provider import Channel
from demenagement.domain.submission import State
from demenagement.domain.tellings import Tellings, Told
from demenagement.domain.template import Arrival

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from demenagement.domain.journey import Journey
    from demenagement.domain.plan import Plan
    from demenagement.domain.provider import Manifest

AWAITED, CHASE = "expected/", "chase/"
"""How what is awaited for a step, and the chase of a step, are called: these before the step's id."""

RECEIPT_DAYS = timedelta(days=18)
"""Three days on the way and fifteen at the post office: how long an acknowledgement of receipt usually takes."""


class Kind(StrEnum):
    """What is awaited: the provider's answer, something by post, or the signed slip of a registered letter."""

    ANSWER = "answer"
    POST = "post"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One thing that is awaited for a step.

    `by` is the last day of the latest promise, `lost_on` the last day on which it can be fetched at all. `last` is the
    latest message, the first one or a chase, and `state` where that is (None where the person told it). `silent_since`
    is the day on which it was noticed that nothing came after that message. `settled` is how the person settled it.
    """

    id: str
    kind: Kind
    step: Step
    first: Earlier
    last: Earlier
    by: date
    state: State | None = None
    yours: bool = False
    tried: frozenset[Channel] = frozenset()
    post: Arrival | None = None
    unready: tuple[Step, ...] = ()
    lost_on: date | None = None
    silent_since: date | None = None
    settled: str | None = None

    @property
    def may_be_chased(self) -> bool:
        """Whether its lack means that the provider did not answer."""
        return self.post is None or self.post.answers

    def renewed(self, until: date, today: date) -> date:
        """The next promise: never past the last day on which it can be fetched, as long as that lies ahead."""
        return min(until, self.lost_on) if self.lost_on is not None and today < self.lost_on else until

    def due(self, today: date) -> bool:
        """Whether its promise is past and that is worth a word: what is lost for good was told once."""
        told = self.silent_since is not None and self.lost_on is not None and self.by > self.lost_on
        return self.settled is None and today > self.by and not told

    def silent(self, today: date) -> bool:
        """Whether it is awaited in vain."""
        return self.settled is None and (self.silent_since is not None or today > self.by)


def expectations(journey: Journey, plan: Plan, manifests: Mapping[str, Manifest]) -> tuple[Expectation, ...]:
    """All that is or was awaited, what is promised first in front."""
    tellings = Tellings(journey)
    found = [each for step in plan.steps for each in _of(step, plan, tellings, manifests)]
    return tuple(sorted(found, key=lambda each: (each.by, each.id)))


def _of(step: Step, plan: Plan, tellings: Tellings, manifests: Mapping[str, Manifest]) -> Iterator[Expectation]:
    manifest = manifests.get(step.provider or "")
    if manifest is None:
        return
    days, told = timedelta(days=manifest.expects.days), tellings.of(step)
    if told is not None:
        yield from _from_the_provider(step, told, days, tellings)
    asked = told or _covering(step, plan, tellings)
    if asked is not None and not asked.yours:
        for post in step.template.arrives:
            yield _by_post(post, step, asked, days, plan=plan, tellings=tellings)


def _from_the_provider(step: Step, told: Told, days: timedelta, tellings: Tellings) -> Iterator[Expectation]:
    # What comes by post may be the answer itself; so is the slip of a letter that only has to arrive.
    slip = told.posted and told.ends_with_delivery
    if told.expects and not slip and not any(each.answers for each in step.template.arrives):
        by = told.expected_by or told.message.day + days
        yield _followed(_begun(AWAITED + step.id, Kind.ANSWER, step, told, by), told, tellings)
    if told.posted:
        by = told.message.day + RECEIPT_DAYS
        yield _followed(_begun(f"{AWAITED}{step.id}/receipt", Kind.RECEIPT, step, told, by), told, tellings)


def _by_post(post: Arrival, step: Step, asked: Told, days: timedelta, *, plan: Plan, tellings: Tellings) -> Expectation:
    anchor = plan.anchors.get(post.before or "")
    lost_on = anchor.day if anchor else None
    by = asked.message.day + days
    begun = _begun(f"{AWAITED}{step.id}/{post.slug}", Kind.POST, step, asked, min(by, lost_on or by))
    first = tuple(each for each in plan.steps if each.slug in post.first and not each.standing.settled)
    return _followed(replace(begun, post=post, lost_on=lost_on, unready=first), asked, tellings)


def _covering(step: Step, plan: Plan, tellings: Tellings) -> Told | None:
    """A grouped step that did it in one go, unless the person left this one aside."""
    covering = plan.step(step.covered_by or "")
    return None if covering is None or tellings.left_aside(step) else tellings.of(covering)


def _begun(ident: str, kind: Kind, step: Step, told: Told, by: date) -> Expectation:
    return Expectation(
        id=ident,
        kind=kind,
        step=step,
        first=told.message,
        last=told.message,
        by=by,
        state=told.state,
        yours=told.yours,
        tried=frozenset({told.message.channel}),
    )


def _followed(begun: Expectation, told: Told, tellings: Tellings) -> Expectation:
    """What became of it since: chases, silences noticed, and what the person says of it."""
    found, last = begun, told.number
    for chase in tellings.chases(begun.step, told.number):
        found = replace(found, tried=found.tried | {chase.message.channel})
        if chase.expected_by is not None:
            found, last = replace(found, last=chase.message, state=chase.state, by=chase.expected_by), chase.number
    for number, day, until in tellings.silences(begun.id, told.number):
        if number > last:
            found = replace(found, by=until, silent_since=found.silent_since or day)
    return replace(found, settled=tellings.settled(begun.id, told.number))
