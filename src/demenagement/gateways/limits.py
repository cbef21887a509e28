"""How patient we are with a provider, and how much of it we read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes, attempts. `wait` is the first pause before asking again, `max_wait` the longest.

    `at_once` exchanges with one provider at most; after `failures` in a row it is left alone for `rest` seconds, and
    `pause` is the longest that it can ask for.
    """

    connect: float = 5.0
    read: float = 15.0
    whole: float = 120.0
    answer: int = 5_000_000
    attempts: int = 3
    wait: float = 0.5
    max_wait: float = 10.0
    at_once: int = 8
    failures: int = 6
    rest: float = 30.0
    pause: float = 600.0

    @property
    def again(self) -> dict[str, float]:
        """How often to ask again and after how long, in stamina's words."""
        first = self.wait
        return {"attempts": self.attempts, "wait_initial": first, "wait_max": self.max_wait, "wait_jitter": first}


LIMITS = Limits()
PROBE = Limits(connect=4.0, read=6.0, whole=8.0, answer=200_000, attempts=1)
"""Whether somebody is there: asked once, and what they say is of no interest."""
