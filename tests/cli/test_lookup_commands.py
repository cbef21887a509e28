"""`lookup`, against the sandbox and without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
NUMBERS = ("1A34567890123", "1A34567890404", "1A34567890021", "1A34567890400")
EVERY = [
    ("address", "12", "rue", "de", "la", "liberté", "21000", "dijon"),
    ("commune", "nantes"),
    ("office", "mairie", "nantes"),
    ("distributor", "nantes"),
    ("letter", NUMBERS[0]),
]


@BOTH
def test_a_person_finds_where_to_write_and_where_to_go(lang: str, run: Run, sandbox: Sandbox) -> None:
    """The address for letters, the one for visits, the hours; whose entry it is, of which day, under which licence."""
    assert sandbox.url
    ran = run("lookup", "office", "mairie", "nantes", "--lang", lang, "--today", "2027-05-24")
    expected = {
        "fr": (
            "Pour écrire SBX Mairie - Nantes CS 00001 44000 Nantes Cedex",
            "Pour une visite 1 rue du Modèle 44000 Nantes",
            "du lundi au jeudi : 08:30-12:30",
            "samedi : 09:00-12:00 (sur rendez-vous)",
            "Licence Ouverte 2.0, demandé le 24 mai 2027",
        ),
        "en": (
            "To write SBX Mairie - Nantes CS 00001 44000 Nantes Cedex",
            "To visit 1 rue du Modèle 44000 Nantes",
            "Monday to Thursday: 08:30-12:30",
            "Saturday: 09:00-12:00",
            "Licence Ouverte 2.0, asked on 24 May 2027",
        ),
    }
    assert (ran.code, [words for words in expected[lang] if words not in ran.words]) == (0, [])


@BOTH
def test_several_offices_are_all_shown(lang: str, run: Run, sandbox: Sandbox) -> None:
    """None is chosen; the provider's name stands for the office's."""
    assert sandbox.url
    ran = run("lookup", "office", "ameli", "44000", "Nantes", "--lang", lang)
    assert (ran.code, ran.out.count("\nSBX CPAM") + ran.out.startswith("SBX CPAM")) == (0, 2)
    assert {"fr": "rien n'a été choisi pour vous", "en": "none was chosen for you"}[lang] in ran.err


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words[0])
def test_each_look_up_is_one_document(words: tuple[str, ...], run: Run, sandbox: Sandbox) -> None:
    """Its shape is a promise; the second time it is the answer that was kept."""
    assert sandbox.url
    ran = run("lookup", *words, "--json", "--today", "2027-05-24")
    assert (ran.code, ran.err, ran.json["version"], ran.json["origin"], ran.json["day"]) == (
        0,
        "",
        1,
        "asked",
        "2027-05-24",
    )
    assert ran.json.keys() == {"version", "service", "origin", "day", "publisher", "licence", "fault", "found"}
    again = run("lookup", *words, "--json", "--today", "2027-05-25").json
    assert again["origin"] == ("asked" if words[0] == "letter" else "kept")
    assert words[0] == "letter" or again["found"] == ran.json["found"]


@BOTH
def test_several_letters_are_told_one_by_one(lang: str, run: Run, sandbox: Sandbox) -> None:
    """Delivered, not recorded yet, come back, no number of theirs."""
    assert sandbox.url
    ran = run("lookup", "letter", *NUMBERS, "--lang", lang)
    told = {
        "fr": ("SBX Pli distribué", "pas encore enregistré", "une étape s'est mal passée", "n'est pas reconnu"),
        "en": ("SBX Pli distribué", "not recorded by La Poste yet", "a stage went wrong", "is not recognised"),
    }
    assert (ran.code, [words for words in told[lang] if words not in ran.words]) == (0, [])
    assert [each["seen"] for each in run("lookup", "letter", *NUMBERS, "--json").json["found"]] == [
        "found",
        "not-yet",
        "found",
        "refused",
    ]


def test_an_address_that_none_resembles_is_completed(run: Run, sandbox: Sandbox) -> None:
    """What was typed may only be a beginning."""
    assert sandbox.url
    found = run("lookup", "address", "cord", "--json").json["found"]
    assert [each["label"] for each in found] == ["Rue des Cordiers, 35400 Saint-Malo"]


@BOTH
@pytest.mark.parametrize("words", [("address", "zzz", "yyy"), ("office", "carsat", "nantes"), ("distributor", "lyon")])
def test_nothing_found_is_a_no(words: tuple[str, ...], lang: str, run: Run, sandbox: Sandbox) -> None:
    """Exit 1, with a sentence."""
    assert sandbox.url
    ran = run("lookup", *words, "--lang", lang)
    assert (ran.code, ran.out) == (1, "")
    assert {"fr": "Rien trouvé", "en": "Nothing found"}[lang] in ran.err


@BOTH
@pytest.mark.parametrize("words", EVERY[2:], ids=lambda words: words[0])
def test_what_is_not_allowed_is_not_asked(words: tuple[str, ...], lang: str, run: Run) -> None:
    """Exit 1, and how to allow it; nothing left."""
    ran = run("lookup", *words, "--lang", lang)
    assert (ran.code, ran.out) == (1, "")
    assert {"fr": "Rien n'a quitté cet ordinateur", "en": "Nothing left this computer"}[lang] in ran.err
    assert "[lookups]" in ran.err


@BOTH
@pytest.mark.parametrize("words", EVERY[:2], ids=lambda words: words[0])
def test_places_are_known_without_asking(words: tuple[str, ...], lang: str, run: Run) -> None:
    """The list that ships, and what was typed; where the settings are is said."""
    ran = run("lookup", *words, "--lang", lang)
    assert (ran.code, "settings.toml" in ran.err) == (0, True)
    assert {"address": "21231", "commune": "44000, 44100"}[words[0]] in ran.out


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words[0])
def test_a_service_that_is_down_ends_with_3(words: tuple[str, ...], run: Run, sandbox: Sandbox) -> None:
    """With what is known all the same, where anything is."""
    sandbox.stop()
    ran = run("lookup", *words)
    assert (ran.code, "Impossible de joindre" in ran.err, "demenagement send" in ran.err) == (3, True, False)
    assert bool(ran.out) == (words[0] in ("address", "commune"))


@BOTH
def test_an_older_answer_stands_in_with_its_day(lang: str, run: Run, sandbox: Sandbox) -> None:
    """Exit 3 all the same: it could not be asked."""
    run("lookup", "office", "mairie", "nantes", "--today", "2027-01-10")
    sandbox.stop()
    ran = run("lookup", "office", "mairie", "nantes", "--today", "2027-05-24", "--lang", lang)
    assert (ran.code, "CS 00001" in ran.out) == (3, True)
    assert {"fr": "10 janvier 2027", "en": "10 January 2027"}[lang] in ran.err


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        ("error:times=always", 3, "Impossible de joindre"),
        ("rate-limit:retry_after=60", 3, "Impossible de joindre"),
        ("drop-before:times=always", 3, "Impossible de joindre"),
        ("html", 3, "n'a pas la forme attendue"),
        ("garbage", 3, "n'a pas la forme attendue"),
        ("drift", 3, "n'a pas la forme attendue"),
        ("huge", 3, "n'a pas la forme attendue"),
        ("redirect", 3, "n'a pas la forme attendue"),
        ("refuse", 1, "n'a pas été acceptée"),
        ("escapes", 1, "n'a pas été acceptée"),
        ("refuse:status=401", 1, "Une clé est nécessaire"),
    ],
)
def test_every_trouble_has_its_sentence(fault: str, code: int, said: str, run: Run, sandbox: Sandbox) -> None:
    """And nothing in it that a terminal could take for a command."""
    sandbox.fault(fault)
    ran = run("lookup", "office", "mairie", "nantes")
    assert (ran.code, ran.out, said in ran.words) == (code, "", True)
    assert ran.err.replace("\n", "").isprintable()
    assert run("lookup", "office", "mairie", "nantes").code in (0, code)


@BOTH
def test_the_list_of_distributors_is_read_in_both_shapes(lang: str, run: Run, sandbox: Sandbox) -> None:
    """Each as the network it names."""
    sandbox.state.of("distributors")["shape"] = "older"
    ran = run("lookup", "distributor", "nantes", "--lang", lang)
    told = {"fr": "électricité : SBX Enedis\ngaz : SBX GRDF\n", "en": "electricity: SBX Enedis\ngas: SBX GRDF\n"}
    assert (ran.code, ran.out) == (0, told[lang])


@BOTH
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("office", "mairi", "nantes"), "mairie"),
        (("office", "caf", "saint-denis"), "Saint-Denis (93066)"),
        (("distributor", "xyzzyville"), "xyzzyville"),
        (("office", "caf"), "COMMUNE"),
        ((), "ACTION"),
    ],
)
def test_a_mistyped_question_is_wrong_usage(
    words: tuple[str, ...], said: str, lang: str, run: Run, sandbox: Sandbox
) -> None:
    """Exit 2, and what may have been meant."""
    assert sandbox.url
    ran = run("lookup", *words, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err or (lang, said) == ("en", "ACTION")


@BOTH
def test_what_was_kept_is_forgotten(lang: str, run: Run, sandbox: Sandbox, home: Path) -> None:
    """On the disk too."""
    assert sandbox.url
    for words in EVERY[:3]:
        run("lookup", *words)
    ran = run("lookup", "forget", "--lang", lang)
    assert (ran.code, ran.out) == (0, {"fr": "3 réponses gardées effacées.\n", "en": "3 kept answers deleted.\n"}[lang])
    assert [path for path in (home / "lookups").rglob("*") if path.is_file()] == []
    assert run("lookup", "forget", "--json").json == {"version": 1, "forgotten": 0}


def test_a_draft_says_where_its_public_body_is(run: Run, sandbox: Sandbox, journey: str) -> None:
    """The counter sheet of the family's new town hall; nothing is asked where it may not be."""
    assert sandbox.url
    sheet = run("draft", journey, "caf-address", "--by", "counter")
    letter = run("draft", journey, "caf-address", "--by", "letter")
    assert (sheet.code, "5 rue du Modèle, 44000 Nantes" in sheet.words) == (0, True)
    assert (letter.code, "TSA 00005 44000 NANTES CEDEX" in letter.words) == (0, True)


def test_what_is_asked_of_a_public_body_goes_where_it_is(run: Run, sandbox: Sandbox, journey: str) -> None:
    """Whichever of the six verbs."""
    assert sandbox.url
    letter = run("draft", journey, "caf-address", "--verb", "status", "--by", "letter")
    assert (letter.code, "TSA 00005 44000 NANTES CEDEX" in letter.words) == (0, True)


def test_a_draft_is_written_while_the_directory_is_down(run: Run, sandbox: Sandbox, journey: str) -> None:
    """Without the address."""
    sandbox.stop()
    ran = run("draft", journey, "caf-address", "--by", "counter")
    assert (ran.code, "Cherchez l'adresse et les horaires" in ran.words) == (0, True)


def test_a_draft_asks_nothing_where_look_ups_are_not_allowed(
    run: Run, sandbox: Sandbox, journey: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The directory is not spoken to."""
    monkeypatch.setenv("DEMENAGEMENT_LOOKUPS_DIRECTORY", "no")
    ran = run("draft", journey, "caf-address", "--by", "counter")
    assert (ran.code, "rue du Modèle, 44000" in ran.words) == (0, False)
    assert [each for each in sandbox.snapshot()["exchanges"] if each["provider"] == "directory"] == []
