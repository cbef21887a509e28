"""The sandbox as a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sandbox.calls import Caller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMAND = [sys.executable, "-m", "demenagement.sandbox"]


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that is ready, and its address."""
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_and_stops_when_asked(asked: signal.Signals) -> None:
    """The address is the first line; it ends well and has said nothing else."""
    with started() as (process, url):
        caller = Caller(url)
        caller.submitted()
        process.send_signal(asked)
        out, err = process.communicate(timeout=5)
        assert (process.returncode, out, err) == (0, "", "")


def test_a_killed_process_leaves_its_state(tmp_path: Path) -> None:
    """What was submitted before the kill is there after the restart; a fault given at the start happens."""
    state = str(tmp_path / "state.json")
    with started("--state", state, "--fault", "error:route=list-sendings", "--speed", "1000") as (process, url):
        caller = Caller(url)
        caller.submitted(custom_id="key-1")
        assert caller.maileva("GET", "/sendings").status == 500
        process.kill()
    with started("--state", state) as (_process, url):
        assert [each["custom_id"] for each in Caller(url).state()["submissions"]] == ["key-1"]


@pytest.mark.parametrize("arguments", [["--fault", "explode"], ["--speed", "-1"], ["--port", "99999"]])
def test_wrong_usage_is_said_and_ends_with_2(arguments: list[str]) -> None:
    """A sentence on stderr, nothing on stdout."""
    ended = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=10, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr
