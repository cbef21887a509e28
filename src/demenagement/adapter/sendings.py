"""A letter service in two phases, behind a bearer token: what its adapters share.

A draft has no effect and costs nothing: whatever goes wrong before `let_go` is harmless. What goes wrong there is a
doubt, unless the draft can still be taken away.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from demenagement.adapter import Http
from demenagement.adapter.reading import Record, fault, identity, record, records, text, words
from demenagement.errors import (
    OutcomeUnknown,
    ProviderError,
    SignInNeeded,
    Unavailable,
    UnexpectedAnswer,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from demenagement.adapter import Answer
    from demenagement.domain.draft import Document

DRAFT = "DRAFT"
"""The status of a sending that has not been let go."""
KEYS = ("client_id", "client_secret", "username", "password")
"""What the person sets up, by the names of an OAuth2 password grant."""
_BEARER = re.compile(r"[\x21-\x7e]+")
_PAGE, _MOST_SENDINGS = 200, 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One such service: where it signs in and keeps its sendings, and the status that says a draft was let go.

    `token` is below the base address, for an account that names no place of its own to sign in at.
    """

    slug: str
    token: str
    sendings: str
    let_go: HTTPStatus = HTTPStatus.OK

    async def sign_in(self, http: Http) -> Account:
        """The account, ready to be used. Raises SignInNeeded when it is not set up, or was rejected."""
        if missing := [name for name in KEYS if not http.account.get(name)]:
            raise SignInNeeded(self.slug, ", ".join(missing))
        client, secret, username, password = (http.account[name] for name in KEYS)
        form = {"grant_type": "password", "username": username, "password": password}
        where = http.account.get("auth") or self.token
        try:
            answer = await http.request("POST", where, form=form, basic=(client, secret), repeatable=True)
        except OutcomeUnknown:
            # One token more has no effect.
            raise Unavailable(self.slug) from None
        rejected = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
        if answer.status in rejected and (said := words(answer)):
            raise SignInNeeded(self.slug, said)
        bearer = record(self.slug, answer, HTTPStatus.OK).get("access_token")
        if not isinstance(bearer, str) or not _BEARER.fullmatch(bearer):
            raise UnexpectedAnswer(self.slug)
        return Account(self, http, bearer)


@dataclass(frozen=True, slots=True)
class Account:
    """One person's sendings: each call bears the token."""

    service: Service
    http: Http
    bearer: str

    @property
    def slug(self) -> str:
        """The provider that its errors name."""
        return self.service.slug

    async def draft(self, sending: Record, documents: Sequence[Document], recipient: Record) -> Record:
        """A whole draft, as they made it; one that could not be filled is taken away again."""
        made = await self._prepare("", json=sending)
        here = f"/{identity(self.slug, made)}"
        try:
            for rank, document in enumerate(documents, start=1):
                metadata = {"metadata": json.dumps({"name": document.name, "priority": rank})}
                file = (document.name, document.content, document.media_type)
                await self._prepare(f"{here}/documents", form=metadata, files={"document": file})
            await self._prepare(f"{here}/recipients", json=recipient)
        except ProviderError:
            await self.discard(identity(self.slug, made))
            raise
        return made

    async def let_go(self, sending: str) -> None:
        """Submit. A refusal is believed when the draft could be taken away after it: it surely did not leave."""
        try:
            await self._submit(sending)
        except OutcomeUnknown:
            raise
        except ProviderError as refusal:
            if not await self.discard(sending):
                raise OutcomeUnknown(self.slug, refusal.detail) from refusal
            raise

    async def find(self, key: str) -> Record | None:
        """The sending with that `custom_id`, once let go. Its drafts are taken away, so that None is sure."""
        drafts = []
        async for sending in self._sendings():
            if sending.get("custom_id") != key:
                continue
            if text(self.slug, sending, "status") != DRAFT:
                return sending
            drafts.append(identity(self.slug, sending))
        for draft in drafts:
            if not await self.discard(draft):
                raise OutcomeUnknown(self.slug)
        return None

    async def read(self, path: str, **query: str) -> Record:
        """What is there now."""
        return record(self.slug, await self._ask("GET", path, query=query), HTTPStatus.OK)

    async def download(self, path: str) -> bytes | None:
        """A proof; None when it is not there yet, or is none."""
        try:
            answer = await self._ask("GET", path)
        except UnexpectedAnswer:
            return None
        there = answer.status == HTTPStatus.OK and answer.content.startswith(b"%PDF")
        return answer.content if there else None

    async def discard(self, sending: str) -> bool:
        """Take a draft away; whether it is surely gone."""
        try:
            await self.take_away(sending)
        except ProviderError:
            return False
        return True

    async def take_away(self, sending: str) -> None:
        """Take a sending away that was there a moment ago. Raises Refused, in their words, where it is too late."""
        answer = await self._ask("DELETE", f"/{sending}", repeatable=True)
        gone = answer.status == HTTPStatus.NOT_FOUND and bool(words(answer))
        if not gone and answer.status != HTTPStatus.NO_CONTENT:
            raise fault(self.slug, answer)

    async def _ask(self, method: str, path: str, **asked: Any) -> Answer:  # noqa: ANN401 # what `request` takes
        headers = {"Authorization": f"Bearer {self.bearer}"}
        return await self.http.request(method, f"{self.service.sendings}{path}", headers=headers, **asked)

    async def _prepare(self, path: str, **asked: Any) -> Record:  # noqa: ANN401 # what `request` takes
        """Something of a draft. No effect can be in doubt: at worst a draft stays behind."""
        try:
            answer = await self._ask("POST", path, **asked)
        except OutcomeUnknown:
            raise Unavailable(self.slug) from None
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Unavailable(self.slug, words(answer))
        return record(self.slug, answer, HTTPStatus.CREATED)

    async def _submit(self, sending: str) -> None:
        """Whatever is no clear answer is a doubt."""
        try:
            answer = await self._ask("POST", f"/{sending}/submit")
        except UnexpectedAnswer as unread:
            raise OutcomeUnknown(self.slug, unread.detail) from None
        readable = not answer.content.strip() or answer.document is not None
        if answer.status == self.service.let_go and readable:
            return
        found = fault(self.slug, answer)
        raise OutcomeUnknown(self.slug, found.detail) if isinstance(found, UnexpectedAnswer) else found

    async def _sendings(self) -> AsyncIterator[Record]:
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
