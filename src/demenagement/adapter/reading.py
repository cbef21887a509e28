"""What a provider answered, read without trust: what is there, or one of our errors."""

from __future__ import annotations

import re
from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from demenagement.domain.values import safe_text
from demenagement.errors import ProviderError, Refused, SignInNeeded, UnexpectedAnswer

if TYPE_CHECKING:
    from demenagement.adapter import Answer

Record = dict[str, Any]
"""A JSON object, as it came: nothing in it is sure."""

_IDENTITY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_LONGEST_WORDS = 200


def record(slug: str, answer: Answer, expected: HTTPStatus) -> Record:
    """The object of an answer that has the expected status; otherwise what is wrong with it is raised."""
    if answer.status != expected:
        raise fault(slug, answer)
    if not isinstance(answer.document, dict):
        raise UnexpectedAnswer(slug, f"HTTP {answer.status}")
    return answer.document


def records(slug: str, page: Record, key: str) -> list[Record]:
    """The objects of a list, or UnexpectedAnswer."""
    listed = page.get(key)
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise UnexpectedAnswer(slug)
    return listed


def text(slug: str, found: Record, key: str) -> str:
    """A text that must be there, or UnexpectedAnswer."""
    value = found.get(key)
    if not isinstance(value, str):
        raise UnexpectedAnswer(slug)
    return value


def identity(slug: str, found: Record) -> str:
    """The id of a record, sure to be one segment of a path."""
    value = text(slug, found, "id")
    if not _IDENTITY.fullmatch(value):
        raise UnexpectedAnswer(slug)
    return value


def day(stamp: object) -> date | None:
    """The day of a moment they wrote, by Paris's calendar whatever clock they write in; None when it is no moment."""
    try:
        at = datetime.fromisoformat(str(stamp))
    except ValueError:
        return None
    return (at.astimezone(ZoneInfo("Europe/Paris")) if at.tzinfo else at).date()


def dated(label: str, when: date | None) -> str:
    """A label of theirs, made harmless, and the day it speaks of."""
    said = safe_text(label)[:_LONGEST_WORDS]
    return f"{said}, le {when:%d/%m/%Y}" if when else said


def fault(slug: str, answer: Answer) -> ProviderError:
    """What an answer that is none of those foreseen says: a refusal in their words, or nothing we can read."""
    said = words(answer)
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return SignInNeeded(slug, said)
    if HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR and said:
        return Refused(slug, said)
    return UnexpectedAnswer(slug, said or f"HTTP {answer.status}")


def words(answer: Answer) -> str:
    """What they say went wrong: a list of errors, one error, or the way of OAuth2."""
    whole = answer.document if isinstance(answer.document, dict) else {}
    listed = whole.get("errors")
    problems = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else [whole]
    found = [problem.get("message") or problem.get("error_description") or problem.get("code") for problem in problems]
    return safe_text(" ".join(each for each in found if isinstance(each, str)))[:_LONGEST_WORDS]
