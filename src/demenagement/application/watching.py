"""The watch over what is awaited: a silence is noticed, explained, and its chase is ready by the next way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from demenagement.application.amending import Amending
from demenagement.application.drafting import Drafting
from demenagement.application.journeys import Journeys
from demenagement.application.ports import Providers, Store
from demenagement.domain.awaiting import AWAITED, CHASE, Expectation, Kind, expectations
from demenagement.domain.chases import chases_of, hushed
from demenagement.domain.journey import referred
from demenagement.domain.silence import Silence, diagnosis, rungs
from demenagement.domain.submission import Outcome, State
from demenagement.domain.tellings import noticed_until
from demenagement.errors import DemenagementError, NotAllowed, NotFound

if TYPE_CHECKING:
    from collections.abc import Collection

    from demenagement.application.journeys import Overview
    from demenagement.domain.draft import Draft
    from demenagement.domain.journey import Journey
    from demenagement.domain.provider import Channel, Manifest

_NEW_PROMISE = timedelta(days=7)
_UNTAKEN = "prefill-untaken"
Proof = tuple[bytes, str] | None
"""A file's content and suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """The use cases of what is awaited."""

    store: Store
    journeys: Journeys
    drafting: Drafting
    providers: Providers
    clock: Callable[[], datetime]

    def awaited(self, overview: Overview) -> tuple[Expectation, ...]:
        """All that is awaited, or came, or was given up."""
        return expectations(overview.journey, overview.plan, self.providers.manifests)

    def silences(self, overview: Overview) -> tuple[Silence, ...]:
        """What is awaited in vain on that day, whether or not it was noticed before."""
        today = overview.plan.today
        return tuple(self._silence(overview, each) for each in self.awaited(overview) if each.silent(today))

    def silence_of(self, overview: Overview, name: str) -> Silence | None:
        """The silence over a step for which something can be sent or said; None when nobody is late. Raises NotFound.

        What merely has to come by post is no silence of its provider.
        """
        step = overview.step(name)
        mine = [each for each in self.silences(overview) if each.awaited.step.id == step.id]
        return next((each for each in mine if each.awaited.may_be_chased), None)

    def notice(self, ident: str, today: date, deaf: Collection[str] = ()) -> tuple[Silence, ...]:
        """Write down each silence whose promise is past, once a promise, with a new one.

        `deaf` names the steps whose provider could not be asked now: nobody knows whether it is silent.
        """
        overview = self.journeys.look(ident, today)
        late = tuple(
            self._silence(overview, each)
            for each in self.awaited(overview)
            if each.due(today) and each.step.id not in deaf
        )
        for each in late:
            self._write_down(ident, each)
        return late

    def _write_down(self, ident: str, silence: Silence) -> None:
        awaited = silence.awaited
        body = {
            "expected": awaited.id,
            "means": silence.means,
            "rung": silence.rung.value if silence.rung else None,
            "expected_by": silence.until.isoformat(),
        }
        # A submission's own promise moves along.
        key = {"key": awaited.first.key} if awaited.first.key and awaited.kind is Kind.ANSWER else {}

        def change(journey: Journey) -> Journey:
            # Two watches may look at once: one of them writes.
            written = noticed_until(journey, awaited.id)
            fresh = written is None or written < silence.until
            return journey.record("silence", self.clock(), **body, **key) if fresh else journey

        self.store.change(ident, change)

    def _silence(self, overview: Overview, awaited: Expectation) -> Silence:
        waiting, today = chases_of(overview.journey, awaited.step.id), overview.plan.today
        means, rung = diagnosis(awaited), self._rung(overview, awaited)
        return Silence(
            awaited=awaited,
            means=means,
            until=awaited.by if today <= awaited.by else awaited.renewed(today + _NEW_PROMISE, today),
            rung=rung,
            prepared=any(each.state.open for each in waiting),
            outdated=rung is not None and means != _UNTAKEN and self._outdated(overview, awaited),
        )

    def _outdated(self, overview: Overview, awaited: Expectation) -> bool:
        amending = Amending(self.journeys, self.drafting)
        with suppress(DemenagementError):  # what a correction lacks is told when somebody asks for it
            return amending.propose(overview, awaited.step.id, overview.plan.today) is not None
        return False

    def _rung(self, overview: Overview, awaited: Expectation) -> Channel | None:
        """The next way down the ladder that is open to this household."""
        if not awaited.may_be_chased:
            return None
        routes = self.drafting.routes(overview.dossier, awaited.step, self._manifest(awaited))
        return next(iter(rungs(awaited, (each.channel for each in routes))), None)

    def chase(self, overview: Overview, name: str, *, by_hand: bool = False) -> Draft:
        """Word for word the chase of a silent step, by the next way. A form that nobody took over is done otherwise.

        Raises NotFound, DossierIncomplete, and NotAllowed: nobody is late, no way is left, or it is to be put right.
        """
        silence = self.silence_of(overview, name)
        if silence is None or silence.rung is None:
            raise NotAllowed("no-way-left" if silence else "nobody-is-late", step=overview.step(name).id)
        awaited = silence.awaited
        if silence.outdated:
            raise NotAllowed("correct-first", step=awaited.step.id)
        earlier = None if silence.means == _UNTAKEN else awaited.first
        day, way = overview.plan.today, silence.rung
        return self.drafting.draft(overview, awaited.step, day, channel=way, by_hand=by_hand, earlier=earlier)

    def settle(
        self, ident: str, name: str, how: str, *, today: date, note: str = "", proof: Proof = None
    ) -> Expectation:
        """The person says that what is awaited came (`done`), does not come (`skipped`) or is awaited again.

        Of an answer, done settles its step as well. Raises NotFound, NotAllowed.
        """
        overview = self.journeys.look(ident, today)
        awaited = self._find(overview, name)
        if awaited.settled == how:
            raise NotAllowed("already-settled", step=name)
        now, kept = self.clock(), self._kept(ident, proof)

        def change(journey: Journey) -> Journey:
            journey = hushed(journey, awaited.step.id, now, how).record(how, now, step=name, note=note, proof=kept)
            answered = how == "done" and awaited.kind is Kind.ANSWER and awaited.first.key and not awaited.yours
            return journey.settle(awaited.step.id, "done", now, note=note) if answered else journey

        self.store.change(ident, change)
        return awaited

    def chased(
        self, ident: str, name: str, *, today: date, note: str = "", proof: Proof = None, reference: str = ""
    ) -> Expectation:
        """The person says that they chased a step themselves: by the way that was prepared, else by the next one.

        Raises NotFound, and NotAllowed when nobody is late or no way is left.
        """
        overview = self.journeys.look(ident, today)
        silence = self.silence_of(overview, name.removeprefix(CHASE))
        if silence is None or silence.rung is None:
            raise NotAllowed("no-way-left" if silence else "nobody-is-late", step=name.removeprefix(CHASE))
        step, now, kept = silence.awaited.step.id, self.clock(), self._kept(ident, proof)
        prepared = [each for each in chases_of(overview.journey, step) if each.state is State.APPROVED]
        way = prepared[-1].channel if prepared else silence.rung
        until = today + timedelta(days=self._manifest(silence.awaited).expects.days)

        def change(journey: Journey) -> Journey:
            for each in prepared:
                journey = journey.outcome(each.key, Outcome(state=State.SENT, detail="done"), now)
            told = {"channel": way.value, "expected_by": until.isoformat(), **referred(reference)}
            return journey.record("done", now, step=CHASE + step, note=note, proof=kept, **told)

        return self._find(self.journeys.overview(self.store.change(ident, change), today), silence.awaited.id)

    def _kept(self, ident: str, proof: Proof) -> str:
        return str(self.store.keep(ident, *proof)) if proof else ""

    def _find(self, overview: Overview, name: str) -> Expectation:
        found = {each.id: each for each in self.awaited(overview)}
        if name not in found:
            step = name.removeprefix(AWAITED)
            raise NotFound("awaited", name, tuple(each for each in found if each.startswith(AWAITED + step)))
        return found[name]

    def _manifest(self, awaited: Expectation) -> Manifest:
        return self.providers.manifests[awaited.step.provider or ""]
