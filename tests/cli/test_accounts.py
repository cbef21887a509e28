"""`accounts`: which providers can be connected, what they need, where it is kept; set and forgotten. No value shows."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from safes import FakeSafe, LockedSafe, NoSafe, plugged

from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from commands import Run
    from keyring.backend import KeyringBackend

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
SECRET = "s3same-ouvre-toi"  # noqa: S105 # made up
LINES = f"client_id=anne\nclient_secret={SECRET}1\n\nusername=anne@exemple.fr\npassword={SECRET}2\n"
NO_SAFE = pytest.mark.parametrize("backend", [NoSafe(), LockedSafe()], ids=["headless", "locked"])
PATIENCE = 30


@pytest.fixture
def settings(home: Path) -> Path:
    """The settings file of these commands."""
    return home.parent / "settings.toml"


@pytest.fixture
def safe() -> Iterator[FakeSafe]:
    """A system that has a safe."""
    with plugged(backend := FakeSafe()):
        yield backend


def kept(run: Run, slug: str = "maileva") -> dict[str, Any]:
    """Where each value of an account is kept."""
    listed = run("accounts", "--json").json["accounts"]
    return {each["name"]: each["kept"] for account in listed if account["slug"] == slug for each in account["values"]}


@pytest.mark.usefixtures("safe")
def test_what_can_be_connected_is_listed(run: Run) -> None:
    """With what each needs; the form service needs nothing."""
    found = run("accounts", "--json").json
    accounts = {each["slug"]: each for each in found["accounts"]}
    assert (found["version"], found["keyring"], accounts["demarche-numerique"]["values"]) == (1, True, [])
    secrets = {each["name"]: each["secret"] for each in accounts["maileva"]["values"]}
    assert secrets == {"client_id": False, "client_secret": True, "username": False, "password": True}
    assert (accounts["maileva"]["complete"], accounts["demarche-numerique"]["complete"]) == (False, True)
    further = [each["name"] for each in accounts["mail-server"]["values"] if not each["needed"]]
    assert further == ["security", "port"]


@BOTH
@pytest.mark.usefixtures("safe")
def test_what_is_missing_is_said_to_a_person(run: Run, lang: str) -> None:
    """Value by value, and where secrets go."""
    ran, say = run("accounts", "list", "--lang", lang), phrasebook(lang)
    assert ran.code == 0
    assert say("accounts.kept-missing", name="client_id") in ran.words
    assert say("accounts.keyring") in ran.words


def test_secrets_go_to_the_safe_and_the_rest_to_the_file(run: Run, settings: Path, safe: FakeSafe) -> None:
    """A secret that stood in the file leaves it."""
    settings.write_text('[maileva]\npassword = "vieux"\n', encoding="utf-8")
    ran = run("accounts", "set", "maileva", "--stdin", "--json", typed=LINES)
    assert (ran.code, ran.err, ran.json["account"]["complete"]) == (0, "", True)
    assert settings.read_text(encoding="utf-8") == '[maileva]\nclient_id = "anne"\nusername = "anne@exemple.fr"\n'
    assert sorted(safe.kept.values()) == [f"{SECRET}1", f"{SECRET}2"]
    places = {"client_id": "file", "client_secret": "keyring", "username": "file", "password": "keyring"}
    assert kept(run) == places


@pytest.mark.usefixtures("safe")
def test_a_value_is_never_printed(run: Run) -> None:
    """Neither when it is set nor when it is listed."""
    ran = [run("accounts", "set", "maileva", "--stdin", typed=LINES), run("accounts"), run("accounts", "--json")]
    assert [SECRET in each.out + each.err for each in ran] == [False] * 3
    assert "anne" not in ran[1].out


@NO_SAFE
@pytest.mark.parametrize("yes", [(), ("--yes",)])
def test_without_a_safe_writing_in_clear_is_asked(
    run: Run, settings: Path, backend: KeyringBackend, yes: tuple[str, ...]
) -> None:
    """A no writes nothing, and names the variables that do as well; a yes writes for the owner's eyes alone."""
    with plugged(backend):
        ran = run("accounts", "set", "maileva", "--stdin", *yes, typed=LINES)
        places = set(kept(run).values())
    assert (ran.code, settings.exists(), str(settings) in ran.err) == (0 if yes else 1, bool(yes), True)
    assert ("DEMENAGEMENT_MAILEVA_PASSWORD" in ran.err, SECRET in ran.out + ran.err) == (not yes, False)
    assert places == ({"file"} if yes else {None})
    if yes:
        assert settings.stat().st_mode & 0o777 == 0o600


def test_what_is_no_secret_is_written_without_asking(run: Run, settings: Path) -> None:
    """No safe is needed for the name of a server."""
    with plugged(NoSafe()):
        ran = run("accounts", "set", "mail-server", "--stdin", typed="host=smtp.exemple.fr\nport=587\n")
    assert (ran.code, ran.err) == (0, "")
    assert settings.read_text(encoding="utf-8") == '[mail-server]\nhost = "smtp.exemple.fr"\nport = "587"\n'


@BOTH
@pytest.mark.parametrize("typed", ["mot_de_passe=x\n", f"{SECRET}\n", "password=\n", "password=a\x07\n"])
def test_a_line_that_can_t_be_used_writes_nothing(run: Run, settings: Path, typed: str, lang: str) -> None:
    """Exit 2; the line, which may be a secret, is not repeated."""
    ran = run("accounts", "set", "maileva", "--stdin", "--lang", lang, typed=f"client_id=anne\n{typed}")
    assert (ran.code, ran.out, settings.exists()) == (2, "", False)
    assert (SECRET in ran.err, ran.err.strip() != "") == (False, True)


def test_without_a_terminal_nothing_is_asked(run: Run, settings: Path) -> None:
    """A script has its own way."""
    ran = run("accounts", "set", "maileva", typed=LINES)
    assert (ran.code, settings.exists(), "--stdin" in ran.err) == (2, False, True)


@BOTH
@pytest.mark.parametrize("verb", ["set", "forget"])
@pytest.mark.parametrize("slug", ["bank", "no-such"])
def test_what_is_not_connected_has_no_account(run: Run, verb: str, slug: str, lang: str) -> None:
    """Exit 2, with those that have."""
    ran = run("accounts", verb, slug, "--lang", lang)
    assert (ran.code, slug in ran.err, "maileva" in ran.err) == (2, True, True)


def test_forgetting_leaves_nothing_behind(run: Run, settings: Path, safe: FakeSafe) -> None:
    """Neither in the safe nor in the file; other tables stay."""
    settings.write_text('[zone-tendue]\naddress = "x"\n', encoding="utf-8")
    run("accounts", "set", "maileva", "--stdin", typed=LINES)
    ran = run("accounts", "forget", "maileva")
    assert (ran.code, safe.kept, settings.read_text(encoding="utf-8").strip()) == (
        0,
        {},
        '[zone-tendue]\naddress = "x"',
    )
    assert run("accounts", "forget", "maileva", "--json").json == {"version": 1, "slug": "maileva", "left": []}


@pytest.mark.usefixtures("safe")
def test_what_the_environment_holds_is_the_person_s_to_remove(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is no, and which."""
    monkeypatch.setenv("DEMENAGEMENT_MAIL_SERVER_PASSWORD", SECRET)
    places = kept(run, "mail-server")
    ran = run("accounts", "forget", "mail-server", "--json")
    assert (places["password"], ran.code, ran.json["left"]) == (
        "environment",
        1,
        ["DEMENAGEMENT_MAIL_SERVER_PASSWORD"],
    )


@BOTH
def test_a_safe_that_does_not_answer_is_not_said_to_be_empty(run: Run, settings: Path, lang: str) -> None:
    """A locked one is a fault; where there is none, one of another session may still hold it."""
    say = phrasebook(lang)
    with plugged(LockedSafe()):
        locked = run("accounts", "forget", "maileva", "--lang", lang)
    with plugged(NoSafe()):
        none = run("accounts", "forget", "maileva", "--lang", lang)
    assert (locked.code, none.code, settings.exists()) == (1, 0, False)
    assert say("accounts.forgotten", name="maileva") not in locked.err + none.err
    assert say("accounts.forgotten-file", name="maileva") in none.err


@pytest.mark.parametrize("command", [("list",), ("draft", "lease-notice"), ("set", "move.by=friends"), ("next",)])
def test_a_command_that_needs_no_secret_opens_no_safe(run: Run, journey: str, command: tuple[str, ...]) -> None:
    """Loading what opens one takes a third of a second, and the safe may ask for its key."""
    assert run("list").code == 0
    name, *rest = command
    words = [name, *([] if name == "list" else [journey]), *rest]
    program = (
        f"import sys; from demenagement.cli import main; code = main({words!r}); print(code, 'keyring' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "0 False"


def test_a_person_types_secrets_unseen(settings: Path) -> None:
    """In a terminal: names show, secrets do not; without a safe, the yes is asked before anything is written."""
    ours, theirs = pty.openpty()
    program = [sys.executable, "-m", "demenagement", "accounts", "set", "maileva", "--lang", "en"]
    environment = {**os.environ, "DEMENAGEMENT_CONFIG": str(settings)}
    with subprocess.Popen(
        program, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    ) as started:
        os.close(theirs)
        seen = ""
        for question, answer in (
            ("client_id:", "anne"),
            ("client_secret:", SECRET),
            ("username:", "anne@exemple.fr"),
            ("password:", SECRET),
            ("Write it there?", "yes"),
            ("Connected: everything is set.", ""),
        ):
            while question not in seen:
                seen += os.read(ours, 4096).decode()
            if answer:
                os.write(ours, f"{answer}\n".encode())
        while _read(ours):
            pass
        assert started.wait(PATIENCE) == 0
    os.close(ours)
    text = settings.read_text(encoding="utf-8")
    assert (SECRET in seen, "anne@exemple.fr" in seen, text.count(SECRET)) == (False, True, 2)


def _read(terminal: int) -> bytes:
    """What was written since; nothing once the program has left."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@BOTH
@pytest.mark.usefixtures("safe")
def test_what_another_account_lends_is_said_to_be_lent(run: Run, lang: str) -> None:
    """Nobody types a key twice; what is the borrower's own is still missing."""
    run("accounts", "set", "maileva", "--stdin", typed=LINES)
    places = {"client_id": "file", "client_secret": "keyring", "username": "file", "password": "keyring"}
    assert kept(run, "maileva-electronic") == {**places, "sender_id": None}
    ran, say = run("accounts", "--lang", lang), phrasebook(lang)
    assert say("accounts.kept-lent", name="password", lender="maileva") in ran.words


def test_forgetting_a_borrower_leaves_the_lender_s_account(
    run: Run, safe: FakeSafe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither its secrets nor its variables are the borrower's to remove."""
    run("accounts", "set", "maileva", "--stdin", typed=LINES)
    run("accounts", "set", "maileva-electronic", "--stdin", typed="sender_id=anne\n")
    monkeypatch.setenv("DEMENAGEMENT_MAILEVA_PASSWORD", SECRET)
    ran = run("accounts", "forget", "maileva-electronic", "--json")
    assert (ran.code, ran.json["left"], sorted(safe.kept.values())) == (0, [], [f"{SECRET}1", f"{SECRET}2"])
    assert (kept(run)["client_id"], kept(run, "maileva-electronic")["sender_id"]) == ("file", None)
