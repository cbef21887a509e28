"""The drafts of a provider's cases, as the program writes them now: nothing is stored, nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from demenagement.application.drafting import Drafting
from demenagement.application.journeys import Overview
from demenagement.application.planning import Planning
from demenagement.domain.journey import Journey
from demenagement.domain.recorded import Recorded
from demenagement.errors import NotAllowed

if TYPE_CHECKING:
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.recorded import Case


@dataclass(frozen=True, slots=True)
class Recording:
    """Plans a case's household and has its draft written, whatever accounts are set up on this machine."""

    planning: Planning
    drafting: Drafting

    def recorded(self, case: Case, dossier: Dossier, provider: str) -> Recorded:
        """The case's draft as it would be recorded; `dossier` is its household, read.

        Raises NotFound where the household has no such step, DossierIncomplete, and NotAllowed where the step goes to
        somebody else than `provider` or not by that channel.
        """
        situation = self.planning.situation(dossier, case.today)
        nobody = Journey(id=provider, uid="", title="", created=case.today.isoformat(), facts={})
        overview = Overview(nobody, situation.dossier, self.planning.plan_of(situation))
        step = overview.step(case.step)
        if step.provider not in (None, provider):
            raise NotAllowed("other-provider", step=step.id, provider=step.provider)
        return Recorded.of(self.drafting.draft(overview, step, case.today, channel=case.channel, by_hand=True))
