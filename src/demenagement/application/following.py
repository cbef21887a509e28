"""What became of what was sent: outcomes asked for, proofs kept, silences noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from demenagement.adapter import Tracks
from demenagement.application.guarding import guarded
from demenagement.application.ports import Providers, Store
from demenagement.application.watching import Watching
from demenagement.domain.chases import hushed
from demenagement.domain.provider import Channel
from demenagement.domain.silence import Silence
from demenagement.domain.submission import State
from demenagement.errors import DemenagementError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from demenagement.domain.journey import Journey
    from demenagement.domain.submission import Outcome, Submission


@dataclass(frozen=True, slots=True)
class News:
    """What is new of one step: an outcome, proofs, a silence with its new promised date, or a fault.

    `state` is that of its submission; None where the person told the provider themselves.
    """

    step: str
    state: State | None
    detail: str = ""
    changed: bool = False
    proofs: tuple[Path, ...] = ()
    silent_until: date | None = None
    silence: Silence | None = None
    fault: DemenagementError | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """The use cases of what comes back."""

    store: Store
    providers: Providers
    clock: Callable[[], datetime]
    watching: Watching

    async def track(self, ident: str, today: date) -> tuple[News, ...]:
        """Ask for each submission under way, write down what is new, and notice silences."""
        # What was accepted may still lack its proof: a letter is handed over before its acknowledgement comes back.
        # What the person took along themselves is nobody's to ask for.
        under_way = [
            each
            for each in self.store.read(ident).submissions().values()
            if each.carrier is not None and (each.state.under_way or each.state is State.ACCEPTED)
        ]
        news = [await self._one(ident, submission) for submission in under_way]
        silences = self.watching.notice(ident, today, {each.step for each in news if each.fault})
        return _with_silences(news, silences)

    async def _one(self, ident: str, submission: Submission) -> News:
        slug = submission.carrier or ""
        try:
            carrier = self.providers.carrier(slug)
            if isinstance(carrier, Tracks) and submission.receipt is not None:
                outcome = await guarded(slug, carrier.track, submission.receipt, self.providers.http(slug))
                return self._heard(ident, submission, outcome)
        except DemenagementError as fault:
            return News(submission.step, submission.state, fault=fault)
        return News(submission.step, submission.state, submission.detail)

    def _heard(self, ident: str, submission: Submission, outcome: Outcome) -> News:
        proofs = tuple(self.store.keep(ident, proof.content, proof.name.rpartition(".")[2]) for proof in outcome.proofs)
        fresh = tuple(path for path in proofs if path.name not in submission.proofs)
        changed = (outcome.state, outcome.detail) != (submission.state, submission.detail) or bool(fresh)
        if changed:
            names = tuple(path.name for path in fresh)

            def change(journey: Journey) -> Journey:
                heard = journey.outcome(submission.key, outcome, self.clock(), names)
                answered = outcome.state.ended_well and submission.channel is not Channel.LETTER
                return hushed(heard, submission.step, self.clock(), "answered") if answered else heard

            self.store.change(ident, change)
        return News(submission.step, outcome.state, outcome.detail, changed, fresh)


def _with_silences(news: Sequence[News], silences: Iterable[Silence]) -> tuple[News, ...]:
    """Each silence on the news of its step; on a line of its own where there is none, or it has one already."""
    found = list(news)
    for silence in silences:
        step = silence.awaited.step.id
        place = next((place for place, each in enumerate(found) if each.step == step and each.silence is None), None)
        news_of_it = News(step, silence.awaited.state) if place is None else found.pop(place)
        heard = replace(news_of_it, silent_until=silence.until, silence=silence, changed=True)
        found.insert(len(found) if place is None else place, heard)
    return tuple(found)
