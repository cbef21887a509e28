"""Starting and stopping: in a thread for tests, in the foreground for the command line."""

from __future__ import annotations

import signal
import socket
import threading
from http.server import ThreadingHTTPServer
from socketserver import TCPServer
from typing import TYPE_CHECKING

from demenagement.sandbox import control
from demenagement.sandbox.clock import Clock
from demenagement.sandbox.state import State
from demenagement.sandbox.wire import Exchange

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import FrameType
    from typing import Self

    from demenagement.sandbox.exchange import Record

HOST = "127.0.0.1"
_GRACE = 5.0


class Listener(ThreadingHTTPServer):
    """Accepts connections without polling, and can close those that are open."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, state: State) -> None:
        """Bind at once: the address is known before the first request is served."""
        self.state = state
        self.stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__((HOST, port), Exchange)
        self.url = f"http://{HOST}:{self.server_address[1]}"

    def server_bind(self) -> None:
        """Bind without asking a name server who we are."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def run(self) -> None:
        """Serve until `stop`; between connections the thread sleeps."""
        while not self.stopping.is_set():
            self.handle_request()

    def stop(self) -> None:
        """Wake the thread that waits for a connection, then hang up on everybody."""
        self.stopping.set()
        with socket.socket() as knock:
            knock.settimeout(_GRACE)
            knock.connect_ex((HOST, self.server_port))

    def hang_up(self) -> None:
        """Close what callers keep open."""
        with self._guard:
            for connection in self._open:
                _shut(connection)

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Remember the connection while it lasts."""
        if isinstance(request, socket.socket):
            with self._guard:
                self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Forget the connection, then close it."""
        if isinstance(request, socket.socket):
            with self._guard:
                self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, *_args: object) -> None:
        """Nothing: a caller that hangs up is no trouble of ours, and a traceback could hold personal facts."""


class Sandbox:
    """The sandbox inside a test: `with Sandbox() as box: box.url`."""

    def __init__(
        self, port: int = 0, state: Path | None = None, faults: Sequence[str] = (), speed: float = 1.0
    ) -> None:
        """A ValueError says what is wrong with a fault or a state file; an OSError, that the port is taken."""
        self.state = State(Clock(speed), state)
        self.fault(*faults)
        self._listener = Listener(port, self.state)
        self._thread = threading.Thread(target=self._listener.run, name="sandbox", daemon=True)
        self.url = self._listener.url

    def __enter__(self) -> Self:
        """Start."""
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        """Stop."""
        self.stop()

    def stop(self) -> None:
        """Accept nobody any more, hang up on those who stay; a second time does nothing."""
        if self._listener.stopping.is_set():
            return
        self._listener.stop()
        self._thread.join(_GRACE)
        self._listener.hang_up()
        self._listener.server_close()

    def fault(self, *specs: str) -> None:
        """Ask for faults, as `POST /_sandbox/faults` does."""
        with self.state.lock:
            control.arm(self.state, list(specs))

    def advance(self, *, days: float = 0, seconds: float = 0) -> None:
        """Let virtual time pass."""
        with self.state.lock:
            self.state.clock.advance(days * 86_400 + seconds)

    def snapshot(self) -> Record:
        """What `GET /_sandbox/state` shows."""
        with self.state.lock:
            return control.snapshot(self.state)


def serve(
    port: int, state: Path | None, faults: Sequence[str], ready: Callable[[str], None], speed: float = 1.0
) -> None:
    """Serve until interrupted or asked to end; `ready` is told the address once connections are accepted."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    # A shell without job control starts what goes on in the background deaf to Ctrl+C: both are asked for by name.
    before = {each: signal.signal(each, end) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        with Sandbox(port, state, faults, speed) as box:
            ready(box.url)
            threading.Event().wait()
    except KeyboardInterrupt:
        return
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
