"""One command of the command line, run: what it printed where, and how it ended."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Protocol

TODAY = "2027-05-24"
"""A day on which the example's household has something to do."""


@dataclass(frozen=True)
class Ran:
    """What one command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 # any JSON value
        """The one document on stdout: anything before or after it is an error."""
        return json.loads(self.out)

    @property
    def words(self) -> str:
        """What was printed for people, as if no line had been broken."""
        return " ".join((self.out + self.err).split())


class Run(Protocol):
    """Runs one command."""

    def __call__(self, *words: str, typed: str = "") -> Ran:
        """`typed` is what somebody types; nothing means that nobody is there."""
