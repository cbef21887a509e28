"""What a provider was told before about a step, so that it can be put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from demenagement.domain.draft import Draft
from demenagement.domain.submission import State

if TYPE_CHECKING:
    from demenagement.domain.journey import Journey
    from demenagement.domain.ledger import Entry
    from demenagement.domain.submission import Submission


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was told last, and on which day.

    `key` and `draft` are those of its submission; None where the person said so without one. `facts` are those it was
    written from; None where none changed since. `by_hand` when the person took it along.
    """

    day: date
    by_hand: bool
    key: str | None = None
    draft: Draft | None = None
    facts: Mapping[str, Any] | None = None


def corrected(journey: Journey, step: str) -> Corrected | None:
    """What was told last about a step: by a submission that left, or by the person, who says it is done."""
    settled = [each for each in journey.entries if each.kind in _SAID and each.body["step"] == step]
    done = settled[-1] if settled and settled[-1].kind == "done" else None
    left = [
        each
        for each in journey.submissions().values()
        if each.step == step
        and not each.is_chase  # it only recalls what was told
        and (each.state.stands or (done is not None and _taken_along(each)))
    ]
    if left:
        last = left[-1]
        entries = [entry for entry in journey.entries if entry.body.get("key") == last.key]
        return Corrected(
            day=_day(next(filter(_went, entries))),
            by_hand=last.carrier is None,
            key=last.key,
            draft=Draft.from_document(last.draft),
            facts=_facts_at(journey, entries[0].number),
        )
    return None if done is None else Corrected(_day(done), by_hand=True, facts=_facts_at(journey, done.number))


_SAID = ("done", "skipped", "reopened")


def _taken_along(submission: Submission) -> bool:
    """Whether the person sent it themselves: what was only approved goes back with a step that they say is done."""
    return submission.carrier is None and submission.state is State.CANCELLED and submission.detail == "done"


def _went(entry: Entry) -> bool:
    """Whether it was gone from then on."""
    return entry.kind in ("sent", "outcome") and entry.body.get("state") not in ("unknown", "approved")


def _day(entry: Entry) -> date:
    return datetime.fromisoformat(entry.at).date()


def _facts_at(journey: Journey, number: int) -> Mapping[str, Any] | None:
    """The facts before the first change since that entry, with what was learnt meanwhile; None without a change."""
    changes = (each for each in journey.entries if each.number > number and each.kind == "facts-changed")
    first = next(changes, None)
    return None if first is None else first.body["before"]
