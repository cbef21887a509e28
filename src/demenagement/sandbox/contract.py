"""What a contract is made of: its routes, its error dialect, what the state shows of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from demenagement.sandbox.exchange import Record, Refusal, Reply, Request
from demenagement.sandbox.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping

Action: TypeAlias = Callable[[State, Request], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """One call of a contract; `name` is what a fault names, `{place}` in the path matches one segment."""

    name: str
    method: str
    path: str
    action: Action

    def match(self, path: str) -> Mapping[str, str] | None:
        """The named parts of `path`, or None when it is not this route's."""
        found = _pattern(self.path).fullmatch(path)
        return found.groupdict() if found else None


@dataclass(frozen=True, slots=True)
class Contract:
    """One provider as the sandbox plays it; `name` is its slug and the first segment of its paths."""

    name: str
    routes: tuple[Route, ...]
    dialect: Callable[[Refusal], Reply]
    snapshot: Callable[[State], Record]
    outcomes: frozenset[str] = frozenset()


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template)))
