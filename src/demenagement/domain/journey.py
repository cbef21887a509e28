"""A plan begun by one household: its facts now, and the entries of all that happened.

Transitions return a new journey. What is open, late or next is never stored: it is worked out from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from demenagement.domain import ledger
from demenagement.domain.chases import hushed
from demenagement.domain.happenings import happened
from demenagement.domain.ledger import Entry
from demenagement.domain.plain import place
from demenagement.domain.submission import Outcome, Receipt, State, Submission, told

if TYPE_CHECKING:
    from datetime import date, datetime

    from demenagement.domain.draft import Approved
    from demenagement.domain.standing import Happened


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

    def settle(
        self, step: str, how: str, at: datetime, *, note: str = "", proof: str = "", reference: str = ""
    ) -> Journey:
        """The person says that a step is `done`, `skipped` or `reopened`; `reference` is what its provider gave it.

        What was only approved is taken back with the step. Of a submission that only they can find out about, done says
        that it arrived, and the rest that it did not.
        """
        journey, submission = hushed(self, step, at, how), self.submission_of(step)
        if submission is not None and submission.state is State.APPROVED and how != "reopened":
            journey = self.withdraw(submission.key, at, how)
        elif submission is not None and submission.yours_to_say:
            arrived = Outcome(state=State.SENT if how == "done" else State.CANCELLED, detail=how)
            journey = self.outcome(submission.key, arrived, at)
        return journey.record(how, at, step=step, note=note, proof=proof, **referred(reference))

    def approve(
        self,
        approved: Approved,
        at: datetime,
        expected_days: int,
        learns: Mapping[str, str],
        *,
        checkable: bool = True,
        corrects: str | None = None,
        first_stands: bool = False,
    ) -> Journey:
        """The yes to a draft, kept before anything leaves.

        `learns` says which facts its going tells: see `StepTemplate.learns`; `checkable`, whether its carrier can be
        asked if it arrived; `corrects`, which submission it puts right; `first_stands`, that the person told the first
        one themselves, so that what counts from its day still does.
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
            **({"first_stands": True} if first_stands else {}),
        )

    def sending(self, key: str, at: datetime) -> Journey:
        """Written before the call, so that a crash leaves a trace."""
        return self.record("sending", at, key=key)

    def sent(self, key: str, receipt: Receipt, at: datetime, expected_by: date | None) -> Journey:
        """The carrier took it."""
        approval = self.approval(key)
        # What the person still has to finish was not sent yet.
        learnt = {} if receipt.yours else _left(approval, at.date())
        return self._learn(approval, learnt).record(
            "sent",
            at,
            key=key,
            reference=receipt.reference,
            url=receipt.url,
            yours=receipt.yours,
            detail=receipt.detail,
            details=receipt.details,
            expected_by=expected_by.isoformat() if expected_by else None,
        )

    def outcome(
        self, key: str, outcome: Outcome, at: datetime, proofs: tuple[str, ...] = (), *, yours: bool = False
    ) -> Journey:
        """What became of it. What was the person's to finish left when it is first heard of on its way.

        `yours` where its carrier turned out unable to tell, and only the person can.
        """
        approval, arrived = self.approval(key), outcome.state.ended_well
        finished = arrived or outcome.state is State.ACKNOWLEDGED
        learnt = {}
        if finished and self.submissions()[key].yours:
            learnt = _left(approval, None if arrived else outcome.day or at.date())
        if arrived and outcome.day:
            learnt["accepted"] = outcome.day.isoformat()
        if outcome.state is State.REFUSED and self.submissions()[key].state.under_way:
            learnt["returned"] = False
        return self._learn(approval, learnt).record(
            "outcome",
            at,
            key=key,
            state=outcome.state.value,
            detail=outcome.detail,
            reference=outcome.reference,
            proofs=list(proofs),
            **({"yours": True} if yours else {}),
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
        stands = first is not None and first.state.stands and not first.yours
        if stands or approval.get("first_stands"):
            return self
        paths = {path: learnt[moment] for moment, path in approval["learns"].items() if moment in learnt}
        if not paths:
            return self
        facts = deepcopy(dict(self.facts))
        for path, value in paths.items():
            place(facts, path, value)
        return replace(self, facts=facts)

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
        """The latest submission of a step that was not cancelled, its chases aside."""
        mine = [each for each in self.submissions().values() if each.step == step and not each.is_chase]
        return next((each for each in reversed(mine) if each.state is not State.CANCELLED), None)

    def happened(self) -> dict[str, Happened]:
        """What the planner must know of each step."""
        return happened(self)


def referred(reference: str) -> dict[str, str]:
    """What an entry holds of the reference that a provider gave; nothing where it gave none."""
    return {"reference": reference} if reference else {}


def _left(approval: Mapping[str, Any], day: date | None) -> dict[str, Any]:
    """What the going of a submission tells: its day, where it is known, and that its proofs went with it."""
    learnt: dict[str, Any] = {"sent": day.isoformat()} if day else {}
    return learnt | ({"enclosed": True} if len(approval["documents"]) > 1 else {})
