"""What the README tells people to type does what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from demenagement import locations
from demenagement.domain.dossier import Dossier
from demenagement.gateways import toml

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if "demenagement " in line.partition("#")[0].strip()
]
"""All but the bare word, which opens the app: tests/journeys drives that one."""


def test_the_readme_shows_the_commands() -> None:
    """The list below is not empty by accident."""
    assert len(COMMANDS) > 8


def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    """Typed one after another, with a yes where one is asked, they all end well."""
    shutil.copyfile(locations.shipped("demo", "family.toml"), tmp_path / "dossier.toml")
    typed = [f"echo oui | {line}" if " send " in line else line for line in COMMANDS]
    script = "\n".join(("set -eu", f'demenagement() {{ "{sys.executable}" -m demenagement "$@"; }}', *typed))
    environment = {**os.environ, "DEMENAGEMENT_HOME": str(tmp_path / "home"), "DEMENAGEMENT_LANG": "fr"}
    run = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "demenagement.ics").is_file()


@pytest.mark.parametrize("block", re.findall(r"```toml\n(\[move\].*?)```", README, re.DOTALL))
def test_every_dossier_of_the_readme_is_valid(block: str) -> None:
    """What is shown can be copied."""
    assert toml.validate(Dossier, tomllib.loads(block), "README.md").move.day is not None
