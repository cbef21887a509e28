"""The command line in this very process: what it is told, what it prints where, and how it ends."""

from __future__ import annotations

import io
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from commands import Ran

from demenagement import locations
from demenagement.cli import main
from demenagement.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from commands import Run


@pytest.fixture
def home(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own, nothing set up, no language chosen."""
    for name in ("DEMENAGEMENT_LANG", "DEMENAGEMENT_SANDBOX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEMENAGEMENT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DEMENAGEMENT_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in that home."""
    assert not home.exists()

    def command(*words: str, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        try:
            code = main(words)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return command


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """The example's dossier file."""
    return shutil.copyfile(locations.shipped("demo", "family.toml"), tmp_path / "dossier.toml")


@pytest.fixture
def journey(run: Run, dossier: Path) -> str:
    """The id of a journey that was just begun."""
    return run("new", str(dossier)).out.strip()


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Sandbox]:
    """The connected providers, played on this machine."""
    assert home.name == "home"
    with Sandbox() as box:
        monkeypatch.setenv("DEMENAGEMENT_SANDBOX", box.url)
        yield box


@pytest.fixture
def enclosure(tmp_path: Path) -> str:
    """A PDF to join to a letter."""
    path = tmp_path / "decret.pdf"
    path.write_bytes(b"%PDF-1.7 decret %%EOF")
    return str(path)
