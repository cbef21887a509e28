"""`watch --install`, `--uninstall`, `--every`, `--notify`: shown before it is written, and undone."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from demenagement.gateways import surroundings
from demenagement.gateways.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from commands import Run

OTHER_DAY = "2027-06-30"


class Desk:
    """A session of one's own in a folder of the test; nothing of the real one is called."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.called = folder, list[tuple[str, ...]]()
        (folder / "run" / "systemd").mkdir(parents=True)
        self.environment = {"XDG_RUNTIME_DIR": str(folder / "run")}

    def these(self) -> Surroundings:
        """What the product sees of it."""
        return Surroundings(
            home=self.folder,
            environment=self.environment,
            platform="linux",
            uid=1000,
            has=lambda name: name in ("systemctl", "notify-send"),
            call=self._call,
        )

    def _call(self, words: Sequence[str]) -> bool:
        self.called.append(tuple(words))
        return True

    @property
    def units(self) -> dict[str, str]:
        """What was written."""
        return {each.name: each.read_text(encoding="utf-8") for each in self.folder.rglob("demenagement-watch.*")}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The session that the commands find."""
    found = Desk(tmp_path / "me")
    monkeypatch.setattr(surroundings, "these", found.these)
    return found


def test_what_is_written_is_shown_first_and_a_no_writes_nothing(run: Run, desk: Desk) -> None:
    """Word for word."""
    ran = run("watch", "--install", typed="non\n")
    assert (ran.code, desk.units, desk.called) == (1, {}, [])
    assert ("ExecStart=" in ran.out, "OnCalendar=" in ran.out) == (True, True)


def test_a_yes_installs_this_very_program_over_the_same_home(run: Run, desk: Desk, home: Path) -> None:
    """With the settings it would find now."""
    ran = run("watch", "--install", "--every", "12", typed="oui\n")
    service = desk.units["demenagement-watch.service"]
    words = shlex.split(next(line for line in service.splitlines() if line.startswith("ExecStart=")))
    assert (ran.code, all(text in ran.out for text in desk.units.values())) == (0, True)
    assert (words[0], words[1:5], words[-1]) == (
        f"ExecStart={sys.executable}",
        ["-P", "-m", "demenagement", "watch"],
        str(home),
    )
    assert f'"DEMENAGEMENT_CONFIG={home.parent / "settings.toml"}"' in service
    assert "00/12:00:00" in desk.units["demenagement-watch.timer"]


def test_installing_twice_is_installing_once(run: Run, desk: Desk) -> None:
    """The second time says so, and asks nothing."""
    run("watch", "--install", "--yes")
    before = desk.units
    ran = run("watch", "--install", "--lang", "fr")
    assert (ran.code, ran.out, "déjà en place" in ran.err, desk.units) == (0, "", True, before)


def test_uninstalling_undoes_it(run: Run, desk: Desk) -> None:
    """And once more does no harm."""
    run("watch", "--install", "--yes")
    first, second = (run("watch", "--uninstall", "--json") for _ in range(2))
    assert (len(first.json["removed"]), second.json["removed"], desk.units) == (2, [], {})


def test_without_sessions_the_line_for_cron_is_the_data(run: Run, desk: Desk) -> None:
    """Alone on stdout; nothing is written."""
    desk.environment.clear()
    ran = run("watch", "--install")
    assert (ran.code, ran.out.count("\n"), ran.out.startswith("0 */6 * * * "), desk.units) == (0, 1, True, {})
    assert run("watch", "--install", "--json").json["kind"] == "cron"


@pytest.mark.parametrize("hours", ["0", "25", "x", "-1"])
def test_a_rhythm_is_between_an_hour_and_a_day(run: Run, hours: str) -> None:
    """No silence may last longer than a day."""
    assert run("watch", "--install", f"--every={hours}").code == 2


def test_a_notice_holds_no_more_than_the_title_of_a_step(run: Run, desk: Desk, journey: str) -> None:
    """Not even whose it is; whoever passes the screen may read it."""
    run("done", journey, "pet-icad/filou", "--note", "dossier 77-1234", "--today", "2027-05-24")
    ran = run("watch", "--notify", "--today", OTHER_DAY)
    (call,) = desk.called
    assert (ran.code, call[0], "Filou" in " ".join(call), "77-1234" in " ".join(call)) == (
        0,
        "notify-send",
        False,
        False,
    )
    assert call[-1]


def test_nothing_new_shows_no_notice(run: Run, desk: Desk, journey: str) -> None:
    """Nobody is called for nothing."""
    assert (run("watch", "--notify").code, desk.called, bool(journey)) == (0, [], True)


def test_a_watch_that_notifies_ends_well_whatever_happened(run: Run, desk: Desk, journey: str, home: Path) -> None:
    """What failed is told in words."""
    for copy in (home / "journeys").glob(f"{journey}*.json"):
        copy.write_text("{", encoding="utf-8")
    ran = run("watch", "--notify")
    assert (ran.code, f"{journey}:" in ran.err, desk.called) == (0, True, [])
