"""Whether the program works: its parts one by one and, when asked, every address it may have to speak to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from demenagement.adapter import Http
from demenagement.application.ports import Successes
from demenagement.domain.checkup import Finding, Reached, SetUp
from demenagement.errors import DemenagementError, Unavailable, UnexpectedAnswer

if TYPE_CHECKING:
    from datetime import date

Part: TypeAlias = Callable[[], Mapping[str, object]]
"""Tries one part and gives what is to be said of it; raises what is wrong."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address to be tried, and the way there. `method` reads no more than it must."""

    name: str
    address: str
    http: Http
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Checking:
    """The use cases of a check. `places` are all addresses, made when they are to be tried."""

    parts: Mapping[str, Part]
    set_up: Callable[[], SetUp]
    places: Callable[[], Sequence[Place]]
    successes: Successes

    def offline(self) -> tuple[Finding, ...]:
        """Every part, whatever is wrong with those before it."""
        return tuple(self._finding(name, part) for name, part in self.parts.items())

    async def online(self, today: date, seconds: Callable[[], float], *, remember: bool = True) -> tuple[Reached, ...]:
        """Every address, all at once, in their own order; `seconds` is a clock that never runs backwards.

        An answer of any kind is an answer. `remember` the day of those that did, unless a sandbox stood in for them.
        """
        before = self.successes.read()
        places = self.places()
        found = await asyncio.gather(*(self._try(place, before.get(place.name), today, seconds) for place in places))
        if remember:
            answered = {each.name: today for each in found if each.seconds is not None}
            with suppress(DemenagementError):  # what was found stands, kept or not
                self.successes.keep({**before, **answered})
        return tuple(found)

    async def _try(self, place: Place, last: date | None, today: date, seconds: Callable[[], float]) -> Reached:
        began, detail = seconds(), ""
        try:
            await place.http.request(place.method, place.address, repeatable=False)
        except UnexpectedAnswer:
            pass  # a redirection, or a page too long to read: somebody is there
        except Unavailable as fault:
            return Reached(name=place.name, address=place.address, seconds=None, last=last, detail=fault.detail)
        except DemenagementError as fault:
            detail = type(fault).__name__
            return Reached(name=place.name, address=place.address, seconds=None, last=last, detail=detail)
        return Reached(name=place.name, address=place.address, seconds=seconds() - began, last=today)

    def _finding(self, name: str, part: Part) -> Finding:
        try:
            return Finding(name, part())
        except Exception as fault:  # noqa: BLE001 # a check says what is wrong with a part, whatever it is
            return Finding(name, fault=fault)
