"""A network of our own: answers what it was told, and remembers what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from demenagement.gateways.http import Connections, ProviderHttp
from demenagement.gateways.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

FAST = Limits(connect=2, read=0.5, whole=5, attempts=3, wait=0.001, max_wait=0.05)
WRITES = ["POST", "PATCH", "PUT", "DELETE"]

Reply = httpx.Response | Exception


class Network:
    """Answers what it was told, the last answer for ever; remembers what was asked."""

    def __init__(self, *replies: Reply) -> None:
        """`replies` in order."""
        self.replies = list(replies)
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """One exchange."""
        self.asked.append(request)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content, request=request)


def through(network: Callable[[httpx.Request], httpx.Response], limits: Limits = FAST) -> ProviderHttp:
    """The way out through a network of ours."""
    connections = Connections(httpx.MockTransport(network))
    return ProviderHttp(
        "exemple", "https://api.exemple.fr/v1", ["api.exemple.fr"], {}, connections=connections, limits=limits
    )
