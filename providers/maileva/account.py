"""One Maileva account, signed in: the calls, and what their answers mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from demenagement.adapter import Http
from demenagement.domain.values import safe_text
from demenagement.errors import (
    OutcomeUnknown,
    ProviderError,
    Refused,
    SignInNeeded,
    Unavailable,
    UnexpectedAnswer,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from demenagement.adapter import Answer

Record = dict[str, Any]
"""A JSON object, as it came: nothing in it is sure."""

_TOKEN = "/auth/realms/services/protocol/openid-connect/token"  # noqa: S105 # a path
_SENDINGS = "/registered_mail/v4/sendings"
_KEYS = ("client_id", "client_secret", "username", "password")
_BEARER = re.compile(r"[\x21-\x7e]+")
_IDENTITY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_PAGE, _MOST_SENDINGS, _LONGEST_WORDS = 200, 200_000, 200


async def sign_in(slug: str, http: Http) -> Account:
    """The account, ready to be used. Raises SignInNeeded when it is not set up, or was rejected."""
    if missing := [name for name in _KEYS if not http.account.get(name)]:
        raise SignInNeeded(slug, ", ".join(missing))
    client, secret, username, password = (http.account[name] for name in _KEYS)
    form = {"grant_type": "password", "username": username, "password": password}
    where = http.account.get("auth") or _TOKEN
    try:
        answer = await http.request("POST", where, form=form, basic=(client, secret), repeatable=True)
    except OutcomeUnknown:
        # One token more has no effect.
        raise Unavailable(slug) from None
    rejected = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
    if answer.status in rejected and (said := _words(answer)):
        raise SignInNeeded(slug, said)
    bearer = _record(slug, answer, HTTPStatus.OK).get("access_token")
    if not isinstance(bearer, str) or not _BEARER.fullmatch(bearer):
        raise UnexpectedAnswer(slug)
    return Account(slug, http, bearer)


@dataclass(frozen=True, slots=True)
class Account:
    """The calls below `/sendings`, one bearer token behind them."""

    slug: str
    http: Http
    bearer: str

    async def _ask(self, method: str, path: str, **asked: Any) -> Answer:  # noqa: ANN401 # what `request` takes
        headers = {"Authorization": f"Bearer {self.bearer}"}
        return await self.http.request(method, f"{_SENDINGS}{path}", headers=headers, **asked)

    async def prepare(self, path: str, **asked: Any) -> Record:  # noqa: ANN401 # what `request` takes
        """Something of a draft. No effect can be in doubt: at worst a draft stays behind."""
        try:
            answer = await self._ask("POST", path, **asked)
        except OutcomeUnknown:
            raise Unavailable(self.slug) from None
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Unavailable(self.slug, _words(answer))
        return _record(self.slug, answer, HTTPStatus.CREATED)

    async def submit(self, sending: str) -> None:
        """Let a draft go. Whatever is no clear answer is a doubt."""
        try:
            answer = await self._ask("POST", f"/{sending}/submit")
        except UnexpectedAnswer as unread:
            raise OutcomeUnknown(self.slug, unread.detail) from None
        if answer.status == HTTPStatus.OK and (not answer.content.strip() or answer.document is not None):
            return
        fault = _fault(self.slug, answer)
        raise OutcomeUnknown(self.slug, fault.detail) if isinstance(fault, UnexpectedAnswer) else fault

    async def discard(self, sending: str) -> bool:
        """Take a draft away; whether it is surely gone."""
        try:
            answer = await self._ask("DELETE", f"/{sending}", repeatable=True)
        except ProviderError:
            return False
        unknown = answer.status == HTTPStatus.NOT_FOUND and bool(_words(answer))
        return unknown or answer.status == HTTPStatus.NO_CONTENT

    async def take_away(self, sending: str) -> None:
        """Take a sending away that was there a moment ago. Raises Refused, in their words, where it is too late."""
        answer = await self._ask("DELETE", f"/{sending}", repeatable=True)
        gone = answer.status == HTTPStatus.NOT_FOUND and bool(_words(answer))
        if not gone and answer.status != HTTPStatus.NO_CONTENT:
            raise _fault(self.slug, answer)

    async def read(self, path: str, **query: str) -> Record:
        """What is there now."""
        return _record(self.slug, await self._ask("GET", path, query=query), HTTPStatus.OK)

    async def sendings(self) -> AsyncIterator[Record]:
        """All of them, page by page. Raises UnexpectedAnswer rather than miss one."""
        seen = total = 0
        while True:
            page = await self.read("", start_index=str(seen + 1), count=str(_PAGE))
            listed, paging = records(self.slug, page, "sendings"), page.get("paging")
            now = paging.get("total_results") if isinstance(paging, dict) else None
            # A list that shrinks while it is read, or counts wrong, may hide one.
            least = max(total, seen + len(listed))
            if not isinstance(now, int) or not least <= now <= _MOST_SENDINGS or (now > seen and not listed):
                raise UnexpectedAnswer(self.slug)
            for sending in listed:
                yield sending
            seen, total = seen + len(listed), now
            if seen >= total:
                return

    async def download(self, path: str) -> bytes | None:
        """A proof; None when it is not there yet, or is none."""
        try:
            answer = await self._ask("GET", path)
        except UnexpectedAnswer:
            return None
        there = answer.status == HTTPStatus.OK and answer.content.startswith(b"%PDF")
        return answer.content if there else None


def records(slug: str, page: Record, key: str) -> list[Record]:
    """The objects of a list, or UnexpectedAnswer."""
    listed = page.get(key)
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise UnexpectedAnswer(slug)
    return listed


def text(slug: str, record: Record, key: str) -> str:
    """A text that must be there, or UnexpectedAnswer."""
    value = record.get(key)
    if not isinstance(value, str):
        raise UnexpectedAnswer(slug)
    return value


def identity(slug: str, record: Record) -> str:
    """The id of a record, sure to be one segment of a path."""
    value = text(slug, record, "id")
    if not _IDENTITY.fullmatch(value):
        raise UnexpectedAnswer(slug)
    return value


def _record(slug: str, answer: Answer, expected: HTTPStatus) -> Record:
    if answer.status != expected:
        raise _fault(slug, answer)
    if not isinstance(answer.document, dict):
        raise UnexpectedAnswer(slug, f"HTTP {answer.status}")
    return answer.document


def _fault(slug: str, answer: Answer) -> ProviderError:
    said = _words(answer)
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return SignInNeeded(slug, said)
    if HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR and said:
        return Refused(slug, said)
    return UnexpectedAnswer(slug, said or f"HTTP {answer.status}")


def _words(answer: Answer) -> str:
    """What they say went wrong: a list of errors, one error, or the sign-in's own way."""
    whole = answer.document if isinstance(answer.document, dict) else {}
    listed = whole.get("errors")
    problems = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else [whole]
    found = [problem.get("message") or problem.get("error_description") or problem.get("code") for problem in problems]
    return safe_text(" ".join(each for each in found if isinstance(each, str)))[:_LONGEST_WORDS]
