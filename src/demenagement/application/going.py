"""One journey's submissions on their way: written down, sent once, settled; what is in doubt is looked up first."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from demenagement.adapter import Reconciles
from demenagement.application.approvals import DRAFTS_MAY_REPEAT, Approvals
from demenagement.application.guarding import guarded
from demenagement.application.journeys import Overview
from demenagement.application.pen import Pen
from demenagement.application.taking_back import TakingBack, Undone
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
    from demenagement.adapter import Carrier, Http
    from demenagement.domain.journey import Journey
    from demenagement.domain.submission import Receipt


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one submission just now; `fault` says why it did not go, `files` what the person takes along.

    `first` tells what became of taking back what it corrects.
    """

    step: str
    state: State
    submission: Submission | None = None
    fault: DemenagementError | None = None
    files: tuple[Path, ...] = ()
    recovered: bool = False
    first: Undone | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """The journey as it was when its sending began, the pen that writes down what happens, and the way out.

    `network` is shared by all that is on its way at once.
    """

    uses: Approvals
    overview: Overview
    pen: Pen
    network: asyncio.Semaphore

    async def one(self, submission: Submission) -> Sent:
        """Send one submission, or find out what became of it; a fault is told and written down, never raised."""
        draft, first = Draft.from_document(submission.draft), None
        try:
            if draft.carrier is None:
                first = await self._first_back(submission)
                return replace(self._hand_over(submission, draft), first=first)
            if not self.uses.providers.ready(draft.carrier):
                raise SignInNeeded(draft.carrier)
            await self._still_holds(submission, draft)
            first = await self._first_back(submission)
            return replace(await self._transmit(submission, draft), first=first)
        except StorageFailed as fault:
            # Nothing more can be written: what is there makes the next run look before it sends.
            state = State.UNKNOWN if draft.carrier else State.APPROVED
            return Sent(submission.step, state, submission, fault=fault, first=first)
        except DemenagementError as fault:
            return replace(await self._failed(submission, fault), first=first)

    async def _still_holds(self, submission: Submission, draft: Draft) -> None:
        """An approval is bound to its draft: when the facts changed since, a new yes is needed."""
        if submission.state is not State.APPROVED:
            return
        overview = self.overview
        day = draft.letter.day if draft.letter else overview.plan.today
        if draft.letter is not None and day == overview.plan.today and self._just_approved(submission.key):
            return
        if overview.plan.step(draft.step) is None or not draft.leaves_as(self.uses.rewrite(overview, draft, day)):
            await self.pen.write(lambda journey: journey.withdraw(submission.key, self.uses.clock(), "changed"))
            raise NotAllowed("draft-changed", step=draft.step)

    def _just_approved(self, key: str) -> bool:
        """Nothing but other yeses was written since: what it was made from is as it was."""
        since = takewhile(lambda entry: entry.body.get("key") != key, reversed(self.overview.journey.entries))
        return all(entry.kind == "approved" for entry in since)

    async def _first_back(self, submission: Submission) -> Undone | None:
        """Take back what a correction puts right, where it still can be; its fate never holds the correction up."""
        first = self.overview.journey.submissions().get(submission.corrects or "")
        if first is None or not first.state.under_way:
            return None
        uses = self.uses
        async with self.network:
            return await TakingBack(uses.store, uses.journeys, uses.providers, uses.clock).one(self.pen, first)

    async def _transmit(self, submission: Submission, draft: Draft) -> Sent:
        slug = draft.carrier or ""
        carrier, http = self.uses.providers.carrier(slug), self.uses.providers.http(slug)
        if submission.state in (State.SENDING, State.UNKNOWN):
            async with self.network:
                found = await self._look_up(carrier, submission, draft, http)
            if found is not None:
                return await self._settled(submission, found, recovered=True)
        approved = self._approved(submission, draft)
        await self.pen.write(lambda journey: journey.sending(submission.key, self.uses.clock()))
        try:
            async with self.network:
                receipt = await guarded(slug, carrier.submit, approved, http)
        except (OutcomeUnknown, UnexpectedAnswer, ProviderBroken) as fault:
            detail = str(fault.facts.get("detail") or "")
            doubt = Outcome(state=State.UNKNOWN, detail=detail)
            await self.pen.write(lambda journey: journey.outcome(submission.key, doubt, self.uses.clock()))
            async with self.network:
                found = await self._look_up(carrier, submission, draft, http)
            if found is None:
                raise
            return await self._settled(submission, found, recovered=True)
        return await self._settled(submission, receipt)

    async def _look_up(self, carrier: Carrier, submission: Submission, draft: Draft, http: Http) -> Receipt | None:
        if isinstance(carrier, Reconciles):
            found = await guarded(draft.carrier or "", carrier.find, submission.key, http)
            days = self.uses.providers.manifests[draft.carrier or ""].key_days
            if found is not None or submission.key_protects(days, self.uses.clock()):
                return found
        elif draft.channel in DRAFTS_MAY_REPEAT:
            return None
        raise OutcomeYours(draft.carrier or draft.provider, submission.detail, draft.step)

    def _approved(self, submission: Submission, draft: Draft) -> Approved:
        """What was approved, with its documents as they were shown."""
        journey = self.overview.journey
        documents = tuple(
            Document(each["name"], each["type"], self.uses.store.kept(journey.id, each["sha256"]))
            for each in journey.approval(submission.key)["documents"]
        )
        return draft.approve(submission.key, self.uses.clock(), documents)

    async def _settled(self, submission: Submission, receipt: Receipt, *, recovered: bool = False) -> Sent:
        now = self.uses.clock()

        def change(journey: Journey) -> Journey:
            days = timedelta(days=journey.approval(submission.key)["expected_days"])
            return journey.sent(submission.key, receipt, now, now.date() + days)

        journey = await self.pen.write(change)
        return Sent(submission.step, State.SENT, journey.submissions()[submission.key], recovered=recovered)

    def _hand_over(self, submission: Submission, draft: Draft) -> Sent:
        """What the person takes along: the letter's PDF, the e-mail as a file; nothing is said to be sent."""
        ident = self.overview.journey.id
        approved = self._approved(submission, draft)
        files = [self.uses.store.keep(ident, each.content, "pdf") for each in approved.documents]
        if draft.channel is Channel.EMAIL:
            adults = self.overview.dossier.household.adults or ()
            sender = next((adult.email for adult in adults if adult.email), "")
            files.append(self.uses.store.keep(ident, self.uses.postman.message(draft, sender, draft.recipient), "eml"))
        return Sent(draft.step, State.APPROVED, submission, files=tuple(files))

    async def _failed(self, submission: Submission, fault: DemenagementError) -> Sent:
        """Write down what is surely known: refused, to be tried again, or in doubt."""
        now = self.uses.store.read(self.overview.journey.id).submissions()[submission.key]
        # No earlier attempt is in doubt.
        sure = submission.state is State.APPROVED and now.state is not State.UNKNOWN
        match fault:
            case NotAllowed():
                return Sent(submission.step, State.CANCELLED, fault=fault)
            case _ if now.state is State.APPROVED:
                return Sent(submission.step, State.APPROVED, now, fault=fault)
            case Refused() if sure or self.uses.providers.manifests[submission.carrier or ""].key_days is None:
                state = State.REFUSED
            case Unavailable() | SignInNeeded() if sure:
                state = State.APPROVED
            case _:
                state = State.UNKNOWN
        outcome, yours = (
            Outcome(state=state, detail=str(fault.facts.get("detail") or "")),
            isinstance(fault, OutcomeYours),
        )
        journey = await self.pen.write(
            lambda journey: journey.outcome(submission.key, outcome, self.uses.clock(), yours=yours)
        )
        return Sent(submission.step, state, journey.submissions()[submission.key], fault=fault)
