"""`plan FILE`: a dossier file in, a dated plan out; and every way in which the file can be wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

import pytest
from commands import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Ran, Run


class PlanOf(Protocol):
    """Plans the move of a dossier file with that text."""

    def __call__(self, text: str | bytes, *words: str) -> Ran:
        """`words` are further options."""


_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]")
_ESCAPES = r"\u001b[2J\u001b]0;boum\u0007\u009b31m\u202eatruom\u2028"


@pytest.fixture
def plan(run: Run, tmp_path: Path) -> PlanOf:
    """Plan the move of a dossier file with that text."""

    def command(text: str | bytes, *words: str) -> Ran:
        path = tmp_path / "file.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return run("plan", str(path), "--today", TODAY, *words)

    return command


def test_a_plan_is_printed_and_nothing_is_stored(run: Run, dossier: Path, home: Path) -> None:
    """Words for people on stdout, nothing on stderr, no home made."""
    ran = run("plan", str(dossier), "--today", TODAY)
    assert (ran.code, ran.err, home.exists()) == (0, "", False)
    assert "Donner congé à votre bailleur" in ran.out


def test_a_plan_is_printed_in_english(run: Run, dossier: Path) -> None:
    """The same steps."""
    ran = run("plan", str(dossier), "--today", TODAY, "--lang", "en")
    assert (ran.code, ran.err, "Give notice to your landlord" in ran.out) == (0, "", True)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_plan_is_one_json_document(run: Run, dossier: Path, lang: str) -> None:
    """With the promised keys."""
    ran = run("plan", str(dossier), "--today", TODAY, "--json", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert list(ran.json) == ["version", "today", "anchors", "steps", "questions", "warnings"]
    assert (ran.json["version"], ran.json["today"]) == (1, TODAY)


def test_the_codes_of_a_plan_are_the_same_in_both_languages(run: Run, dossier: Path) -> None:
    """Only the words differ."""
    french, english = (
        run("plan", str(dossier), "--today", TODAY, "--json", "--lang", lang).json for lang in ("fr", "en")
    )
    for key in ("id", "due", "advised", "standing", "nature", "provider"):
        assert [step[key] for step in french["steps"]] == [step[key] for step in english["steps"]]


def test_nothing_known_is_a_plan_of_questions(plan: PlanOf) -> None:
    """An empty file is a dossier."""
    found = plan("", "--json")
    assert (found.code, len(found.json["questions"]) > 3) == (0, True)


def test_dates_in_the_wrong_order_are_a_warning(plan: PlanOf) -> None:
    """A plan is made all the same."""
    text = "[move]\nday = 2027-05-08\n[leaving]\ntenure = 'owner'\ninventory = 2027-06-01\nkeys = 2027-05-01\n"
    found, told = plan(text, "--json"), plan(text)
    assert (found.code, "dates-disagree" in [warning["code"] for warning in found.json["warnings"]]) == (0, True)
    assert "Deux dates se contredisent" in told.words


@pytest.mark.parametrize(
    ("text", "where", "french", "english"),
    [
        (
            "[move]\ndya = 2027-05-08\n",
            "move.dya",
            "« dya » n'est pas une clé connue. Vouliez-vous dire « day » ?",
            "day",
        ),
        ("[Move]\nday = 2027-05-08\n", "Move", "Vouliez-vous dire « move » ?", "Did you mean “move”?"),
        ("[move]\nDay = 2027-05-08\n", "move.Day", "Vouliez-vous dire « day » ?", "Did you mean “day”?"),
        ("bool = 1\n", "bool", "« bool » n'est pas une clé connue.", "“bool” is not a known key."),
        ("[mvoe]\nday = 2027-05-08\n", "mvoe", "Vouliez-vous dire « move » ?", "Did you mean “move”?"),
        ("[move]\nday = '2027-05-08'\n", "move.day", "sans guillemets, l'année d'abord : 2027-05-08", "without quotes"),
        ("[move]\nday = 20270508\n", "move.day", "attendu : une date sans guillemets", "a date without quotes"),
        (
            "[move]\nkind = 'for ever'\n",
            "move.kind",
            "choisissez parmi : permanent, temporary",
            "choose among permanent, temporary",
        ),
        ("[move]\nday = 1027-05-08\n", "move.day", "hors de 1900–2199", "outside 1900–2199"),
        ("[leaving]\nrent = -1\n", "leaving.rent", "trop petite : 0 au moins", "too small: 0 at least"),
        ("[leaving]\ninsee = 'Dijon'\n", "leaving.insee", "« Dijon » n'a pas la forme attendue", "expected form"),
        ("[leaving]\nsocial = 'yes'\n", "leaving.social", "attendu : true ou false", "true or false"),
        (
            "[household]\nsubscriptions = [{ name = 'Canal+' }]\n",
            "household.subscriptions.0",
            "attendu : un texte entre guillemets",
            "a text in quotes",
        ),
        ("[leaving]\ngas = 'Engie'\n", "leaving.gas", "attendu : un tableau entre accolades", "a table in braces"),
        ("[household]\nadults = 2\n", "household.adults", "attendu : une liste entre crochets", "square brackets"),
        ("move = 3\n", "move", "attendu : un tableau", "a table in braces"),
        ("[move]\nday = 2027-02-31\n", "", "ce fichier TOML est mal formé", "this TOML file is malformed at"),
        ("[move\n", "", "ce fichier TOML est mal formé", "this TOML file is malformed at"),
        (b"[move]\nreason = '\xff'\n", "", "n'est pas du texte UTF-8", "is not UTF-8 text"),
        (b"#" * 2_000_001, "", "dépasse 2 Mo", "over 2 MB"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else None,
)
def test_what_is_wrong_with_a_file_is_told_with_its_place(
    text: str | bytes, where: str, french: str, english: str, plan: PlanOf
) -> None:
    """Exit 2, on stderr, in both languages; nothing on stdout."""
    for lang, sentence in (("fr", french), ("en", english)):
        ran = plan(text, "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
        assert sentence in ran.words
        assert ran.err.partition(".toml: ")[2].startswith(where)


def test_every_problem_of_a_file_is_told_at_once(plan: PlanOf) -> None:
    """Nobody mends one to be told of the next."""
    ran = plan("[move]\ndya = 1\nby = 'horse'\n[leaving]\nrent = -3\n")
    assert [key in ran.err for key in ("move.dya", "move.by", "leaving.rent")] == [True] * 3
    assert ran.err.rstrip().endswith("Rien n'a été fait. Corrigez ces lignes, puis recommencez.")


@pytest.mark.parametrize("command", ["plan", "new"])
def test_a_file_that_is_not_there_is_told(command: str, run: Run, tmp_path: Path) -> None:
    """By its name."""
    ran = run(command, str(tmp_path / "nothing.toml"))
    assert (ran.code, ran.out, "nothing.toml: ce fichier n'existe pas" in ran.err) == (2, "", True)


def test_a_folder_is_no_dossier(run: Run, tmp_path: Path) -> None:
    """Nor a reason to break."""
    ran = run("plan", str(tmp_path))
    assert (ran.code, ran.out, "ne peut pas être lu" in ran.err) == (2, "", True)


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_hostile_text_reaches_the_terminal_as_text(words: tuple[str, ...], plan: PlanOf) -> None:
    """Names, plates, towns, accounts: nothing in them moves the cursor or turns the line around."""
    ran = plan(
        f"""
        [move]
        day = 2027-05-08
        [leaving]
        city = "Dijon{_ESCAPES}"
        electricity = {{ supplier = "edf{_ESCAPES}" }}
        [household]
        adults = [{{ name = "Camille{_ESCAPES} Martin", status = ["employee"] }}]
        vehicles = [{{ plate = "AB{_ESCAPES}123", kind = "car" }}]
        pets = [{{ name = "{_ESCAPES}Filou", kind = "dog" }}]
        subscriptions = ["club{_ESCAPES}"]
        [accounts."{_ESCAPES}"]
        reference = "{_ESCAPES}"
        """,
        *words,
    )
    assert (ran.code, _CONTROLS.findall(ran.out), ran.err) == (0, [], "")
    assert "Filou" in ran.out


@pytest.mark.parametrize(
    "text",
    [
        f'"{_ESCAPES}" = 1',
        f'[move]\n"{_ESCAPES}" = 1',
        f'[leaving]\ninsee = "{_ESCAPES}"',
        "[move]\nreason = '\x1b[2J'",
        f'[household]\nadults = [{{ "{_ESCAPES}" = 1 }}]',
    ],
)
def test_hostile_text_in_a_file_that_is_wrong_is_told_as_text(text: str, plan: PlanOf) -> None:
    """On stderr too."""
    ran = plan(text)
    assert (ran.code, ran.out, _CONTROLS.findall(ran.err)) == (2, "", [])


def test_a_file_s_own_byte_order_mark_is_no_problem(plan: PlanOf) -> None:
    """Some editors write one."""
    assert plan(b"\xef\xbb\xbf[move]\nday = 2027-05-08\n").code == 0
