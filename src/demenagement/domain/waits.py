"""Work that has to wait now and then, as for a disk: all at once, or by somebody who does other things meanwhile.

Such work is a generator: it yields what it waits for, to be called by whoever drives it, and returns what it made.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import NamedTuple, TypeVar

Made = TypeVar("Made")


class Wait(NamedTuple):
    """`until` returns when the waiting is over, and raises what went wrong; `brief` where nobody is waited for."""

    until: Callable[[], object]
    brief: bool = True


Waits = Generator[Wait, None, Made]


def at_once(work: Waits[Made], wait: Wait | None = None) -> Made:
    """Do the whole of it here, from the beginning or from that wait on. Raises what it raises."""
    try:
        wait = wait or next(work)
        while True:
            try:
                wait.until()
            except Exception as fault:  # noqa: BLE001 # the work itself says what it means
                wait = work.throw(fault)
            else:
                wait = next(work)
    except StopIteration as end:
        made: Made = end.value
        return made
