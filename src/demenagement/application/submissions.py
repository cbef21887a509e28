"""Sending: shown, approved, written down, sent once, settled.

Each submission is stored as *sending* with its key before the call. What a crash or a silence leaves open is looked up
by that key before anything is sent again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from demenagement.adapter import Reconciles
from demenagement.application.approvals import DRAFTS_MAY_REPEAT, Approvals
from demenagement.application.guarding import guarded
from demenagement.domain.draft import Approved, Document, Draft
from demenagement.domain.provider import Channel
from demenagement.domain.submission import Outcome, State, Submission
from demenagement.errors import (
    DemenagementError,
    NotAllowed,
    OutcomeUnknown,
    OutcomeYours,
    ProviderBroken,
    Refused,
    SignInNeeded,
    StorageFailed,
    Unavailable,
    UnexpectedAnswer,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from demenagement.adapter import Carrier, Http
    from demenagement.application.journeys import Overview
    from demenagement.domain.journey import Journey
    from demenagement.domain.submission import Receipt

_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one submission just now; `fault` says why it did not go, `files` what the person takes along."""

    step: str
    state: State
    submission: Submission | None = None
    fault: DemenagementError | None = None
    files: tuple[Path, ...] = ()
    recovered: bool = False


@dataclass(frozen=True, slots=True)
class Submissions(Approvals):
    """The use cases of what goes out."""

    def waiting(self, overview: Overview, names: tuple[str, ...] = ()) -> tuple[Submission, ...]:
        """The submissions that still have to go, all of them or those of the named steps."""
        wanted = {overview.step(name).id for name in names}
        return tuple(
            submission
            for submission in overview.journey.submissions().values()
            if submission.state.open and (not wanted or submission.step in wanted)
        )

    async def send(
        self, overview: Overview, names: tuple[str, ...] = (), told: Callable[[Sent], None] | None = None
    ) -> tuple[Sent, ...]:
        """Send what was approved, several at once; `told` hears of each as it is settled.

        A fault of one is its own: the others go on. Raises StorageFailed when this journey is already being sent.
        """
        ident = overview.journey.id
        gate = asyncio.Semaphore(_AT_ONCE)

        with self.store.sending(ident):
            fresh = self.journeys.overview(self.store.read(ident), overview.plan.today)

            async def one(submission: Submission) -> Sent:
                async with gate:
                    sent = await self._one(fresh, submission)
                if told is not None:
                    told(sent)
                return sent

            return tuple(await asyncio.gather(*(one(submission) for submission in self.waiting(fresh, names))))

    async def _one(self, overview: Overview, submission: Submission) -> Sent:
        draft = Draft.from_document(submission.draft)
        try:
            if draft.carrier is None:
                return self._hand_over(overview, submission, draft)
            if not self.providers.ready(draft.carrier):
                raise SignInNeeded(draft.carrier)
            self._still_holds(overview, submission, draft)
            return await self._transmit(overview.journey.id, submission, draft, draft.carrier)
        except StorageFailed as fault:
            # Nothing more can be written: what is there makes the next run look before it sends.
            return Sent(submission.step, State.UNKNOWN if draft.carrier else State.APPROVED, submission, fault=fault)
        except DemenagementError as fault:
            return self._failed(overview.journey.id, submission, fault)

    def _still_holds(self, overview: Overview, submission: Submission, draft: Draft) -> None:
        """An approval is bound to its draft: when the facts changed since, a new yes is needed."""
        if submission.state is not State.APPROVED:
            return
        day = draft.letter.day if draft.letter else overview.plan.today
        if overview.plan.step(draft.step) is None or not draft.leaves_as(self.rewrite(overview, draft, day)):
            self._record(overview.journey.id, lambda journey: journey.withdraw(submission.key, self.clock(), "changed"))
            raise NotAllowed("draft-changed", step=draft.step)

    async def _transmit(self, ident: str, submission: Submission, draft: Draft, slug: str) -> Sent:
        carrier, http = self.providers.carrier(slug), self.providers.http(slug)
        if submission.state in (State.SENDING, State.UNKNOWN):
            found = await self._look_up(carrier, submission, draft, http)
            if found is not None:
                return self._settled(ident, submission, draft, found, recovered=True)
        approved = self._approved(ident, submission, draft)
        self._record(ident, lambda journey: journey.sending(submission.key, self.clock()))
        try:
            receipt = await guarded(slug, carrier.submit, approved, http)
        except (OutcomeUnknown, UnexpectedAnswer, ProviderBroken) as fault:
            detail = str(fault.facts.get("detail") or "")
            doubt = Outcome(state=State.UNKNOWN, detail=detail)
            self._record(ident, lambda journey: journey.outcome(submission.key, doubt, self.clock()))
            found = await self._look_up(carrier, submission, draft, http)
            if found is None:
                raise
            return self._settled(ident, submission, draft, found, recovered=True)
        return self._settled(ident, submission, draft, receipt)

    async def _look_up(self, carrier: Carrier, submission: Submission, draft: Draft, http: Http) -> Receipt | None:
        if isinstance(carrier, Reconciles):
            found = await guarded(draft.carrier or "", carrier.find, submission.key, http)
            days = self.providers.manifests[draft.carrier or ""].key_days
            if found is not None or submission.key_protects(days, self.clock()):
                return found
        elif draft.channel in DRAFTS_MAY_REPEAT:
            return None
        raise OutcomeYours(draft.carrier or draft.provider, submission.detail, draft.step)

    def _approved(self, ident: str, submission: Submission, draft: Draft) -> Approved:
        """What was approved, with its documents as they were shown."""
        documents = tuple(
            Document(each["name"], each["type"], self.store.kept(ident, each["sha256"]))
            for each in self.store.read(ident).approval(submission.key)["documents"]
        )
        return draft.approve(submission.key, self.clock(), documents)

    def _settled(
        self, ident: str, submission: Submission, draft: Draft, receipt: Receipt, *, recovered: bool = False
    ) -> Sent:
        now = self.clock()

        def change(journey: Journey) -> Journey:
            days = timedelta(days=journey.approval(submission.key)["expected_days"])
            return journey.sent(submission.key, receipt, now, now.date() + days)

        journey = self.store.change(ident, change)
        return Sent(draft.step, State.SENT, journey.submissions()[submission.key], recovered=recovered)

    def _hand_over(self, overview: Overview, submission: Submission, draft: Draft) -> Sent:
        """What the person takes along: the letter's PDF, the e-mail as a file; nothing is said to be sent."""
        ident = overview.journey.id
        approved = self._approved(ident, submission, draft)
        files = [self.store.keep(ident, each.content, "pdf") for each in approved.documents]
        if draft.channel is Channel.EMAIL:
            adults = overview.dossier.household.adults or ()
            sender = next((adult.email for adult in adults if adult.email), "")
            files.append(self.store.keep(ident, self.postman.message(draft, sender, draft.recipient), "eml"))
        return Sent(draft.step, State.APPROVED, submission, files=tuple(files))

    def _failed(self, ident: str, submission: Submission, fault: DemenagementError) -> Sent:
        """Write down what is surely known: refused, to be tried again, or in doubt."""
        now = self.store.read(ident).submissions()[submission.key]
        # No earlier attempt is in doubt.
        sure = submission.state is State.APPROVED and now.state is not State.UNKNOWN
        match fault:
            case NotAllowed():
                return Sent(submission.step, State.CANCELLED, fault=fault)
            case _ if now.state is State.APPROVED:
                return Sent(submission.step, State.APPROVED, now, fault=fault)
            case Refused() if sure or self.providers.manifests[submission.carrier or ""].key_days is None:
                state = State.REFUSED
            case Unavailable() | SignInNeeded() if sure:
                state = State.APPROVED
            case _:
                state = State.UNKNOWN
        outcome = Outcome(state=state, detail=str(fault.facts.get("detail") or ""))
        yours = isinstance(fault, OutcomeYours)
        journey = self._record(ident, lambda each: each.outcome(submission.key, outcome, self.clock(), yours=yours))
        return Sent(submission.step, state, journey.submissions()[submission.key], fault=fault)

    def _record(self, ident: str, change: Callable[[Journey], Journey]) -> Journey:
        return self.store.change(ident, change)
