"""`python -m demenagement.sandbox`: the sandbox as a process of its own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from demenagement.sandbox.faults import KINDS
from demenagement.sandbox.server import serve


def main(arguments: list[str] | None = None) -> int:
    """Print the base address on the first line, then serve until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m demenagement.sandbox",
        description="Bac à sable : un serveur local qui se comporte comme les fournisseurs "
        "(a local server that behaves as the providers do).",
    )
    parser.add_argument("--port", type=int, default=0, help="0 : un port libre (any free port)")
    parser.add_argument("--state", type=Path, metavar="FILE", help="garder l'état dans ce fichier (keep state here)")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="SPEC",
        help=f"KIND[:key=value,…] ; pannes connues (known kinds): {', '.join(KINDS)}",
    )
    parser.add_argument("--speed", type=float, default=1.0, metavar="N", help="temps virtuel (virtual time) × N")
    given = parser.parse_args(arguments)
    try:
        serve(given.port, given.state, given.fault, _say, given.speed)
    except (ValueError, OSError, OverflowError) as error:
        parser.error(str(error))
    return 0


def _say(url: str) -> None:
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
