"""`providers new`, `check` and `record`: from nothing to a provider whose drafts are known word for word."""

from __future__ import annotations

import shutil
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from demenagement import locations, providers
from demenagement.bootstrap import Product
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from commands import Run

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
FILLED = {
    "channels = []": 'channels = ["portal", "counter"]',
    'source = ""': 'source = "Conditions générales de Ville Vélo"',
    'checked_on = ""': "checked_on = 2026-11-21",
    'fr = [""]\nen = [""]': 'fr = ["le numéro d\'abonné"]\nen = ["the customer number"]',
    'answer = { fr = "", en = "" }': 'answer = { fr = "Une confirmation.", en = "A confirmation." }',
    'days = ""': "days = 7",
    'fr = ""\nen = ""': 'fr = "À l\'agence."\nen = "At the agency."',
}
"""What a newcomer writes in the place of each blank."""

BLANKS = {
    *("channels", "source", "checked_on", "prepares.fr", "prepares.en", "expects.answer.fr", "expects.answer.en"),
    *("expects.days", *(f"{key}.{lang}" for key in ("human", "closing", "breakdown") for lang in ("fr", "en"))),
    *("case.1.about", "case.2.about"),
}


WRITTEN = ("caf", "mover", "navigo")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped catalogue, in which some folders may be written, taken for the program's own: its providers."""
    target = tmp_path / "catalogue"
    (target / "providers").mkdir(parents=True)
    (target / "plans").symlink_to(locations.bundled("plans"))
    for folder in locations.bundled("providers").iterdir():
        if folder.name in WRITTEN:
            shutil.copytree(folder, target / "providers" / folder.name)
        else:
            (target / "providers" / folder.name).symlink_to(folder)
    monkeypatch.setattr(providers, "__path__", [str(target / "providers")])
    for name in [name for name in sys.modules if name.startswith("demenagement.providers.")]:
        monkeypatch.delitem(sys.modules, name)

    def of(arguments: Namespace) -> Product:
        return Product(getattr(arguments, "home", None), arguments.lang, catalogue=target)

    monkeypatch.setattr(Product, "of", of)
    return target / "providers"


def fill(path: Path, blanks: dict[str, str]) -> None:
    """Fill in the blanks of a file."""
    text = path.read_text(encoding="utf-8")
    for blank, filled in blanks.items():
        assert blank in text
        text = text.replace(blank, filled)
    path.write_text(text, encoding="utf-8")


def test_a_newcomer_gets_there(run: Run, tree: Path) -> None:
    """New, fill in, check, record, read, claim: each step says what is left."""
    made = run("providers", "new", "ville-velo", "--name", "Ville Vélo", "--kind", "transport")
    folder = tree / "ville_velo"
    names = ("manifest.toml", "cases.toml", "test_ville_velo.py")
    assert (made.code, made.out.split()) == (0, [str(folder / name) for name in names])
    assert "providers check ville-velo" in made.words
    blanks = run("providers", "check", "ville-velo", "--json")
    assert (blanks.code, {each["key"] for each in blanks.json}) == (2, BLANKS)

    fill(folder / "manifest.toml", FILLED)
    cases = (folder / "cases.toml").read_text(encoding="utf-8").split('about = ""')
    (folder / "cases.toml").write_text(
        cases[0]
        + 'about = "Sur le site."'
        + cases[1]
        + 'about = "Au guichet."'
        + cases[2].replace('# channel = "portal"', 'channel = "counter"'),
        encoding="utf-8",
    )
    told = run("providers", "check", "ville-velo", "--json").json
    assert [(each["key"], "providers record ville-velo" in each["text"]) for each in told] == [
        ("case.1.draft", True),
        ("case.2.draft", True),
    ]

    recorded = run("providers", "record", "ville-velo")
    assert (recorded.code, recorded.out, "2 brouillons" in recorded.words) == (0, "", True)
    fill(folder / "manifest.toml", {'level = "guided"': 'level = "drafted"'})
    assert run("providers", "check", "ville-velo").code == 0
    drafts = [case["draft"] for case in tomllib.loads((folder / "cases.toml").read_text(encoding="utf-8"))["case"]]
    assert [draft["channel"] for draft in drafts] == ["portal", "counter"]
    assert drafts[1]["fields"]["Numéro de client, de contrat ou de dossier"] == "1-23456789"


def test_the_guide_s_own_provider_holds(run: Run, tree: Path) -> None:
    """Its manifest and its case, as they stand there, and one case more for its other way."""
    guide = (locations.bundled("providers") / "README.md").read_text(encoding="utf-8")
    blocks = [block.partition("```")[0] for block in guide.split("```toml\n")[1:]]
    manifest, case = (next(block for block in blocks if block.startswith(start)) for start in ("slug", "[[case]]"))
    (tree / "ville_velo").mkdir()
    (tree / "ville_velo" / "manifest.toml").write_text(manifest, encoding="utf-8")
    cases = f"{case}\n{case.replace('counter', 'portal')}"
    (tree / "ville_velo" / "cases.toml").write_text(cases, encoding="utf-8")
    assert [run("providers", verb, "ville-velo").code for verb in ("record", "check")] == [0, 0]


@BOTH
def test_a_wrong_word_fails_the_check_with_what_was_said_and_what_is(run: Run, tree: Path, lang: str) -> None:
    """By the place in the file; the rest is checked all the same."""
    fill(tree / "navigo" / "cases.toml", {"« Bonjour, ici": "« Bonsoir, ici", '"0412345678"\n': '"0412345679"\n'})
    ran = run("providers", "check", "navigo", "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert "navigo/cases.toml: case.2.draft.text: " in ran.err
    assert ("Bonsoir, ici" in ran.err, "Bonjour, ici" in ran.err, "0412345679" in ran.err) == (True, True, True)


def test_recording_writes_what_leaves_now(run: Run, tree: Path) -> None:
    """So that somebody reads it: then the check has nothing to say."""
    before = (tree / "navigo" / "cases.toml").read_text(encoding="utf-8")
    fill(tree / "navigo" / "cases.toml", {"« Bonjour, ici": "« Bonsoir, ici"})
    ran = run("providers", "record", "navigo", "--json")
    assert (ran.code, ran.json["cases"], ran.json["changed"]) == (0, 2, 1)
    assert (tree / "navigo" / "cases.toml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('step = "mover-quotes"', 'step = "mover-quote"', "case.3.step: ce foyer n'a pas d'étape « mover-quote »."),
        ('step = "mover-quotes"', 'step = "bank"', "case.3.step: cette étape revient à « bank »."),
        ('step = "mover-quotes"', 'step = "packing"', "case.3.step: cette étape n'a personne à prévenir"),
        (
            'channel = "letter"\n\n',
            'channel = "phone"\n\n',
            "ne se fait pas par cette voie ; choisissez parmi : letter.",
        ),
        ("accounts.mover.address", "# accounts.mover.address", "case.1.dossier: il manque à ce foyer, pour écrire"),
        ("move.by", "move.bye", "case.1.dossier.move.bye: « bye » n'est pas une clé connue."),
        ('about = "Demander', 'abuot = "Demander', "« abuot » n'est pas une clé connue. Vouliez-vous dire « about » ?"),
        ("[case.draft.letter]", "[case.draft.leter]", "Vouliez-vous dire « letter » ?"),
    ],
)
def test_a_case_that_can_t_be_is_told_why(run: Run, tree: Path, old: str, new: str, told: str) -> None:
    """In a sentence, by the number of the case; what can be recorded is."""
    fill(tree / "mover" / "cases.toml", {old: new})
    for verb in ("check", "record"):
        ran = run("providers", verb, "mover")
        assert (ran.code, ran.out, told in ran.err) == (2, "", True)


def test_a_claim_without_its_cases_is_told(run: Run, tree: Path) -> None:
    """How many are wanted, and for which ways."""
    (tree / "caf" / "cases.toml").unlink()
    said = [each["text"].partition("level: ")[2] for each in run("providers", "check", "caf", "--json").json]
    assert said[0] == "« drafted » demande au moins 2 brouillons enregistrés dans cases.toml ; il y en a 0."
    assert [way for way in ("portal", "letter", "phone", "counter") if f"« {way} »" not in " ".join(said)] == []


@BOTH
@pytest.mark.parametrize("slug", ["navigo", "Ville Vélo", "ville_velo", "../ville", "", "9-velos"])
def test_a_name_that_can_t_be_is_refused(run: Run, tree: Path, slug: str, lang: str) -> None:
    """Taken, or no slug: nothing is written."""
    before = sorted(tree.parent.parent.rglob("*"))
    ran = run("providers", "new", slug, "--lang", lang)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 2)
    assert sorted(tree.parent.parent.rglob("*")) == before


def test_a_folder_that_is_there_is_left_alone(run: Run, tmp_path: Path) -> None:
    """Whoever began it may not have finished."""
    (tmp_path / "mine" / "ville_velo").mkdir(parents=True)
    assert run("providers", "new", "ville-velo", "--into", str(tmp_path / "mine")).code == 1
    assert list((tmp_path / "mine" / "ville_velo").iterdir()) == []


@BOTH
def test_an_installed_program_writes_into_no_folder_of_its_own(
    run: Run, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """It asks where."""
    monkeypatch.setattr(locations, "checkout", lambda _folder: None)
    ran = run("providers", "new", "ville-velo", "--lang", lang)
    assert (ran.code, ran.out, "--into" in ran.err) == (1, "", True)


@BOTH
@pytest.mark.parametrize("words", [("macif",), ("mon-assureur", "--name", "Macif assurances")], ids=" ".join)
def test_a_name_that_its_family_serves_already_is_told(
    run: Run, tmp_path: Path, words: tuple[str, ...], lang: str
) -> None:
    """The folder is made all the same: whoever read more at its source may add it."""
    ran = run("providers", "new", *words, "--into", str(tmp_path / "mine"), "--lang", lang)
    kinds = ", ".join(Product().companies["macif"].kinds)
    assert (ran.code, ran.out != "") == (0, True)
    assert phrasebook(lang)("kit.served", name="Macif", kinds=kinds) in ran.err
    assert "déjà servi" not in run("providers", "new", "ville-velo", "--into", str(tmp_path / "mine")).err


def test_where_a_folder_is_named_it_is_made_there(run: Run, tmp_path: Path) -> None:
    """In a package of one's own, for instance."""
    assert run("providers", "new", "ville-velo", "--into", str(tmp_path / "mine")).code == 0
    made = sorted(path.name for path in (tmp_path / "mine" / "ville_velo").iterdir())
    assert made == ["cases.toml", "manifest.toml", "test_ville_velo.py"]


def test_what_sends_gets_code_and_a_test_to_fill_in(run: Run, tree: Path, tmp_path: Path) -> None:
    """The check names every blank, and the code's own; both modules are Python."""
    ran = run("providers", "new", "pli-sur", "--connected", "--name", "Pli sûr", "--into", str(tree))
    folder = tree / "pli_sur"
    assert sorted(path.name for path in folder.iterdir()) == [
        "__init__.py",
        "adapter.py",
        "manifest.toml",
        "test_pli_sur.py",
    ]
    assert ran.code == 0
    keys = {each["key"] for each in run("providers", "check", "pli-sur", "--json").json}
    assert {"kind", "carries", "hosts", "account", "endpoints.base", "channels"} <= keys
    for path in folder.glob("*.py"):
        compile(path.read_text(encoding="utf-8"), str(path), "exec")
    assert 'raise ValueError("PATH est un blanc à remplir' in (folder / "adapter.py").read_text(encoding="utf-8")
    assert "class TestPliSur(ProviderContract, CarrierContract):" in (folder / "test_pli_sur.py").read_text(
        encoding="utf-8"
    )
    assert tmp_path in folder.parents


def test_a_manifest_with_blanks_is_one_line_of_the_list(run: Run, tree: Path) -> None:
    """The others are listed; nothing half written is shown to a household."""
    run("providers", "new", "ville-velo")
    ran = run("providers")
    assert (ran.code, ran.err, "navigo" in ran.out) == (0, "", True)
    assert ran.words.count("ville_velo/manifest.toml") == 1
    assert tree.is_dir()


def test_nothing_is_recorded_of_a_provider_without_cases(run: Run, tree: Path) -> None:
    """It says what to do first; nor of one that nobody knows."""
    (tree / "caf" / "cases.toml").unlink()
    assert run("providers", "record", "caf").words.startswith("« caf » n'a pas encore de cas")
    assert "navigo" in run("providers", "record", "navigoo").err
