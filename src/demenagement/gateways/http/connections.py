"""The connections of a program, to whomever it speaks."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from demenagement.gateways.pace import Pace
from demenagement.gateways.reach import LOOPBACK

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from typing import Self

    import httpx

    from demenagement.gateways.limits import Limits


class Connections:
    """The connections of a program to every provider; opened when first needed, closed with `async with`.

    Each exchange has a client of its own meanwhile, and leaves it to the next one: at each of its steps, httpcore looks
    through all the connections of a client.
    """

    def __init__(self, transport: httpx.AsyncBaseTransport | None = None, *, encrypted: bool = True) -> None:
        """`transport` replaces the network; what is not `encrypted` stays on this machine, as a sandbox does."""
        self._transport = transport
        self._verify: ssl.SSLContext | bool = encrypted
        self._clients: list[httpx.AsyncClient] = []
        self._idle: list[httpx.AsyncClient] = []
        self._paces: dict[str, Pace] = {}

    @contextmanager
    def client(self) -> Iterator[httpx.AsyncClient]:
        """A client that nobody else uses. It keeps no cookie: two persons at one counter must never be linked."""
        client = self._idle.pop() if self._idle else self._opened()
        try:
            yield client
        finally:
            if client in self._clients:  # nobody hung up meanwhile
                self._idle.append(client)

    def _opened(self) -> httpx.AsyncClient:
        from http.cookiejar import CookieJar, DefaultCookiePolicy  # noqa: PLC0415 # loads when something leaves

        import httpx  # noqa: PLC0415 # as above

        # Both write addresses, which hold references and tokens, at INFO and below.
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        if self._verify is True:
            self._verify = httpx.create_ssl_context()  # read once for all
        client = httpx.AsyncClient(
            verify=self._verify,
            transport=self._transport,
            # The sandbox is on this machine: no proxy stands in between.
            mounts={f"all://{host}": None for host in LOOPBACK},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            # Uncompressed, so that the size that is capped is the size that is read.
            headers={"User-Agent": "demenagement", "Accept-Encoding": "identity"},
            follow_redirects=False,
        )
        self._clients.append(client)
        return client

    def pace(self, slug: str, limits: Limits) -> Pace:
        """How that provider is spoken to, whoever speaks."""
        if slug not in self._paces:
            self._paces[slug] = Pace(slug, limits)
        return self._paces[slug]

    async def aclose(self) -> None:
        """Hang up."""
        self._paces.clear()  # they belong to the loop that is ending
        clients, self._clients = self._clients, []
        self._idle.clear()
        for client in clients:
            await client.aclose()

    async def __aenter__(self) -> Self:
        """Nothing is opened yet."""
        return self

    async def __aexit__(self, *_exc: object) -> None:
        """Hang up."""
        await self.aclose()
