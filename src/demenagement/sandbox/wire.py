"""HTTP on the sandbox's side: reads one request whole and safely, writes one reply."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from demenagement.sandbox import dispatch
from demenagement.sandbox.exchange import DROPPED, Refusal, Reply, Request

if TYPE_CHECKING:
    from demenagement.sandbox.server import Listener

LARGEST_BODY = 20 * 1024 * 1024
_DRAINED = 4 * LARGEST_BODY
_CHUNK = 65_536
_NO_CONTENT = 204


class Exchange(BaseHTTPRequestHandler):
    """One connection, kept alive between requests."""

    protocol_version = "HTTP/1.1"
    server_version = "demenagement-sandbox"
    sys_version = ""
    timeout = 60
    # Without a write buffer each answer leaves in two packets, and the second waits 40 ms for an acknowledgement.
    wbufsize = 65_536
    disable_nagle_algorithm = True
    server: Listener

    def _exchange(self) -> None:
        try:
            request = self._read()
            reply = dispatch.reply_to(self.server.state, request, self.server.stopping.wait)
        except Refusal as refusal:
            reply = dispatch.worded(self.path, refusal)
        if reply is DROPPED:
            self.close_connection = True
        else:
            self._write(reply)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _exchange  # noqa: N815 - the names http.server looks for

    def _read(self) -> Request:
        body = self._body()
        try:
            target = urlsplit(self.path)
            query = dict(parse_qsl(target.query, keep_blank_values=True))
        except ValueError:
            raise Refusal(400, ("BAD_REQUEST", "Adresse illisible.")) from None
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, unquote(target.path), self.server.url, query, headers, body)

    def _body(self) -> bytes:
        announced = self.headers.get("Content-Length")
        if self.headers.get("Transfer-Encoding"):
            self.close_connection = True
            raise Refusal(411, ("LENGTH_REQUIRED", "Content-Length est attendu."))
        if announced is None:
            # Nothing was announced, so nothing is read: what may follow must not pass for the next request.
            self.close_connection = self.close_connection or self.command in ("POST", "PATCH", "PUT")
            return b""
        if not (announced.isascii() and announced.isdigit()):
            self.close_connection = True
            raise Refusal(400, ("BAD_REQUEST", "Content-Length est illisible."))
        length = int(announced)
        if length > LARGEST_BODY:
            self._drain(length)
            raise Refusal(413, ("REQUEST_TOO_LARGE", "La requête dépasse 20 Mo."))
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True
            raise Refusal(400, ("BAD_REQUEST", "La requête est incomplète."))
        return body

    def _drain(self, length: int) -> None:
        """Read what is too large and forget it, so that the caller hears the refusal; beyond reason, hang up."""
        self.close_connection = True
        left = min(length, _DRAINED)
        while left > 0 and (chunk := self.rfile.read(min(left, _CHUNK))):
            left -= len(chunk)

    def _write(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.status != _NO_CONTENT:
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(reply.body)

    def end_headers(self) -> None:
        """Every answer says what it comes from, those of http.server itself included."""
        self.send_header("X-Sandbox", "true")
        super().end_headers()

    def handle_expect_100(self) -> bool:
        """Say « continue » at once: it must not wait in the write buffer."""
        self.send_response_only(100)
        super().end_headers()
        self.wfile.flush()
        return True

    def log_message(self, *_args: object) -> None:
        """Nothing: paths and bodies hold personal facts."""
