"""Other programs that work on the same home, or die at it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def started(name: str, *arguments: str) -> subprocess.Popen[str]:
    """Start one of the programs of this folder, which sees the modules this test sees."""
    return subprocess.Popen(
        [sys.executable, str(HERE / name), *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def output_of(name: str, *arguments: str) -> str:
    """What the program wrote; it has to end well."""
    program = started(name, *arguments)
    output, _ = program.communicate()
    assert program.returncode == 0
    return output
