"""`approve` and `send` over several steps: together or not at all, and what can't go yet is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commands import TODAY

if TYPE_CHECKING:
    from commands import Ran, Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
COMMANDS = pytest.mark.parametrize("command", ["approve", "send"])
READY, LACKING, OTHER, LETTER = "internet-transfer", "mover-quotes", "employer/camille", "lease-notice"


def _submissions(run: Run, journey: str) -> list[str]:
    return [each["step"] for each in run("show", journey, "--json", "--today", TODAY).json["submissions"]]


def _named(run: Run, command: str, journey: str, *words: str) -> Ran:
    return run(command, journey, *words, "--yes", "--today", TODAY)


@COMMANDS
@pytest.mark.parametrize("steps", [(READY, LACKING), (LACKING, READY)])
def test_named_steps_are_approved_together_or_not_at_all(
    run: Run, journey: str, sandbox: Sandbox, command: str, steps: tuple[str, str]
) -> None:
    """Whichever lacks something; nothing is left behind that `watch` would send."""
    assert sandbox.url
    ran = _named(run, command, journey, *steps, "--by", "letter")
    assert (ran.code, ran.out, _submissions(run, journey)) == (1, "", [])
    assert (run("watch", "--today", TODAY).err, sandbox.snapshot()["maileva"]["sendings"]) == ("", [])


@BOTH
def test_what_is_missing_is_told_for_all_named_steps_at_once(run: Run, journey: str, lang: str) -> None:
    """Each by its title, and what is ready without them."""
    ran = _named(run, "send", journey, LACKING, READY, OTHER, "--lang", lang)
    assert (ran.code, "accounts.mover.address: " in ran.err, "accounts.employer.email: " in ran.err) == (1, True, True)
    assert (f"[{LACKING}]" in ran.err, f"[{OTHER}]" in ran.err, f"({READY})" in ran.err) == (True, True, True)


@COMMANDS
def test_where_no_named_step_is_ready_none_is_said_to_be(run: Run, journey: str, command: str) -> None:
    """What to do is to complete them."""
    ran = _named(run, command, journey, LACKING, OTHER, "--json")
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (
        1,
        "",
        "Rien n'est parti, et rien n'est approuvé : complétez d'abord.",
    )


@pytest.mark.usefixtures("sandbox")
def test_a_missing_enclosure_holds_all_named_steps(run: Run, journey: str) -> None:
    """It is told before anything is asked."""
    ran = run("send", journey, "bank", LETTER, "--today", TODAY, typed="oui\noui\n")
    assert (ran.code, "--enclose" in ran.err, "(oui/non)" in ran.err, _submissions(run, journey)) == (
        1,
        True,
        False,
        [],
    )


def test_a_name_that_is_none_stops_all_of_them(run: Run, journey: str) -> None:
    """It was mistyped: nothing is asked, nothing approved."""
    ran = _named(run, "send", journey, READY, "nothing-of-the-kind")
    assert (ran.code, ran.out, _submissions(run, journey)) == (2, "", [])


def test_a_step_named_twice_is_asked_for_once(run: Run, journey: str) -> None:
    """And approved once."""
    ran = _named(run, "approve", journey, READY, READY)
    assert (ran.code, ran.out.count("Objet : "), _submissions(run, journey)) == (0, 1, [READY])


def test_whoever_breaks_off_has_approved_nothing(run: Run, journey: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the first question was answered."""
    answers = iter([True])

    def confirm(_question: str) -> bool:
        for answer in answers:
            return answer
        raise KeyboardInterrupt

    monkeypatch.setattr("demenagement.cli.approving.confirm", confirm)
    ran = run("send", journey, "bank", READY, "--today", TODAY)
    assert (ran.code, _submissions(run, journey)) == (130, [])


@pytest.mark.usefixtures("sandbox")
@BOTH
def test_without_a_step_what_is_not_ready_is_told_at_the_end(run: Run, journey: str, enclosure: str, lang: str) -> None:
    """By title and name, with the question of each missing fact; the rest goes on."""
    ran = _named(run, "send", journey, "--enclose", enclosure, "--lang", lang)
    heading = {"fr": "Pas encore prêts :", "en": "Not ready yet:"}[lang]
    last = ran.err.rpartition(heading)[2].splitlines()
    assert (ran.code, any(text.endswith(f"[{LACKING}]") for text in last)) == (0, True)
    assert any(text.startswith("    accounts.mover.address: ") for text in last)
    assert "demenagement set ID" in last[-1]
    assert {"elec-open", LETTER} <= set(_submissions(run, journey))


@pytest.mark.usefixtures("sandbox")
def test_without_a_step_a_letter_that_lacks_its_enclosure_is_left(run: Run, journey: str) -> None:
    """It stops none of the others."""
    ran = _named(run, "send", journey)
    told = (f"[{LETTER}]" in ran.err, "--enclose" in ran.err)
    left = _submissions(run, journey)
    assert (ran.code, told, "elec-open" in left, LETTER in left) == (0, (True, True), True, False)


@pytest.mark.usefixtures("sandbox")
def test_what_is_not_ready_is_data_too(run: Run, journey: str) -> None:
    """Each missing fact by its path, with its question; where steps are named there is nothing of the kind."""
    found = _named(run, "send", journey, "--json").json["not_ready"]
    each = next(each for each in found if each["step"] == LACKING)
    assert (set(each), [fact["fact"] for fact in each["missing"]]) == (
        {"step", "title", "missing", "text"},
        ["accounts.mover.address"],
    )
    assert "not_ready" not in _named(run, "send", journey, READY, "--json").json
