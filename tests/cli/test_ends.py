"""How the program ends when something is wrong with it, with its surroundings, or with its reader."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest
from commands import TODAY

from demenagement.bootstrap import Product

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])


def _breaks(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    def of(*_arguments: object) -> NoReturn:
        raise fault

    monkeypatch.setattr(Product, "of", of)


def _start(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, whose output nobody reads."""
    read, write = os.pipe()
    os.close(read)
    try:
        return subprocess.run(
            [sys.executable, "-m", "demenagement", *words],
            # As people start it: what is written waits to be flushed.
            env={**os.environ, "PYTHONUNBUFFERED": "", **environment},
            stdin=subprocess.DEVNULL,
            stdout=write,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(write)


@BOTH
def test_a_bug_is_no_traceback(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    """Exit 70; where it broke is noted, and nothing of what anybody entered."""
    _breaks(monkeypatch, RuntimeError("Camille Martin habite 12 rue Garibaldi"))
    ran = run("list", "--lang", lang)
    report = (home / "bug.txt").read_text(encoding="utf-8")
    assert (ran.code, ran.out, "Traceback" in ran.err, str(home / "bug.txt") in ran.words) == (70, "", False, True)
    assert ("Camille" in ran.err + report, report.startswith("RuntimeError\n")) == (False, True)


@BOTH
def test_a_bug_that_can_t_be_noted_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """The home is no folder."""
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    _breaks(monkeypatch, RuntimeError("Camille Martin"))
    ran = run("list", "--lang", lang)
    assert (ran.code, ran.out, "RuntimeError" in ran.err, "Camille" in ran.err) == (70, "", True, False)


def test_an_interruption_is_no_bug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C, as shells count it."""
    _breaks(monkeypatch, KeyboardInterrupt())
    ran = run("list")
    assert (ran.code, ran.out, ran.err) == (130, "", "")


@BOTH
def test_a_home_that_is_no_folder_is_told(run: Run, dossier: Path, tmp_path: Path, lang: str) -> None:
    """The answer is no."""
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    ran = run("new", str(dossier), "--lang", lang)
    assert (ran.code, ran.out, "home" in ran.err) == (1, "", True)


@pytest.mark.parametrize("text", ["maileva = 3\n", "[maileva\n"])
def test_settings_that_are_wrong_are_told(run: Run, journey: str, tmp_path: Path, text: str) -> None:
    """Exit 2, with the file."""
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    ran = run("draft", journey, "lease-notice", "--today", TODAY)
    assert (ran.code, ran.out, "settings.toml" in ran.err) == (2, "", True)


@pytest.mark.parametrize(
    "words", [("plan", "{dossier}"), ("plan", "{dossier}", "--json"), ("providers",), ("--help",), ("--version",)]
)
@pytest.mark.usefixtures("home")
def test_a_reader_who_goes_away_is_no_fault(dossier: Path, words: tuple[str, ...]) -> None:
    """`| head` ends quietly."""
    ran = _start(*(word.format(dossier=dossier) for word in words))
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.usefixtures("home")
def test_a_terminal_that_lacks_a_letter_gets_the_others(dossier: Path) -> None:
    """ASCII only: words with question marks, JSON whole."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    words, plain = (
        subprocess.run(
            [sys.executable, "-m", "demenagement", "plan", dossier, "--today", TODAY, *more],
            env=environment,
            capture_output=True,
            check=True,
        ).stdout.decode("ascii")
        for more in ((), ("--json",))
    )
    titles = [step["title"] for step in json.loads(plain)["steps"]]
    assert ("?" in words, any("é" in title for title in titles)) == (True, True)


@pytest.mark.parametrize("words", [("--fault", "nonsense"), ("--speed", "-1")])
@BOTH
def test_a_sandbox_that_can_t_be_played_is_told(run: Run, words: tuple[str, ...], lang: str) -> None:
    """Exit 2."""
    ran = run("sandbox", *words, "--lang", lang)
    assert (ran.code, ran.out, bool(ran.err)) == (2, "", True)


def test_a_port_that_is_taken_is_told(run: Run, sandbox: Sandbox) -> None:
    """Exit 2."""
    ran = run("sandbox", "--port", sandbox.url.rpartition(":")[2])
    assert (ran.code, ran.out, bool(ran.err)) == (2, "", True)


@BOTH
def test_the_demonstration_does_not_write_over_what_is_not_its_own(run: Run, tmp_path: Path, lang: str) -> None:
    """Exit 2, and nothing is touched."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("à garder", encoding="utf-8")
    ran = run("demo", "--folder", str(folder), "--lang", lang)
    assert (ran.code, ran.out, "--folder" in ran.err) == (2, "", True)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_the_demonstration_is_one_json_document(run: Run, tmp_path: Path) -> None:
    """What it tells meanwhile goes to stderr."""
    ran = run("demo", "--folder", str(tmp_path / "demo"), "--json")
    assert (ran.code, ran.json["folder"], len(ran.json["recovered"])) == (0, str(tmp_path / "demo"), 1)
    assert "1. Le plan" in ran.err
