"""Signing in to Merci Facteur: a signed request, then a token of 24 hours, in real time, as their holder lives.

A token that still holds is given again rather than a new one; `force` prolongs or renews it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from demenagement.sandbox.merci_facteur.wording import refused, told

if TYPE_CHECKING:
    from demenagement.sandbox.contract import Action
    from demenagement.sandbox.exchange import Record, Reply, Request
    from demenagement.sandbox.state import State

ACCEPTED = "sandbox"
"""The only secret key; any service is accepted."""
_SIGNATURE_LASTS, _DAY, _MOST_DAYS = 300, 86_400, 365


def token(state: State, request: Request) -> Reply:
    """`GET /getToken`."""
    return _granted(state, _signed(request), days=1, force="")


def extended(state: State, request: Request) -> Reply:
    """`POST /getToken`: with `timeLimit`, in days, and `force`: `extend` or `renewal`."""
    service = _signed(request)
    form = dict(parse_qsl(request.body.decode("utf-8", "replace")))
    days = form.get("timeLimit", "1")
    if not (days.isascii() and days.isdigit() and 1 <= int(days) <= _MOST_DAYS):
        raise refused("INVALID_TIME_LIMIT")
    return _granted(state, service, days=int(days), force=form.get("force", ""))


def guarded(action: Action) -> Action:
    """The same action, for holders of a token only."""

    def checked(state: State, request: Request) -> Reply:
        service = request.headers.get("ww-service-id", "")
        held = _tokens(state).get(service, {})
        given = request.headers.get("ww-access-token", "")
        if not given or given != held.get("token") or held["expire"] <= time.time():
            raise refused("INVALID_ACCESS_TOKEN")
        return action(state, request)

    return checked


def _signed(request: Request) -> str:
    """The service that signed the request, or a refusal."""
    headers = request.headers
    service, stamped = headers.get("ww-service-id", ""), headers.get("ww-timestamp", "")
    if not service or not headers.get("ww-authorized-ip"):
        raise refused("MISSING_HEADER")
    if not (stamped.isascii() and stamped.isdigit()) or abs(time.time() - int(stamped)) > _SIGNATURE_LASTS:
        raise refused("INVALID_TIMESTAMP")
    expected = hmac.new(ACCEPTED.encode(), f"{service}{stamped}".encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, headers.get("ww-service-signature", "")):
        raise refused("INVALID_SIGNATURE")
    return service


def _granted(state: State, service: str, *, days: int, force: str) -> Reply:
    tokens, now = _tokens(state), int(time.time())
    held = tokens.get(service)
    fresh = held is None or force == "renewal" or (force != "extend" and held["expire"] <= now)
    if fresh:
        held = {"token": f"SBX-{secrets.token_urlsafe(24)}"}
    if fresh or force == "extend":
        tokens[service] = held = {**(held or {}), "expire": now + days * _DAY}
    return told(**(held or {}))


def _tokens(state: State) -> Record:
    tokens: Record = state.of("merci-facteur").setdefault("tokens", {})
    return tokens
