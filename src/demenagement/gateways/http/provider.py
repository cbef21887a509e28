"""One provider's way out: its hosts only, asked again where that does no harm, and sure of what it does not know."""

from __future__ import annotations

import asyncio
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from demenagement.adapter import Answer
from demenagement.errors import OutcomeUnknown, ProviderBroken, Unavailable, UnexpectedAnswer
from demenagement.gateways import answers
from demenagement.gateways.limits import LIMITS, Limits
from demenagement.gateways.reach import Reach

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from types import ModuleType

    import httpx

    from demenagement.gateways.http.connections import Connections

_READS = frozenset({"GET", "HEAD"})


class ProviderHttp:
    """`adapter.Http` for one provider. Header names of an answer are in lower case."""

    def __init__(
        self,
        slug: str,
        base: str,
        hosts: Collection[str],
        account: Mapping[str, str],
        *,
        connections: Connections,
        limits: Limits = LIMITS,
    ) -> None:
        """`hosts` are the only ones spoken to, apart from a sandbox of this machine as `base`."""
        self._slug, self._account = slug, dict(account)
        self._reach = Reach(base, frozenset(hosts))
        self._connections, self._limits = connections, limits

    @property
    def account(self) -> Mapping[str, str]:
        """What the person set up for this provider."""
        return self._account

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        json: object = None,
        form: Mapping[str, str] | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        headers: Mapping[str, str] | None = None,
        basic: tuple[str, str] | None = None,
        repeatable: bool | None = None,
    ) -> Answer:
        """One exchange, asked again where that does no harm.

        Raises Unavailable, OutcomeUnknown, UnexpectedAnswer (a redirection, or more than can be read), and
        ProviderBroken when the adapter asks for what may not leave.
        """
        try:
            address = self._reach.address(path)
        except ValueError as refusal:
            raise ProviderBroken(self._slug, str(refusal)) from None
        asked = {"params": query, "json": json, "data": form, "files": files, "headers": headers}
        again = method in _READS if repeatable is None else repeatable
        exchange = partial(self._exchange, method, address, asked, basic, again=again)
        if not again:
            return await exchange()
        caller = _stamina().AsyncRetryingCaller(timeout=None, **self._limits.again)
        answer: Answer = await caller(self._worth_repeating, exchange)
        return answer

    def _worth_repeating(self, fault: Exception) -> bool | float:
        """Whether to ask again; how long they asked us to wait first, when that is bearable."""
        if isinstance(fault, Unavailable) and fault.retry_after is not None:
            return fault.retry_after if fault.retry_after <= self._limits.max_wait else False
        return isinstance(fault, Unavailable | OutcomeUnknown)

    async def _exchange(
        self, method: str, address: str, asked: Mapping[str, Any], basic: tuple[str, str] | None, *, again: bool
    ) -> Answer:
        async with self._connections.pace(self._slug, self._limits).turn() as turn:
            answer = await self._ask(method, address, asked, basic)
            turn.failed = answer.status >= answers.SERVER
            return answers.judged(self._slug, answer, again=again)

    async def _ask(self, method: str, address: str, asked: Mapping[str, Any], basic: tuple[str, str] | None) -> Answer:
        with self._connections.client() as client:
            return await self._ask_by(client, method, address, asked, basic)

    async def _ask_by(
        self,
        client: httpx.AsyncClient,
        method: str,
        address: str,
        asked: Mapping[str, Any],
        basic: tuple[str, str] | None,
    ) -> Answer:
        import httpx  # noqa: PLC0415 # loads when something leaves

        limits = self._limits
        timeout = httpx.Timeout(limits.read, connect=limits.connect)
        try:
            request = client.build_request(method, address, timeout=timeout, **asked)
        except (ValueError, TypeError):
            raise ProviderBroken(self._slug, "requête impossible à écrire") from None
        try:
            async with asyncio.timeout(limits.whole):
                response = await client.send(request, auth=httpx.BasicAuth(*basic) if basic else None, stream=True)
                try:
                    content = await self._content(response)
                finally:
                    await response.aclose()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError):
            raise Unavailable(self._slug) from None
        except (httpx.UnsupportedProtocol, httpx.LocalProtocolError):
            raise ProviderBroken(self._slug, "requête impossible à écrire") from None
        except (httpx.TransportError, TimeoutError):
            raise (Unavailable if method in _READS else OutcomeUnknown)(self._slug) from None
        headers = dict(response.headers)
        return Answer(response.status_code, headers, content, answers.document(headers, content))

    async def _content(self, response: httpx.Response) -> bytes:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise UnexpectedAnswer(self._slug, "Content-Encoding")
        content = bytearray()
        async for chunk in response.aiter_bytes():
            content += chunk
            if len(content) > self._limits.answer:
                raise UnexpectedAnswer(self._slug, f"> {self._limits.answer} octets")
        return bytes(content)


@cache
def _stamina() -> ModuleType:
    import stamina  # noqa: PLC0415 # loads when something leaves

    # Its default hooks write to the log, over the app that is on the screen.
    stamina.instrumentation.set_on_retry_hooks([])
    return stamina
