"""A mail server that follows a script."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Script:
    """What a small mail server answers to each command; `None` hangs up instead."""

    answers: dict[str, bytes | None] = field(default_factory=dict)
    heard: list[bytes] = field(default_factory=list)
    received: bytes = b""

    def answer(self, command: str) -> bytes | None:
        """The scripted answer, else the friendly one."""
        friendly = {"CONNECT": b"220 hello", "EHLO": b"250-here\r\n250 AUTH PLAIN", "DATA": b"354 go on"}
        return self.answers.get(command, friendly.get(command, b"250 fine"))


def converse(line: socket.socket, script: Script) -> None:
    """One conversation, until somebody hangs up."""
    with line, line.makefile("rwb") as both:

        def say(command: str) -> bool:
            answer = script.answer(command)
            if answer is None:
                return False
            both.write(answer + b"\r\n")
            both.flush()
            return True

        alive = say("CONNECT")
        while alive and (heard := both.readline()):
            script.heard.append(heard.rstrip())
            command = heard.split()[0].decode().upper()
            alive = say(command)
            if alive and command == "DATA" and (script.answer("DATA") or b"").startswith(b"354"):
                while (text := both.readline()) and text != b".\r\n":
                    script.received += text.removeprefix(b".")
                alive = say("END")


@contextmanager
def mail_server(**answers: bytes | None) -> Iterator[tuple[Script, dict[str, str]]]:
    """A mail server that follows a script, and the settings by which it is reached."""
    script = Script(answers)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            # Who hangs up in mid-sentence, or speaks TLS, ends the conversation.
            with suppress(OSError, ValueError, IndexError):
                converse(listening.accept()[0], script)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        port = str(listening.getsockname()[1])
        yield script, {"host": "127.0.0.1", "port": port, "security": "none"}
        thread.join(5)
