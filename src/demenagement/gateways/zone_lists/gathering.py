"""The rows of a list while it is read, and everything that is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from demenagement.domain.situation import commune
from demenagement.domain.values import safe_text
from demenagement.errors import Problem

if TYPE_CHECKING:
    from datetime import date

    from demenagement.domain.move import Zone

_INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}")
_LONGEST = 40
_MOST_TOLD = 20


def is_code(text: str) -> bool:
    """Whether a text has the form of a commune code."""
    return _INSEE.fullmatch(text) is not None


class Gathering:
    """What was read so far of the list of one file."""

    def __init__(self, file: str) -> None:
        """`file` is what problems call it."""
        self._file = file
        self.zones: dict[str, Zone] = {}
        self.changed: dict[str, date] = {}
        self.day: date | None = None
        self.complete = False
        self._problems: dict[Problem, None] = {}

    def put(self, place: str, text: str, zone: Zone) -> str | None:
        """Note the class of the commune of that code; gives the commune, or None where the code is none."""
        written = text.strip()
        if not is_code(written):
            self.wrong(place, "zone-bad-code", text=written)
            return None
        code = commune(written)
        if self.zones.setdefault(code, zone) != zone:
            self.wrong(place, "zone-twice", code=code)
        return code

    def wrong(self, place: str, problem: str, **details: str) -> None:
        """Note a problem, once; `place` is the line or the row."""
        told = tuple((name, safe_text(text)[:_LONGEST]) for name, text in details.items())
        self._problems[Problem(self._file, place, problem, told)] = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong; of very many, the first ones and how many more there are."""
        told = list(self._problems)[:_MOST_TOLD]
        if left := len(self._problems) - len(told):
            told.append(Problem(self._file, "", "zone-and-more", (("count", str(left)),)))
        return tuple(told)
