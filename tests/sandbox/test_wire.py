"""HTTP itself, and how the sandbox stands up to nonsense."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from sandbox.calls import MAILEVA, TOKEN, Caller

from demenagement.sandbox.server import Sandbox

if TYPE_CHECKING:
    from pathlib import Path


def raw(box: Sandbox, request: bytes) -> bytes:
    """Bytes as they are, and all that comes back until the other side closes."""
    parts = urlsplit(box.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=5) as connection:
        connection.sendall(request)
        answer = b""
        while chunk := connection.recv(65_536):
            answer += chunk
        return answer


@pytest.mark.parametrize("path", ["/_sandbox/health", f"{MAILEVA}/sendings", "/nowhere", "/demarche-numerique/x"])
def test_every_answer_says_that_it_is_a_sandbox(caller: Caller, path: str) -> None:
    """Whatever the status."""
    assert caller.call("GET", path).headers["x-sandbox"] == "true"


def test_a_connection_serves_several_requests(box: Sandbox) -> None:
    """HTTP/1.1, kept alive."""
    connection = HTTPConnection(urlsplit(box.url).netloc, timeout=5)
    try:
        statuses = []
        for _ in range(3):
            connection.request("GET", "/_sandbox/health")
            reply = connection.getresponse()
            reply.read()
            statuses.append(reply.status)
        assert (statuses, reply.version) == ([200, 200, 200], 11)
    finally:
        connection.close()


def test_stopping_hangs_up_on_whoever_stays(tmp_path: Path) -> None:
    """An idle connection does not keep the sandbox, and the port is free again."""
    with Sandbox(state=tmp_path / "state.json") as box:
        parts = urlsplit(box.url)
        idle = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=5)
    assert idle.recv(1) == b""
    idle.close()
    with Sandbox(port=parts.port or 0):
        pass


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b"null", b"", b"[" * 100_000])
def test_a_body_that_is_no_json_object_is_refused_in_the_dialect(caller: Caller, body: bytes) -> None:
    """400 with a code, whatever was sent."""
    token = caller.sign_in().json["access_token"]
    refused = caller.call("POST", f"{MAILEVA}/sendings", body, {"Authorization": f"Bearer {token}"})
    assert (refused.status, refused.codes) == (400, ["UNEXPECTED_NOT_VALID_ERROR"])


def test_an_unreadable_form_is_refused(caller: Caller) -> None:
    """Bytes that are no text, where a form was expected."""
    assert caller.call("POST", TOKEN, b"\xff\xfe").codes == ["invalid_request"]


def test_a_body_above_twenty_megabytes_is_refused(caller: Caller) -> None:
    """413 in the dialect, heard by the caller."""
    refused = caller.call("POST", f"{MAILEVA}/sendings", b"x" * (20 * 1024 * 1024 + 1))
    assert (refused.status, refused.codes) == (413, ["REQUEST_TOO_LARGE"])


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"Content-Length: many", b"400"),
        (b"Content-Length: -5", b"400"),
        (b"Transfer-Encoding: chunked", b"411"),
        (b"X-Nothing: announced", b"401"),
    ],
)
def test_a_body_of_unknown_length_is_not_read(box: Sandbox, head: bytes, status: bytes) -> None:
    """One answer, then the connection closes: what follows never passes for a second request."""
    answer = raw(box, b"POST " + MAILEVA.encode() + b"/sendings HTTP/1.1\r\n" + head + b'\r\n\r\n{"name": "x"}')
    assert answer.split()[1] == status
    assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("line", [b"\x00\x01\r\n\r\n", b"GET\r\n\r\n"])
def test_noise_does_not_bring_it_down(box: Sandbox, caller: Caller, line: bytes) -> None:
    """Whatever knocks, the next caller is served."""
    raw(box, line)
    assert caller.control("GET", "health").status == 200


def test_another_method_is_refused_in_the_dialect(caller: Caller) -> None:
    """405, with those that exist."""
    refused = caller.call("PUT", f"{MAILEVA}/sendings")
    assert (refused.status, refused.headers["allow"], refused.codes) == (405, "POST, GET", ["METHOD_NOT_ALLOWED"])


@pytest.mark.parametrize(
    ("path", "key"), [("/maileva/x", "errors"), ("/demarche-numerique/x", "error"), ("/", "error")]
)
def test_an_unknown_address_is_refused_in_the_dialect(caller: Caller, path: str, key: str) -> None:
    """404, worded as its provider would."""
    missing = caller.call("GET", path)
    assert (missing.status, list(missing.json)) == (404, [key])


def test_a_caller_who_asks_first_is_told_to_continue(box: Sandbox) -> None:
    """`Expect: 100-continue` is answered at once."""
    parts = urlsplit(box.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=5) as connection:
        connection.sendall(b"POST /_sandbox/reset HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 100")


def test_an_unreadable_address_is_refused(box: Sandbox) -> None:
    """400, and one answer."""
    answer = raw(box, b"GET http://[ HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert (answer.split()[1], answer.count(b"HTTP/1.1")) == (b"400", 1)


def test_many_callers_at_once_are_all_served(caller: Caller) -> None:
    """Each gets its own reference; none is lost."""
    caller.maileva("GET", "/sendings")
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda number: caller.maileva("POST", "/sendings", {"name": f"{number}"}), range(40)))
    assert {answer.json["reference"] for answer in made} == {f"SBX-E{number:08d}" for number in range(1, 41)}


def test_a_slow_answer_keeps_nobody_else_waiting(box: Sandbox, caller: Caller) -> None:
    """Slowness is one caller's, and stopping does not wait for it."""
    box.fault("slow:seconds=30,route=schema")
    schema = "/demarche-numerique/preremplir/inscription-scolaire-bac-a-sable/schema"
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(caller.call, "GET", schema)
        while caller.state()["faults"]:
            time.sleep(0.01)
        began = time.monotonic()
        assert caller.control("GET", "health").status == 200
        assert not slow.done()
        box.stop()
        slow.exception()
    assert time.monotonic() - began < 5


def test_a_state_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """500 with a sentence, and the sandbox goes on."""
    folder = tmp_path / "gone"
    folder.mkdir()
    with Sandbox(state=folder / "state.json") as box:
        folder.rmdir()
        caller = Caller(box.url)
        assert caller.control("POST", "reset").json == {
            "error": "Défaut du bac à sable (sandbox bug): FileNotFoundError"
        }
        assert caller.control("GET", "health").status == 200
