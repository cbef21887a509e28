"""One Merci Facteur account, signed in: the calls, and what their answers mean.

Every answer says `success`, whatever its status; `error` is a code, or a code and a text: both were read. The names of
most codes were not, so that of a second call with the same key is recognised by what such a name must hold.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from demenagement.adapter import Http
from demenagement.domain.values import safe_text
from demenagement.errors import OutcomeUnknown, Refused, SignInNeeded, Unavailable, UnexpectedAnswer

if TYPE_CHECKING:
    from demenagement.adapter import Answer

Record = dict[str, Any]
"""A JSON object, as it came: nothing in it is sure."""

_KEYS = ("service_id", "secret_key", "user_id")
_UNRESTRICTED = "111.111.111"
"""What they ask for in place of addresses where an account is not restricted to any."""
_TOKEN = "/getToken"  # noqa: S105 # a path
_LONGER = {"timeLimit": "1", "force": "extend"}
_MARGIN = 300
"""Seconds that a token must still hold, so that it does not end in the middle of a use."""
_HEADER = re.compile(r"[\x21-\x7e]+")
_IDENTITY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_TWICE = re.compile(r"doubl|duplic|already|d[eé]j[aà]", re.IGNORECASE)
_SIGN_IN = re.compile(r"token|signature", re.IGNORECASE)
_LONGEST_WORDS = 200
_PLAIN = {
    "INFO_ADDRESS_MISSING": "une adresse est incomplète",
    "LETTER_INVALID_FILES": "la lettre n'est pas acceptée",
    "LETTER_INVALID_BASE64_FILES": "la lettre n'est pas acceptée",
    "INVALID_DATE_ENVOI": "la date d'envoi n'est pas acceptée",
}


class AlreadyThere(Refused):
    """They have a sending with that key."""


async def sign_in(slug: str, http: Http) -> Account:
    """The account, ready to be used. Raises SignInNeeded when it is not set up, or was rejected."""
    service, secret, user = (http.account.get(name, "") for name in _KEYS)
    if missing := [name for name in _KEYS if not http.account.get(name)]:
        raise SignInNeeded(slug, ", ".join(missing))
    if not _HEADER.fullmatch(service):
        raise SignInNeeded(slug, "service_id")
    granted = await _token(slug, http, service, secret)
    expires = granted.get("expire")
    if isinstance(expires, int) and expires - time.time() < _MARGIN:
        # They give the same token to whoever signs in: a new one would end it for all who are using it.
        granted = await _token(slug, http, service, secret, form=_LONGER)
    token = granted.get("token")
    if not isinstance(token, str) or not _HEADER.fullmatch(token):
        raise UnexpectedAnswer(slug)
    return Account(slug, http, user, {"ww-access-token": token, "ww-service-id": service})


async def _token(slug: str, http: Http, service: str, secret: str, form: Mapping[str, str] | None = None) -> Record:
    """What `getToken` grants to who signs service and time, five minutes at most before."""
    now = str(int(time.time()))
    headers = {
        "ww-service-id": service,
        "ww-timestamp": now,
        "ww-service-signature": hmac.new(secret.encode(), f"{service}{now}".encode(), hashlib.sha256).hexdigest(),
        "ww-authorized-ip": http.account.get("authorized_ip") or _UNRESTRICTED,
    }
    method = "GET" if form is None else "POST"
    try:
        answer = await http.request(method, _TOKEN, form=form, headers=headers, repeatable=True)
        return _record(slug, answer)
    except OutcomeUnknown:
        # One token more has no effect.
        raise Unavailable(slug) from None
    except Refused as refusal:
        raise SignInNeeded(slug, refusal.detail) from None


@dataclass(frozen=True, slots=True)
class Account:
    """The calls of one use. Its token, which holds for 24 hours, is kept no longer than that use and never written."""

    slug: str
    http: Http
    user: str
    headers: Mapping[str, str]

    async def send(self, form: Mapping[str, str]) -> Record:
        """Let a letter go. Whatever is no clear answer is a doubt. Raises AlreadyThere for a key they know."""
        whole = {"idUser": self.user, **form}
        try:
            answer = await self.http.request("POST", "/sendCourrier", form=whole, headers=self.headers)
            if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise OutcomeUnknown(self.slug, _said(answer)[1])
            return _record(self.slug, answer)
        except UnexpectedAnswer as unread:
            raise OutcomeUnknown(self.slug, unread.detail) from None

    async def read(self, path: str, **query: str) -> Record:
        """What is there now."""
        return _record(self.slug, await self.http.request("GET", path, query=query, headers=self.headers))

    async def sendings(self) -> list[Record]:
        """Those they list: the last fifty."""
        listed = await self.read("/listEnvois", idUser=self.user)
        if "envois" not in listed:
            raise UnexpectedAnswer(self.slug)
        return records(self.slug, listed["envois"])


def records(slug: str, given: object) -> list[Record]:
    """The objects of a list, of an object that numbers them, or none; else UnexpectedAnswer."""
    if given is None:
        return []
    listed = list(given.values()) if isinstance(given, dict) else given
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise UnexpectedAnswer(slug)
    return listed


def identity(slug: str, given: object) -> str:
    """The id of a sending: a number, a text, or a list of one; their descriptions disagree."""
    only = given[0] if isinstance(given, list) and len(given) == 1 else given
    text = str(only) if isinstance(only, int | str) and not isinstance(only, bool) else ""
    if not _IDENTITY.fullmatch(text):
        raise UnexpectedAnswer(slug)
    return text


def _record(slug: str, answer: Answer) -> Record:
    document = answer.document
    code, said = _said(answer)
    if answer.status == HTTPStatus.UNAUTHORIZED:
        raise SignInNeeded(slug, said)
    if not isinstance(document, dict) or not isinstance(document.get("success"), bool):
        raise UnexpectedAnswer(slug, f"HTTP {answer.status}")
    if document["success"]:
        return document
    if _TWICE.search(f"{code} {said}"):
        raise AlreadyThere(slug, said)
    raise (SignInNeeded if _SIGN_IN.search(code) else Refused)(slug, said)


def _said(answer: Answer) -> tuple[str, str]:
    """The code of what went wrong, and the words for it: theirs, ours where we know the code, else the code."""
    error = answer.document.get("error") if isinstance(answer.document, dict) else None
    code, text = (error.get("code"), error.get("text")) if isinstance(error, dict) else (error, None)
    code = safe_text(code)[:_LONGEST_WORDS] if isinstance(code, str) else ""
    told = text if isinstance(text, str) and text else f"{_PLAIN[code]} ({code})" if code in _PLAIN else code
    return code, safe_text(told)[:_LONGEST_WORDS]
