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
from demenagement.domain.draft import Document, Draft
from demenagement.domain.earlier import earlier
from demenagement.domain.provider import Channel
from demenagement.domain.submission import State, Submission
from demenagement.errors import NotAllowed

if TYPE_CHECKING:
    from datetime import date

    from demenagement.application.journeys import Overview
    from demenagement.domain.journey import Journey

DRAFTS_MAY_REPEAT = {Channel.PREFILL}
"""What has no effect until a person claims it may be made twice."""


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
        self, overview: Overview, name: str, day: date, *, channel: Channel | None = None, by_hand: bool = False
    ) -> Draft:
        """What would leave for a step, by `channel` where one is wanted; `by_hand` when the person takes it along.

        Raises NotFound, NotAllowed, DossierIncomplete.
        """
        return self.drafting.draft(overview, overview.step(name), day, channel=channel, by_hand=by_hand)

    def approve(self, overview: Overview, draft: Draft, day: date, enclosed: tuple[Document, ...] = ()) -> Submission:
        """The yes to the very draft that was shown; its letter is set and kept now, with what it encloses.

        Raises NotAllowed when something for that step already left that this one does not correct, when the step's
        draft is not this one any more, or when what leaves by itself names enclosures that were not given.
        """
        step = overview.step(draft.step)
        if self.rewrite(overview, draft, day).digest != draft.digest:
            raise NotAllowed("draft-changed", step=step.id)
        if len(enclosed) < len(draft.to_enclose):
            raise NotAllowed("enclosure-missing", step=step.id, named=draft.to_enclose)
        ident = overview.journey.id
        documents = (*self._documents(draft), *enclosed)
        for document in documents:
            self.store.keep(ident, document.content, document.name.rpartition(".")[2])
        approved = draft.approve(str(uuid4()), self.clock(), documents)
        manifest = self.providers.manifests[draft.provider]

        def change(journey: Journey) -> Journey:
            before, first = journey.submission_of(step.id), earlier(journey, step.id)
            corrected = first.key if first else before.corrects if before else None
            if before is not None and before.state is State.APPROVED:
                journey = journey.withdraw(before.key, self.clock(), "approved again")
            elif before is not None and (before.state.open or (_stands(before) and draft.corrects is None)):
                raise NotAllowed("already-sent", step=step.id)
            return journey.approve(
                approved,
                self.clock(),
                manifest.expects.days,
                # What the person took along was not learnt from; what corrects it tells of no first day.
                {} if draft.corrects and first and first.by_hand else step.template.learns,
                checkable=self._checkable(draft),
                corrects=corrected if draft.corrects else None,
            )

        return self.store.change(ident, change).submissions()[approved.key]

    def rewrite(self, overview: Overview, draft: Draft, day: date) -> Draft:
        """The draft as it would be written now, by the way that was chosen."""
        step, by_hand = overview.step(draft.step), draft.carrier is None
        return self.drafting.draft(overview, step, day, channel=draft.channel, by_hand=by_hand, corrects=draft.corrects)

    def _checkable(self, draft: Draft) -> bool:
        carrier = self.providers.manifests.get(draft.carrier or "")
        return carrier is None or draft.channel in DRAFTS_MAY_REPEAT or "reconciles" in carrier.abilities

    def _documents(self, draft: Draft) -> tuple[Document, ...]:
        if draft.letter is None:
            return ()
        return (
            Document(f"{draft.step.replace('/', '-')}.pdf", "application/pdf", self.typesetter.letter(draft.letter)),
        )


def _stands(submission: Submission) -> bool:
    return submission.state.under_way or submission.state.ended_well
