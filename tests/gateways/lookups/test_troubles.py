"""What goes wrong is told as ours, whichever service it is, and never holds the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from gateways.lookups.recording import JSON, leading_to

from demenagement.domain.lookups import SERVICES
from demenagement.errors import LookUpUnreachable, LookUpUnreadable, ProviderError
from demenagement.gateways.lookups.addresses import Addresses
from demenagement.gateways.lookups.communes import Communes
from demenagement.gateways.lookups.directory import Directory
from demenagement.gateways.lookups.distributors import Distributors
from demenagement.gateways.lookups.letters import Letters

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from demenagement.adapter import Http

ASKED: dict[str, Callable[[Http], Awaitable[object]]] = {
    "addresses": lambda http: Addresses(http).search("secret1234"),
    "addresses-completion": lambda http: Addresses(http).complete("secret1234"),
    "communes": lambda http: Communes(http).search("secret1234"),
    "directory": lambda http: Directory(http).offices("mairie", "44109"),
    "directory-competent": lambda http: Directory(http).offices("caf", "44109"),
    "distributors": lambda http: Distributors(http).of_commune("44109"),
    "letters": lambda http: Letters(http).track(["SECRET1234"]),
}
EACH = pytest.mark.parametrize("name", ASKED)


def told(status: int = 200, content: bytes = b"", headers: dict[str, str] | None = None) -> httpx.Response:
    """An answer of our own."""
    return httpx.Response(status, headers=JSON if headers is None else headers, content=content)


async def trouble(name: str, reply: httpx.Response | Exception) -> ProviderError:
    """What asking raises when that is the answer."""
    http, _ = leading_to(reply, key="k")
    with pytest.raises(ProviderError) as caught:
        await ASKED[name](http)
    return caught.value


@EACH
@pytest.mark.parametrize(
    "reply",
    [
        httpx.ConnectError("down"),
        httpx.ReadTimeout("slow"),
        told(500, b"{}"),
        told(503, b"", {"Retry-After": "3600"}),
        told(429, b'{"message": "Too many requests"}'),
    ],
    ids=["down", "slow", "broken", "busy", "too-many"],
)
async def test_a_service_that_can_t_be_asked_is_unreachable(name: str, reply: httpx.Response | Exception) -> None:
    """Try later; the program works without."""
    fault = await trouble(name, reply)
    assert (type(fault), fault.provider, fault.exit_code) == (LookUpUnreachable, name.partition("-")[0], 3)


@EACH
@pytest.mark.parametrize(
    "reply",
    [
        told(200, b'{"results": [{"id": "\xff'),
        told(200, b"<!doctype html><h1>Maintenance</h1>", {"Content-Type": "text/html"}),
        told(200, b"null"),
        told(200, b'"42"'),
        told(200, b"[1, 2]"),
        told(200, b'{"results_v2": [], "features_v2": [], "returnCode_v2": 200}'),
        told(200, b'{"results": [{"x": 1}], "features": [{"properties": {"x": 1}}], "returnCode": "200"}'),
        told(302, b"", {"Location": "https://ailleurs.invalid/"}),
        told(200, b"{}" + b" " * 6_000_000),
        told(200, b"[" * 100_000),
    ],
    ids=["garbage", "page", "null", "text", "numbers", "drift", "drift-within", "redirect", "huge", "deep"],
)
async def test_an_answer_of_another_shape_is_unreadable(name: str, reply: httpx.Response) -> None:
    """Nothing is made of half an answer: an office left out would be a choice made for the person."""
    fault = await trouble(name, reply)
    assert (type(fault), fault.provider) == (LookUpUnreadable, name.partition("-")[0])


@EACH
@pytest.mark.parametrize("status", [401, 403, 418, 500])
async def test_no_fault_holds_the_question(name: str, status: int) -> None:
    """Nor anything it came from."""
    fault = await trouble(name, told(status, b"{}"))
    assert ("secret" not in str(fault).lower(), fault.__suppress_context__ or fault.__context__ is None) == (True, True)


def test_every_service_is_tried() -> None:
    """None is forgotten here."""
    assert {name.partition("-")[0] for name in ASKED} == set(SERVICES)
