"""What people type, checked as they type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demenagement.wording import Phrasebook

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_FRENCH = re.compile(r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d{4})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LONGEST_WAIT, _OLDEST = 3 * 366, -2 * 366


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether an answer will do, and the sentence that says so, or says what is wrong."""

    good: bool
    text: str = ""


def read_day(text: str) -> date | None:
    """A day written 2027-05-08 or 08/05/2027; None when it is not written so. Raises ValueError for 31 February."""
    match = _ISO.fullmatch(text.strip()) or _FRENCH.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(text)
    return date(year, month, day)


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
