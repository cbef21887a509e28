"""What wakes the watch: written in the person's own folders, whole, once, and taken away again."""

from __future__ import annotations

import plistlib
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from demenagement.errors import NotAllowed, StorageFailed
from demenagement.gateways.surroundings import Surroundings, these
from demenagement.gateways.waking import Arrangement, arrangement, install, uninstall

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMAND = ("/opt py/bin/python", "-P", "-m", "demenagement", "watch", "--home", '/h/100 %/$x"y')


@dataclass
class Session:
    """A session that remembers what was called in it."""

    home: Path
    platform: str = "linux"
    uid: int = 1000
    programs: tuple[str, ...] = ("systemctl",)
    environment: dict[str, str] = field(default_factory=dict)
    refuses: str = ""
    called: list[str] = field(default_factory=list)

    def around(self) -> Surroundings:
        """What the product sees of it."""

        def call(words: Sequence[str]) -> bool:
            self.called.append(shlex.join(words))
            return not self.refuses or self.refuses not in words

        return Surroundings(
            home=self.home,
            environment=self.environment,
            platform=self.platform,
            uid=self.uid,
            has=lambda name: name in self.programs,
            call=call,
        )

    def arranged(self, hours: int = 6) -> Arrangement:
        """What would wake the command."""
        return arrangement(self.around(), COMMAND, {"DEMENAGEMENT_CONFIG": "/h/r.toml"}, hours, "demenagement")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """One of systemd's."""
    (tmp_path / "run" / "systemd").mkdir(parents=True)
    return Session(tmp_path / "me", environment={"XDG_RUNTIME_DIR": str(tmp_path / "run")})


def test_a_service_runs_this_very_command_and_a_timer_wakes_it(session: Session) -> None:
    """Nothing in a path is taken for a mark of systemd's own."""
    arranged = session.arranged()
    service, timer = arranged.files.values()
    assert [path.relative_to(session.home).as_posix() for path in arranged.files] == [
        ".config/systemd/user/demenagement-watch.service",
        ".config/systemd/user/demenagement-watch.timer",
    ]
    assert 'ExecStart="/opt py/bin/python" "-P" "-m" "demenagement" "watch" "--home" "/h/100 %%/$$x\\"y"\n' in service
    assert 'Environment="DEMENAGEMENT_CONFIG=/h/r.toml"\n' in service
    assert ("OnCalendar=*-*-* 00/6:00:00\n" in timer, "Persistent=true\n" in timer) == (True, True)


def test_installing_writes_both_files_and_switches_the_timer_on(session: Session) -> None:
    """For the person alone: nothing is called without --user."""
    arranged = session.arranged()
    assert not arranged.stands
    install(session.around(), arranged)
    assert {path: path.read_text(encoding="utf-8") for path in arranged.files} == arranged.files
    assert session.called == [
        "systemctl --user daemon-reload",
        "systemctl --user enable --now demenagement-watch.timer",
    ]


def test_what_stands_is_recognised(session: Session) -> None:
    """Another rhythm is another arrangement."""
    install(session.around(), session.arranged())
    assert (session.arranged().stands, session.arranged(12).stands) == (True, False)


def test_uninstalling_leaves_nothing(session: Session) -> None:
    """Whatever rhythm it had; a second time there is nothing to do."""
    install(session.around(), session.arranged(12))
    session.called.clear()
    assert len(uninstall(session.around(), session.arranged())) == 2
    assert [path for path in session.home.rglob("*") if path.is_file()] == []
    assert session.called[0] == "systemctl --user disable --now demenagement-watch.timer"
    session.called.clear()
    assert (uninstall(session.around(), session.arranged()), session.called) == ((), [])


def test_a_session_that_refuses_is_told(session: Session) -> None:
    """With the command to try oneself."""
    session.refuses = "enable"
    with pytest.raises(NotAllowed) as refused:
        install(session.around(), session.arranged())
    assert refused.value.facts["command"] == "systemctl --user enable --now demenagement-watch.timer"


def test_a_folder_that_cannot_be_written_is_told(session: Session) -> None:
    """Nothing is switched on."""
    session.home.mkdir()
    (session.home / ".config").write_text("a file", encoding="utf-8")
    with pytest.raises(StorageFailed):
        install(session.around(), session.arranged())
    assert session.called == []


def test_the_person_s_own_folder_for_settings_is_used(session: Session, tmp_path: Path) -> None:
    """Where they chose one."""
    session.environment["XDG_CONFIG_HOME"] = str(tmp_path / "conf")
    assert all(path.is_relative_to(tmp_path / "conf" / "systemd" / "user") for path in session.arranged().files)


@pytest.mark.parametrize(("hours", "when"), [(6, "0 */6 * * *"), (24, "0 8 * * *")])
def test_without_sessions_there_is_a_line_for_cron(session: Session, hours: int, when: str) -> None:
    """That a shell reads back as the same words, once cron took away its own mark."""
    session.environment.clear()
    line = session.arranged(hours).line
    assert line.startswith(f"{when} DEMENAGEMENT_CONFIG=/h/r.toml ")
    assert tuple(shlex.split(line.removeprefix(when).replace(r"\%", "%"))[1:]) == COMMAND
    assert session.arranged(hours).files == {}


def test_on_macos_there_is_an_agent(session: Session) -> None:
    """Of the person's own."""
    session.platform = "darwin"
    arranged = session.arranged()
    ((path, text),) = arranged.files.items()
    found = plistlib.loads(text.encode())
    assert path.relative_to(session.home).as_posix() == "Library/LaunchAgents/demenagement.watch.plist"
    assert (tuple(found["ProgramArguments"]), found["StartInterval"]) == (COMMAND, 21600)
    install(session.around(), arranged)
    uninstall(session.around(), arranged)
    assert [call.split()[1] for call in session.called] == ["bootstrap", "bootout"]


def test_nothing_is_arranged_for_root(session: Session) -> None:
    """A household's papers are no matter for the machine's keeper."""
    session.uid = 0
    with pytest.raises(NotAllowed, match="never-as-root"):
        session.arranged()


@pytest.mark.parametrize(("programs", "begins"), [(("notify-send",), "notify-send"), (("osascript",), "osascript -e")])
def test_a_notice_is_shown_by_what_there_is(session: Session, programs: tuple[str, ...], begins: str) -> None:
    """Its words are given as words: none of them is an option, a mark or a script."""
    session.programs = programs
    assert session.around().notice("--help", '<b> & "')
    (call,) = session.called
    assert call.startswith(begins)
    assert shlex.split(call)[-2] == "--help"


def test_without_a_desktop_there_is_no_notice(session: Session) -> None:
    """And no fault."""
    session.programs = ()
    assert (session.around().notice("a", "b"), session.called) == (False, [])


@pytest.mark.parametrize(("words", "well"), [(("true",), True), (("false",), False), (("no-such-program-x",), False)])
def test_a_program_that_fails_or_is_missing_is_no_crash(words: tuple[str, ...], *, well: bool) -> None:
    """It only did not go well."""
    assert these().call(words) is well
