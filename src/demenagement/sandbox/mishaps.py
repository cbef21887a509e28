"""What each fault looks like on the wire: answered instead of acting, or after acting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from demenagement.sandbox.exchange import DROPPED, Refusal, Reply, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from demenagement.sandbox.faults import Fault

HUGE = 10 * 1024 * 1024
ELSEWHERE = "https://ailleurs.invalid/"
"""Where `redirect` points: a name that is reserved for never existing."""
SEQUENCES = "\x1b[2J\x1b[31mRouge\x1b]0;Titre pris\x07\x1b]8;;https://ailleurs.invalid/\x07lien\x1b]8;;\x07\x9b1A\u202egauche\r\n\x00"


def instead(fault: Fault, dialect: Callable[[Refusal], Reply]) -> Reply | None:
    """The answer of a fault that prevents the effect; None when the effect takes place."""
    match fault.kind:
        case "drop-before":
            return DROPPED
        case "error":
            status = int(fault.number("status", 500))
            return dialect(Refusal(status, ("INTERNAL_ERROR", "Erreur interne (bac à sable).")))
        case "rate-limit":
            wait = str(int(fault.number("retry_after", 1)))
            busy = ("TOO_MANY_REQUESTS", "Trop de requêtes (bac à sable).")
            return dialect(Refusal(429, busy, headers=(("Retry-After", wait),)))
        case "refuse":
            code = fault.text("code", "UNEXPECTED_NOT_VALID_ERROR")
            return dialect(Refusal(int(fault.number("status", 400)), (code, "Demande refusée (bac à sable).")))
        case "escapes":
            return dialect(Refusal(400, ("UNEXPECTED_NOT_VALID_ERROR", f"Demande refusée {SEQUENCES} (bac à sable).")))
        case "html":
            return page(200, "Maintenance", "<h1>Service en maintenance</h1><p>Bac à sable.</p>")
        case "redirect":
            return Reply(302, b"", "text/plain", (("Location", ELSEWHERE),))
        case _:
            return None


def afterwards(fault: Fault, reply: Reply) -> Reply:
    """What the caller sees of an effect that did take place."""
    match fault.kind:
        case "drop-after":
            return DROPPED
        case "garbage":
            return Reply(reply.status if reply.body else 200, b'{"errors": [{"code": "\xff\xfe", ')
        case "drift":
            return Reply(reply.status, _drifted(reply.body), reply.content_type, reply.headers)
        case "huge":
            return Reply(reply.status if reply.body else 200, b'{"filler": "' + b"x" * (HUGE - 14) + b'"}')
        case _:
            return reply


def _drifted(body: bytes) -> bytes:
    """The same JSON after a change that nobody announced: every key has another name."""
    return json.dumps(_renamed(json.loads(body)), ensure_ascii=False).encode() if body[:1] in (b"{", b"[") else body


def _renamed(value: object) -> object:
    if isinstance(value, dict):
        return {f"{key}_v2": _renamed(inner) for key, inner in value.items()}
    return [_renamed(inner) for inner in value] if isinstance(value, list) else value
