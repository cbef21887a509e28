"""How one provider is spoken to: so many at once, not before it asked to come back, and not while it is down."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from demenagement.errors import OutcomeUnknown, Unavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from demenagement.gateways.limits import Limits


class Turn:
    """One exchange; `failed` may be set where an answer came that says no more than silence would."""

    failed = False


class Pace:
    """One provider's, shared by all that is sent to it.

    After `limits.failures` failures in a row nobody asks for `limits.rest` seconds; then one may try, and what it meets
    tells whether the others follow.
    """

    def __init__(self, slug: str, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` counts seconds, and never back."""
        self._slug, self._limits, self._clock = slug, limits, clock
        self._lane = asyncio.Semaphore(limits.at_once)
        self._failures, self._not_before, self._trying = 0, 0.0, False

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Turn]:
        """One exchange. Raises Unavailable, with how long to wait, where the provider is left in peace for now."""
        async with self._lane:
            await self._patience()
            tries, turn = self._down, Turn()
            self._trying = self._trying or tries
            try:
                yield turn
            except Unavailable as fault:
                if fault.retry_after is None:
                    self._failed()
                else:
                    self._pause(fault.retry_after)
                raise
            except OutcomeUnknown:
                self._failed()
                raise
            else:
                if turn.failed:
                    self._failed()
                else:
                    self._failures = 0
            finally:
                self._trying = self._trying and not tries

    @property
    def _down(self) -> bool:
        return self._failures >= self._limits.failures

    def _failed(self) -> None:
        self._failures += 1
        if self._down:
            self._pause(self._limits.rest)

    def _pause(self, seconds: float) -> None:
        self._not_before = max(self._not_before, self._clock() + min(seconds, self._limits.pause))

    async def _patience(self) -> None:
        # While one finds out whether it is back, the others wait as long again.
        wait = self._limits.rest if self._trying else self._not_before - self._clock()
        if wait > 0 and (self._down or wait > self._limits.max_wait):
            raise Unavailable(self._slug, retry_after=wait)
        if wait > 0:
            await asyncio.sleep(wait)
