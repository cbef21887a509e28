"""`draft`, `send` after a change: what was told is put right, shown with what is different, and said yes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from commands import TODAY

from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from commands import Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
LETTER, PAGE = "lease-notice", "bank"
LATER = "2027-05-27"
STREET = 'leaving.street="14 rue des Lilas"'


@pytest.fixture
def changed(run: Run, journey: str, sandbox: Sandbox, enclosure: str) -> Sandbox:
    """The notice left, and then the address in it was put right."""
    assert run("send", journey, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY).code == 0
    assert LETTER in run("set", journey, STREET, "--json", "--today", LATER).json["amend"]
    return sandbox


def submissions(run: Run, journey: str) -> list[dict[str, Any]]:
    """Those of the notice, the first one first."""
    found = run("show", journey, "--json", "--today", LATER).json["submissions"]
    return [each for each in found if each["step"] == LETTER]


@BOTH
@pytest.mark.usefixtures("changed")
def test_a_correction_is_shown_with_what_is_different(run: Run, journey: str, lang: str) -> None:
    """What it corrects, the fact before and after, then every word, and the one that says so."""
    ran = run("draft", journey, LETTER, "--today", LATER, "--lang", lang)
    say = phrasebook(lang)
    label = {"fr": "Numéro et rue de l'ancien logement", "en": "Number and street of the old home"}[lang]
    (first,) = (each for each in submissions(run, journey))
    assert (ran.code, ran.err, first["state"]) == (0, "", "sent")
    altered = say("sending.altered", label=label, before="12 rue Garibaldi", after="14 rue des Lilas")
    for text in (altered, say("sending.first-back"), "La présente rectifie notre envoi du"):
        assert text in ran.words


@pytest.mark.usefixtures("changed")
def test_a_correction_is_one_json_document(run: Run, journey: str) -> None:
    """With the key and the day of what it corrects."""
    found = run("draft", journey, LETTER, "--json", "--today", LATER).json
    (first,) = submissions(run, journey)
    assert (found["corrects"]["key"], found["corrects"]["day"]) == (first["key"], found["draft"]["corrects"])
    assert {"label", "before", "after"} == set(found["altered"][0])


def test_a_correction_leaves_with_a_yes(run: Run, journey: str, changed: Sandbox, enclosure: str) -> None:
    """The first can't be taken back any more, which is told; both stand, and nothing more is owed."""
    ran = run("send", journey, LETTER, "--enclose", enclosure, "--today", LATER, typed="oui\n")
    assert (ran.code, ran.err.startswith("Envoyer cette rectification")) == (0, True)
    assert phrasebook("fr")("sending.first-stays", step=f"Donner congé à votre bailleur [{LETTER}]") in ran.err
    first, second = submissions(run, journey)
    assert (first["state"], second["state"], second["corrects"]) == ("sent", "sent", first["key"])
    assert len(changed.snapshot()["submissions"]) == 2
    again = run("send", journey, LETTER, "--yes", "--today", LATER)
    assert (again.code, again.out, len(changed.snapshot()["submissions"])) == (0, "", 2)
    assert run("verify", journey).code == 0


def test_without_a_yes_nothing_is_put_right(run: Run, journey: str, changed: Sandbox) -> None:
    """What was told stands."""
    ran = run("send", journey, LETTER, "--today", LATER, typed="non\n")
    assert (ran.code, len(changed.snapshot()["submissions"])) == (1, 1)
    assert [each["state"] for each in submissions(run, journey)] == ["sent"]


@pytest.mark.usefixtures("changed")
def test_an_approved_correction_waits_for_the_watch(run: Run, journey: str, enclosure: str) -> None:
    """And is not asked for again."""
    approved = run("approve", journey, LETTER, "--yes", "--enclose", enclosure, "--today", LATER, "--json")
    assert approved.json["approved"] == [LETTER]
    assert run("approve", journey, LETTER, "--yes", "--enclose", enclosure, "--today", LATER, "--json").code == 1
    assert run("watch", "--json", "--today", LATER).json["journeys"][0]["sent"] == [LETTER]
    assert [each["state"] for each in submissions(run, journey)][-1] != "approved"


@BOTH
def test_a_page_that_was_filled_in_by_hand_is_put_right_by_hand(run: Run, journey: str, lang: str) -> None:
    """The person did it, and does it again with what is different in front of them."""
    run("done", journey, PAGE, "--today", TODAY)
    run("set", journey, 'arriving.street="14 rue des Lilas"', "--today", TODAY)
    ran = run("send", journey, PAGE, "--yes", "--today", TODAY, "--lang", lang)
    assert (ran.code, phrasebook(lang)("sending.first-back") in ran.words) == (0, False)
    assert "→ 14 rue des Lilas" in ran.words
    assert run("done", journey, PAGE, "--today", TODAY).code == 0
    assert "→ 14 rue des Lilas" not in run("draft", journey, PAGE, "--today", TODAY).words
