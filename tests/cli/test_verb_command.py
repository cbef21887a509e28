"""`draft --verb`: anything one may ask of whoever a step is about; and `--copy`, one answer to the clipboard."""

from __future__ import annotations

import base64
import io
import sys
from typing import TYPE_CHECKING

import pytest
from commands import TODAY

from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Run

VERBS = ("inform", "transfer", "amend", "cancel", "status", "complain")
CLOSING = "elec-close"
TELL = ("--tell", "bill=F-1", "--tell", "billed=12999", "--tell", "reading=12345")


@pytest.fixture
def journey(run: Run, dossier: Path) -> str:
    """A journey whose electricity supplier told where to write."""
    account = 'accounts.edf = { address = ["EDF Service Client", "TSA 20012", "41975 BLOIS CEDEX 9"] }\n'
    dossier.write_text(account + dossier.read_text(encoding="utf-8"), encoding="utf-8")
    return run("new", str(dossier)).out.strip()


@pytest.fixture
def terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed goes to a terminal."""
    assert run
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed comes from a person."""

    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(io, "StringIO", Keyboard)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_answered(run: Run, journey: str, verb: str, lang: str) -> None:
    """Words to send or to say, and whom to reach."""
    tell = ("--tell", "what=x", "--tell", "wish=y") if verb == "complain" else ()
    ran = run("draft", journey, CLOSING, "--verb", verb, *tell, "--today", TODAY, "--lang", lang)
    say = phrasebook(lang)
    untold = say("verb.untold", id=journey, step=CLOSING) + "\n" if verb in ("amend", "cancel", "status") else ""
    assert (ran.code, ran.err) == (0, untold)
    for name in ("proof", "decides", "human"):
        assert say(f"verb.section.{name}") in ran.out


@pytest.mark.parametrize("verb", ["amend", "cancel", "status"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_asking_about_what_was_never_asked_is_pointed_out(run: Run, journey: str, verb: str, lang: str) -> None:
    """The text says that one was in touch: once that is noted, nothing is left to point out."""
    ask = ("draft", journey, CLOSING, "--verb", verb, "--today", TODAY, "--lang", lang)
    told = phrasebook(lang)("verb.untold", id=journey, step=CLOSING)
    assert told in run(*ask).words
    run("done", journey, CLOSING, "--today", TODAY)
    assert told not in run(*ask).words


def test_a_verb_is_one_json_document(run: Run, journey: str) -> None:
    """That of a draft, with the verb, what answers it, and the script."""
    ran = run("draft", journey, CLOSING, "--verb", "status", "--json", "--today", TODAY)
    assert (ran.code, ran.err) == (0, "")
    assert set(ran.json) == {"version", "draft", "digest", "verb", "means", "command", "script"}
    assert (ran.json["verb"], ran.json["means"]) == ("status", "script")
    assert set(ran.json["script"]) == {"say", "ask", "proof", "wait", "decides", "human"}


def test_a_dispute_is_written_with_what_was_told(run: Run, journey: str) -> None:
    """A letter, word for word."""
    ran = run("draft", journey, CLOSING, "--letter", "index-dispute", *TELL, "--today", TODAY)
    assert ran.code == 0
    assert "retient le relevé suivant : 12999." in ran.words
    assert "le compteur indiquait : 12345." in ran.words


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_was_not_told_is_named_with_how_to_tell_it(run: Run, journey: str, lang: str) -> None:
    """Where nobody is there to be asked."""
    ran = run("draft", journey, CLOSING, "--letter", "index-dispute", "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.out) == (1, "")
    assert "[bill]" in ran.err
    assert "--tell" in ran.err


@pytest.mark.usefixtures("somebody")
def test_what_was_not_told_is_asked_at_a_terminal(run: Run, journey: str) -> None:
    """One question at a time, with its reason."""
    typed = "F-1\n12999\n12345\n"
    ran = run("draft", journey, CLOSING, "--letter", "index-dispute", "--today", TODAY, typed=typed)
    assert (ran.code, "retient le relevé suivant : 12999." in ran.words) == (0, True)
    assert "Quel relevé la facture porte-t-elle ?" in ran.err


@pytest.mark.usefixtures("somebody")
def test_whoever_gives_no_answer_is_asked_no_more(run: Run, journey: str) -> None:
    """Nothing is written."""
    ran = run("draft", journey, CLOSING, "--letter", "index-dispute", "--today", TODAY, typed="\n")
    assert (ran.code, ran.out) == (1, "")


@pytest.mark.parametrize("window", [(), ("--window",)])
def test_a_letter_goes_to_a_file(run: Run, journey: str, tmp_path: Path, window: tuple[str, ...]) -> None:
    """A PDF, ready to be signed; with the window, to try the fold."""
    path = tmp_path / "lettre.pdf"
    ran = run(
        "draft", journey, CLOSING, "--letter", "index-dispute", *TELL, "--pdf", str(path), *window, "--today", TODAY
    )
    assert (ran.code, str(path) in ran.err) == (0, True)
    assert path.read_bytes().startswith(b"%PDF")


def test_what_is_no_letter_goes_to_no_file(run: Run, journey: str, tmp_path: Path) -> None:
    """The answer is no, and how it would be one."""
    ran = run("draft", journey, "bank", "--pdf", str(tmp_path / "x.pdf"), "--today", TODAY)
    assert (ran.code, "--by letter" in ran.err, list(tmp_path.glob("*.pdf"))) == (1, True, [])


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("wanted", ["arriving.city", "Ville du nouveau logement", "ville du nouveau"])
def test_an_answer_is_copied_by_its_name(run: Run, journey: str, wanted: str) -> None:
    """Its fact, its label, or the beginning of it; what was copied is said."""
    ran = run("draft", journey, "bank", "--copy", wanted, "--today", TODAY)
    assert ran.code == 0
    assert ran.out == f"\x1b]52;c;{base64.b64encode(b'Nantes').decode()}\x07"
    assert "Copié : Ville du nouveau logement" in ran.err


@pytest.mark.usefixtures("terminal")
def test_an_answer_is_copied_by_its_number(run: Run, journey: str) -> None:
    """In the order in which they are shown."""
    fields = run("draft", journey, "bank", "--json", "--today", TODAY).json["draft"]["fields"]
    ran = run("draft", journey, "bank", "--copy", "2", "--today", TODAY)
    assert base64.b64decode(ran.out[7:-1]).decode() == fields[1]["value"]


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("wanted", ["99", "0", "x", "", "adultes"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_answer_that_is_none_or_several_is_not_copied(run: Run, journey: str, wanted: str, lang: str) -> None:
    """Those there are, are named."""
    ran = run("draft", journey, "bank", "--copy", wanted, "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert (wanted, "Adultes du foyer (1)" in ran.err or "Adults" in ran.err) == (wanted, True)


def test_nothing_is_copied_where_there_is_no_terminal(run: Run, journey: str) -> None:
    """A file is no clipboard."""
    ran = run("draft", journey, "bank", "--copy", "arriving.city", "--today", TODAY)
    assert (ran.code, ran.out, "n'est pas un terminal" in ran.err) == (1, "", True)
