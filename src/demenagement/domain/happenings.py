"""What happened to each step of a journey: the later of what the person said and what its submission tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.plan import Standing
from demenagement.domain.standing import Happened
from demenagement.domain.submission import State

if TYPE_CHECKING:
    from demenagement.domain.journey import Journey
    from demenagement.domain.submission import Submission

_SETTLED = {"done": Standing.DONE, "skipped": Standing.SKIPPED, "reopened": None}


def happened(journey: Journey) -> dict[str, Happened]:
    """What the planner must know of each step: the later of what the person said and what its submission tells."""
    settled = {entry.body["step"]: entry for entry in journey.entries if entry.kind in _SETTLED}
    found = {step: Happened(_SETTLED[entry.kind]) for step, entry in settled.items()}
    latest = {entry.body["key"]: entry.number for entry in journey.entries if "key" in entry.body}
    approved = {entry.body["key"]: entry.number for entry in journey.entries if entry.kind == "approved"}
    for submission in journey.submissions().values():
        if submission.state is State.CANCELLED or submission.is_chase:
            continue
        said = settled.get(submission.step)
        standing = _standing(submission)
        if said is not None and submission.is_correction and said.number < approved[submission.key]:
            said = None  # it was said of what is put right
        # A person who says "done" is believed whatever a provider tells later; who reopens, until it tells more.
        if said is not None and (_SETTLED[said.kind] is not None or said.number > latest[submission.key]):
            standing = _SETTLED[said.kind]
        found[submission.step] = Happened(standing, submission.state.value)
    return found


def _standing(submission: Submission) -> Standing | None:
    """Refused, failed and unknown leave the step open; so does what the person still has to finish."""
    if submission.state.ended_well:
        return Standing.DONE
    return Standing.SENT if submission.state.under_way and not submission.yours else None
