"""`data`: which official lists are in use; one brought in from a file, one fetched; and what plans make of it."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from zone_lists import codes_file, row, simulator, tight_codes, whole_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from commands import Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
TODAY = ("--today", "2027-02-01")
DOSSIER = """
[leaving]
postcode = "{postcode}"
city = "{city}"
tenure = "tenant"
lease = "unfurnished"
signed = 2021-06-01
notice_ground = "zone"
ground_proven = true
wanted_end = 2027-06-30
"""


def imported(run: Run, tmp_path: Path, content: bytes, name: str = "liste.csv") -> dict[str, Any]:
    """The document of an import that went well."""
    file = tmp_path / name
    file.write_bytes(content)
    ran = run("data", "import", "zone-tendue", str(file), *TODAY, "--json")
    assert (ran.code, ran.err) == (0, "")
    (taken,) = ran.json["data"]
    return dict(taken)


def plan(run: Run, tmp_path: Path, postcode: str, city: str) -> Any:  # noqa: ANN401 # a JSON document
    """The plan of a tenant who leaves that town."""
    file = tmp_path / "dossier.toml"
    file.write_text(DOSSIER.format(postcode=postcode, city=city), encoding="utf-8")
    return run("plan", str(file), "--json", *TODAY).json


def asked(made: Any) -> list[str]:  # noqa: ANN401 # a plan
    """What a plan asks of the old home's place."""
    places = ("zone", "insee", "city", "postcode")
    return [each["fact"] for each in made["questions"] if each["fact"].removeprefix("leaving.") in places]


def test_what_ships_is_told(run: Run) -> None:
    """The communes of France, and the few rent zones that were verified."""
    communes, zones = run("data", "--json").json["data"]
    assert (communes["name"], communes["origin"], communes["edition"]) == ("communes", "shipped", 2026)
    assert (communes["communes"], zones["communes"]) == (34_969, 33)
    assert (zones["name"], zones["origin"], zones["complete"], zones["imported_on"]) == (
        "zone-tendue",
        "shipped",
        False,
        None,
    )
    assert run("data", "list", "--json").json == run("data", "--json").json


@BOTH
def test_what_ships_is_told_to_a_person(lang: str, run: Run) -> None:
    """And where to find the rest."""
    told = run("data", "--lang", lang).words
    assert "34969 communes" in told
    assert ("data import zone-tendue" in told, "www.data.gouv.fr" in told) == (True, True)


def test_a_list_that_was_brought_in_is_told(run: Run, tmp_path: Path) -> None:
    """Of which day it is, when it came, from where, and what it holds."""
    taken = imported(run, tmp_path, whole_table())
    _, told = run("data", "--json").json["data"]
    assert (told, told["origin"], told["source"]) == (taken, "imported", "liste.csv")
    assert (told["day"], told["imported_on"], told["complete"]) == ("2025-12-22", "2027-02-01", True)
    assert (told["communes"], told["tight"], told["overruled"]) == (34_875, 1_434, [])


@pytest.mark.parametrize(
    ("lang", "content", "words"),
    [
        ("fr", whole_table(), ("liste du 22 décembre 2025", "1434 communes", "n'est dans aucune zone")),
        ("en", whole_table(), ("list of 22 December 2025", "1434 communes", "is in no zone")),
        ("fr", codes_file(tight_codes()), ("sans date", "n'en conclut rien")),
        ("en", codes_file([*tight_codes(), "74037"]), ("without a date", "nothing is concluded", "74037:")),
    ],
)
def test_what_a_list_tells_and_what_not_is_said(
    lang: str, content: bytes, words: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    """When it comes in, and whenever one asks."""
    file = tmp_path / "liste.csv"
    file.write_bytes(content)
    came, later = run("data", "import", "zone-tendue", str(file), "--lang", lang), run("data", "--lang", lang)
    assert [word for word in words if word not in came.words or word not in later.words] == []


def test_a_plan_takes_the_zone_from_the_list(run: Run, tmp_path: Path) -> None:
    """And says so."""
    assert asked(plan(run, tmp_path, "21240", "Talant")) == ["leaving.zone"]
    imported(run, tmp_path, whole_table(row("21617", "tight")))
    made = plan(run, tmp_path, "21240", "Talant")
    latest = made["anchors"]["lease.notice_latest"]
    assert (asked(made), latest["date"]) == ([], "2027-05-31")
    assert "zone lue dans la liste du 22 décembre 2025 que vous avez importée" in latest["why"]


def test_a_plan_warns_when_the_list_says_that_the_class_changed(run: Run, tmp_path: Path) -> None:
    """Since the lease was signed."""
    imported(run, tmp_path, whole_table(row("21617", "tight", first="Non TLV")))
    (warning,) = (each for each in plan(run, tmp_path, "21240", "Talant")["warnings"] if each["code"] == "zone-changed")
    assert "25 août 2023" in warning["text"]


def test_a_commune_that_the_whole_list_lacks_is_in_no_zone(run: Run, tmp_path: Path) -> None:
    """The stated ground is then not met."""
    imported(run, tmp_path, whole_table())
    made = plan(run, tmp_path, "98714", "Papeete")
    assert (asked(made), [each["code"] for each in made["warnings"]]) == ([], ["ground-not-met"])


@pytest.mark.parametrize("content", [codes_file(tight_codes()), simulator(tight_codes(), ["21617"])])
def test_a_commune_that_another_list_lacks_is_asked(content: bytes, run: Run, tmp_path: Path) -> None:
    """It could be in the tourist zone."""
    imported(run, tmp_path, content)
    assert asked(plan(run, tmp_path, "21240", "Talant")) == ["leaving.zone"]


@BOTH
def test_a_list_with_mistakes_changes_nothing(lang: str, run: Run, tmp_path: Path) -> None:
    """All of them are told, by line, and the list before stays."""
    before = imported(run, tmp_path, whole_table())
    file = tmp_path / "fausse.csv"
    file.write_bytes(codes_file(["1160", "21231", "2C004"]))
    ran = run("data", "import", "zone-tendue", str(file), "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert [mark for mark in ("fausse.csv: 2:", "fausse.csv: 4:", "2A004") if mark not in ran.err] == []
    assert run("data", "--json").json["data"][1] == before


def test_a_damaged_list_is_told_by_name(run: Run, tmp_path: Path, home: Path) -> None:
    """No plan is made on half a list; bringing in a sound one puts it right."""
    imported(run, tmp_path, whole_table())
    (home / "lists" / "zone-tendue.json").write_text("{", encoding="utf-8")
    (tmp_path / "dossier.toml").write_text("", encoding="utf-8")
    ran = run("plan", str(tmp_path / "dossier.toml"))
    assert (ran.code, "zone-tendue.json: la liste importée est abîmée" in ran.err) == (2, True)
    imported(run, tmp_path, whole_table())
    assert run("plan", str(tmp_path / "dossier.toml")).code == 0


class _Site(BaseHTTPRequestHandler):
    """Serves one file."""

    content = b""

    def do_GET(self) -> None:
        """Whatever is asked."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, *_said: object) -> None:
        """Nothing."""


@pytest.fixture
def site(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[_Site]]:
    """Where the list is fetched, on this machine."""
    assert home.name == "home"
    with HTTPServer(("127.0.0.1", 0), _Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        monkeypatch.setenv("DEMENAGEMENT_ZONE_TENDUE_ADDRESS", f"http://127.0.0.1:{server.server_port}/liste.csv")
        yield _Site
        server.shutdown()
        thread.join()


def test_the_official_list_is_fetched(run: Run, site: type[_Site]) -> None:
    """From a real server; it is checked as one from a file is."""
    site.content = whole_table()
    taken = run("data", "refresh", *TODAY, "--json").json["data"][0]
    assert (taken["day"], taken["tight"], taken["source"].endswith("/liste.csv")) == ("2025-12-22", 1_434, True)
    site.content = b"<!doctype html>"
    ran = run("data", "refresh")
    assert (ran.code, ran.out) == (2, "")
    assert run("data", "--json").json["data"][1] == taken


@BOTH
def test_a_list_that_can_t_be_reached_changes_nothing(lang: str, run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    """Exit 3, with the way to go on; with a sandbox nothing leaves this machine, and it has no such list."""
    before = imported(run, tmp_path, whole_table())
    ran = run("data", "refresh", "--lang", lang)
    assert (ran.code, ran.out, sandbox.url in ran.err) == (3, "", True)
    assert ("data import zone-tendue" in ran.err, "www.data.gouv.fr" in ran.err) == (True, True)
    assert run("data", "--json").json["data"][1] == before


def test_an_address_on_another_host_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked there."""
    monkeypatch.setenv("DEMENAGEMENT_ZONE_TENDUE_ADDRESS", "https://ailleurs.fr/liste.csv")
    ran = run("data", "refresh")
    assert (ran.code, "static.data.gouv.fr" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("data", "import"), "il manque LISTE, FICHIER."),
        (("data", "import", "zone-tendue"), "il manque FICHIER."),
        (("data", "import", "zones", "x"), "Possible : zone-tendue."),
        (("data", "refrehs"), "Vouliez-vous dire « refresh » ?"),
        (("data", "refresh", "x"), "« x » est en trop"),
    ],
)
def test_a_mistyped_command_is_put_right(words: tuple[str, ...], said: str, run: Run) -> None:
    """In words."""
    ran = run(*words)
    assert (ran.code, said in ran.err) == (2, True)


@BOTH
@pytest.mark.parametrize("verb", ["list", "import", "refresh"])
def test_each_action_has_its_help(verb: str, lang: str, run: Run) -> None:
    """In the reader's language."""
    ran = run("data", verb, "--help", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert ("affiche cette aide" in ran.out) == (lang == "fr")
