"""The way out, before a real server: the sandbox."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import httpx
import pytest
import stamina
from gateways.network import FAST, Network, through

from demenagement.errors import OutcomeUnknown, Unavailable, UnexpectedAnswer
from demenagement.gateways.http import Connections, ProviderHttp
from demenagement.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

SCHEMA = "/preremplir/inscription-scolaire-bac-a-sable/schema"
DOSSIERS = "/api/public/v1/demarches/1002/dossiers"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """A running sandbox."""
    with Sandbox() as running:
        yield running


@pytest.fixture
async def out(box: Sandbox) -> AsyncIterator[ProviderHttp]:
    """The way out to it."""
    # Nothing is encrypted on this machine: a test need not load what the world trusts.
    async with Connections(encrypted=False) as connections:
        base = f"{box.url}/demarche-numerique"
        yield ProviderHttp("exemple", base, [], {"nom": "Anne"}, connections=connections, limits=FAST)


async def test_the_account_is_what_was_set_up(out: ProviderHttp) -> None:
    """By name."""
    assert dict(out.account) == {"nom": "Anne"}


async def test_nothing_is_written_to_the_log(caplog: pytest.LogCaptureFixture, out: ProviderHttp) -> None:
    """Addresses hold references; and the app is on the screen."""
    caplog.set_level(logging.DEBUG)
    await out.request("GET", DOSSIERS, query={"prefill_token": "jeton"}, headers=JSON)
    with pytest.raises(Unavailable):
        await through(Network(httpx.ReadTimeout("x"))).request("GET", "/")
    ours = [record for record in caplog.records if record.name.partition(".")[0] in ("httpx", "httpcore", "stamina")]
    assert ours == []
    assert stamina.instrumentation.get_on_retry_hooks() == ()


async def test_a_fault_holds_no_request(out: ProviderHttp, box: Sandbox) -> None:
    """What was sent cannot be read from the exception, nor from what it came from."""
    box.fault("drop-before:route=create-dossier")
    with pytest.raises(OutcomeUnknown) as caught:
        await out.request("POST", DOSSIERS, json={"identite_nom": "Exemple"}, headers=JSON)
    assert (str(caught.value), caught.value.__suppress_context__) == ("provider='exemple', detail=''", True)


async def test_the_sandbox_is_spoken_to_in_earnest(out: ProviderHttp) -> None:
    """A real server, a real connection."""
    assert (await out.request("GET", SCHEMA)).document["number"] == 1002


async def test_a_dropped_connection_of_a_real_server(out: ProviderHttp, box: Sandbox) -> None:
    """In doubt for a write, asked again for a read."""
    box.fault("drop-after:route=create-dossier", "drop-after:route=schema")
    with pytest.raises(OutcomeUnknown):
        await out.request("POST", DOSSIERS, json={}, headers=JSON)
    assert (await out.request("GET", SCHEMA)).status == 200


async def test_a_real_server_that_is_slow(out: ProviderHttp, box: Sandbox) -> None:
    """Later than we wait."""
    box.fault("slow:seconds=2,route=create-dossier")
    with pytest.raises(OutcomeUnknown):
        await out.request("POST", DOSSIERS, json={}, headers=JSON)


async def test_ten_megabytes_of_a_real_server(out: ProviderHttp, box: Sandbox) -> None:
    """Not an answer."""
    box.fault("huge:route=schema")
    with pytest.raises(UnexpectedAnswer):
        await out.request("GET", SCHEMA)


async def test_a_server_that_is_not_there(out: ProviderHttp, box: Sandbox) -> None:
    """Unavailable, writes included."""
    box.stop()
    with pytest.raises(Unavailable):
        await out.request("POST", DOSSIERS, json={}, headers=JSON)


async def test_no_proxy_stands_before_the_sandbox(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is on this machine, whatever the environment says."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    async with Connections() as connections:
        out = ProviderHttp("exemple", f"{box.url}/demarche-numerique", [], {}, connections=connections, limits=FAST)
        assert (await out.request("GET", SCHEMA)).status == 200
