"""Writing down what happens while a journey's submissions go out: what comes together is written in one go.

Each line is on the disk before whoever asked for it goes on. While one writing is under way, what happens meanwhile
waits for the next, and a line waits a moment for those of whoever goes along; so many submissions cost few writings,
and the network is not kept waiting for a slow disk.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from time import perf_counter
from typing import TYPE_CHECKING

from demenagement.domain.waits import at_once
from demenagement.errors import DemenagementError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from demenagement.application.ports import Store
    from demenagement.domain.journey import Journey
    from demenagement.domain.waits import Wait, Waits

    Line = tuple[Callable[[Journey], Journey], asyncio.Future[Journey]]


_PATIENCE = 0.25
"""How many seconds a line waits for those of whoever goes along; what arrived meanwhile is looked up after a crash."""


_FELT = 0.02
"""How many seconds a screen may stand still before somebody notices."""


class Disk:
    """How quick the disk proves to be: a quick one is waited for on the spot, a slow one in a thread.

    A thread costs some ten times what a quick disk takes: it and the loop wait for each other.
    """

    def __init__(self) -> None:
        """Taken to be quick, until it was once slow."""
        self._slow = False

    async def meanwhile(self, work: Waits[Journey]) -> Journey:
        """Do the work, and other things while it waits; what was begun is finished first, whoever cancels."""
        try:
            wait = next(work)
            while True:
                try:
                    await self._over(wait)
                except asyncio.CancelledError:
                    at_once(work, wait)
                    raise
                except Exception as fault:  # noqa: BLE001 # the work itself says what it means
                    wait = work.throw(fault)
                else:
                    wait = next(work)
        except StopIteration as end:
            journey: Journey = end.value
            return journey

    async def _over(self, wait: Wait) -> None:
        if self._slow or not wait.brief:
            await asyncio.get_running_loop().run_in_executor(None, wait.until)
            return
        begun = perf_counter()
        wait.until()
        self._slow = perf_counter() - begun > _FELT


class Pen:
    """One writer of one journey."""

    def __init__(self, store: Store, ident: str, disk: Disk | None = None) -> None:
        """Nothing is written yet; `disk` is shared by all that is sent together."""
        self._store, self.ident, self._disk = store, ident, disk or Disk()
        self._waiting: list[Line] = []
        self._writing: asyncio.Task[None] | None = None
        self._along, self._all_there = 0, asyncio.Event()

    @contextmanager
    def along(self) -> Iterator[None]:
        """Somebody on the way: the lines of the others wait a moment for theirs, so that one writing does for all."""
        self._along += 1
        try:
            yield
        finally:
            self._along -= 1
            self._look()

    def _look(self) -> None:
        if len(self._waiting) >= self._along:
            self._all_there.set()

    async def write(self, change: Callable[[Journey], Journey]) -> Journey:
        """The journey once this change is on the disk, with those that came along. Raises what `change` raises.

        Raises StorageFailed, to all of them, when the writing fails.
        """
        written: asyncio.Future[Journey] = asyncio.get_running_loop().create_future()
        self._waiting.append((change, written))
        self._look()
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        return await written

    async def _write(self) -> None:
        try:
            while self._waiting:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._all_there.wait(), _PATIENCE)
                self._all_there.clear()
                lines, self._waiting = self._waiting, []
                await self._go(lines)
        finally:
            self._writing = None

    async def _go(self, lines: list[Line]) -> None:
        faults: dict[asyncio.Future[Journey], Exception] = {}

        def whole(journey: Journey) -> Journey:
            for change, written in lines:
                try:
                    journey = change(journey)
                except DemenagementError as fault:
                    faults[written] = fault
            return journey

        try:
            journey = await self._disk.meanwhile(self._store.changing(self.ident, whole))
        except Exception as fault:  # noqa: BLE001 # told to each of those who wait for it
            faults = dict.fromkeys((written for _, written in lines), fault)
        for _, written in lines:
            # Whoever was cancelled meanwhile hears nothing.
            if written.done():
                continue
            if written in faults:
                written.set_exception(faults[written])
            else:
                written.set_result(journey)
