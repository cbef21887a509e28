"""The yes to a draft: bound to the very words that were shown, with the documents as they were set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from demenagement.adapter import Postman, Typesetter
from demenagement.application.drafting import Drafting
from demenagement.application.journeys import Journeys
from demenagement.application.ports import Providers, Store
from demenagement.domain.calling_off import off_since
from demenagement.domain.chases import hushed, making_way
from demenagement.domain.corrected import corrected
from demenagement.domain.draft import Document, Draft, Earlier
from demenagement.domain.provider import Channel
from demenagement.domain.submission import State, Submission
from demenagement.errors import NotAllowed

if TYPE_CHECKING:
    from datetime import date

    from demenagement.application.journeys import Overview
    from demenagement.domain.journey import Journey

DRAFTS_MAY_REPEAT = {Channel.PREFILL}
"""What has no effect until a person claims it may be made twice."""


def check_enclosed(draft: Draft, enclosed: tuple[Document, ...]) -> None:
    """Raises NotAllowed when what leaves by itself names more enclosures than were given."""
    if len(enclosed) < len(draft.to_enclose):
        raise NotAllowed("enclosure-missing", step=draft.step, named=draft.to_enclose)


@dataclass(frozen=True, slots=True)
class Approvals:
    """From a step to the yes: what would leave is written, shown, and kept as it was shown."""

    store: Store
    journeys: Journeys
    drafting: Drafting
    providers: Providers
    typesetter: Typesetter
    postman: Postman
    clock: Callable[[], datetime]

    def draft(
        self,
        overview: Overview,
        name: str,
        day: date,
        *,
        channel: Channel | None = None,
        by_hand: bool = False,
        earlier: Earlier | None = None,
    ) -> Draft:
        """What would leave for a step, by `channel` where one is wanted; `by_hand` when the person takes it along.

        `earlier` is the message that it chases. Raises NotFound, NotAllowed, DossierIncomplete.
        """
        step = overview.step(name)
        return self.drafting.draft(overview, step, day, channel=channel, by_hand=by_hand, earlier=earlier)

    def approve(self, overview: Overview, draft: Draft, day: date, enclosed: tuple[Document, ...] = ()) -> Submission:
        """The yes to the very draft that was shown; its letter is set and kept now, with what it encloses.

        Raises NotAllowed when something for that step already left that this one does not correct, when the step's
        draft is not this one any more, when what leaves by itself names enclosures that were not given, or when the
        move was called off.
        """
        going_ahead(overview.journey)
        step = overview.step(draft.step)
        if self.rewrite(overview, draft, day).digest != draft.digest:
            raise NotAllowed("draft-changed", step=step.id)
        check_enclosed(draft, enclosed)
        ident = overview.journey.id
        documents = (*self._documents(draft), *enclosed)
        for document in documents:
            self.store.keep(ident, document.content, document.name.rpartition(".")[2])
        approved = draft.approve(str(uuid4()), self.clock(), documents)
        manifest = self.providers.manifests[draft.provider]

        # What only recalls a message tells nothing new of the move.
        learns = {} if draft.earlier else step.template.learns

        def change(journey: Journey) -> Journey:
            going_ahead(journey)
            taken_up = corrected(journey, step.id) if draft.corrects else None
            waiting = journey.submission_of(step.id)
            first = taken_up.key if taken_up else waiting.corrects if waiting else None
            return self._cleared(journey, draft).approve(
                approved,
                self.clock(),
                manifest.expects.days,
                learns,
                checkable=self._checkable(draft),
                corrects=first if draft.corrects else None,
                # What the person took along was not learnt from; what corrects it tells of no first day.
                first_stands=taken_up is not None and taken_up.by_hand,
            )

        return self.store.change(ident, change).submissions()[approved.key]

    def _cleared(self, journey: Journey, draft: Draft) -> Journey:
        """The journey without what this draft takes the place of. Raises NotAllowed when that already left."""
        if draft.earlier is not None:
            return making_way(journey, draft.step, draft.channel, draft.earlier, self.clock())
        if draft.corrects is not None:
            # Nobody is chased for what is put right.
            journey = hushed(journey, draft.step, self.clock(), "corrected")
        before = journey.submission_of(draft.step)
        if before is None:
            return journey
        if before.state is State.APPROVED:
            return journey.withdraw(before.key, self.clock(), "approved again")
        if before.yours and before.channel is not draft.channel:
            return journey.withdraw(before.key, self.clock(), "another way")  # unclaimed, it had no effect
        if before.state.open or (before.state.stands and draft.corrects is None):
            raise NotAllowed("already-sent", step=draft.step)
        return journey

    def rewrite(self, overview: Overview, draft: Draft, day: date) -> Draft:
        """The draft as it would be written now, by the way that was chosen."""
        step, by_hand = overview.step(draft.step), draft.carrier is None
        return self.drafting.draft(
            overview,
            step,
            day,
            channel=draft.channel,
            by_hand=by_hand,
            earlier=draft.earlier,
            corrects=draft.corrects,
        )

    def _checkable(self, draft: Draft) -> bool:
        carrier = self.providers.manifests.get(draft.carrier or "")
        return carrier is None or draft.channel in DRAFTS_MAY_REPEAT or "reconciles" in carrier.abilities

    def _documents(self, draft: Draft) -> tuple[Document, ...]:
        if draft.letter is None:
            return ()
        return (
            Document(f"{draft.step.replace('/', '-')}.pdf", "application/pdf", self.typesetter.letter(draft.letter)),
        )


def going_ahead(journey: Journey) -> None:
    """Raise NotAllowed where the move was called off: nothing of it leaves any more."""
    if (day := off_since(journey)) is not None:
        raise NotAllowed("called-off", journey=journey.id, day=day)
