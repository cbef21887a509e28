"""What people type, checked as they type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from demenagement.domain.days import read_day

if TYPE_CHECKING:
    from datetime import date

    from demenagement.wording import Phrasebook

_LONGEST_WAIT, _OLDEST = 3 * 366, -2 * 366


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether an answer will do, and the sentence that says so, or says what is wrong."""

    good: bool
    text: str = ""


def check_day(text: str, today: date, say: Phrasebook) -> Checked:
    """The day in full where there is one, else what to type."""
    try:
        day = read_day(text)
    except ValueError:
        return Checked(good=False, text=say("app.day-impossible", text=text.strip()))
    if day is None:
        return Checked(good=False, text=say("app.day-how"))
    away = (day - today).days
    if not _OLDEST <= away <= _LONGEST_WAIT:
        return Checked(good=True, text=say("app.day-far", day=say.long_day(day)))
    key = "day-past" if away < 0 else "day-good"
    return Checked(good=True, text=say(f"app.{key}", day=say.long_day(day), count=abs(away)))


def check_free(text: str) -> Checked:
    """Anything will do, nothing too."""
    del text
    return Checked(good=True)


def check_some(text: str) -> Checked:
    """Anything will do, but something."""
    return Checked(good=bool(text.strip()))
