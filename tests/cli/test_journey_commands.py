"""`new`, `list`, `show`, `next`, `set`, `undo`, `done`, `skip`, `reopen`, `verify`, `export`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commands import TODAY

from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from commands import Run

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
OF_A_JOURNEY = [
    ("show",),
    ("next",),
    ("set", "move.by=friends"),
    ("undo",),
    ("done", "bank"),
    ("skip", "bank"),
    ("reopen", "bank"),
    ("draft", "bank"),
    ("approve", "bank"),
    ("send",),
    ("track",),
    ("cancel", "--yes"),
    ("verify",),
    ("export", "--ics", "x.ics"),
    ("export", "--everything", "x.json"),
]


def _standing(run: Run, journey: str, step: str) -> str:
    steps = run("show", journey, "--json", "--today", TODAY).json["steps"]
    return str(next(each["standing"] for each in steps if each["id"] == step))


def test_a_new_journey_prints_its_id_alone(run: Run, dossier: Path) -> None:
    """So that a script can keep it."""
    ran = run("new", str(dossier))
    assert (ran.code, ran.err, bool(re.fullmatch(r"lyon-nantes-[0-9a-f]{6}\n", ran.out))) == (0, "", True)


def test_a_new_journey_is_one_json_document(run: Run, dossier: Path) -> None:
    """With its id."""
    ran = run("new", str(dossier), "--json")
    assert (ran.code, ran.err, sorted(ran.json)) == (0, "", ["id", "version"])


def test_a_file_that_is_wrong_begins_nothing(run: Run, tmp_path: Path, home: Path) -> None:
    """Not even a home."""
    path = tmp_path / "wrong.toml"
    path.write_text("[move]\ndya = 1\n", encoding="utf-8")
    ran = run("new", str(path))
    assert (ran.code, ran.out, home.exists()) == (2, "", False)


@BOTH
def test_journeys_are_listed(run: Run, journey: str, lang: str) -> None:
    """One line each on stdout."""
    ran = run("list", "--lang", lang)
    assert (ran.code, ran.out, ran.err) == (0, f"{journey}  Lyon → Nantes\n", "")


def test_journeys_are_listed_as_json(run: Run, journey: str) -> None:
    """With what a script needs."""
    (row,) = run("list", "--json").json["journeys"]
    assert (row["id"], row["title"], row["revision"], row["trouble"]) == (journey, "Lyon → Nantes", 1, None)


def test_no_journey_is_said_on_stderr(run: Run) -> None:
    """Stdout is data, and there is none."""
    ran = run("list")
    assert (ran.code, ran.out, ran.err.startswith("Aucun parcours")) == (0, "", True)


@pytest.mark.parametrize("words", OF_A_JOURNEY, ids=" ".join)
@pytest.mark.parametrize("ident", ["lyon-nantes-000000", "../../etc/passwd", "É"])
def test_a_journey_that_is_not_there_is_told(run: Run, words: tuple[str, ...], ident: str) -> None:
    """Exit 2, and what to do."""
    command, *more = words
    ran = run(command, ident, *more)
    assert (ran.code, ran.out) == (2, "")
    assert f"Aucun parcours ne s'appelle « {ident} »" in ran.err
    assert "demenagement list" in ran.err


@pytest.mark.parametrize("words", [("done",), ("skip",), ("reopen",), ("draft",), ("approve",), ("send",)])
@BOTH
def test_a_step_that_is_not_there_is_told(run: Run, journey: str, words: tuple[str, ...], lang: str) -> None:
    """Exit 2."""
    ran = run(*words, journey, "lease-notcie", "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.out, "lease-notcie" in ran.err) == (2, "", True)


def test_a_step_of_several_is_told_apart(run: Run, journey: str) -> None:
    """Which of the two vehicles?"""
    ran = run("done", journey, "vehicle-registration", "--today", TODAY)
    assert (ran.code, "vehicle-registration/ab-123-cd, vehicle-registration/ef-456-gh" in ran.words) == (2, True)


@BOTH
def test_a_journey_is_shown_whole(run: Run, journey: str, lang: str) -> None:
    """Its name, then its plan."""
    ran = run("show", journey, "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.err, ran.out.splitlines()[0]) == (0, "", f"Lyon → Nantes  [{journey}]")


@BOTH
def test_a_journey_shows_the_name_of_each_step_to_type(run: Run, journey: str, lang: str) -> None:
    """Once each, and no line is longer than a small terminal."""
    shown = run("show", journey, "--today", TODAY, "--lang", lang).out
    steps = run("show", journey, "--today", TODAY, "--json").json["steps"]
    assert [each["id"] for each in steps if shown.count(f"[{each['id']}]") != 1] == []
    assert [text for text in shown.splitlines() if len(text) > 80] == []


def test_the_name_stands_at_the_end_of_the_first_line_with_room(run: Run, journey: str) -> None:
    """Else below the title."""
    lines = run("show", journey, "--today", TODAY).out.splitlines()
    assert "  ○ mer. 02/06  Donner congé à votre bailleur  [lease-notice]" in lines
    assert " " * 16 + "[internet-eligibility]" in lines


def test_a_submission_is_shown_by_the_title_of_its_step(run: Run, journey: str) -> None:
    """With the name to type."""
    run("approve", journey, "bank", "--yes", "--today", TODAY)
    shown = run("show", journey, "--today", TODAY).words
    assert "Envoi de « Donner la nouvelle adresse à votre banque [bank] » : approuvé" in shown


def test_a_journey_is_shown_as_json(run: Run, journey: str) -> None:
    """The plan, the submissions, what happened."""
    found = run("show", journey, "--today", TODAY, "--json").json
    assert (found["id"], found["submissions"], [entry["kind"] for entry in found["entries"]]) == (
        journey,
        [],
        ["begun"],
    )
    assert {"steps", "anchors", "questions", "warnings", "today", "revision", "title"} <= set(found)


@BOTH
def test_what_to_do_now_is_told_with_its_reasons(run: Run, journey: str, lang: str) -> None:
    """And whom to ask."""
    ran = run("next", journey, "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert phrasebook(lang)("journey.human", text="").strip() in ran.words


def test_what_to_do_now_is_the_same_for_people_and_programs(run: Run, journey: str) -> None:
    """One step."""
    found = run("next", journey, "--today", TODAY, "--json").json
    assert f"[{found['step']['id']}]" in run("next", journey, "--today", TODAY).out


def test_nothing_to_do_now_is_said(run: Run, tmp_path: Path) -> None:
    """Long before, with little known."""
    path = tmp_path / "little.toml"
    path.write_text("[arriving]\ncountry = 'DE'\n[leaving]\ncountry = 'DE'\n", encoding="utf-8")
    ident = run("new", str(path)).out.strip()
    found = run("next", ident, "--json", "--today", TODAY).json["step"]
    while found is not None:
        run("skip", ident, found["id"], "--today", TODAY)
        found = run("next", ident, "--json", "--today", TODAY).json["step"]
    assert "Rien à faire maintenant" in run("next", ident, "--today", TODAY).words


@BOTH
def test_a_change_prints_what_moves(run: Run, journey: str, lang: str) -> None:
    """And is written."""
    ran = run("set", journey, "move.day=2027-07-12", "--today", TODAY, "--lang", lang)
    last = "dernier jour 13 juillet 2027 → 15 juillet 2027" if lang == "fr" else "last day 13 July 2027 → 15 July 2027"
    assert (ran.code, ran.err, last in ran.words) == (0, "", True)
    shown = run("show", journey, "--json", "--today", TODAY).json
    assert shown["anchors"]["move.day"]["date"] == "2027-07-12"


@BOTH
def test_advised_days_that_follow_are_counted_and_named_on_request(run: Run, journey: str, lang: str) -> None:
    """Forty lines would hide what binds."""
    change = ("set", journey, "move.day=2027-07-12", "--dry-run", "--today", TODAY, "--lang", lang)
    short, whole = run(*change).words, run(*change, "--all").words
    day = "conseillé le 10 juillet 2027 → 12 juillet 2027" if lang == "fr" else "advised on 10 July 2027 → 12 July 2027"
    assert (day in short, day in whole) == (False, True)
    counted = "autres étapes se déplacent avec ces jours : 2 jours plus tard" if lang == "fr" else ": 2 days later ("
    assert (counted in short, counted in whole) == (True, False)


def test_few_days_that_follow_are_named_at_once(run: Run, journey: str) -> None:
    """Nothing to count there."""
    ran = run("set", journey, "move.address_known=2027-05-20", "--dry-run", "--today", TODAY)
    assert ("→" in ran.words, "--all" in ran.words) == (True, False)


def test_what_binds_comes_before_what_is_advised(run: Run, journey: str) -> None:
    """The law's last days first, each in the order of the days."""
    ran = run("set", journey, "move.day=2027-07-12", "--dry-run", "--today", TODAY)
    told = (
        "Dire le déménagement à France Travail",
        "Changer l'adresse sur la carte grise",
        "Mettre tous les noms sur la boîte aux lettres",
    )
    places = [ran.words.index(title) for title in told]
    assert places == sorted(places)


def test_a_last_day_that_is_then_past_is_said_once(run: Run, journey: str) -> None:
    """As what the change does, not again as a warning."""
    ran = run("set", journey, "move.day=2027-06-12", "--dry-run", "--today", TODAY)
    assert ran.words.count("Demander l'autorisation de stationner le camion :") == 1
    assert "et rien n'est fait" not in ran.words


@BOTH
def test_another_end_of_a_given_notice_takes_the_landlord_s_agreement(run: Run, journey: str, lang: str) -> None:
    """It stands once it was given; and its own days, which are past, are not said to move."""
    sent = ("leaving.notice_posted=2027-05-20", "leaving.notice_received=2027-05-22", "leaving.ground_proven=true")
    assert run("set", journey, *sent, "--today", TODAY).code == 0
    later = ("set", journey, "leaving.wanted_end=2027-09-30", "--dry-run", "--today", TODAY, "--lang", lang)
    told = run(*later).words
    title = "Donner congé à votre bailleur" if lang == "fr" else "Give notice to your landlord"
    assert f"! {title}" in told
    assert f"{title} ·" not in told
    assert run(*later, "--json").json["agree"] == ["lease-notice"]
    assert run("set", journey, "move.day=2027-07-12", "--json", "--today", TODAY).json["agree"] == []


def test_a_change_is_one_json_document(run: Run, journey: str) -> None:
    """What moved, appeared, vanished, is missed, must be amended."""
    found = run("set", journey, "household.pets=[]", "--json", "--today", TODAY).json
    assert ("pet-icad/filou" in found["vanished"], found["amend"]) == (True, [])
    told = {"moved", "appeared", "vanished", "missed", "amend", "cancel", "agree", "sums"}
    assert set(found) == {"version", "warnings", *told}


def test_a_change_says_what_it_costs(run: Run, journey: str) -> None:
    """The last rent, before and after, in the reader's euros and in the document."""
    ran = run("set", journey, "leaving.charges=96", "--dry-run", "--today", TODAY)
    assert re.search(r"€ Calculer le dernier loyer au prorata · [\d ]+,\d\d € → [\d ]+,\d\d €", ran.words)
    (last,) = run("set", journey, "leaving.charges=96", "--json", "--today", TODAY).json["sums"]
    assert last["step"] == "lease-last-rent-prorata"
    assert float(last["before"]) < float(last["after"])


def test_a_dry_run_only_prints(run: Run, journey: str) -> None:
    """The same as the change would."""
    dry = run("set", journey, "move.day=2027-07-12", "--dry-run", "--json", "--today", TODAY)
    revision = run("list", "--json").json["journeys"][0]["revision"]
    wet = run("set", journey, "move.day=2027-07-12", "--json", "--today", TODAY)
    assert (revision, dry.out) == (1, wet.out)


def test_a_change_that_moves_nothing_says_so_on_stderr(run: Run, journey: str) -> None:
    """Stdout is data."""
    ran = run("set", journey, "household.drone=false", "--today", TODAY)
    assert (ran.code, ran.out, "Rien ne bouge" in ran.err) == (0, "", True)


@pytest.mark.parametrize(
    ("fact", "shown"),
    [
        ("move.reason=study", ("move", "reason", "study")),
        ('leaving.city="Paris = Lyon"', ("leaving", "city", "Paris = Lyon")),
        ("leaving.rent=900.50", ("leaving", "rent", "900.50")),
        ("leaving.gas=false", ("leaving", "gas", False)),
        ("arriving.postcode=93200", ("arriving", "postcode", "93200")),
        ("arriving.postcode=01000", ("arriving", "postcode", "01000")),
        (
            "move.forwarding={ from = 2027-07-10, months = 6 }",
            ("move", "forwarding", {"from": "2027-07-10", "months": 6}),
        ),
        ("leaving.keys=2027-07-20", ("leaving", "keys", "2027-07-20")),
    ],
)
def test_a_value_is_toml_and_a_bare_word_is_a_text(
    run: Run, journey: str, tmp_path: Path, fact: str, shown: tuple[str, str, object]
) -> None:
    """As in a dossier file."""
    assert run("set", journey, fact, "--today", TODAY).code == 0
    run("export", journey, "--everything", str(tmp_path / "all.json"))
    facts = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["facts"][0]
    table, key, value = shown
    assert facts[table][key] == value


def test_a_member_of_a_list_is_changed_by_its_key(run: Run, journey: str) -> None:
    """Its step vanishes, the others stay."""
    found = run("set", journey, "household.children.lou.school=none", "--json", "--today", TODAY).json
    assert "school-primary/lou" in found["vanished"]


@pytest.mark.parametrize(
    ("fact", "french"),
    [
        ("move.dya=2027-05-08", "set: move.dya: « dya » n'est pas une clé connue. Vouliez-vous dire « day » ?"),
        ("move.day=2027-02-31", "set: move.day:"),
        ("move.day=demain", "set: move.day:"),
        ("household.children.max.school=primary", "« max » ne désigne personne de cette liste"),
        ("nothing=1", "set: nothing:"),
        ("move=3", "set: move:"),
        ("leaving.city.street=1", "set: leaving.city:"),
        ("leaving..city=1", "set: leaving"),
        ("[=1", "set: ["),
    ],
)
def test_a_fact_that_can_t_be_is_told_and_nothing_is_written(run: Run, journey: str, fact: str, french: str) -> None:
    """Exit 2."""
    ran = run("set", journey, fact, "--today", TODAY)
    assert (ran.code, ran.out, french in ran.words) == (2, "", True)
    assert run("list", "--json").json["journeys"][0]["revision"] == 1


@BOTH
def test_the_last_change_is_taken_back(run: Run, journey: str, lang: str) -> None:
    """And what moves back is printed."""
    run("set", journey, "move.day=2027-07-12", "--today", TODAY)
    ran = run("undo", journey, "--today", TODAY, "--json", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert {"step": "moving-day", "which": "ideal", "before": "2027-07-12", "after": "2027-07-10"} in ran.json["moved"]


@BOTH
def test_without_a_change_there_is_nothing_to_take_back(run: Run, journey: str, lang: str) -> None:
    """The answer is no."""
    ran = run("undo", journey, "--today", TODAY, "--lang", lang)
    sentence = "Il n'y a aucun changement à annuler." if lang == "fr" else "There is no change to take back."
    assert (ran.code, ran.out, ran.err.strip()) == (1, "", sentence)


@pytest.mark.parametrize(("command", "standing", "word"), [("done", "done", "Fait"), ("skip", "skipped", "Laissé")])
def test_a_step_is_settled_and_opened_again(run: Run, journey: str, command: str, standing: str, word: str) -> None:
    """Said on stderr: there is no data."""
    ran = run(command, journey, "pet-icad/filou", "--today", TODAY)
    assert (ran.code, ran.out, ran.err.startswith(word)) == (0, "", True)
    assert _standing(run, journey, "pet-icad/filou") == standing
    again = run("reopen", journey, "pet-icad/filou", "--today", TODAY)
    assert (again.code, again.out, again.err.startswith("Rouvert")) == (0, "", True)
    assert _standing(run, journey, "pet-icad/filou") != standing


@pytest.mark.parametrize("command", ["done", "skip", "reopen"])
def test_a_settled_step_is_one_json_document(run: Run, journey: str, command: str) -> None:
    """The step as it now stands."""
    ran = run(command, journey, "bank", "--today", TODAY, "--json")
    assert (ran.code, ran.err, ran.json["step"]["id"]) == (0, "", "bank")


@BOTH
def test_a_step_is_not_settled_twice(run: Run, journey: str, lang: str) -> None:
    """The answer is no."""
    run("done", journey, "bank", "--today", TODAY)
    ran = run("done", journey, "bank", "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.out, "demenagement reopen" in ran.err) == (1, "", True)


def test_a_note_and_a_proof_are_kept(run: Run, journey: str, home: Path, enclosure: str, tmp_path: Path) -> None:
    """The proof's content, under its fingerprint."""
    run("done", journey, "bank", "--today", TODAY, "--note", "par Sacha", "--proof", enclosure)
    run("export", journey, "--everything", str(tmp_path / "all.json"))
    entry = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["entries"][-1]
    kept = Path(entry["body"]["proof"])
    assert (entry["body"]["note"], kept.suffix, kept.is_relative_to(home)) == ("par Sacha", ".pdf", True)
    assert kept.read_bytes() == Path(enclosure).read_bytes()


def test_a_proof_that_is_not_there_settles_nothing(run: Run, journey: str) -> None:
    """Exit 2."""
    ran = run("done", journey, "bank", "--proof", "nothing.pdf", "--today", TODAY)
    assert (ran.code, "Le fichier « nothing.pdf » n'existe pas" in ran.err) == (2, True)
    assert _standing(run, journey, "bank") != "done"


@BOTH
def test_a_ledger_that_holds_is_verified(run: Run, journey: str, lang: str) -> None:
    """On stderr; as JSON on stdout."""
    ran = run("verify", journey, "--lang", lang)
    assert (ran.code, ran.out) == (0, "")
    assert run("verify", journey, "--json").json == {"version": 1, "id": journey, "entries": 1, "first_break": None}


def test_a_ledger_in_which_a_byte_was_changed_fails(run: Run, journey: str, home: Path) -> None:
    """The answer is no, with the entry's number; whatever opened the file."""
    for copy in (home / "journeys").glob(f"{journey}*.json"):
        text = copy.read_text(encoding="utf-8")
        copy.write_text(text.replace("Lyon → Nantes", "Lyon → Rennes"), encoding="utf-8")
    ran = run("verify", journey, "--json")
    assert (ran.code, ran.json["first_break"]) == (1, 1)
    assert "l'entrée 1 ne correspond plus" in run("verify", journey).words


def test_a_damaged_journey_is_listed_as_such_and_stops_no_other(
    run: Run, journey: str, dossier: Path, home: Path
) -> None:
    """The others are there."""
    other = run("new", str(dossier)).out.strip()
    for copy in (home / "journeys").glob(f"{journey}*.json"):
        copy.write_text("{", encoding="utf-8")
    rows = {row["id"]: row["trouble"] for row in run("list", "--json").json["journeys"]}
    assert (rows[journey] is not None, rows[other]) == (True, None)
    ran = run("show", journey)
    assert (ran.code, ran.out, "aucune copie saine" in ran.err) == (1, "", True)


def test_a_journey_that_was_repaired_says_so(run: Run, journey: str, home: Path) -> None:
    """The last good state, and where the damaged file is."""
    run("done", journey, "bank", "--today", TODAY)
    (home / "journeys" / f"{journey}.json").write_text("{", encoding="utf-8")
    ran = run("show", journey, "--json", "--today", TODAY)
    assert (ran.code, ran.json["id"], "la dernière version saine a été ouverte" in ran.err) == (0, journey, True)


@BOTH
def test_a_calendar_is_written(run: Run, journey: str, tmp_path: Path, lang: str) -> None:
    """What it holds is said on stderr."""
    target = tmp_path / "move.ics"
    ran = run("export", journey, "--ics", str(target), "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.out, str(target) in ran.words) == (0, "", True)
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_an_export_is_one_json_document(run: Run, journey: str, tmp_path: Path) -> None:
    """How many dates are new, moved, cancelled."""
    target = tmp_path / "move.ics"
    first = run("export", journey, "--ics", str(target), "--today", TODAY, "--json").json
    second = run("export", journey, "--ics", str(target), "--today", TODAY, "--json").json
    assert (first["file"], first["new"] > 10, second["new"], second["unchanged"]) == (
        str(target),
        True,
        0,
        first["new"],
    )


@pytest.mark.parametrize("kind", ["--ics", "--everything"])
def test_a_file_that_can_t_be_written_is_told(run: Run, journey: str, tmp_path: Path, kind: str) -> None:
    """And leaves nothing half done."""
    ran = run("export", journey, kind, str(tmp_path / "nowhere" / "file"), "--today", TODAY)
    assert (ran.code, ran.out, "nowhere" in ran.err) == (1, "", True)
    assert run("list", "--json").json["journeys"][0]["revision"] == 1


def test_nothing_dated_is_no_calendar(run: Run, tmp_path: Path) -> None:
    """The answer is no."""
    path = tmp_path / "empty.toml"
    path.write_text("", encoding="utf-8")
    ident = run("new", str(path)).out.strip()
    ran = run("export", ident, "--ics", str(tmp_path / "x.ics"), "--today", TODAY)
    assert (ran.code, ran.out, (tmp_path / "x.ics").exists()) == (1, "", False)


def test_everything_is_exported(run: Run, journey: str, tmp_path: Path) -> None:
    """Facts and entries, for the person to keep."""
    target = tmp_path / "all.json"
    ran = run("export", journey, "--everything", str(target))
    found = json.loads(target.read_text(encoding="utf-8"))
    assert (ran.code, ran.out, found["id"], found["facts"][0]["leaving"]["city"]) == (0, "", journey, "Lyon")
