"""A provider is spoken to at the pace it can bear: so many at once, not before it asked, not while it is down."""

from __future__ import annotations

import asyncio

import pytest

from demenagement.errors import OutcomeUnknown, Unavailable
from demenagement.gateways.limits import Limits
from demenagement.gateways.pace import Pace

LIMITS = Limits(at_once=2, failures=3, rest=30, pause=600, max_wait=0.05)


class Watch:
    """A clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        """The seconds on it."""
        return self.now


@pytest.fixture
def watch() -> Watch:
    """One that stands still."""
    return Watch()


@pytest.fixture
def pace(watch: Watch) -> Pace:
    """That of a provider nobody has spoken to."""
    return Pace("post", LIMITS, watch)


async def fails(pace: Pace, fault: Exception | None = None) -> None:
    """An exchange that goes wrong; one that was answered with a server error where no fault is given."""
    try:
        async with pace.turn() as turn:
            turn.failed = fault is None
            if fault is not None:
                raise fault
    except (Unavailable, OutcomeUnknown) as met:
        assert met is fault  # noqa: PT017 # any other would be the pace's own


async def works(pace: Pace) -> None:
    """An exchange that goes well."""
    async with pace.turn():
        pass


async def test_so_many_at_once_and_no_more(pace: Pace) -> None:
    """The others wait for their turn, and get it."""
    inside, most, done = 0, 0, 0

    async def one() -> None:
        nonlocal inside, most, done
        async with pace.turn():
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1
            done += 1

    await asyncio.gather(*(one() for _ in range(10)))
    assert (most, done) == (LIMITS.at_once, 10)


@pytest.mark.parametrize("fault", [Unavailable("post"), OutcomeUnknown("post"), None])
async def test_a_provider_that_is_down_is_left_alone(pace: Pace, fault: Exception | None) -> None:
    """Whoever comes is told at once, and when to come back."""
    for _ in range(LIMITS.failures):
        await fails(pace, fault)
    with pytest.raises(Unavailable) as told:
        await works(pace)
    assert told.value.retry_after == LIMITS.rest


async def test_a_success_between_failures_counts_afresh(pace: Pace) -> None:
    """Only failures in a row say that it is down."""
    for _ in range(LIMITS.failures - 1):
        await fails(pace)
    await works(pace)
    for _ in range(LIMITS.failures - 1):
        await fails(pace)
    await works(pace)


async def test_after_its_rest_one_tries_and_the_others_follow(pace: Pace, watch: Watch) -> None:
    """While the one finds out, nobody else asks."""
    for _ in range(LIMITS.failures):
        await fails(pace)
    watch.now += LIMITS.rest
    async with pace.turn():
        with pytest.raises(Unavailable):
            await works(pace)
    await works(pace)


async def test_one_that_tries_in_vain_lets_it_rest_again(pace: Pace, watch: Watch) -> None:
    """As long as before."""
    for _ in range(LIMITS.failures):
        await fails(pace)
    watch.now += LIMITS.rest
    await fails(pace, Unavailable("post"))
    watch.now += LIMITS.rest - 1
    with pytest.raises(Unavailable) as told:
        await works(pace)
    assert told.value.retry_after == 1


async def test_a_provider_that_asks_for_a_pause_gets_it(pace: Pace, watch: Watch) -> None:
    """From all, though only one was told; it is not taken for down."""
    await fails(pace, Unavailable("post", retry_after=60))
    with pytest.raises(Unavailable) as told:
        await works(pace)
    assert told.value.retry_after == 60
    watch.now += 60
    await works(pace)


async def test_a_pause_that_is_bearable_is_waited_for(watch: Watch) -> None:
    """Without a word."""
    pace = Pace("post", LIMITS, watch)
    await fails(pace, Unavailable("post", retry_after=0.01))
    await works(pace)


async def test_nobody_is_made_to_wait_longer_than_is_sensible(pace: Pace, watch: Watch) -> None:
    """A day asked for is ten minutes kept."""
    await fails(pace, Unavailable("post", retry_after=86_400))
    watch.now += LIMITS.pause
    await works(pace)
