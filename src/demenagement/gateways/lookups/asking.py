"""One question to a public service: its document, or what went wrong, told as ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.values import safe_text
from demenagement.errors import (
    LookUpKeyNeeded,
    LookUpRefused,
    LookUpUnreachable,
    LookUpUnreadable,
    ProviderBroken,
    Unavailable,
    UnexpectedAnswer,
)
from demenagement.gateways import answers
from demenagement.gateways.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from demenagement.adapter import Answer, Http
    from demenagement.domain.lookups import Service

PATIENCE = Limits(connect=4.0, read=8.0, whole=20.0, attempts=2, wait=0.5, max_wait=6.0)
"""A person waits at the terminal, and can do without the answer."""

_GOOD = range(200, 300)
_KEYLESS = (401, 403)
_LONGEST_WORDS = 200


async def asked(
    http: Http,
    service: Service,
    path: str,
    query: Mapping[str, str],
    *,
    headers: Mapping[str, str] | None = None,
    also: Collection[int] = (),
) -> Answer:
    """The answer to one reading; those with a status in `also` are answers too.

    Raises LookUpUnreachable, LookUpUnreadable, LookUpRefused, LookUpKeyNeeded. None of them holds the question.
    """
    try:
        answer = await http.request("GET", path, query=query, headers=headers)
    except Unavailable as fault:
        raise LookUpUnreachable(service, fault.detail) from None
    except (UnexpectedAnswer, ProviderBroken) as fault:
        raise LookUpUnreadable(service, getattr(fault, "detail", "")) from None
    if answer.status in _KEYLESS:
        raise LookUpKeyNeeded(service, _said(answer))
    if answer.status not in _GOOD and answer.status not in also:
        raise LookUpRefused(service, _said(answer) or f"HTTP {answer.status}")
    return answer


def _said(answer: Answer) -> str:
    """Why they say no: in JSON, with or without a list of details, or in a line of plain text."""
    if isinstance(answer.document, dict):
        detail = answer.document.get("detail")
        more = [each for each in detail if isinstance(each, str)] if isinstance(detail, list) else []
        return " ".join(filter(None, (answers.words(answer.document), *map(safe_text, more))))[:_LONGEST_WORDS]
    if answer.headers.get("content-type", "").startswith("text/plain"):
        return safe_text(answer.content.decode("utf-8", "replace"))[:_LONGEST_WORDS]
    return ""
