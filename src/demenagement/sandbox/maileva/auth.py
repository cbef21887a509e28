"""OAuth2 of Maileva: the password grant, then a bearer token. Tokens live in real time, as their holder does."""

from __future__ import annotations

import base64
import secrets
import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from demenagement.sandbox.exchange import Refusal, Reply, Request, answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.sandbox.contract import Action
    from demenagement.sandbox.exchange import Record
    from demenagement.sandbox.state import State

ACCEPTED = "sandbox"
"""The only user name, and the only password; any client is accepted."""
_LASTS = 3600
_REFRESH_LASTS = 24 * 3600


def token(state: State, request: Request) -> Reply:
    """`POST …/token`: grants by password or by refresh token."""
    try:
        form = dict(parse_qsl(request.body.decode("utf-8"), keep_blank_values=True))
    except ValueError:
        raise Refusal(400, ("invalid_request", "Formulaire illisible.")) from None
    grant = form.get("grant_type")
    if grant is None:
        raise Refusal(400, ("invalid_request", "Il manque grant_type."))
    if not _client(request.headers, form):
        raise Refusal(401, ("invalid_client", "Il manque l'identité de l'application cliente."))
    tokens = _alive(state)
    if grant == "password":
        if (form.get("username"), form.get("password")) != (ACCEPTED, ACCEPTED):
            raise Refusal(401, ("invalid_grant", "Identifiants incorrects (bac à sable : sandbox, sandbox)."))
    elif grant == "refresh_token":
        if tokens.get(form.get("refresh_token", ""), {}).get("use") != "refresh":
            raise Refusal(401, ("invalid_grant", "Jeton de rafraîchissement inconnu ou expiré."))
    else:
        raise Refusal(400, ("unsupported_grant_type", "Seuls password et refresh_token sont possibles."))
    return answer(
        200,
        {
            "access_token": _grant(tokens, "access", _LASTS),
            "expires_in": _LASTS,
            "refresh_token": _grant(tokens, "refresh", _REFRESH_LASTS),
            "refresh_expires_in": _REFRESH_LASTS,
            "token_type": "Bearer",
        },
    )


def guarded(action: Action) -> Action:
    """The same action, for holders of a token only."""

    def checked(state: State, request: Request) -> Reply:
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        known = _alive(state).get(bearer.strip(), {})
        if scheme.lower() != "bearer" or known.get("use") != "access":
            raise Refusal(401, ("UNAUTHORIZED", "Jeton absent, inconnu ou expiré."))
        return action(state, request)

    return checked


def _client(headers: Mapping[str, str], form: Mapping[str, str]) -> str:
    """The client's name, from Basic authentication or from the form; empty when there is none."""
    scheme, _, pair = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return form.get("client_id", "")
    try:
        return unquote(base64.b64decode(pair.strip(), validate=True).decode("utf-8").partition(":")[0])
    except ValueError:
        return ""


def _alive(state: State) -> Record:
    """The tokens that still hold; the others are forgotten."""
    tokens: Record = state.of("maileva").setdefault("tokens", {})
    for text in [text for text, granted in tokens.items() if granted["until"] < time.time()]:
        del tokens[text]
    return tokens


def _grant(tokens: Record, use: str, lasts: int) -> str:
    text = f"SBX-{secrets.token_urlsafe(24)}"
    tokens[text] = {"use": use, "until": time.time() + lasts}
    return text
