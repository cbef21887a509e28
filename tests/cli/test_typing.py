"""What can be typed: help, version, languages, and mistakes, in the reader's language."""

from __future__ import annotations

import re
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from demenagement.cli import parser
from demenagement.cli.mistakes import mistake
from demenagement.sandbox.faults import KINDS
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Run

COMMANDS = [name for name in parser.COMMANDS if name]
LIBRARY = re.compile(
    r"\b(usage:|positional arguments|options:|show this help|required|invalid choice|choose from|expected|unrecognized"
    r"|argument\b|arguments:|optional|(?:FILE|STEP|TEXT|FOLDER|VALUE|NAME)\b)"
)
"""Words that the library puts into English help and complaints."""


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=lambda words: " ".join(words) or "app")
def test_french_help_is_french(command: tuple[str, ...], run: Run) -> None:
    """Down to the words that the library brings along."""
    ran = run(*command, "--help")
    assert (ran.code, ran.err, LIBRARY.findall(ran.out)) == (0, "", [])
    assert ran.out.startswith("usage : demenagement")
    assert "affiche cette aide" in ran.out


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=lambda words: " ".join(words) or "app")
def test_english_help_is_english(command: tuple[str, ...], run: Run) -> None:
    """Complete."""
    ran = run(*command, "--lang", "en", "--help")
    assert (ran.code, ran.err, re.findall(r"affiche|[éèàù«»]", ran.out)) == (0, "", [])
    assert ran.out.startswith("usage: demenagement")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_help_tells_of_every_command(lang: str, run: Run) -> None:
    """In both languages."""
    told = run("--lang", lang, "--help").words
    assert [name for name in COMMANDS if phrasebook(lang)(f"cli.help-{name}") not in told] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_sandbox_tells_its_faults_and_its_clock(lang: str, run: Run) -> None:
    """Every kind with its own keys, what all of them take, and every page that a person needs while it runs."""
    told = run("sandbox", "--lang", lang, "--help").out
    lines = {kind: line for line in told.splitlines() for kind in line.partition(":")[0].strip().split(", ")}
    assert [kind for kind, keys in KINDS.items() if not all(f"{key}=" in lines[kind] for key in keys)] == []
    assert [
        word for word in ("provider=", "route=", "times=", "clock", "faults", "state", "reset") if word not in told
    ] == []


def test_the_version_is_told(run: Run) -> None:
    """The one that is installed, alone."""
    ran = run("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"demenagement {version('demenagement')}\n", "")


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        (("plann",), "Vouliez-vous dire « plan » ?", "Did you mean “plan”?"),
        (("xyz",), "Possible : plan, new,", "Possible: plan, new,"),
        (("plan",), "il manque FICHIER.", "FILE is missing."),
        (("set", "id"), "il manque CLÉ=VALEUR.", "KEY=VALUE is missing."),
        (("set", "id", "move.day"), "par exemple : move.day=2027-05-08", "for example: move.day=2027-05-08"),
        (("export", "id"), "il faut l'un de --ics --everything.", "one of --ics --everything is needed."),
        (("export", "id", "--ics", "a", "--everything", "b"), "ne va pas avec", "does not go with"),
        (("list", "more"), "« more » est en trop", "“more” is too much"),
        (("list", "--nothing"), "« --nothing » est en trop", "“--nothing” is too much"),
        (("list", "--today", "demain"), "« demain » n'est pas une date", "“demain” is no date"),
        (("list", "--today", "2027-02-31"), "« 2027-02-31 » n'est pas une date", "“2027-02-31” is no date"),
        (("list", "--home"), "--home attend une valeur.", "--home takes a value."),
        (("list", "--json=1"), "--json ne prend pas de valeur", "--json takes no value"),
        (("list", "--h"), "« --h » peut vouloir dire --help, --home.", "“--h” could mean --help, --home."),
        (("sandbox", "--port", "x"), "--port ne peut pas être « x ».", "--port can't be “x”."),
        (("draft", "id", "step", "--by", "pigeon"), "Possible : prefill, portal", "Possible: prefill, portal"),
        (("providers", "shwo", "x"), "Vouliez-vous dire « show » ?", "Did you mean “show”?"),
    ],
)
def test_a_mistake_is_told_in_the_reader_s_language(
    words: tuple[str, ...], french: str, english: str, run: Run
) -> None:
    """Exit 2, on stderr, with the way it is written."""
    for lang, sentence in (("fr", french), ("en", english)):
        ran = run(*words, "--lang", lang)
        assert (ran.code, ran.out, sentence in ran.words) == (2, "", True)
        assert ("usage : demenagement" if lang == "fr" else "usage: demenagement") in ran.err


def test_no_complaint_of_the_library_shows_in_french(run: Run) -> None:
    """Each is said anew."""
    mistakes = (
        ("plan",),
        ("set", "i"),
        ("x",),
        ("list", "a"),
        ("list", "--home"),
        ("export", "i"),
        ("list", "--json=1"),
    )
    assert [found for words in mistakes for found in LIBRARY.findall(run(*words).err)] == []


def test_a_complaint_that_nobody_foresaw_is_not_shown() -> None:
    """A later library may have new ones."""
    assert mistake("something new went wrong", phrasebook("fr")) == "Commande mal écrite."


def test_an_unknown_language_is_a_mistake(run: Run) -> None:
    """Told in French."""
    ran = run("list", "--lang", "de")
    assert (ran.code, "--lang ne peut pas être « de ». Possible : fr, en." in ran.words) == (2, True)


@pytest.mark.parametrize(
    ("chosen", "words", "sentence"),
    [
        (None, (), "Aucun parcours"),
        ("en", (), "No journey"),
        ("fr", (), "Aucun parcours"),
        ("en", ("--lang", "fr"), "Aucun parcours"),
        ("fr", ("--lang=en",), "No journey"),
        ("de", (), "Aucun parcours"),
        ("", (), "Aucun parcours"),
    ],
)
def test_the_language_is_asked_for_or_chosen_once_or_french(
    chosen: str | None, words: tuple[str, ...], sentence: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--lang`, else DEMENAGEMENT_LANG, else French."""
    if chosen is not None:
        monkeypatch.setenv("DEMENAGEMENT_LANG", chosen)
    assert run("list", *words).err.startswith(sentence)


@pytest.mark.parametrize("words", [("--json", "list"), ("list", "--json"), ("--lang", "en", "--json", "list")])
def test_common_options_stand_before_or_after_the_command(words: tuple[str, ...], run: Run) -> None:
    """Either way they count."""
    assert run(*words).json == {"version": 1, "journeys": []}


@pytest.mark.parametrize(
    "words",
    [("send", "i", "--yes", "a", "b"), ("send", "i", "a", "--yes", "b"), ("approve", "i", "a", "b", "--yes")],
)
def test_steps_stand_before_or_after_the_options(words: tuple[str, ...]) -> None:
    """As people type."""
    arguments = parser.read_arguments(words)
    assert (arguments.id, arguments.steps, arguments.yes) == ("i", ["a", "b"], True)


@pytest.mark.parametrize("words", [("plans", "show", "--json", "bank"), ("plans", "--json", "show", "bank")])
def test_a_name_stands_before_or_after_the_options(words: tuple[str, ...], run: Run) -> None:
    """The same."""
    assert run(*words).json["slug"] == "bank"


def test_today_is_the_person_s_own_day() -> None:
    """Unless another one is given."""
    given = parser.read_arguments(["list", "--today", "2027-03-01"]).today
    assert (given, parser.read_arguments(["list"]).today) == (date(2027, 3, 1), date.today())  # noqa: DTZ011 # local


def test_journeys_are_kept_where_it_is_said(run: Run, dossier: Path, tmp_path: Path) -> None:
    """`--home` comes before DEMENAGEMENT_HOME."""
    elsewhere = str(tmp_path / "elsewhere")
    ident = run("new", str(dossier), "--home", elsewhere).out.strip()
    assert [row["id"] for row in run("list", "--json", "--home", elsewhere).json["journeys"]] == [ident]
    assert run("list", "--json").json["journeys"] == []


def test_a_home_is_chosen_once_by_the_environment(run: Run, journey: str, home: Path) -> None:
    """DEMENAGEMENT_HOME."""
    assert (run("list", "--json").json["journeys"][0]["id"], (home / "journeys").is_dir()) == (journey, True)
