"""A check of the program: every part, and every address, whatever is wrong with the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from demenagement.adapter import Answer
from demenagement.application.checking import Checking, Place
from demenagement.domain.checkup import SetUp
from demenagement.errors import ProviderBroken, StorageFailed, Unavailable, UnexpectedAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY, EARLIER = date(2027, 5, 24), date(2027, 5, 1)
NOTHING = SetUp(settings="x", written=False, sandbox=None, accounts={}, lookups={})


class OneAnswer:
    """A way out that answers, or raises, always the same."""

    account: Mapping[str, str] = {}

    def __init__(self, reply: Answer | Exception) -> None:
        self.reply = reply
        self.asked: list[tuple[str, str]] = []

    async def request(self, method: str, path: str, **_how: Any) -> Answer:  # noqa: ANN401 # whatever is asked
        """That answer."""
        self.asked.append((method, path))
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply


@dataclass
class MemorySuccesses:
    """Days in memory; `full` when nothing can be written."""

    days: dict[str, date] = field(default_factory=dict)
    full: bool = False

    def read(self) -> dict[str, date]:
        """All of them."""
        return dict(self.days)

    def keep(self, days: Mapping[str, date]) -> None:
        """All of them."""
        if self.full:
            raise StorageFailed("x", "full")
        self.days = dict(days)


def checking(successes: MemorySuccesses, **replies: Answer | Exception) -> Checking:
    """A check of these addresses."""
    places = [Place(name, f"https://{name}.exemple", OneAnswer(reply)) for name, reply in replies.items()]
    return Checking({}, lambda: NOTHING, lambda: places, successes)


def ticks() -> Any:  # noqa: ANN401 # a clock
    """A clock that goes on by a quarter of a second each time it is read."""
    numbers = count()
    return lambda: next(numbers) / 4


def test_a_part_that_breaks_does_not_hide_the_others() -> None:
    """Whatever it raises."""

    def broken() -> dict[str, object]:
        raise ImportError("typst")

    parts = {"letters": broken, "communes": lambda: {"communes": 34_969}}
    first, second = Checking(parts, lambda: NOTHING, list, MemorySuccesses()).offline()
    assert (first.part, first.sound, type(first.fault)) == ("letters", False, ImportError)
    assert (second.part, second.sound, second.details) == ("communes", True, {"communes": 34_969})


@pytest.mark.parametrize(
    "reply", [Answer(200, {}, b""), Answer(404, {}, b""), Answer(401, {}, b""), UnexpectedAnswer("x")]
)
async def test_an_answer_of_any_kind_is_an_answer(reply: Answer | Exception) -> None:
    """A refusal or a redirection included: somebody is there."""
    (found,) = await checking(MemorySuccesses(), poste=reply).online(TODAY, ticks())
    assert (found.seconds, found.last) == (0.25, TODAY)


@pytest.mark.parametrize("fault", [Unavailable("x", "HTTP 500"), ProviderBroken("x", "adresse illisible")])
async def test_nobody_there_is_told_with_the_last_time_somebody_was(fault: Exception) -> None:
    """And the others are tried all the same."""
    successes = MemorySuccesses({"poste": EARLIER, "gone": EARLIER})
    down, up = await checking(successes, poste=fault, forms=Answer(200, {}, b"")).online(TODAY, ticks())
    assert (down.name, down.seconds, down.last) == ("poste", None, EARLIER)
    assert (up.name, up.last) == ("forms", TODAY)
    assert successes.days == {"poste": EARLIER, "gone": EARLIER, "forms": TODAY}


async def test_a_sandbox_is_no_success_to_remember() -> None:
    """It stood in for somebody."""
    successes = MemorySuccesses()
    await checking(successes, poste=Answer(200, {}, b"")).online(TODAY, ticks(), remember=False)
    assert successes.days == {}


async def test_what_can_t_be_remembered_is_found_all_the_same() -> None:
    """A full disk is another matter."""
    (found,) = await checking(MemorySuccesses(full=True), poste=Answer(200, {}, b"")).online(TODAY, ticks())
    assert found.seconds is not None


async def test_each_address_is_asked_once_and_told_nothing() -> None:
    """Its own, and by the method that it was given."""
    way = OneAnswer(Answer(200, {}, b""))
    places = [Place("list", "https://exemple/liste.csv", way, "HEAD")]
    await Checking({}, lambda: NOTHING, lambda: places, MemorySuccesses()).online(TODAY, ticks())
    assert way.asked == [("HEAD", "https://exemple/liste.csv")]
