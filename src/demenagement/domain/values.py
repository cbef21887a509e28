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


class Between:
    """Accept values from `least` to `most`, so that no arithmetic on them leaves the calendar or the purse."""

    def __init__(self, least: object, most: object) -> None:
        """Both ends are accepted."""
        self.least, self.most = least, most

    def __get_pydantic_core_schema__(self, source: object, handler: type_hook) -> dict[str, object]:
        """Ask the validator outside for both bounds."""
        return handler(source) | {"ge": self.least, "le": self.most}


class AtMost:
    """Accept lists of so many members."""

    def __init__(self, count: int) -> None:
        """`count` members are accepted."""
        self.count = count

    def __get_pydantic_core_schema__(self, source: object, handler: type_hook) -> dict[str, object]:
        """Ask the validator outside for the bound."""
        return handler(source) | {"max_length": self.count}


class Matching:
    """Clean the text, then accept it when the whole of it matches `pattern`."""

    def __init__(self, pattern: str = "", longest: int = 2000) -> None:
        """An empty pattern accepts every text of at most `longest` characters."""
        self.pattern, self.longest = pattern, longest

    def __get_pydantic_core_schema__(self, source: object, handler: type_hook) -> dict[str, object]:
        """Ask the validator outside to clean first."""
        schema = handler(source) | {"strict": True, "max_length": self.longest}
        if self.pattern:
            schema |= {"pattern": self.pattern}
        clean = {"type": "no-info", "function": _clean}
        return {"type": "function-before", "function": clean, "schema": schema}


class AsWritten:
    """A document within a document, for later: its keys stay as they are in the file."""

    def __get_pydantic_core_schema__(self, source: object, handler: type_hook) -> dict[str, object]:
        """Ask the validator outside to take back what it made of the keys."""
        restore = {"type": "no-info", "function": _as_written}
        return {"type": "function-after", "function": restore, "schema": handler(source)}


def _as_written(document: object) -> object:
    if isinstance(document, dict):
        return {key.removesuffix("_"): _as_written(value) for key, value in document.items()}
    return [_as_written(value) for value in document] if isinstance(document, list) else document


def _clean(value: object) -> object:
    return safe_text(value) if isinstance(value, str) else value


Day = Annotated[date, Exact(), Between(date(1900, 1, 1), date(2199, 12, 31))]
Flag = Annotated[bool, Exact()]
Count = Annotated[int, Exact(), Between(0, 1200)]
DogCategory = Annotated[int, Exact(), Between(0, 2)]
Money = Annotated[Decimal, Between(0, 10_000_000)]
Text = Annotated[str, Matching()]
Country = Annotated[str, Matching(r"^[A-Z]{2}$")]
Slug = Annotated[str, Matching(r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Insee = Annotated[str, Matching(r"^[0-9][0-9AB][0-9]{3}$")]
EmailAddress = Annotated[str, Matching(r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$")]
AddressLines = Annotated[tuple[Annotated[str, Matching(longest=38)], ...], AtMost(6)]
"""A postal block: six lines of 38 characters at most (NF Z10-011)."""
