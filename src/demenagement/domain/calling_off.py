"""A move that was called off: since when, until it is taken up again, and what was undone of it since.

Only what the person says takes it up again. A change of facts does not: whoever writes to an insurer that they stay
after all may first have to say where the insurer gets its post.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from demenagement.domain.journey import referred

if TYPE_CHECKING:
    from datetime import datetime

    from demenagement.domain.journey import Journey
    from demenagement.domain.ledger import Entry


def called_off(journey: Journey) -> Entry | None:
    """The entry by which the move was called off; None while it is to take place."""
    found = None
    for entry in journey.entries:
        if entry.kind == "resumed":
            found = None
        elif entry.kind == "cancelled" and found is None:
            found = entry
    return found


def off_since(journey: Journey) -> date | None:
    """The day on which the move was called off; None while it is to take place."""
    entry = called_off(journey)
    return None if entry is None else date.fromisoformat(entry.at[:10])


def left_as_it_is(journey: Journey) -> frozenset[str]:
    """The steps that the person left aside since the move was called off: nobody has to be told otherwise."""
    end = called_off(journey)
    since = () if end is None else journey.entries[end.number :]
    said = {entry.body["step"]: entry.kind for entry in since if entry.kind in ("skipped", "reopened", "done")}
    return frozenset(step for step, kind in said.items() if kind == "skipped")


def undone(
    journey: Journey, step: str, at: datetime, *, note: str = "", proof: str = "", reference: str = ""
) -> Journey:
    """The person told the provider of a step otherwise: whatever left for it counts no more, and it is not done."""
    for each in journey.submissions().values():
        if each.step == step and (each.state.open or each.state.stands):
            journey = journey.withdraw(each.key, at, "undone")
    return journey.record("reopened", at, step=step, note=note, proof=proof, **referred(reference))
