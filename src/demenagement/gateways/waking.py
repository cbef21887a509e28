"""What wakes the watch: a systemd timer or a LaunchAgent of the person's own session, else a line for cron."""

from __future__ import annotations

import plistlib
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from demenagement.errors import NotAllowed, StorageFailed

if TYPE_CHECKING:
    from demenagement.gateways.surroundings import Surroundings

_NAME = "demenagement-watch"
_LABEL = "demenagement.watch"
_DAY, _MORNING = 24, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What stands, or would stand, on this machine: files whole, and what switches them on and off.

    `line` is for the person's own crontab, where nothing else can be arranged; it is never written by us.
    """

    kind: Literal["systemd", "launchd", "cron"]
    files: Mapping[Path, str] = field(default_factory=dict)
    on: tuple[tuple[str, ...], ...] = ()
    off: tuple[tuple[str, ...], ...] = ()
    forget: tuple[tuple[str, ...], ...] = ()
    line: str = ""

    @property
    def stands(self) -> bool:
        """Whether every file is there, word for word."""
        return bool(self.files) and all(_text(path) == text for path, text in self.files.items())

    @property
    def there(self) -> tuple[Path, ...]:
        """The files that are there, whatever they say."""
        return tuple(path for path in self.files if path.is_file())


def arrangement(
    around: Surroundings, command: Sequence[str], carried: Mapping[str, str], hours: int, title: str
) -> Arrangement:
    """What wakes `command` every so many hours with the `carried` environment, the best way this session offers.

    Raises NotAllowed for root: nothing of a household's runs with all rights.
    """
    if around.uid == 0:
        raise NotAllowed("never-as-root")
    if around.platform == "darwin":
        return _launchd(around, command, carried, hours)
    runtime = around.environment.get("XDG_RUNTIME_DIR", "")
    if runtime.startswith("/") and (Path(runtime) / "systemd").is_dir() and around.has("systemctl"):
        return _systemd(around, command, carried, hours, title)
    return Arrangement(kind="cron", line=_cron(command, carried, hours))


def install(around: Surroundings, arranged: Arrangement) -> None:
    """Write the files and switch them on. Raises StorageFailed, and NotAllowed when the session refuses."""
    for path, text in arranged.files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError:
            raise StorageFailed(str(path), "denied") from None
    for words in arranged.on:
        if not around.call(words):
            raise NotAllowed("not-switched-on", command=shlex.join(words))


def uninstall(around: Surroundings, arranged: Arrangement) -> tuple[Path, ...]:
    """Switch it off and take the files away; gives those that were there. Raises StorageFailed."""
    found = arranged.there
    if not found:
        return ()
    for words in arranged.off:
        around.call(words)  # what is off already can't be switched off; the files go in any case
    for path in found:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            raise StorageFailed(str(path), "denied") from None
    for words in arranged.forget:
        around.call(words)
    return found


def _systemd(
    around: Surroundings, command: Sequence[str], carried: Mapping[str, str], hours: int, title: str
) -> Arrangement:
    config = around.environment.get("XDG_CONFIG_HOME", "")
    folder = (Path(config) if config.startswith("/") else around.home / ".config") / "systemd" / "user"
    when = f"*-*-* 0{_MORNING}:00:00" if hours == _DAY else f"*-*-* 00/{hours}:00:00"
    settings = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in carried.items())
    service = (
        f"[Unit]\nDescription={title}\n\n"
        f"[Service]\nType=oneshot\n{settings}ExecStart={' '.join(map(_quoted, command))}\n"
    )
    timer = (
        f"[Unit]\nDescription={title}\n\n"
        f"[Timer]\nOnCalendar={when}\nPersistent=true\nRandomizedDelaySec=10min\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    user = ("systemctl", "--user")
    return Arrangement(
        kind="systemd",
        files={folder / f"{_NAME}.service": service, folder / f"{_NAME}.timer": timer},
        on=((*user, "daemon-reload"), (*user, "enable", "--now", f"{_NAME}.timer")),
        off=((*user, "disable", "--now", f"{_NAME}.timer"),),
        forget=((*user, "daemon-reload"),),
    )


def _launchd(around: Surroundings, command: Sequence[str], carried: Mapping[str, str], hours: int) -> Arrangement:
    path = around.home / "Library" / "LaunchAgents" / f"{_LABEL}.plist"
    settings = {
        "Label": _LABEL,
        "ProgramArguments": list(command),
        "EnvironmentVariables": dict(carried),
        "StartInterval": hours * 3600,
        "RunAtLoad": True,
    }
    domain = f"gui/{around.uid}"
    return Arrangement(
        kind="launchd",
        files={path: plistlib.dumps(settings).decode()},
        on=(("launchctl", "bootstrap", domain, str(path)),),
        off=(("launchctl", "bootout", f"{domain}/{_LABEL}"),),
    )


def _cron(command: Sequence[str], carried: Mapping[str, str], hours: int) -> str:
    when = f"0 {_MORNING} * * *" if hours == _DAY else f"0 */{hours} * * *"
    settings = [f"{name}={shlex.quote(value)}" for name, value in carried.items()]
    # To cron, a bare % ends the line.
    return f"{when} {' '.join((*settings, shlex.join(command)))}".replace("%", r"\%")


def _quoted(word: str) -> str:
    """One word as systemd reads it: neither its own marks nor a variable are meant."""
    for mark, plain in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(mark, plain)
    return f'"{word}"'


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return None
