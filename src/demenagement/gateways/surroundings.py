"""The person's own session on this machine: its programs, called by name, and a desktop notice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

_PATIENCE = 20
"""Seconds that a program of the session has to answer."""

_SAY_IT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Whose session it is and what it offers; `call` runs a program and says whether it went well."""

    home: Path
    environment: Mapping[str, str]
    platform: str
    uid: int
    has: Callable[[str], bool]
    call: Callable[[Sequence[str]], bool]

    def notice(self, title: str, text: str) -> bool:
        """Show a desktop notice; False where nobody can show one."""
        if self.has("notify-send"):
            return self.call(("notify-send", "--app-name=demenagement", "--", title, escape(text, quote=False)))
        if self.has("osascript"):
            return self.call(("osascript", *(word for line in _SAY_IT for word in ("-e", line)), title, text))
        return False


def these() -> Surroundings:
    """Those of this very process."""
    return Surroundings(
        home=Path.home(),
        environment=os.environ,
        platform=sys.platform,
        uid=os.geteuid(),
        has=lambda name: shutil.which(name) is not None,
        call=_called,
    )


def _called(words: Sequence[str]) -> bool:
    try:
        run = subprocess.run(  # noqa: S603 # fixed programs of the session; no shell reads the words
            words,
            check=False,
            timeout=_PATIENCE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0
