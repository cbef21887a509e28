"""Virtual time: days of a provider's work pass in seconds, or at a word."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

LONGEST_LEAP = 10 * 366 * 24 * 3600


class Clock:
    """Starts at the real time, runs `speed` times as fast, and leaps when told."""

    def __init__(self, speed: float = 1.0) -> None:
        """`speed` is at least 0: a clock of speed 0 moves by leaps only."""
        if not 0 <= speed <= LONGEST_LEAP:
            raise ValueError(f"La vitesse doit être comprise entre 0 et {LONGEST_LEAP} (speed): {speed}")
        self._speed = speed
        self.reset()

    def reset(self) -> None:
        """Back to the real time."""
        self._origin = datetime.now(UTC)
        self._started = time.monotonic()

    def now(self) -> datetime:
        """The virtual time."""
        return self._origin + timedelta(seconds=(time.monotonic() - self._started) * self._speed)

    def advance(self, seconds: float) -> None:
        """Leap forward."""
        if not 0 <= seconds <= LONGEST_LEAP:
            raise ValueError(f"advance_seconds: 0 … {LONGEST_LEAP}")
        self._origin += timedelta(seconds=seconds)

    def resume(self, moment: datetime) -> None:
        """Never run backwards after a restart: take up at `moment` when it lies ahead."""
        self._origin += max(moment - self.now(), timedelta())


def stamp(moment: datetime) -> str:
    """A moment as the contracts write it: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(stamped: str) -> datetime:
    """The moment that was stamped."""
    return datetime.fromisoformat(stamped)
