"""`load`, `compare` and the reasons of `next`: what weighs how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commands import TODAY

if TYPE_CHECKING:
    from commands import Run

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])


@BOTH
def test_the_load_is_told_week_by_week(run: Run, journey: str, lang: str) -> None:
    """By person; a week that is too much is marked, and what could go elsewhere is said."""
    ran = run("load", journey, "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert ("! Semaine du 7 juin 2027" if lang == "fr" else "! Week of 7 June 2027") in ran.out
    for name in ("Camille Martin", "Sacha Martin"):
        assert name in ran.out
    assert any(line.startswith("→ ") for line in ran.out.splitlines())


def test_the_load_is_one_json_document(run: Run, journey: str) -> None:
    """Minutes by person; each relief names a step of the plan and a Monday."""
    found = run("load", journey, "--json", "--today", TODAY).json
    steps = {step["id"] for step in run("show", journey, "--json", "--today", TODAY).json["steps"]}
    assert set(found) == {"version", "cap", "weeks", "relief"}
    assert {each["step"] for each in found["relief"]} <= steps
    assert all(set(week["minutes"]) == {"camille", "sacha"} for week in found["weeks"])
    assert any(week["over"] for week in found["weeks"])


def test_a_household_says_how_much_is_too_much(run: Run, journey: str) -> None:
    """With hours enough, no week is."""
    found = run("load", journey, "--hours", "40", "--json", "--today", TODAY).json
    assert (found["cap"], [week["monday"] for week in found["weeks"] if week["over"]], found["relief"]) == (
        2400,
        [],
        [],
    )


@BOTH
def test_two_dates_are_laid_side_by_side(run: Run, journey: str, lang: str) -> None:
    """What differs is told below; nothing is written."""
    ran = run("compare", journey, "move.day=2027-07-17", "--today", TODAY, "--lang", lang)
    days = ("10 juillet 2027", "17 juillet 2027") if lang == "fr" else ("10 July 2027", "17 July 2027")
    row = next(line for line in ran.out.splitlines() if days[0] in line)
    assert (ran.code, days[1] in row) == (0, True)
    assert ("Tel que c'est" if lang == "fr" else "As it stands") in ran.out
    assert run("list", "--json").json["journeys"][0]["revision"] == 1


def test_two_homes_are_laid_side_by_side(run: Run, journey: str) -> None:
    """Two sets of facts, either of which may be several."""
    rented = ("arriving.tenure=tenant", "arriving.keys=2027-07-01", "arriving.rent=900.00")
    bought = ("arriving.keys=2027-07-05",)
    found = run("compare", journey, *rented, "--or", *bought, "--json", "--today", TODAY).json
    first, second = found["ways"]
    assert (first["facts"], second["facts"]) == (", ".join(rented), bought[0])
    assert (first["overlap_rent"] is not None, second["overlap_rent"]) == (True, None)
    assert "entry-inventory" in found["difference"]["vanished"]
    assert first["anchors"]["keys.in"] == "2027-07-01"


def test_facts_that_can_not_be_are_refused_before_anything_is_laid_out(run: Run, journey: str) -> None:
    """As by `set`."""
    ran = run("compare", journey, "move.dya=2027-07-17", "--today", TODAY)
    assert (ran.code, ran.out, "move.dya" in ran.err) == (2, "", True)


@BOTH
def test_the_next_step_says_why_it_comes_first(run: Run, journey: str, lang: str) -> None:
    """In words, and in the document."""
    ran = run("next", journey, "--today", TODAY, "--lang", lang)
    assert ("Pourquoi celle-ci d'abord" if lang == "fr" else "Why this one first") in ran.out
    assert ("Ce qui peut le moins attendre" if lang == "fr" else "What can wait least") in ran.out
    found = run("next", journey, "--json", "--today", TODAY, "--lang", lang).json
    assert (bool(found["why"]), found["step"]["standing"]) == (True, "open")
    days = [each["slack"] for each in found["by_slack"]]
    assert (days == sorted(days), bool(days)) == (True, True)
