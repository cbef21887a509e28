"""`sandbox`: the local server that behaves as the connected providers do, faults included."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from demenagement.cli.printing import tell, words

if TYPE_CHECKING:
    from argparse import Namespace


def serve(arguments: Namespace) -> int:
    """Serve until interrupted; the address, alone, on stdout."""
    from demenagement.sandbox.server import serve as run  # noqa: PLC0415 # only this command needs a server

    say = words(arguments)

    def ready(url: str) -> None:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        tell(say("sandbox.ready", url=url))

    try:
        run(arguments.port, None, arguments.fault, ready, arguments.speed)
    except (ValueError, OSError) as fault:
        tell(say("sandbox.cannot", why=fault))
        return 2
    return 0
