"""The app in a real terminal of 80×24, as a person has it: from the list to a letter sent, a step done, a calendar."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from demenagement import locations
from demenagement.sandbox.proofs import proof
from demenagement.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = "2027-05-24"
PATIENCE = 20.0
"""Seconds until a text has to be there."""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed here")]


class Terminal:
    """One terminal, with the program in it."""

    def __init__(self, folder: Path, sandbox: Sandbox, **environment: str) -> None:
        """A socket and a home of its own."""
        self.socket, self.folder = str(folder / "tmux"), folder
        self.environment = {
            "DEMENAGEMENT_HOME": str(folder / "home"),
            "DEMENAGEMENT_SANDBOX": sandbox.url,
            **environment,
        }
        self.home = folder / "home"

    def command(self, *words: str) -> str:
        """What a command of the program prints."""
        line = [sys.executable, "-m", "demenagement", *words]
        environment = {**self.environment, "PATH": "/usr/bin:/bin"}
        return subprocess.run(line, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    def start(self, *words: str, program: tuple[str, ...] = ("-m", "demenagement")) -> None:
        """Open the program, and say how it ended once it has."""
        line = shlex.join([sys.executable, *program, *words])
        settings = [word for name, value in self.environment.items() for word in ("-e", f"{name}={value}")]
        window = ("-x", "80", "-y", "24", "-c", str(self.folder))
        self._tmux("new-session", "-d", *window, *settings, f"{line}; echo ended $?; cat")

    def _tmux(self, *words: str) -> str:
        line = ["tmux", "-S", self.socket, "-f", "/dev/null", *words]
        return subprocess.run(line, capture_output=True, text=True, check=True).stdout

    def press(self, *keys: str) -> None:
        """Press keys by their names."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a line and give it."""
        self._tmux("send-keys", "-l", text)
        self.press("Enter")

    def screen(self) -> str:
        """What stands on it."""
        return self._tmux("capture-pane", "-p")

    def shows(self, *texts: str) -> str:
        """The screen, once all of these stand on it, in one line each."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            screen = self.screen()
            if all(text in screen for text in texts):
                return screen
            time.sleep(0.05)
        raise AssertionError(self.screen())

    def go_to(self, text: str) -> None:
        """Move the cursor to the row that holds a text."""
        self.press("Home")
        for _ in range(60):
            cursor = next((line for line in self.screen().splitlines() if line.startswith("▌")), "")
            if text in cursor:
                return
            self.press("Down")
            time.sleep(0.05)
        raise AssertionError(self.screen())

    def close(self) -> None:
        """End the terminal."""
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal beside a sandbox, and an empty home."""
    with Sandbox() as sandbox:
        found = Terminal(tmp_path, sandbox)
        yield found
        found.close()


def test_a_letter_leaves_a_step_is_done_and_a_calendar_is_written(terminal: Terminal) -> None:
    """The journey was begun by a command; everything else is done by keyboard."""
    ident = terminal.command("new", str(locations.shipped("demo", "family.toml")))
    (terminal.folder / "decret.pdf").write_bytes(proof("Pièce jointe", ("décret",)))
    terminal.start("--today", TODAY)
    terminal.shows("Vos déménagements", ident)
    terminal.press("Enter")
    terminal.shows("Lyon → Nantes", "dernier jour")

    terminal.go_to("Donner congé")
    terminal.press("Enter")
    terminal.shows("Le préavis court")
    terminal.press("d")
    terminal.shows("À Régie Exemple")
    terminal.press("e")
    terminal.shows("Envoyer « Donner congé")
    terminal.press("o")
    terminal.shows("Pièce jointe :")
    terminal.type("decret.pdf")
    terminal.shows("Régie Exemple : parti.", "Référence : SBX-")
    terminal.press("Escape")

    terminal.shows("dernier jour")
    terminal.go_to("faire les cartons")
    terminal.press("Enter")
    terminal.shows("○ À faire")
    terminal.press("f")
    terminal.shows("C'est fait :")
    terminal.type("tout est dans le garage")
    terminal.shows("✓ Fait", "Noté : tout est dans le garage")
    terminal.press("Escape")

    terminal.shows("dernier jour")
    terminal.press("x")
    terminal.shows("Où écrire l'agenda ?")
    terminal.press("Enter")
    terminal.shows("✓ Agenda écrit : demenagement.ics")
    terminal.press("q")
    terminal.shows("ended 0")
    assert "BEGIN:VCALENDAR" in (terminal.folder / "demenagement.ics").read_text(encoding="utf-8")


def test_a_journey_is_begun_from_nothing(terminal: Terminal) -> None:
    """An empty home, three answers, a dated plan."""
    terminal.start("--today", TODAY)
    terminal.shows("Commencer, en trois questions")
    terminal.press("n")
    terminal.shows("Quel jour déménagez-vous ?")
    terminal.type("31/02/2027")
    terminal.shows("n'est pas un jour du calendrier")
    terminal.press("C-u")
    terminal.type("08/09/2027")
    terminal.shows("Quelle ville quittez-vous ?")
    terminal.type("Lyon")
    terminal.shows("Dans quelle ville arrivez-vous ?")
    terminal.type("Nantes")
    terminal.shows("Lyon → Nantes", "Jour J : mercredi 8 septembre 2027")
    terminal.press("q")
    terminal.shows("ended 0")


def test_hostile_text_reaches_no_terminal(terminal: Terminal) -> None:
    """A town that holds commands for a terminal is a town: the title of the window stays, nothing is erased."""
    dossier = terminal.folder / "dossier.toml"
    dossier.write_text(
        '[move]\nday = 2027-09-08\n[leaving]\ncity = "[@click=app.quit]Lyon[/] \\u001b]2;owned\\u0007\\u001bc"\n',
        encoding="utf-8",
    )
    terminal.command("new", str(dossier))
    terminal.start("--today", TODAY)
    terminal.shows("[@click=app.quit]Lyon[/]")
    assert "owned" not in terminal._tmux("display-message", "-p", "#{pane_title}")
    terminal.press("Enter")
    terminal.shows("[@click=app.quit]Lyon[/]", "Jour J")


def test_a_mistake_of_the_program_ends_in_a_sentence(terminal: Terminal) -> None:
    """No traceback, the terminal as it was, and the exit code of a bug."""
    terminal.command("new", str(locations.shipped("demo", "family.toml")))
    terminal.start("--today", TODAY, program=(str(Path(__file__).with_name("broken_program.py")),))
    terminal.shows("Lyon → Nantes")
    terminal.press("Enter")
    screen = terminal.shows("Quelque chose s'est cassé dans le programme (ZeroDivisionError).", "ended 70")
    assert "Traceback" not in screen


def test_without_a_terminal_the_app_says_so(terminal: Terminal) -> None:
    """In a pipe, it tells what to do and ends."""
    line = [sys.executable, "-m", "demenagement"]
    run = subprocess.run(
        line,
        env={**terminal.environment, "PATH": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert "L'application a besoin d'un terminal." in run.stderr
