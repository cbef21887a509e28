"""Changing facts: what would move is known before anything is written, and the last change can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from demenagement.application.drafting import Drafting
from demenagement.application.journeys import Journeys, Overview
from demenagement.domain.naming import renamed
from demenagement.domain.replanning import Difference, compare, told
from demenagement.errors import DemenagementError, NotAllowed

if TYPE_CHECKING:
    from datetime import date

    from demenagement.domain.journey import Journey


@dataclass(frozen=True, slots=True)
class Change:
    """New facts that were checked and not written yet, and what they change."""

    journey: str
    revision: int
    facts: dict[str, Any]
    difference: Difference
    before: Overview
    after: Overview


@dataclass(frozen=True, slots=True)
class Changing:
    """The use cases of a change."""

    journeys: Journeys
    merge: Callable[[Mapping[str, Any], Mapping[str, object]], dict[str, Any]]
    drafting: Drafting
    clock: Callable[[], datetime]

    def propose(self, ident: str, changes: Mapping[str, object], today: date) -> Change:
        """What setting these facts (by dotted path) would change. Raises FilesInvalid for a fact that can't be."""
        overview = self.journeys.look(ident, today)
        dossiers, facts = self.journeys.dossiers, dict(overview.journey.facts)
        replaced = [path.removeprefix("household.") for path in changes]
        kept = renamed(dossiers.load(facts), dossiers.load(self.merge(facts, changes)), replaced)
        return self._change(overview, dossiers.dump(kept), today)

    def apply(self, change: Change) -> Journey:
        """Write it. Raises Conflict when the journey changed since it was proposed."""

        def write(journey: Journey) -> Journey:
            fresh = replace(journey, facts=change.facts)
            return fresh.record("facts-changed", self.clock(), before=dict(journey.facts), after=change.facts)

        return self.journeys.store.change(change.journey, write, change.revision)

    def propose_undo(self, ident: str, today: date) -> Change:
        """What taking the last change back would change.

        Raises NotAllowed when there is none, or when something was sent on it.
        """
        overview = self.journeys.look(ident, today)
        undone, sent = 0, False
        for entry in reversed(overview.journey.entries):
            if entry.kind in ("sending", "sent"):
                sent = True
            elif entry.kind == "facts-undone":
                undone += 1
            elif entry.kind == "facts-changed" and undone:
                undone -= 1
            elif entry.kind == "facts-changed" and sent:
                raise NotAllowed("sent-since")
            elif entry.kind == "facts-changed":
                before = _taken_back(overview.journey.facts, entry.body["after"], entry.body["before"])
                return self._change(overview, before, today)
        raise NotAllowed("nothing-to-undo")

    def undo(self, change: Change) -> Journey:
        """Take it back. Raises Conflict."""

        def write(journey: Journey) -> Journey:
            return replace(journey, facts=change.facts).record("facts-undone", self.clock(), after=change.facts)

        return self.journeys.store.change(change.journey, write, change.revision)

    def _change(self, overview: Overview, facts: dict[str, Any], today: date) -> Change:
        journey = overview.journey
        after = self.journeys.overview(replace(journey, facts=facts), today)
        submissions = journey.submissions()
        stays = [step.id for step in told(overview.plan, submissions) if after.plan.step(step.id) is not None]
        altered = {name for name in stays if self._words(overview, name, today) != self._words(after, name, today)}
        difference = compare(overview.plan, after.plan, submissions, altered)
        return Change(journey.id, journey.revision, facts, difference, overview, after)

    def _words(self, overview: Overview, name: str, today: date) -> object:
        """What its provider would be told; None where nothing can be written."""
        try:
            draft = self.drafting.draft(overview, overview.step(name), today)
        except DemenagementError:
            return None
        return draft.matter


def _taken_back(now: Mapping[str, Any], after: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of now without what the change from `before` to `after` did: what was learnt since stays."""
    found = dict(now)
    for key in {*after, *before}:
        new, old = after.get(key), before.get(key)
        if new == old:
            continue
        if isinstance(new, dict) and isinstance(old, dict):
            found[key] = _taken_back(now.get(key) or {}, new, old)
        elif old is None:
            found.pop(key, None)
        else:
            found[key] = old
    return found
