"""The command line: reads the words, calls a use case, prints what it gives. stdout is data, stderr is words.

Exit codes: 0 done · 1 the answer is no · 2 wrong usage or an invalid file · 3 a provider could not be reached ·
70 a bug.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper

from demenagement.cli.parser import COMMANDS, read_arguments
from demenagement.errors import DemenagementError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

_BUG = 70
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A letter that the terminal does not have is no reason to stop.
            stream.reconfigure(errors="replace")
    # Starting makes many objects that all stay: looking for garbage among them is a tenth of a short command's time.
    gc.set_threshold(50_000)
    try:
        try:
            return _answer(read_arguments(sys.argv[1:] if argv is None else argv))
        finally:
            # Of `--help` too, which leaves by an exit of its own: that nobody reads it is noticed here, not later.
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away (`| head`): nothing is left to say to anybody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _answer(arguments: Namespace) -> int:
    try:
        return _run(arguments)
    except DemenagementError as fault:
        from demenagement.cli.faults import tell  # noqa: PLC0415 # only when something went wrong

        tell(fault, arguments.lang)
        return fault.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as fault:  # noqa: BLE001 # a person never meets a traceback
        from demenagement.cli.faults import report_bug  # noqa: PLC0415 # idem

        report_bug(fault, arguments)
        return _BUG


def _run(arguments: Namespace) -> int:
    module, _, function = COMMANDS[arguments.command].partition(":")
    code: int = getattr(import_module(f"demenagement.cli.{module}"), function)(arguments)
    return code
