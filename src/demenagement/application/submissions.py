"""Sending: shown, approved, written down, sent once, settled.

Each submission is stored as *sending* with its key before the call. What a crash or a silence leaves open is looked up
by that key before anything is sent again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demenagement.application.approvals import Approvals
from demenagement.application.going import Going, Sent
from demenagement.application.pen import Disk, Pen
from demenagement.domain.calling_off import called_off

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from demenagement.application.journeys import Overview
    from demenagement.domain.submission import Submission

__all__ = ["AT_ONCE", "Sent", "Submissions"]

AT_ONCE = 8
"""How many submissions are on their way at once, over all journeys."""


class _Lanes:
    """How many submissions are on their way at once, and of how many journeys.

    Those of one journey are written down together before the first of them goes: after a crash each is looked up by its
    key, whether it had begun or not.
    """

    def __init__(self) -> None:
        self.network, self.journeys = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(AT_ONCE)
        self.disk = Disk()


@dataclass(frozen=True, slots=True)
class Submissions(Approvals):
    """The use cases of what goes out."""

    def waiting(self, overview: Overview, names: tuple[str, ...] = ()) -> tuple[Submission, ...]:
        """The submissions that still have to go, all of them or those of the named steps; none once it was called off.

        What nobody knows the fate of then is looked up by taking back, and is never sent again.
        """
        if called_off(overview.journey) is not None:
            return ()
        wanted = {overview.step(name).id for name in names}
        return tuple(
            submission
            for submission in overview.journey.submissions().values()
            if submission.state.open and (not wanted or submission.step in wanted)
        )

    async def send(
        self, overview: Overview, names: tuple[str, ...] = (), told: Callable[[Sent], None] | None = None
    ) -> tuple[Sent, ...]:
        """Send what was approved, several at once; `told` hears of each as it is settled.

        A fault of one is its own: the others go on. Raises StorageFailed when this journey is already being sent.
        """
        return await self._send(overview, names, told, _Lanes())

    async def send_all(
        self, overviews: Sequence[Overview], told: Callable[[Sent], None] | None = None
    ) -> tuple[tuple[Sent, ...], ...]:
        """Send what was approved in several journeys, as many at once as in one."""
        lanes = _Lanes()
        return tuple(await asyncio.gather(*(self._send(each, (), told, lanes) for each in overviews)))

    async def _send(
        self, overview: Overview, names: tuple[str, ...], told: Callable[[Sent], None] | None, lanes: _Lanes
    ) -> tuple[Sent, ...]:
        ident = overview.journey.id
        async with lanes.journeys:
            with self.store.sending(ident):
                journey = self.store.read(ident)
                known = journey.revision == overview.journey.revision
                fresh = overview if known else self.journeys.overview(journey, overview.plan.today)
                going = Going(self, fresh, Pen(self.store, ident, lanes.disk), lanes.network)

                async def one(submission: Submission) -> Sent:
                    with going.pen.along():
                        sent = await going.one(submission)
                    if told is not None:
                        told(sent)
                    return sent

                return tuple(await asyncio.gather(*(one(submission) for submission in self.waiting(fresh, names))))
