"""What passes between a caller and a contract: a request, a reply, a refusal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Record = dict[str, Any]
"""A JSON object: what the wire carries and what the state keeps."""

_SMALLEST_ERROR = 400


class Refusal(Exception):
    """What a contract says no to; each contract words it in its own dialect."""

    def __init__(self, status: int, *problems: tuple[str, str], headers: tuple[tuple[str, str], ...] = ()) -> None:
        """`problems` are pairs of a code and a message."""
        super().__init__(status, problems)
        self.status, self.problems, self.headers = status, problems, headers


@dataclass(frozen=True, slots=True)
class Request:
    """One call, read whole. `places` are the named parts of its path, `base` the sandbox's own address."""

    method: str
    path: str
    base: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    places: Mapping[str, str] = field(default_factory=dict)

    def at(self, places: Mapping[str, str]) -> Request:
        """The same request, its path understood."""
        return replace(self, places=places)

    def value(self) -> object:
        """The body as JSON, or a refusal."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise Refusal(_SMALLEST_ERROR, UNREADABLE) from None

    def record(self) -> Record:
        """The body as a JSON object, or a refusal."""
        value = self.value()
        if not isinstance(value, dict):
            raise Refusal(_SMALLEST_ERROR, UNREADABLE)
        return value


UNREADABLE = ("UNEXPECTED_NOT_VALID_ERROR", "Le corps de la requête est illisible.")


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, before it is written."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


DROPPED = Reply(0)
"""No answer at all: the connection is closed."""


def answer(status: int, value: object, *headers: tuple[str, str]) -> Reply:
    """A JSON reply."""
    return Reply(status, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"), headers=headers)


def page(status: int, title: str, body: str) -> Reply:
    """An HTML page; `body` is HTML, already escaped."""
    text = f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>{title}</title><body>{body}</body></html>'
    return Reply(status, text.encode(), "text/html; charset=utf-8")
