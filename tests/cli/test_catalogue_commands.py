"""`providers` and `plans`: the catalogue listed, explained, checked; and one with something wrong in each file."""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING, Protocol

import pytest

from demenagement import locations, providers
from demenagement.bootstrap import Product
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from commands import Run

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
EACH = pytest.mark.parametrize("catalogue", ["providers", "plans"])
_STEP = """
[[step]]
slug = "{slug}"
title = {{ fr = "Une étape", en = "A step" }}
category = "housing"
side = "move"
when = 'True'
source = "exemple.fr"
checked_on = 2026-11-21
confidence = "verified"
{more}
"""


WRONG = [
    (
        "plans/rings.toml",
        "",
        'title = { fr = "Essai", en = "Trial" }\n'
        + _STEP.format(slug="ring-a", more='after = ["ring-b"]')
        + _STEP.format(slug="ring-b", more='after = ["ring-a"]'),
        ("ces étapes s'attendent l'une l'autre", "these steps wait for one another"),
    ),
    (
        "plans/lease.toml",
        "effort = 30",
        "efort = 30",
        ("« efort » n'est pas une clé connue. Vouliez-vous dire « effort » ?", "Did you mean “effort”?"),
    ),
    ("plans/lease.toml", 'kind = "landlord"', 'kind = "nobody"', ("« nobody » n'existe pas", "does not exist")),
    ("plans/lease.toml", 'kind = "landlord"', 'kind = "landlrod"', ("Vouliez-vous dire « landlord » ?", "“landlord”?")),
    (
        "plans/lease.toml",
        "leaving.given_by ==",
        "leaving.gvien_by ==",
        ("« leaving.given_by » ?", "“leaving.given_by”?"),
    ),
    ("plans/lease.toml", "leaving.given_by ==", "leaving.given_by =", ("deux signes égal", "two equals signs")),
    (
        "plans/lease.toml",
        'leaving.given_by == "tenant"',
        'leaving.given_by in ("tenant")',
        ("garde sa virgule, ('tenant',)", "keeps its comma, ('tenant',)"),
    ),
    ("plans/lease.toml", "today = 2027-03-01", "today = 1", ("examples.1.today", "examples.1.today")),
    (
        "plans/lease.toml",
        '"lease.notice_latest"',
        '"lease.notice_lastest"',
        ("ni un jour nommé ni une règle de droit. Vouliez-vous dire « lease.notice_latest » ?", "neither a named day"),
    ),
    ("plans/lease.toml", '"inventory.out - 30 days"', '"inventory.out - 4 weeks"', ("« weeks »", "“weeks” is no unit")),
    (
        "plans/lease.toml",
        'leaving.given_by == "tenant"',
        'leaving.given_by == "tenent"',
        ("ne vaut jamais « tenent » ; choisissez parmi tenant, landlord", "is never “tenent”"),
    ),
    ("plans/lease.toml", "ends_at_term'", "ends_at_term.upper()'", ("à « ends_at_term.upper() »", "not understood at")),
    ("plans/lease.toml", 'law = "', '# law = "', ("ajoutez « law »", "add “law”")),
    ("plans/lease.toml", 'category = "housing"', 'category = "house"', ("housing, insurance", "housing, insurance")),
    ("plans/lease.toml", "due = 2027-05-31", "due = 2027-05-30", ("l'exemple dit 2027-05-30", "the example says")),
    ("plans/lease.toml", 'confidence = "verified"', 'confidence = "general"', ("légale", "legal")),
    ("plans/lease.toml", "[[step]]", "[[step", ("mal formé", "malformed")),
    (
        "plans/copy.toml",
        "",
        'title = { fr = "Essai", en = "Trial" }\n' + _STEP.format(slug="keys-return", more=""),
        ("déjà", "already"),
    ),
    ("providers/ants/manifest.toml", "kind =", "knid =", ("« knid »", "“knid”")),
    ("providers/ants/manifest.toml", 'slug = "ants"', 'slug = "bees"', ("« bees »", "“bees”")),
    ("providers/ants/manifest.toml", '"portal"', '"pigeon"', ("choisissez parmi", "choose among")),
    ("providers/ants/manifest.toml", "checked_on = ", "checked_on = 1 # ", ("une date sans guillemets", "a date")),
    ("providers/ants/manifest.toml", "https://", "http://", ("la forme attendue", "the expected form")),
    (
        "providers/names.toml",
        "",
        '[[name]]\nname = "Nobody"\nkinds = ["bees"]\n',
        ("famille « bees »", "family “bees”"),
    ),
    ("providers/names.toml", "", "[[name]\n", ("mal formé", "malformed")),
]
"""A file, what stands in it, what is put there, and what is then said of it."""


class Catalogue(Protocol):
    """Spoils a file of the catalogue."""

    def __call__(self, path: str, old: str, new: str) -> None:
        """Put one text in the place of another, in one file."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a part of the shipped catalogue, which the program takes for its own."""
    target = tmp_path / "catalogue"
    (target / "plans").mkdir(parents=True)
    shutil.copyfile(locations.bundled("plans") / "lease.toml", target / "plans" / "lease.toml")
    for name in ("ants", "landlord", "maileva", "student_services"):
        shutil.copytree(locations.bundled("providers") / name, target / "providers" / name)
        # Their recorded drafts are of steps that stand in other plan files.
        (target / "providers" / name / "cases.toml").unlink(missing_ok=True)
        manifest = target / "providers" / name / "manifest.toml"
        manifest.write_text(manifest.read_text("utf-8").replace('level = "drafted"', 'level = "guided"'), "utf-8")

    def of(arguments: Namespace) -> Product:
        return Product(getattr(arguments, "home", None), arguments.lang, catalogue=target)

    monkeypatch.setattr(Product, "of", of)
    return target


@pytest.fixture
def spoil(folder: Path) -> Catalogue:
    """Spoil a file of it."""

    def command(path: str, old: str, new: str) -> None:
        file = folder / path
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        assert old in text
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")

    return command


@EACH
@BOTH
def test_the_catalogue_is_listed(run: Run, catalogue: str, lang: str) -> None:
    """On stdout."""
    ran = run(catalogue, "--lang", lang)
    assert (ran.code, ran.err, len(ran.out.splitlines()) > 20) == (0, "", True)


@EACH
def test_the_catalogue_is_a_json_list(run: Run, catalogue: str) -> None:
    """Each with its slug."""
    found = run(catalogue, "--json").json
    assert (isinstance(found, list), len({each["slug"] for each in found})) == (True, len(found))


def test_every_provider_says_its_level(run: Run) -> None:
    """And that its code works."""
    found = run("providers", "--json").json
    assert {each["level"] for each in found} <= {"guided", "drafted", "connected"}
    assert {each["broken"] for each in found} == {None}


@pytest.mark.parametrize(
    ("catalogue", "slug"), [("providers", "maileva"), ("providers", "ants"), ("plans", "lease-notice")]
)
@BOTH
def test_one_is_explained(run: Run, catalogue: str, slug: str, lang: str) -> None:
    """The same for people and for programs; people read no key."""
    told = run(catalogue, "show", slug, "--lang", lang)
    found = run(catalogue, "show", slug, "--lang", lang, "--json").json
    assert (told.code, told.err, found["slug"]) == (0, "", slug)
    keys = [line for line in told.out.splitlines() if re.fullmatch(r"[a-z_]+", line)]
    assert (keys, "False" in told.out) == ([], False)


@EACH
@BOTH
def test_everything_can_be_explained_to_people(run: Run, catalogue: str, lang: str) -> None:
    """No key of what programs read lacks its words."""
    keys = {key for each in run(catalogue, "--json").json for key in each}
    assert [key for key in sorted(keys) if not phrasebook(lang).has(f"catalogue.key-{key}")] == []


@pytest.mark.parametrize(
    ("typed", "slug", "note"),
    [("macif", "home-insurance", "car-insurance"), ("Eau de Paris", "water", "(water)"), ("edf", "edf", "")],
)
@BOTH
def test_a_company_that_people_know_is_explained_by_what_serves_it(
    run: Run, typed: str, slug: str, note: str, lang: str
) -> None:
    """As the plan would; where it has no page of its own, that is said."""
    ran = run("providers", "show", typed, "--lang", lang)
    assert (ran.code, bool(ran.err), note in ran.err) == (0, bool(note), True)
    assert run("providers", "show", typed, "--lang", lang, "--json").json["slug"] == slug


@pytest.mark.parametrize(
    ("catalogue", "typed", "near"),
    [
        ("providers", "matmutt", "matmut"),
        ("providers", "mailvea", "maileva"),
        ("plans", "lease-notcie", "lease-notice"),
    ],
)
@BOTH
def test_what_is_not_there_is_told_with_the_nearest(run: Run, catalogue: str, typed: str, near: str, lang: str) -> None:
    """Exit 2."""
    ran = run(catalogue, "show", typed, "--lang", lang)
    assert (ran.code, ran.out, typed in ran.err, near in ran.err) == (2, "", True, True)


@EACH
def test_a_name_is_needed_to_explain(run: Run, catalogue: str) -> None:
    """Exit 2."""
    ran = run(catalogue, "show")
    assert (ran.code, ran.out) == (2, "")


@EACH
@BOTH
def test_the_shipped_catalogue_is_sound(run: Run, catalogue: str, lang: str) -> None:
    """Every file."""
    ran = run(catalogue, "check", "--lang", lang)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (0, "", 1)
    assert run(catalogue, "check", "--json").json == []


@pytest.mark.usefixtures("folder")
@EACH
def test_a_copy_of_it_is_sound(run: Run, catalogue: str) -> None:
    """So that what follows is about what was spoilt."""
    assert run(catalogue, "check", "--json").json == []


@pytest.mark.parametrize("wrong", WRONG, ids=[f"{path}: {old or 'new'}" for path, old, *_ in WRONG])
def test_what_is_wrong_with_a_file_is_told(
    run: Run, spoil: Catalogue, wrong: tuple[str, str, str, tuple[str, str]]
) -> None:
    """Exit 2, with the file, on stderr, in both languages."""
    path, old, new, sentences = wrong
    spoil(path, old, new)
    for lang, sentence in zip(("fr", "en"), sentences, strict=True):
        ran = run(path.partition("/")[0], "check", "--lang", lang)
        assert (ran.code, ran.out, path in ran.err, sentence in ran.words) == (2, "", True, True)


def test_a_date_that_cannot_be_read_hides_nothing_else_of_its_step(run: Run, spoil: Catalogue) -> None:
    """Its writer mends all in one go."""
    wrong = """ideal = "move.day - 2 weeks"
due = "move.dya"
nature = "legal"
after = ["nowhere"]"""
    title = 'title = { fr = "Essai", en = "Trial" }\n'
    text = _STEP.format(slug="books", more=wrong).replace('"housing"', '"hosing"').replace("'True'", "'move.kid'")
    spoil("plans/trial.toml", "", title + text)
    found = [row["key"] for row in run("plans", "check", "--json").json]
    assert sorted(found) == [f"books.{key}" for key in ("after", "category", "due", "ideal", "law", "when")]


def test_every_problem_is_told_at_once(run: Run, spoil: Catalogue) -> None:
    """One document, one row a problem."""
    spoil("plans/lease.toml", "effort = 30", "efort = 30")
    spoil("plans/more.toml", "", 'title = { fr = "Essai", en = "Trial" }\n' + _STEP.format(slug="a", more="efort = 3"))
    ran = run("plans", "check", "--json")
    assert (ran.code, ran.err) == (2, "")
    misspelt = [row["file"].rpartition("/")[2] for row in ran.json if row["key"].endswith(".efort")]
    assert misspelt == ["lease.toml", "more.toml"]


@pytest.mark.parametrize("words", [("plan", "{dossier}"), ("next", "{journey}")])
def test_nothing_is_planned_from_plans_that_are_wrong(
    run: Run, journey: str, dossier: Path, spoil: Catalogue, words: tuple[str, str]
) -> None:
    """Exit 2, with the file: a missing deadline is worse than none."""
    spoil("plans/lease.toml", "effort = 30", "efort = 30")
    command, what = words
    ran = run(command, what.format(dossier=dossier, journey=journey))
    assert (ran.code, ran.out, "lease.toml: lease-notice.efort" in ran.err) == (2, "", True)


@pytest.fixture
def breaking(spoil: Catalogue, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The slug of a provider whose code raises when it is imported."""
    manifest = (folder / "providers" / "maileva" / "manifest.toml").read_text(encoding="utf-8")
    spoil("providers/broken_one/manifest.toml", "", manifest.replace('"maileva"', '"broken-one"'))
    spoil("providers/broken_one/adapter.py", "", 'raise RuntimeError("\\x1b[2J nothing works\\n2nd line")\n')
    monkeypatch.setattr(providers, "__path__", [str(folder / "providers")])
    for name in [name for name in sys.modules if name.startswith("demenagement.providers.")]:
        monkeypatch.delitem(sys.modules, name)
    return "broken-one"


@BOTH
def test_a_provider_whose_code_breaks_is_a_line_of_the_list(run: Run, breaking: str, lang: str) -> None:
    """Never a traceback; the others are listed."""
    ran = run("providers", "--lang", lang)
    assert (ran.code, ran.err, breaking in ran.out, "ants" in ran.out) == (0, "", True, True)
    assert "RuntimeError: \ufffd[2J nothing works" in ran.words
    assert ("\x1b" in ran.out, "2nd line" in ran.out, "Traceback" in ran.out) == (False, False, False)


def test_a_provider_whose_code_breaks_is_marked_for_programs(run: Run, breaking: str) -> None:
    """And only that one."""
    found = {each["slug"]: each["broken"] for each in run("providers", "--json").json}
    assert [slug for slug, why in found.items() if why] == [breaking]
    assert run("providers", "show", breaking, "--json").json["broken"].startswith("RuntimeError")


@BOTH
def test_a_provider_whose_code_breaks_fails_the_check(run: Run, breaking: str, lang: str) -> None:
    """Exit 2, with its name and the first line of why."""
    ran = run("providers", "check", "--lang", lang)
    assert (ran.code, ran.out, f"{breaking}: adapter.py" in ran.err) == (2, "", True)


def test_with_a_provider_whose_code_breaks_the_rest_works(run: Run, breaking: str, dossier: Path) -> None:
    """The plan, for one."""
    assert (breaking, run("plan", str(dossier)).code) == ("broken-one", 0)
