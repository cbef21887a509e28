"""The way out: what leaves, what comes back, and what never does."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest
from gateways.network import FAST, WRITES, Network, through

from demenagement.errors import OutcomeUnknown, ProviderBroken, UnexpectedAnswer
from demenagement.gateways.limits import Limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def test_an_exchange_carries_all_that_was_asked() -> None:
    """Address, query, JSON, headers, sign-in; and comes back with status, headers in lower case, content, JSON."""
    network = Network(httpx.Response(201, headers={"Location": "/x"}, json={"id": 1}))
    answer = await through(network).request(
        "POST", "/envois", query={"a": "é"}, json={"n": 2}, headers={"X-A": "b"}, basic=("moi", "secret")
    )
    asked = network.asked[0]
    assert str(asked.url) == "https://api.exemple.fr/v1/envois?a=%C3%A9"
    assert (asked.content, asked.headers["x-a"], asked.headers["content-type"]) == (b'{"n":2}', "b", "application/json")
    assert asked.headers["authorization"].startswith("Basic ")
    assert (answer.status, answer.headers["location"], answer.document) == (201, "/x", {"id": 1})


async def test_a_form_and_its_files_go_as_multipart() -> None:
    """Names, media types and contents."""
    network = Network(httpx.Response(200))
    await through(network).request("POST", "/d", form={"m": "{}"}, files={"f": ("é.pdf", b"%PDF", "application/pdf")})
    body = network.asked[0].content
    assert network.asked[0].headers["content-type"].startswith("multipart/form-data; boundary=")
    assert (b'name="m"' in body, b"%PDF" in body, b"application/pdf" in body) == (True, True, True)


@pytest.mark.parametrize("path", ["https://ailleurs.fr/", "/../x", "http://api.exemple.fr/"])
async def test_what_may_not_be_reached_is_never_asked(path: str) -> None:
    """The adapter broke its contract; nothing left."""
    network = Network(httpx.Response(200))
    with pytest.raises(ProviderBroken):
        await through(network).request("GET", path)
    assert network.asked == []


async def test_a_header_that_cannot_be_written_is_the_adapters_fault() -> None:
    """Without a word of what was in it."""
    with pytest.raises(ProviderBroken) as caught:
        await through(Network(httpx.Response(200))).request("GET", "/", headers={"Authorization": "Anné\n"})
    assert "Ann" not in str(caught.value)


@pytest.mark.parametrize("method", ["GET", *WRITES])
async def test_a_redirection_is_not_followed(method: str) -> None:
    """Nobody said that it may be trusted."""
    network = Network(httpx.Response(302, headers={"Location": "https://ailleurs.fr/"}))
    with pytest.raises(UnexpectedAnswer):
        await through(network).request(method, "/")
    assert len(network.asked) == 1


async def test_an_answer_is_never_read_beyond_its_limit() -> None:
    """The rest is left where it is."""
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 65_536
            yield b" " * 65_536

    def network(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=endless())

    with pytest.raises(UnexpectedAnswer):
        await through(network).request("GET", "/")
    assert sent < FAST.answer + 2 * 65_536


async def test_a_compressed_answer_is_refused() -> None:
    """A few bytes could hide gigabytes; none was asked for."""
    network = Network(httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=b""))
    with pytest.raises(UnexpectedAnswer):
        await through(network).request("GET", "/")
    assert network.asked[0].headers["accept-encoding"] == "identity"


async def test_an_answer_that_never_ends_is_given_up() -> None:
    """One byte now and then does not hold the person for ever."""

    async def dripping() -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0.01)
            yield b" "

    def network(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=dripping())

    with pytest.raises(OutcomeUnknown):
        await through(network, Limits(whole=0.05)).request("POST", "/")


async def test_no_cookie_is_kept() -> None:
    """Two persons at one counter are never linked."""
    network = Network(httpx.Response(200, headers={"Set-Cookie": "qui=Anne; Path=/"}))
    out = through(network)
    await out.request("GET", "/")
    await out.request("GET", "/")
    assert "cookie" not in network.asked[1].headers


def test_the_libraries_load_when_something_leaves() -> None:
    """Opening the app pays for neither."""
    asked = "import sys, demenagement.gateways.http; print({'httpx', 'stamina'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"
