"""The way out: patient where it is safe, and sure of what it does not know."""

from __future__ import annotations

import httpx
import pytest
from gateways.network import FAST, WRITES, Network, through

from demenagement.errors import OutcomeUnknown, Unavailable


@pytest.mark.parametrize("method", ["GET", *WRITES])
@pytest.mark.parametrize("fault", [httpx.ConnectError("x"), httpx.ConnectTimeout("x"), httpx.PoolTimeout("x")])
async def test_what_was_never_sent_is_unavailable(method: str, fault: Exception) -> None:
    """Reading or writing."""
    with pytest.raises(Unavailable):
        await through(Network(fault)).request(method, "/")


LOST = [httpx.ReadTimeout("x"), httpx.ReadError("x"), httpx.WriteError("x"), httpx.RemoteProtocolError("x")]


@pytest.mark.parametrize("method", WRITES)
@pytest.mark.parametrize("fault", LOST)
async def test_a_write_whose_answer_is_lost_is_in_doubt(method: str, fault: Exception) -> None:
    """It may have gone through; it is not asked again."""
    network = Network(fault)
    with pytest.raises(OutcomeUnknown):
        await through(network).request(method, "/")
    assert len(network.asked) == 1


@pytest.mark.parametrize("fault", LOST)
async def test_a_read_whose_answer_is_lost_is_asked_again(fault: Exception) -> None:
    """Reading twice does no harm; a lasting loss is unavailable."""
    network = Network(fault, fault, httpx.Response(200))
    assert (await through(network).request("GET", "/")).status == 200
    with pytest.raises(Unavailable):
        await through(Network(fault)).request("GET", "/")


async def test_a_write_that_may_be_repeated_is_asked_again_and_doubted_in_the_end() -> None:
    """The adapter knows what the doubt is worth."""
    network = Network(httpx.ReadTimeout("x"))
    with pytest.raises(OutcomeUnknown):
        await through(network).request("POST", "/", repeatable=True)
    assert len(network.asked) == FAST.attempts


async def test_a_server_error_on_a_read_is_asked_again_then_unavailable() -> None:
    """With their words."""
    down = httpx.Response(500, json={"error": "Erreur \x1b[2J" + "é" * 500})
    assert (await through(Network(down, httpx.Response(200))).request("GET", "/")).status == 200
    network = Network(down)
    with pytest.raises(Unavailable) as caught:
        await through(network).request("GET", "/")
    assert (len(network.asked), len(caught.value.detail), "\x1b" in caught.value.detail) == (3, 200, False)


async def test_a_server_error_on_a_write_is_for_the_adapter_to_judge() -> None:
    """It may have taken effect: nothing is asked again here."""
    network = Network(httpx.Response(500, json={"error": "x"}))
    assert (await through(network).request("POST", "/")).status == 500
    assert len(network.asked) == 1


@pytest.mark.parametrize("status", [429, 503])
async def test_a_bearable_wait_is_waited(status: int) -> None:
    """Then the question is asked again."""
    network = Network(httpx.Response(status, headers={"Retry-After": "0"}), httpx.Response(200))
    assert (await through(network).request("GET", "/")).status == 200


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_long_wait_is_told(status: int, method: str) -> None:
    """Nobody sits in front of a screen for an hour; a write never waits."""
    network = Network(httpx.Response(status, headers={"Retry-After": "3600"}))
    with pytest.raises(Unavailable) as caught:
        await through(network).request(method, "/")
    assert (caught.value.retry_after, len(network.asked)) == (3600.0, 1)


async def test_too_many_requests_without_a_delay_is_unavailable() -> None:
    """Even for a write: it was not looked at."""
    with pytest.raises(Unavailable):
        await through(Network(httpx.Response(429))).request("POST", "/")
