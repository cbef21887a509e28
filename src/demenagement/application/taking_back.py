"""Taking back what left: by whoever carries it where that can, else by the person, who is told so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from demenagement.adapter import Cancels, Reconciles
from demenagement.application.approvals import DRAFTS_MAY_REPEAT
from demenagement.application.guarding import guarded
from demenagement.application.journeys import Journeys, Overview
from demenagement.application.pen import Pen
from demenagement.application.ports import Providers, Store
from demenagement.domain.calling_off import called_off, left_as_it_is
from demenagement.domain.plan import Standing
from demenagement.domain.submission import Outcome, State, Submission
from demenagement.errors import DemenagementError, NotAllowed, Refused

if TYPE_CHECKING:
    from demenagement.domain.journey import Journey
    from demenagement.domain.submission import Receipt


class End(StrEnum):
    """How taking back ended."""

    WITHDRAWN = "withdrawn"
    """It was approved, and did not leave."""
    PREPARED = "prepared"
    """It was made ready for the person, who may have sent it."""
    TAKEN_BACK = "taken-back"
    NEVER_LEFT = "never-left"
    """It was in doubt; looking it up tells that it did not arrive, or it was turned down before."""
    TOO_LATE = "too-late"
    NOT_FROM_HERE = "not-from-here"
    """Its carrier can't take anything back."""
    ARRIVED = "arrived"
    IN_DOUBT = "in-doubt"
    """Nobody but the person can find out whether it left."""
    FAILED = "failed"
    """The carrier could not be asked."""
    SAID_DONE = "said-done"
    """The person did it themselves."""

    @property
    def undone(self) -> bool:
        """Whether nothing is left to do."""
        return self in (End.WITHDRAWN, End.PREPARED, End.TAKEN_BACK, End.NEVER_LEFT)


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of one thing that was to be taken back; `detail` in the carrier's words, `day` that of its yes.

    `chase` when it only recalled an earlier message.
    """

    step: str
    provider: str
    end: End
    state: State | None = None
    detail: str = ""
    fault: DemenagementError | None = None
    day: date | None = None
    chase: bool = False


@dataclass(frozen=True, slots=True)
class TakingBack:
    """The use cases of taking back."""

    store: Store
    journeys: Journeys
    providers: Providers
    clock: Callable[[], datetime]

    def concerned(self, overview: Overview) -> tuple[Submission | str, ...]:
        """What would be taken back, the latest first: submissions, and steps that the person says are done."""
        journey, found = overview.journey, dict[int, Submission | str]()
        submissions = journey.submissions()
        for entry in journey.entries:
            submission = submissions.get(str(entry.body.get("key")))
            if entry.kind == "approved" and submission is not None and _counts(submission):
                found[entry.number] = submission
        covered = {each.step for each in found.values() if isinstance(each, Submission) and not each.is_chase}
        done = {entry.body["step"]: entry.number for entry in journey.entries if entry.kind == "done"}
        for step in overview.plan.steps:
            said = step.standing is Standing.DONE and step.id in done
            if said and step.provider is not None and step.id not in covered:
                found[done[step.id]] = step.id
        return tuple(found[number] for number in sorted(found, reverse=True))

    def left(self, overview: Overview) -> tuple[str, ...]:
        """Of a move that was called off, the steps whose provider still has to be told otherwise, the latest first."""
        if called_off(overview.journey) is None:
            return ()
        kept = left_as_it_is(overview.journey)
        names = (each if isinstance(each, str) else each.step for each in self.concerned(overview))
        return tuple(dict.fromkeys(name for name in names if name not in kept))

    def resume(self, ident: str) -> Journey:
        """They move after all. Raises NotAllowed where the move was never called off."""

        def change(journey: Journey) -> Journey:
            if called_off(journey) is None:
                raise NotAllowed("not-called-off", journey=ident)
            return journey.record("resumed", self.clock())

        return self.store.change(ident, change)

    async def everything(self, ident: str, today: date) -> tuple[Undone, ...]:
        """Nobody moves any more: take back what can be, the latest first; one that can't stops no other.

        Raises StorageFailed, also while the journey is being sent.
        """
        with self.store.sending(ident):
            overview, pen = self.journeys.look(ident, today), Pen(self.store, ident)
            found = []
            for each in self.concerned(overview):
                if isinstance(each, Submission):
                    found.append(await self.one(pen, each))
                else:
                    found.append(Undone(each, overview.step(each).provider or "", End.SAID_DONE))
            await pen.write(lambda journey: journey.record("cancelled", self.clock()))
        return tuple(found)

    async def one(self, pen: Pen, submission: Submission) -> Undone:
        """Take one back; a fault of its carrier is told, never raised. The caller holds the journey's sending."""
        provider, day = str(submission.draft["provider"]), datetime.fromisoformat(submission.approved_at).date()
        told = Undone(submission.step, provider, End.ARRIVED, submission.state, day=day, chase=submission.is_chase)
        try:
            match submission.state:
                case State.APPROVED:
                    await pen.write(lambda journey: journey.withdraw(submission.key, self.clock(), "journey cancelled"))
                    end = End.PREPARED if submission.carrier is None else End.WITHDRAWN
                    return replace(told, end=end, state=State.CANCELLED)
                case State.SENDING | State.UNKNOWN:
                    return await self._doubtful(pen, submission, told)
                case State.SENT | State.ACKNOWLEDGED:
                    return await self._sent(pen, submission, told)
        except Refused as fault:
            return replace(told, end=End.TOO_LATE, detail=fault.detail, fault=fault)
        except DemenagementError as fault:
            return replace(told, end=End.FAILED, fault=fault)
        return told

    async def _doubtful(self, pen: Pen, submission: Submission, told: Undone) -> Undone:
        """Look it up first: what never arrived needs no taking back."""
        slug = submission.carrier or ""
        carrier, receipt = self.providers.carrier(slug), None
        if isinstance(carrier, Reconciles):
            receipt = await guarded(slug, carrier.find, submission.key, self.providers.http(slug))
            if receipt is None and self.providers.manifests[slug].key_days is not None:
                return replace(told, end=End.IN_DOUBT)  # what can't be found there may be there
        elif submission.channel not in DRAFTS_MAY_REPEAT:
            return replace(told, end=End.IN_DOUBT)
        if receipt is None:
            await pen.write(lambda journey: journey.withdraw(submission.key, self.clock(), "never left"))
            return replace(told, end=End.NEVER_LEFT, state=State.CANCELLED)
        journey = await pen.write(lambda journey: self._arrived(journey, submission.key, receipt))
        fresh = journey.submissions()[submission.key]
        return await self._sent(pen, fresh, replace(told, state=fresh.state))

    def _arrived(self, journey: Journey, key: str, receipt: Receipt) -> Journey:
        return journey.sent(key, receipt, self.clock(), None)

    async def _sent(self, pen: Pen, submission: Submission, told: Undone) -> Undone:
        if submission.carrier is None:
            return replace(told, end=End.SAID_DONE)  # a chase that the person made themselves
        slug, receipt = submission.carrier, submission.receipt
        carrier = self.providers.carrier(slug)
        if not isinstance(carrier, Cancels) or receipt is None:
            return replace(told, end=End.NOT_FROM_HERE, detail=submission.detail)
        outcome: Outcome = await guarded(slug, carrier.cancel, receipt, self.providers.http(slug))
        await pen.write(lambda journey: journey.outcome(submission.key, outcome, self.clock()))
        ends = {State.CANCELLED: End.TAKEN_BACK, State.REFUSED: End.NEVER_LEFT}
        return replace(told, end=ends.get(outcome.state, End.NOT_FROM_HERE), state=outcome.state, detail=outcome.detail)


def _counts(submission: Submission) -> bool:
    return submission.state.open or submission.state.stands
