"""The kinds of value a fact may have, and the text that is safe to show.

The classes below carry `__get_pydantic_core_schema__`, the plain hook by which a validator outside learns how strict
to be; nothing here imports it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated

type_hook = Callable[[object], dict[str, object]]

# Terminal controls, C1, bidirectional overrides, line separators and lone surrogates: none of them is a letter.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ud800-\udfff]")


def safe_text(text: str) -> str:
    """One line of text without anything a terminal, a calendar or a letter could take for a command."""
    return _UNSAFE.sub("\ufffd", re.sub(r"[\r\n\t]+", " ", text)).strip()


def safe_lines(text: str) -> str:
    """Like `safe_text`, keeping the line breaks."""
    return "\n".join(safe_text(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


class Exact:
    """Accept the type itself and no look-alike: 0 is no date, "yes" is no truth."""

    def __get_pydantic_core_schema__(self, source: object, handler: type_hook) -> dict[str, object]:
        """Ask the validator outside for its strict form."""
        return handler(source) | {"strict": True}


class Plausible:
    """Accept the days that a move, or a birth, can lie on; arithmetic on them never leaves the calendar."""

    def __get_pydantic_core_schema__(self, source: object, handler: type_hook) -> dict[str, object]:
        """Ask the validator outside for both bounds."""
        return handler(source) | {"ge": date(1900, 1, 1), "le": date(2199, 12, 31)}


class NotNegative:
    """Accept zero and more."""

    def __get_pydantic_core_schema__(self, source: object, handler: type_hook) -> dict[str, object]:
        """Ask the validator outside for a lower bound."""
        return handler(source) | {"ge": 0}


class Matching:
    """Clean the text, then accept it when the whole of it matches `pattern`."""

    def __init__(self, pattern: str = "") -> None:
        """An empty pattern accepts every text."""
        self.pattern = pattern

    def __get_pydantic_core_schema__(self, source: object, handler: type_hook) -> dict[str, object]:
        """Ask the validator outside to clean first."""
        schema = handler(source) | {"strict": True, "max_length": 2000}
        if self.pattern:
            schema |= {"pattern": self.pattern}
        clean = {"type": "no-info", "function": _clean}
        return {"type": "function-before", "function": clean, "schema": schema}


def _clean(value: object) -> object:
    return safe_text(value) if isinstance(value, str) else value


Day = Annotated[date, Exact(), Plausible()]
Flag = Annotated[bool, Exact()]
Count = Annotated[int, Exact(), NotNegative()]
Money = Annotated[Decimal, NotNegative()]
Text = Annotated[str, Matching()]
Insee = Annotated[str, Matching(r"^[0-9][0-9AB][0-9]{3}$")]
EmailAddress = Annotated[str, Matching(r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$")]
