"""Journeys: begun, looked at, their steps settled, their facts changed."""

from __future__ import annotations

import difflib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from demenagement.application.planning import Planning
from demenagement.application.ports import Dossiers, Store
from demenagement.domain.calling_off import called_off, undone
from demenagement.domain.choice import best
from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import instances, slug
from demenagement.domain.journey import Journey
from demenagement.domain.plan import Plan, Standing
from demenagement.errors import Conflict, NotAllowed, NotFound

if TYPE_CHECKING:
    from datetime import date, datetime

    from demenagement.domain.plan import Step

_LONGEST_ID = 40
_TELLING_APART = (6, 6, 8, 16)
"""How many letters tell two journeys between the same towns apart, the more the oftener those were taken."""


@dataclass(frozen=True, slots=True)
class Overview:
    """One journey on one day: what is known (with what could be derived), what happened, what is to do."""

    journey: Journey
    dossier: Dossier
    plan: Plan

    def step(self, name: str) -> Step:
        """The step of that id or, where it is alone, of that slug. Raises NotFound."""
        step = self.plan.step(name)
        if step is None:
            raise NotFound("step", name, self._near(name))
        return step

    def _near(self, name: str) -> tuple[str, ...]:
        """The steps of that slug, else the one that is written most alike."""
        same = tuple(each.id for each in self.plan.steps if each.slug == name.partition("/")[0])
        return same or tuple(difflib.get_close_matches(name, [each.id for each in self.plan.steps], n=1))

    def next_step(self) -> Step | None:
        """What to do now."""
        choice = best(self.plan)
        return choice.step if choice else None

    def untold(self, name: str) -> bool:
        """Whether nothing is noted as asked for that step: neither sent by the program nor said to be done."""
        submission = self.journey.submission_of(self.step(name).id)
        return (submission is None or not submission.state.stands) and not self.step(name).standing.settled

    def people(self) -> tuple[str, ...]:
        """The adults who move, as their steps call them."""
        adults = self.dossier.household.adults or ()
        named = zip(instances("adult", adults), adults, strict=True)
        return tuple(name for name, adult in named if adult.leaves is not False)


@dataclass(frozen=True, slots=True)
class Journeys:
    """The use cases over one journey, apart from sending."""

    store: Store
    planning: Planning
    dossiers: Dossiers

    def begin(self, dossier: Dossier, at: datetime) -> Journey:
        """A new journey; its id says the two towns where they are known."""
        towns = [slug(town) for town in (dossier.leaving.city, dossier.arriving.city) if town]
        title = " → ".join(town for town in (dossier.leaving.city, dossier.arriving.city) if town) or "Déménagement"
        facts = self.dossiers.dump(dossier)
        for length in _TELLING_APART:
            stem = "-".join(towns)[: _LONGEST_ID - length - 1].strip("-") or "demenagement"
            ident = f"{stem}-{uuid4().hex[:length]}"
            begun = Journey(id=ident, uid=str(uuid4()), title=title, created=at.isoformat(), facts=facts)
            with suppress(Conflict):
                return self.store.create(begun.record("begun", at, title=title))
        raise Conflict(ident)

    def look(self, ident: str, today: date) -> Overview:
        """The journey as it stands on that day."""
        return self.overview(self.store.read(ident), today)

    def overview(self, journey: Journey, today: date) -> Overview:
        """What a journey that was read looks like on that day."""
        situation = self.planning.situation(self.dossiers.load(dict(journey.facts)), today)
        return Overview(journey, situation.dossier, self.planning.plan_of(situation, journey.happened()))

    def summaries(self) -> tuple[dict[str, Any], ...]:
        """One line a journey."""
        return self.store.summaries()

    def settle(  # what happened, to which step, when, with what to show for it
        self,
        ident: str,
        name: str,
        how: str,
        *,
        at: datetime,
        today: date,
        note: str = "",
        proof: tuple[bytes, str] | None = None,
        reference: str = "",
    ) -> Overview:
        """The person says that a step is `done`, `skipped` or `reopened`; `proof` is a file's content and suffix.

        `reference` is what its provider gave them: whoever is chased later is told it.

        Of a move that was called off, done says that whoever was told of the step was told otherwise. Raises NotAllowed
        when it is settled that way already.
        """
        overview = self.look(ident, today)
        step = overview.step(name)
        already = {"done": Standing.DONE, "skipped": Standing.SKIPPED}.get(how)
        untold = how == "done" and called_off(overview.journey) is not None and _was_told(overview.journey, step)
        if step.standing is already and not untold:
            raise NotAllowed("already-settled", step=step.id)
        kept = str(self.store.keep(ident, *proof)) if proof else ""

        def change(journey: Journey) -> Journey:
            if untold:
                return undone(journey, step.id, at, note=note, proof=kept, reference=reference)
            return journey.settle(step.id, how, at, note=note, proof=kept, reference=reference)

        return self.overview(self.store.change(ident, change), today)


def _was_told(journey: Journey, step: Step) -> bool:
    """Whether something left for a step, or may have, or the person says that it is done."""
    mine = (each.state for each in journey.submissions().values() if each.step == step.id)
    return step.standing is Standing.DONE or any(state.open or state.stands for state in mine)
