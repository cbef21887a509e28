"""How Merci Facteur answers: `success` and `error` in every answer; what it refuses keeps the status 200.

Their README shows `error` as a bare code, their clients as `{"code", "text"}`: here the contract's own refusals are the
first, whatever else goes wrong the second.
"""

from __future__ import annotations

from http import HTTPStatus

from demenagement.sandbox.exchange import Refusal, Reply, answer


def dialect(refusal: Refusal) -> Reply:
    """A refusal as Merci Facteur words it."""
    code = refusal.problems[0][0]
    text = " ".join(message for _, message in refusal.problems)
    error: object = code if refusal.status == HTTPStatus.OK else {"code": code, "text": text}
    return answer(refusal.status, {"success": False, "error": error}, *refusal.headers)


def refused(code: str) -> Refusal:
    """A refusal of the contract itself."""
    return Refusal(HTTPStatus.OK, (code, ""))


def told(**facts: object) -> Reply:
    """A success."""
    return answer(HTTPStatus.OK, {"success": True, "error": None, **facts})
