"""What a person tells for one letter only, as they type it; nothing of it is kept in the dossier."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from demenagement.domain.days import read_day
from demenagement.domain.values import safe_lines, safe_text
from demenagement.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

TOLD = (
    *("what", "wish", "bill", "billed", "reading"),
    *("complained_on", "answer", "company", "mediator", "mediator_address"),
)
"""All that can be told, by name."""

PREFIX = "told."
"""What stands before the name where it is read as a fact."""

_DAYS, _LINES = ("complained_on",), ("mediator_address",)
_BETWEEN_LINES = re.compile(r"[;\n]|,(?=\s*\d{5}\s)")
"""A comma too where a postcode follows: an address is often typed on one line."""

_NOTHING = {"aucune", "aucun", "none", "non", "no"}


def as_facts(told: Mapping[str, str]) -> dict[str, object]:
    """The facts of one draft: days, lines of an address, texts; an answer that says there was none is False.

    Raises NotAllowed for a name that does not exist, and for a day that can't be read.
    """
    return {f"{PREFIX}{name}": _read(name, text) for name, text in told.items() if text.strip()}


def _read(name: str, text: str) -> object:
    if name not in TOLD:
        raise NotAllowed("told-unknown", text=safe_text(name), named=TOLD)
    if name in _DAYS:
        return _day(text)
    if name in _LINES:
        return tuple(line for line in map(safe_text, _BETWEEN_LINES.split(text)) if line)
    if name == "answer" and text.strip().casefold() in _NOTHING:
        return False
    return safe_lines(text).strip()


def _day(text: str) -> date:
    try:
        day = read_day(text)
    except ValueError:
        day = None
    if day is None:
        raise NotAllowed("told-unreadable", text=safe_text(text))
    return day
