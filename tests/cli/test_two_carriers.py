"""Two accounts can carry the same letter: the person's settings decide, and the draft says by whom it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commands import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Ran, Run

    from demenagement.sandbox.server import Sandbox

LETTER = "lease-notice"
ACCOUNT = {"SERVICE_ID": "public-1", "SECRET_KEY": "secret-1", "USER_ID": "37"}


@pytest.fixture
def chosen(tmp_path: Path) -> None:
    """The person wants Merci Facteur."""
    (tmp_path / "settings.toml").write_text('[carriers]\nletter = "merci-facteur"\n', encoding="utf-8")


def draft(run: Run, journey: str) -> Ran:
    """What would leave."""
    return run("draft", journey, LETTER, "--today", TODAY)


@pytest.mark.usefixtures("sandbox")
def test_without_a_choice_it_is_always_the_same(run: Run, journey: str) -> None:
    """The first by name."""
    assert "par Maileva" in draft(run, journey).out


@pytest.mark.usefixtures("sandbox", "chosen")
def test_the_choice_is_followed(run: Run, journey: str) -> None:
    """And shown before anything leaves."""
    assert "par Merci Facteur" in draft(run, journey).out


def test_the_only_account_needs_no_choice(run: Run, journey: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its name; half an account is none."""
    for name, value in ACCOUNT.items():
        assert "par vous-même" in draft(run, journey).out
        monkeypatch.setenv(f"DEMENAGEMENT_MERCI_FACTEUR_{name}", value)
    assert "par Merci Facteur" in draft(run, journey).out


@pytest.mark.usefixtures("sandbox")
def test_a_choice_that_is_none_is_told(run: Run, journey: str, tmp_path: Path) -> None:
    """Exit 2, with the file, the key and those there are; the letter leaves by nobody else."""
    (tmp_path / "settings.toml").write_text('[carriers]\nletter = "mercifacteur"\n', encoding="utf-8")
    ran = draft(run, journey)
    assert (ran.code, ran.out) == (2, "")
    assert all(word in ran.err for word in ("settings.toml", "carriers.letter", "maileva, merci-facteur"))


@pytest.mark.usefixtures("chosen")
def test_a_letter_whose_answer_was_lost_leaves_once_and_is_followed(
    run: Run, journey: str, sandbox: Sandbox, enclosure: str
) -> None:
    """Sent, looked for, found; the news tell where it is, with the proof of its posting."""
    sandbox.fault("drop-after:provider=merci-facteur,route=submit")
    sent = run("send", journey, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY)
    [envoi] = sandbox.snapshot()["merci-facteur"]["envois"]
    assert (sent.code, envoi["id"] in sent.err, len(envoi["files"])) == (0, True, 2)
    sandbox.advance(days=12)
    [news] = run("track", journey, "--json", "--today", TODAY).json["news"]
    assert (news["step"], news["state"], len(news["proofs"])) == (LETTER, "accepted", 1)
