"""What became of what was sent: outcomes asked for, proofs kept, silences noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from demenagement.adapter import Tracks
from demenagement.application.guarding import guarded
from demenagement.application.ports import Providers, Store
from demenagement.domain.submission import State
from demenagement.errors import DemenagementError

if TYPE_CHECKING:
    from demenagement.domain.journey import Journey
    from demenagement.domain.submission import Outcome, Submission

_NEW_PROMISE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class News:
    """What is new of one submission: an outcome, proofs, a silence with its new promised date, or a fault."""

    step: str
    state: State
    detail: str = ""
    changed: bool = False
    proofs: tuple[Path, ...] = ()
    silent_until: date | None = None
    fault: DemenagementError | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """The use cases of what comes back."""

    store: Store
    providers: Providers
    clock: Callable[[], datetime]

    async def track(self, ident: str, today: date) -> tuple[News, ...]:
        """Ask for each submission under way, write down what is new, and notice silences."""
        # What was accepted may still lack its proof: a letter is handed over before its acknowledgement comes back.
        submissions = self.store.read(ident).submissions().values()
        under_way = [each for each in submissions if each.state.under_way or each.state is State.ACCEPTED]
        # Nobody is chased for what was put right since: the correction has its own promise.
        corrected = {each.corrects for each in submissions if each.state.under_way or each.state.ended_well}
        under_way = [replace(each, expected_by=None) if each.key in corrected else each for each in under_way]
        return tuple([await self._one(ident, submission, today) for submission in under_way])

    async def _one(self, ident: str, submission: Submission, today: date) -> News:
        slug = submission.carrier or ""
        try:
            carrier = self.providers.carrier(slug)
            if isinstance(carrier, Tracks) and submission.receipt is not None:
                outcome = await guarded(slug, carrier.track, submission.receipt, self.providers.http(slug))
                return self._heard(ident, submission, outcome, today)
        except DemenagementError as fault:
            return News(submission.step, submission.state, fault=fault)
        return self._silence(ident, submission, today)

    def _heard(self, ident: str, submission: Submission, outcome: Outcome, today: date) -> News:
        proofs = tuple(self.store.keep(ident, proof.content, proof.name.rpartition(".")[2]) for proof in outcome.proofs)
        fresh = tuple(path for path in proofs if path.name not in submission.proofs)
        changed = (outcome.state, outcome.detail) != (submission.state, submission.detail) or bool(fresh)
        if changed:
            names = tuple(path.name for path in fresh)

            def change(journey: Journey) -> Journey:
                return journey.outcome(submission.key, outcome, self.clock(), names)

            self.store.change(ident, change)
        elif outcome.state.under_way:
            return self._silence(ident, submission, today)
        return News(submission.step, outcome.state, outcome.detail, changed, fresh)

    def _silence(self, ident: str, submission: Submission, today: date) -> News:
        """No answer by the promised day: say so, once, and give a new date."""
        if submission.expected_by is None or today <= submission.expected_by or not submission.state.under_way:
            return News(submission.step, submission.state, submission.detail)
        until = today + _NEW_PROMISE

        def change(journey: Journey) -> Journey:
            return journey.record("chased", self.clock(), key=submission.key, expected_by=until.isoformat())

        self.store.change(ident, change)
        return News(submission.step, submission.state, submission.detail, changed=True, silent_until=until)
