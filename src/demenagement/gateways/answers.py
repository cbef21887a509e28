"""Reading what a provider answered, whatever it is: its JSON, its words, how long it asks to wait."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from demenagement.domain.values import safe_text
from demenagement.errors import Unavailable, UnexpectedAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.adapter import Answer

_LONGEST_WORDS = 200
_LONGEST_WAIT = 86_400.0
SERVER = 500
"""From this status on, the fault is the provider's own."""

_TOO_MANY, _BUSY, _REDIRECTED = 429, 503, range(300, 400)
_SAID = ("message", "error_description", "error", "detail")


def document(headers: Mapping[str, str], content: bytes) -> object:
    """The JSON that the content holds; None when it holds none, or nobody can read it."""
    if "json" not in headers.get("content-type", "") and content.lstrip()[:1] not in (b"{", b"["):
        return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def words(document: object) -> str:
    """What a provider says went wrong, in whichever of the usual dialects, made harmless and short."""
    if not isinstance(document, dict):
        return ""
    errors = document.get("errors")
    problems = [each for each in errors if isinstance(each, dict)] if isinstance(errors, list) else [document]
    said = [problem.get(key) for problem in problems for key in _SAID]
    return safe_text(" ".join(text for text in said if isinstance(text, str)))[:_LONGEST_WORDS]


def retry_after(headers: Mapping[str, str]) -> float | None:
    """How many seconds they ask to wait, a day at most; None when they don't say so in a way that can be read."""
    asked = headers.get("retry-after")
    if not asked:
        return None
    if asked.isascii() and asked.isdigit():
        return min(float(asked), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return None
    left = moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)
    return min(max(left.total_seconds(), 0.0), _LONGEST_WAIT)


def judged(slug: str, answer: Answer, *, again: bool) -> Answer:
    """The answer, where it is one; `again`: asking twice does no harm. Raises Unavailable, UnexpectedAnswer."""
    if answer.status in _REDIRECTED:
        raise UnexpectedAnswer(slug, f"HTTP {answer.status}")
    wait = retry_after(answer.headers)
    if answer.status == _TOO_MANY or (answer.status == _BUSY and wait is not None):
        raise Unavailable(slug, words(answer.document), wait)
    if again and answer.status >= SERVER:
        raise Unavailable(slug, words(answer.document))
    return answer
