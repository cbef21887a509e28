"""Work that takes time: each method asks the outside and posts what it learnt; none changes what is seen.

Files are read and written in one thread of their own, in order. What goes out, and asking for news of it, is done one
journey at a time, and goes on whatever page is open.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import work
from textual.app import App

from demenagement.errors import DemenagementError
from demenagement.tui.messages import Counted, Drafted, Fault, Heard, Listed, Looked, Note, Noted, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from demenagement.application.amending import Correction
    from demenagement.application.journeys import Overview
    from demenagement.domain.draft import Draft
    from demenagement.tui.desk import Desk

_Result = TypeVar("_Result")


@contextmanager
def about(subject: Subject) -> Iterator[None]:
    """Whatever goes wrong inside is about that subject."""
    try:
        yield
    except Exception as fault:
        raise Fault(subject) from fault


class Work(App[None], inherit_bindings=False):
    """The part of the app that waits for the outside, without a word to the person."""

    def __init__(self, desk: Desk) -> None:
        """`desk` is all it reaches."""
        super().__init__()
        self.desk = desk
        self.outbox: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._files = ThreadPoolExecutor(1, "files")

    def on_unmount(self) -> None:
        """Begin no more file work."""
        self._files.shutdown(wait=False, cancel_futures=True)

    async def off_screen(self, do: Callable[[], _Result]) -> _Result:
        """Do something with files, away from the loop that draws."""
        return await asyncio.get_running_loop().run_in_executor(self._files, do)

    async def looked(self, ident: str) -> Overview:
        """One journey as it stands today."""
        return await self.off_screen(partial(self.desk.journeys.look, ident, self.desk.today))

    @work(exit_on_error=False, group="list", exclusive=True)
    async def list_journeys(self) -> None:
        """The journeys at once, then how each of them stands, one after the other."""
        with about(Subject()):
            rows = await self.off_screen(self._summaries)
            self.post_message(Listed(rows))
            for row in rows:
                self.post_message(Counted(row["id"], None if row.get("trouble") else await self._counted(row["id"])))

    def _summaries(self) -> tuple[dict[str, Any], ...]:
        # Asked for in the thread: the plan files are read when the journeys are first asked for.
        return self.desk.journeys.summaries()

    async def _counted(self, ident: str) -> Overview | None:
        try:
            return await self.looked(ident)
        except DemenagementError:
            return None

    @work(exit_on_error=False, group="look", exclusive=True)
    async def look(self, ident: str, *, opening: bool = False) -> None:
        """One journey, to be opened or only brought up to date."""
        with about(Subject() if opening else Subject(ident)):
            overview = await self.looked(ident)
            notices = await self.off_screen(partial(self.desk.notices, ident))
            self.post_message(Looked(overview, notices, opening))

    @work(exit_on_error=False, group="draft", exclusive=True)
    async def draft(self, subject: Subject) -> None:
        """What would leave for a step."""
        with about(subject):
            overview = await self.looked(subject.journey)
            draft, _ = await self.off_screen(partial(self.to_leave, overview, subject.step))
            self.post_message(Drafted(subject, draft))

    def to_leave(self, overview: Overview, step: str, *, by_hand: bool = False) -> tuple[Draft, Correction | None]:
        """What would leave for a step now, and what it puts right.

        A provider that was told what holds no more is told better before it is chased, and chased before it is asked.
        """
        if owed := self.desk.amending.propose(overview, step, self.desk.today, by_hand=by_hand):
            return owed.draft, owed
        silence = self.desk.watching.silence_of(overview, step)
        if silence is not None and silence.rung is not None:
            return self.desk.watching.chase(overview, step, by_hand=by_hand), None
        return self.desk.submissions.draft(overview, step, self.desk.today, by_hand=by_hand), None

    @work(exit_on_error=False, group="reopen")
    async def reopen(self, subject: Subject) -> None:
        """A step is to be done after all."""
        with about(subject):
            self.post_message(Looked(await self.settled(subject, "reopened", "")))

    async def settled(self, subject: Subject, how: str, note: str) -> Overview:
        """The journey, once a step is done, left aside or open again."""
        day, at = self.desk.today, self.desk.clock()
        settle = partial(self.desk.journeys.settle, subject.journey, subject.step, how, at=at, today=day, note=note)
        return await self.off_screen(settle)

    @work(exit_on_error=False, group="track")
    async def track(self, subject: Subject) -> None:
        """Ask for news of what was sent."""
        with about(subject):
            self.post_message(Noted(subject, Note("busy", (self.desk.say("app.tracking"),))))
            async with self.outbox[subject.journey]:
                news = await self.desk.following.track(subject.journey, self.desk.today)
            mine = tuple(each for each in news if subject.step in ("", each.step))
            self.post_message(Heard(subject, mine))
            self.post_message(Looked(await self.looked(subject.journey)))
