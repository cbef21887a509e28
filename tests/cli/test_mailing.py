"""E-mails that the program sends, by the person's own account."""

from __future__ import annotations

import base64
import socket
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest
from commands import TODAY
from mail_servers import mail_server
from safes import FakeSafe, plugged

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
MESSAGE = "employer/camille"
DOSSIER = """
[move]
day = 2027-06-05
[leaving]
city = "Lyon"
[arriving]
street = "5 quai des Brumes"
postcode = "44000"
city = "Nantes"
[[household.adults]]
name = "Camille Martin"
status = ["employee"]
[accounts.employer]
email = "employeur@example.fr"
"""


def _state(run: Run, journey: str) -> dict[str, str]:
    found = run("show", journey, "--json", "--today", TODAY).json["submissions"]
    return {each["step"]: each["state"] for each in found}


def _by_mail(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: dict[str, str]) -> str:
    """A journey whose insurer is written to, with an account set up."""
    account = {"username": "camille", "password": "secret", "sender": "camille@example.fr", **settings}
    for name, value in account.items():
        monkeypatch.setenv(f"DEMENAGEMENT_MAIL_SERVER_{name.upper()}", value)
    path = tmp_path / "mail.toml"
    path.write_text(DOSSIER, encoding="utf-8")
    return run("new", str(path)).out.strip()


def test_an_e_mail_leaves_by_the_person_s_own_account(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Shown first; the server hears what was shown."""
    with mail_server(AUTH=b"235 welcome") as (script, settings):
        journey = _by_mail(run, monkeypatch, tmp_path, settings)
        ran = run("send", journey, MESSAGE, "--yes", "--today", TODAY)
    assert (ran.code, _state(run, journey)) == (0, {MESSAGE: "sent"})
    assert "par votre messagerie" in ran.words
    heard = message_from_bytes(script.received, policy=default)
    assert heard["To"] == "employeur@example.fr"
    assert "5 quai des Brumes" in str(heard.get_content())


def test_an_e_mail_leaves_with_a_password_out_of_the_keyring(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path
) -> None:
    """It was typed once, stands in no file, and the server gets it; once forgotten, the message is a file again."""
    with plugged(FakeSafe()), mail_server(AUTH=b"235 welcome") as (script, settings):
        journey = _by_mail(run, monkeypatch, tmp_path, settings)
        for name in ("HOST", "PORT", "SECURITY", "USERNAME", "PASSWORD", "SENDER"):
            monkeypatch.delenv(f"DEMENAGEMENT_MAIL_SERVER_{name}", raising=False)
        account = {"username": "camille", "password": "s3same", "sender": "camille@example.fr", **settings}
        lines = "".join(f"{name}={value}\n" for name, value in account.items())
        assert run("accounts", "set", "mail-server", "--stdin", typed=lines).code == 0
        assert "s3same" not in (home.parent / "settings.toml").read_text(encoding="utf-8")
        assert run("send", journey, MESSAGE, "--yes", "--today", TODAY).code == 0
        assert base64.b64encode(b"\0camille\0s3same") in b" ".join(script.heard)
        assert run("accounts", "forget", "mail-server").code == 0
        assert "par vous-même" in run("draft", journey, MESSAGE, "--today", TODAY).out


@BOTH
def test_an_e_mail_in_doubt_is_the_person_s_to_settle(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    """The words say where to look and what to say then."""
    with mail_server(AUTH=b"235 welcome", END=None) as (_, settings):
        journey = _by_mail(run, monkeypatch, tmp_path, settings)
        ran = run("send", journey, MESSAGE, "--yes", "--today", TODAY, "--lang", lang)
    assert (ran.code, f"demenagement reopen ID {MESSAGE}" in ran.words) == (3, True)
    assert run("reopen", journey, MESSAGE, "--today", TODAY).code == 0
    assert _state(run, journey) == {MESSAGE: "cancelled"}


def test_the_sandbox_never_writes_to_anybody(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sandbox: Sandbox
) -> None:
    """It stands in for no mail server: the message is a file."""
    assert sandbox.url
    with mail_server(AUTH=b"235 welcome") as (script, settings):
        journey = _by_mail(run, monkeypatch, tmp_path, settings)
        ran = run("send", journey, MESSAGE, "--yes", "--today", TODAY)
        script.answers["CONNECT"] = None
        socket.create_connection((settings["host"], int(settings["port"]))).close()
    assert (ran.code, _state(run, journey), script.heard) == (0, {MESSAGE: "approved"}, [])
