"""A list of rent zones, from any form it is published in, or everything that is wrong with it."""

from __future__ import annotations

import json
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from zone_lists import HEAD, KNOWN, codes_file, known, made_up, row, simulator, table, tight_codes, whole_table

from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways.zone_lists.reading import content_of, read_list
from demenagement.wording import LANGUAGES, sentences

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.domain.zoning import ZoneList

TODAY = date(2026, 11, 24)
A2023, A2025 = date(2023, 8, 25), date(2025, 12, 22)


def a_list(content: bytes) -> ZoneList:
    """What a file holds."""
    return read_list(content, "liste.csv", TODAY, KNOWN)


def wrong(content: bytes) -> tuple[Problem, ...]:
    """What is wrong with a file."""
    with pytest.raises(FilesInvalid) as caught:
        a_list(content)
    return caught.value.problems


def told(content: bytes) -> list[tuple[str, str]]:
    """Where something is wrong, and what."""
    return [(problem.key, problem.code) for problem in wrong(content)]


def test_the_ministry_s_table_gives_every_commune() -> None:
    """Tight, tourist or neither, by the last decree, whose day it tells."""
    found = a_list(whole_table())
    assert (found.complete, found.day, len(found.zones)) == (True, A2025, 34_875)
    assert {code: found.zones[code] for code in KNOWN} == KNOWN
    assert (found.count("tight"), found.source, found.imported_on) == (1_434, "liste.csv", TODAY)


@pytest.mark.parametrize(
    ("line", "since"),
    [
        (row("21999", "tight"), None),
        (row("21999", "tight", first="Non TLV"), A2023),
        (row("21999", "tourist", "none"), A2025),
        (row("21999", "tight", "tourist"), A2025),
        (row("21999", "none", "none", first="TLV"), A2023),
    ],
)
def test_the_ministry_s_table_tells_since_when(line: str, since: date | None) -> None:
    """The day of the last decree that changed the class."""
    assert a_list(whole_table(line)).changed.get("21999") == since


def test_a_later_decree_has_its_day_in_its_heading() -> None:
    """The list of tomorrow is read today."""
    text = whole_table().decode("utf-8-sig").replace("22/12/2025", "03/02/2027")
    assert a_list(text.encode()).day == date(2027, 2, 3)


@pytest.mark.parametrize("bare", [False, True])
def test_the_simulator_s_file_tells_the_tight_ones(*, bare: bool) -> None:
    """Of the others it doesn't tell the tourist zone from none: nothing is concluded."""
    found = a_list(simulator(tight_codes(), ["21231", "05046"], bare=bare))
    assert (found.complete, found.day, set(found.zones)) == (False, None, set(tight_codes()))


@pytest.mark.parametrize(
    "content",
    [
        codes_file(tight_codes()),
        codes_file(tight_codes(), heading=tight_codes()[0]),
        "\n".join(f"{code};  " for code in tight_codes()).encode(),
        "\n".join(f'"{code}"' for code in tight_codes()).encode(),
    ],
)
def test_a_bare_list_tells_the_tight_ones(content: bytes) -> None:
    """With a heading or without, with what a spreadsheet leaves around; of other communes it says nothing."""
    found = a_list(content)
    assert (found.complete, found.day, found.zones) == (False, None, dict.fromkeys(tight_codes(), "tight"))


def test_an_arrondissement_stands_under_its_commune() -> None:
    """The decree names whole communes."""
    codes = [code for code in tight_codes() if code not in ("75056", "69123", "13055")]
    found = a_list(codes_file([*codes, "75101", "75120", "69381", "13216"]))
    assert {"75056", "69123", "13055"} <= set(found.zones)


def test_every_wrong_line_is_told_at_once() -> None:
    """By its number; a code that lost its zero, a class nobody knows, the same commune twice."""
    rows = (row("1160", "tight"), row("21231", "4. Autre"), row("21054", "none"), row("21054", "tight"), "21617;21")
    assert told(table(*rows)) == [
        ("2", "zone-bad-code"),
        ("3", "zone-bad-class"),
        ("5", "zone-twice"),
        ("6", "zone-bad-class"),
    ]


def test_the_same_row_twice_is_no_harm() -> None:
    """It says the same thing."""
    assert a_list(whole_table(row("21999", "tight"), row("21999", "tight"))).zones["21999"] == "tight"


def test_of_a_thousand_wrong_lines_the_first_are_told() -> None:
    """And how many more there are."""
    problems = wrong(codes_file(["21231", *(str(number) for number in range(1_000))]))
    assert (len(problems), problems[-1].code, problems[-1].details) == (21, "zone-and-more", (("count", "980"),))


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        (HEAD.replace("CODGEO25", "CODE"), "zone-column-missing"),
        (HEAD.replace("Zonage TLV", "Zone"), "zone-column-missing"),
        (HEAD.replace("22/12/2025", "de l'an prochain"), "zone-column-undated"),
        (HEAD.replace("22/12/2025", "31/02/2025"), "zone-column-undated"),
        (HEAD.replace("2023", "2022"), "zone-column-undated"),
    ],
)
def test_a_table_of_other_columns_is_refused(head: str, problem: str) -> None:
    """Nobody can tell what it means."""
    assert ("1", problem) in told(table(row("21231", "none"), head=head))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "zone-not-a-list"),
        (b"<!doctype html>\n<title>404</title>\n", "zone-not-a-list"),
        (b"# demenagement\n", "zone-not-a-list"),
        ("Décret".encode("cp1252"), "file-not-utf8"),
        (b"[" * 100_000, "not-json"),
        (b'{"zonageCommunes": 3}', "zone-column-missing"),
        (b'{"communes": []}', "zone-column-missing"),
        (b"0" * 20_000_001, "zone-list-too-large"),
    ],
)
def test_another_file_is_refused(content: bytes, problem: str) -> None:
    """Whatever it is."""
    assert [each.code for each in wrong(content)] == [problem]


@pytest.mark.parametrize("odd", [{"preavis": 2}, {"preavis": None}, {"preavis": True}, {}, 7, "x"])
def test_a_row_of_the_simulator_that_tells_nothing_is_told(odd: object) -> None:
    """A notice is reduced, or it is not."""
    if isinstance(odd, dict):
        odd["codeInsee"] = "21231"
    assert told(json.dumps({"zonageCommunes": [odd]}).encode()) == [("zonageCommunes.1", "zone-bad-class")]


@pytest.mark.parametrize("code", ["1160", "", "2C004", None, 21231.5])
def test_a_code_of_the_simulator_that_is_none_is_told(code: object) -> None:
    """By the number of its row."""
    rows = [{"codeInsee": code, "preavis": 1}]
    assert told(json.dumps(rows).encode()) == [("zonageCommunes.1", "zone-bad-code")]


@pytest.mark.parametrize("count", [999, 2_001])
def test_a_list_that_is_too_short_or_too_long_is_refused(count: int) -> None:
    """The tight communes are some fourteen hundred."""
    assert told(codes_file(tight_codes(count))) == [("", "zone-tight-count")]


@pytest.mark.parametrize("communes", [30_000, 40_000])
def test_a_table_of_too_few_or_too_many_communes_is_refused(communes: int) -> None:
    """What is not in it is taken to be in no zone: it must be whole."""
    assert told(whole_table(communes=communes)) == [("", "zone-commune-count")]


def test_the_list_of_the_tourist_zone_is_not_taken_for_the_other() -> None:
    """It would promise one month's notice where three are due."""
    others = list(islice(made_up(), 2_000))[600:]
    assert told(codes_file([*known("tourist"), *others])) == [("", "zone-known-missing"), ("", "zone-mixed-tourist")]


def test_both_lists_in_one_are_refused() -> None:
    """Nobody can tell them apart any more."""
    assert told(codes_file([*tight_codes(), *known("tourist")])) == [("", "zone-mixed-tourist")]


def test_a_list_of_everything_is_refused() -> None:
    """Communes that are surely in no zone stand in it."""
    assert told(codes_file([*tight_codes(), *known("none")])) == [("", "zone-mixed-none")]


def test_a_later_decree_may_contradict_what_was_verified() -> None:
    """A commune or two; the law changes."""
    codes = [code for code in tight_codes() if code != "17300"]
    assert "17300" not in a_list(codes_file([*codes, "37261"])).zones


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Or can't be read."""
    for path, code in ((tmp_path / "none.csv", "file-missing"), (tmp_path, "file-unreadable")):
        with pytest.raises(FilesInvalid) as caught:
            content_of(path)
        assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_of_a_list_has_its_sentence(lang: str) -> None:
    """Those that this file has met, and the damaged one."""
    contents = (
        *(table(each, head=HEAD) for each in (row("1", "tight"), row("21231", "x"))),
        table(row("21231", "none"), row("21231", "tight")),
        codes_file(["21231", *map(str, range(30))]),
        table(head=HEAD.replace("CODGEO25", "x")),
        table(row("21231", "none"), head=HEAD.replace("2023", "2022")),
        b"x",
        b"0" * 20_000_001,
        codes_file(tight_codes(999)),
        whole_table(communes=30_000),
        codes_file([*known("tourist"), *known("none")]),
    )
    codes = {problem.code for content in contents for problem in wrong(content)} | {"zone-list-damaged", "other-host"}
    assert (len(codes) > 12, codes - set(sentences(lang, "problem"))) == (True, set())
