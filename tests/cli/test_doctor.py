"""`doctor`: what works, what is set up, what answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from safes import FakeSafe, plugged

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
PARTS = ["program", "letters", "catalogue", "home", "settings", "communes", "zones"]
SECRETS = """
[maileva]
client_id = "zz9-1"
password = "zz9-2"
[mail-server]
host = "smtp.zz9"
username = "zz9-3"
password = "zz9-2"
sender = "camille@zz9.fr"
[lookups]
directory = true
letters_key = "zz9-4"
"""


@BOTH
def test_all_is_well_where_nothing_is_set_up(lang: str, run: Run) -> None:
    """Everything works offline, and what could be set up is named."""
    ran = run("doctor", "--lang", lang)
    said = {
        "fr": ("Catalogue sans erreur", "34969 communes", "Aucune recherche sur internet", "Pas de bac à sable"),
        "en": ("Catalogue without mistakes", "34969 communes", "No look-up on the internet", "No sandbox"),
    }
    assert (ran.code, ran.err, [words for words in said[lang] if words not in ran.words]) == (0, "", [])
    assert "[!!]" not in ran.out


def test_the_document_of_a_check(run: Run, tmp_path: Path) -> None:
    """Its shape is a promise."""
    told = run("doctor", "--json").json
    assert told.keys() == {"version", "sound", "parts", "set_up", "online"}
    assert ([each["part"] for each in told["parts"]], told["sound"], told["online"]) == (PARTS, True, None)
    assert {frozenset(each) for each in told["parts"]} == {frozenset(("part", "sound", "details", "problems"))}
    assert (told["set_up"]["settings"], told["set_up"]["written"], told["set_up"]["sandbox"]) == (
        str(tmp_path / "settings.toml"),
        False,
        None,
    )


def test_nothing_is_made_by_looking(run: Run, home: Path) -> None:
    """Not even the home."""
    run("doctor")
    assert not home.exists()


@BOTH
def test_no_value_that_was_set_up_is_printed(lang: str, run: Run, tmp_path: Path) -> None:
    """What is missing is named, what is there is not."""
    (tmp_path / "settings.toml").write_text(SECRETS, encoding="utf-8")
    told, document = run("doctor", "--lang", lang), run("doctor", "--json")
    assert ("zz9" in told.out, "zz9" in document.out) == (False, False)
    accounts = {each["provider"]: (each["complete"], each["missing"]) for each in document.json["set_up"]["accounts"]}
    assert accounts == {"maileva": (False, ["client_secret", "username"]), "mail-server": (True, [])} | {
        slug: found for slug, found in accounts.items() if slug not in ("maileva", "mail-server")
    }
    lookups = document.json["set_up"]["lookups"]
    assert [service for service, allowed in lookups.items() if allowed] == ["directory"]


@BOTH
@pytest.mark.parametrize(
    "settings",
    ["[lookups", 'lookups = "yes"', '[lookups]\nallowed = "perhaps"', '[lookups]\ndirectory_address = "http://x"'],
)
def test_settings_that_can_t_be_used_are_told(settings: str, lang: str, run: Run, tmp_path: Path) -> None:
    """Exit 1, the rest is told all the same."""
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    ran = run("doctor", "--lang", lang)
    assert (ran.code, ran.out.count("[!!]") >= 1, "settings.toml" in ran.words, "34969" in ran.words) == (
        1,
        True,
        True,
        True,
    )
    document = run("doctor", "--json").json
    broken = [each for each in document["parts"] if not each["sound"]]
    assert ("settings" in [each["part"] for each in broken], all(each["problems"] for each in broken)) == (True, True)
    assert (document["sound"], document["set_up"]) == (False, None)


@BOTH
def test_a_home_that_can_t_be_written_is_told(lang: str, run: Run, home: Path) -> None:
    """A file stands in its place."""
    home.write_text("x", encoding="utf-8")
    ran = run("doctor", "--lang", lang)
    assert (ran.code, "[!!]" in ran.out, str(home) in ran.words) == (1, True, True)


@BOTH
def test_an_old_list_is_told_to_be_old(lang: str, run: Run) -> None:
    """It works all the same."""
    ran = run("doctor", "--lang", lang, "--today", "2028-03-01")
    assert (ran.code, "data refresh" in ran.words) == (0, True)


@BOTH
def test_every_address_is_tried(lang: str, run: Run, sandbox: Sandbox, home: Path) -> None:
    """One line each, with how long it took; a sandbox is no success to remember."""
    ran = run("doctor", "--online", "--lang", lang)
    assert (ran.code, ran.out.count(f"{sandbox.url}/") >= 8, "[!!]" in ran.out) == (0, True, False)
    tried = run("doctor", "--online", "--json").json["online"]
    names = {each["name"] for each in tried}
    assert {f"lookup-{each}" for each in ("addresses", "communes", "directory", "distributors", "letters")} < names
    assert {"maileva", "demarche-numerique", "zone-tendue"} < names
    assert {each["reached"] for each in tried} == {True}
    assert {each["address"].startswith(sandbox.url) for each in tried} == {True}
    assert not (home / "reached.json").exists()


@BOTH
def test_what_does_not_answer_ends_with_3(lang: str, run: Run, sandbox: Sandbox) -> None:
    """Each is told; what works offline still does."""
    sandbox.stop()
    ran = run("doctor", "--online", "--lang", lang)
    assert (ran.code, ran.out.count("[!!]") >= 8, ran.out.count("[ok]")) == (3, True, len(PARTS))
    document = run("doctor", "--online", "--json").json
    assert (document["sound"], {each["reached"] for each in document["online"]}) == (True, {False})


def test_nothing_of_the_household_leaves_with_a_check(run: Run, sandbox: Sandbox, journey: str) -> None:
    """An address, and no more, even where a journey is under way."""
    assert journey
    run("doctor", "--online")
    assert sandbox.snapshot()["submissions"] == []


def test_a_secret_that_only_the_keyring_holds_is_set(run: Run, tmp_path: Path) -> None:
    """Also where something else is still missing, and for whoever shares the account."""
    (tmp_path / "settings.toml").write_text('[maileva]\nclient_id = "zz9-1"\n', encoding="utf-8")
    with plugged(safe := FakeSafe()):
        safe.kept = {("demenagement/maileva", name): "zz9-2" for name in ("client_secret", "password")}
        ran = run("doctor", "--json")
        safe.kept["demenagement/merci-facteur", "secret_key"] = "zz9-3"
        identifiers = '[merci-facteur]\nservice_id = "zz9-4"\nuser_id = "zz9-5"\n'
        (tmp_path / "settings.toml").write_text(identifiers, encoding="utf-8")
        after = run("doctor", "--json")
    found = {each["provider"]: each["missing"] for each in ran.json["set_up"]["accounts"]}
    assert (found["maileva"], found["maileva-electronic"]) == (["username"], ["username", "sender_id"])
    assert next(each for each in after.json["set_up"]["accounts"] if each["provider"] == "merci-facteur")["complete"]
    assert ("zz9-2" in ran.out, "zz9-3" in after.out) == (False, False)
