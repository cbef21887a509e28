"""Work that waits now and then goes its way, whoever drives it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from demenagement.domain.waits import Wait, at_once

if TYPE_CHECKING:
    from demenagement.domain.waits import Waits


def work(log: list[str]) -> Waits[str]:
    """Waits twice, and says what it makes of a trouble."""
    try:
        yield Wait(partial(log.append, "first"))
        log.append("between")
        yield Wait(partial(log.append, "second"))
    except OSError as fault:
        raise ValueError from fault
    return "made"


def _full() -> None:
    raise OSError


def test_every_wait_is_over_before_the_work_goes_on() -> None:
    """In its order, and what was made is given back."""
    log: list[str] = []
    assert at_once(work(log)) == "made"
    assert log == ["first", "between", "second"]


def test_work_that_was_begun_elsewhere_is_finished() -> None:
    """From the wait that was under way on."""
    log: list[str] = []
    begun = work(log)
    wait = next(begun)
    assert at_once(begun, wait) == "made"
    assert log == ["first", "between", "second"]


def test_what_goes_wrong_while_it_waits_is_told_to_the_work() -> None:
    """It knows what that means."""
    begun = work([])
    next(begun)
    with pytest.raises(ValueError):  # noqa: PT011 # the work's own
        at_once(begun, Wait(_full))
