"""A plan begun by one household: its facts now, and the entries of all that happened.

Transitions return a new journey. What is open, late or next is never stored: it is worked out from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from demenagement.domain import ledger
from demenagement.domain.ledger import Entry
from demenagement.domain.plain import place
from demenagement.domain.plan import Standing
from demenagement.domain.standing import Happened
from demenagement.domain.submission import Outcome, Receipt, State, Submission, told

if TYPE_CHECKING:
    from datetime import date, datetime

    from demenagement.domain.draft import Approved

_SETTLED = {"done": Standing.DONE, "skipped": Standing.SKIPPED, "reopened": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One household's move.

    `facts` is the dossier as plain values; `calendar` remembers, per step, what was exported; `revision` counts the
    writes, so that two writers notice each other.
    """

    id: str
    uid: str
    title: str
    created: str
    facts: Mapping[str, Any]
    entries: tuple[Entry, ...] = ()
    calendar: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 0

    def record(self, kind: str, at: datetime, **body: object) -> Journey:
        """The journey with one more entry."""
        return replace(self, entries=ledger.append(self.entries, kind, at, body))

    def settle(self, step: str, how: str, at: datetime, *, note: str = "", proof: str = "") -> Journey:
        """The person says that a step is `done`, `skipped` or `reopened`.

        What was only approved is taken back with the step. Of a submission that only they can find out about, done says
        that it arrived, and the rest that it did not.
        """
        journey, submission = self, self.submission_of(step)
        if submission is not None and submission.state is State.APPROVED and how != "reopened":
            journey = self.withdraw(submission.key, at, how)
        elif submission is not None and submission.yours_to_say:
            arrived = Outcome(state=State.SENT if how == "done" else State.CANCELLED, detail=how)
            journey = self.outcome(submission.key, arrived, at)
        return journey.record(how, at, step=step, note=note, proof=proof)

    def approve(
        self,
        approved: Approved,
        at: datetime,
        expected_days: int,
        learns: Mapping[str, str],
        *,
        checkable: bool = True,
        corrects: str | None = None,
    ) -> Journey:
        """The yes to a draft, kept before anything leaves.

        `learns` says which facts its going tells: see `StepTemplate.learns`; `checkable`, whether its carrier can be
        asked if it arrived; `corrects`, which submission it puts right.
        """
        documents = [{"name": each.name, "type": each.media_type, "sha256": each.sha256} for each in approved.documents]
        return self.record(
            "approved",
            at,
            key=approved.key,
            draft=approved.draft.document(),
            digest=approved.draft.digest,
            documents=documents,
            expected_days=expected_days,
            learns=dict(learns),
            checkable=checkable,
            **({"corrects": corrects} if corrects else {}),
        )

    def sending(self, key: str, at: datetime) -> Journey:
        """Written before the call, so that a crash leaves a trace."""
        return self.record("sending", at, key=key)

    def sent(self, key: str, receipt: Receipt, at: datetime, expected_by: date | None) -> Journey:
        """The carrier took it."""
        approval = self.approval(key)
        # What the person still has to finish was not sent yet.
        learnt: dict[str, Any] = {} if receipt.yours else {"sent": at.date().isoformat()}
        if learnt and len(approval["documents"]) > 1:
            learnt["enclosed"] = True
        return self._learn(approval, learnt).record(
            "sent",
            at,
            key=key,
            reference=receipt.reference,
            url=receipt.url,
            yours=receipt.yours,
            details=receipt.details,
            expected_by=expected_by.isoformat() if expected_by else None,
        )

    def outcome(self, key: str, outcome: Outcome, at: datetime, proofs: tuple[str, ...] = ()) -> Journey:
        """What became of it."""
        learnt = {"accepted": outcome.day.isoformat()} if outcome.state.ended_well and outcome.day else {}
        return self._learn(self.approval(key), learnt).record(
            "outcome",
            at,
            key=key,
            state=outcome.state.value,
            detail=outcome.detail,
            reference=outcome.reference,
            proofs=list(proofs),
        )

    def approval(self, key: str) -> dict[str, Any]:
        """What the entry of an approval holds. Raises KeyError."""
        for entry in self.entries:
            if entry.kind == "approved" and entry.body["key"] == key:
                return entry.body
        raise KeyError(key)

    def _learn(self, approval: Mapping[str, Any], learnt: Mapping[str, Any]) -> Journey:
        """Facts that nobody has to be asked, because the submission tells them.

        A correction tells none while the first one stands: what counts from its day still does.
        """
        first = self.submissions().get(approval["corrects"]) if "corrects" in approval else None
        if first is not None and (first.state.under_way or first.state.ended_well):
            return self
        paths = {path: learnt[moment] for moment, path in approval["learns"].items() if moment in learnt}
        facts = deepcopy(dict(self.facts))
        for path, value in paths.items():
            place(facts, path, value)
        return replace(self, facts=facts) if paths else self

    def withdraw(self, key: str, at: datetime, why: str) -> Journey:
        """An approval that will not be used: nothing leaves."""
        return self.outcome(key, Outcome(state=State.CANCELLED, detail=why), at)

    def submissions(self) -> dict[str, Submission]:
        """Every submission by its key, as the entries tell it."""
        found: dict[str, Submission] = {}
        for entry in self.entries:
            key = entry.body.get("key")
            if key is not None and (entry.kind == "approved" or key in found):
                found[key] = told(found.get(key), entry)
        return found

    def submission_of(self, step: str) -> Submission | None:
        """The latest submission of a step that was not cancelled."""
        mine = [each for each in self.submissions().values() if each.step == step and each.state is not State.CANCELLED]
        return mine[-1] if mine else None

    def happened(self) -> dict[str, Happened]:
        """What the planner must know of each step: the later of what the person said and what its submission tells."""
        settled = {entry.body["step"]: entry for entry in self.entries if entry.kind in _SETTLED}
        found = {step: Happened(_SETTLED[entry.kind]) for step, entry in settled.items()}
        latest = {entry.body["key"]: entry.number for entry in self.entries if "key" in entry.body}
        approved = {entry.body["key"]: entry.number for entry in self.entries if entry.kind == "approved"}
        for submission in self.submissions().values():
            if submission.state is State.CANCELLED:
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
