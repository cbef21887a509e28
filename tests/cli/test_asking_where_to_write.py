"""Where to write, and the number on the bill: asked for by the company's name, in words that say where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commands import TODAY

if TYPE_CHECKING:
    from commands import Run

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
STEP = "home-insurance-old"
ADDRESS = 'accounts.macif.address=["Service clients", "12 rue Exemple", "44000 NANTES"]'
NUMBER = "accounts.macif.reference="


@pytest.fixture
def insured(run: Run, journey: str) -> str:
    """The household of the example, insured by a company that is known by its name only, without a number."""
    run("set", journey, 'leaving.insurance={ insurer = "macif" }', "--today", TODAY)
    return journey


@pytest.mark.parametrize(("lang", "asked"), [("fr", "Macif : à quelle adresse"), ("en", "Macif: which postal address")])
def test_a_company_is_called_as_people_call_it(run: Run, insured: str, lang: str, asked: str) -> None:
    """Whatever is asked of it; and the example is taken as it is shown."""
    for more in (("--by", "letter"), ("--by", "letter", "--verb", "cancel")):
        ran = run("draft", insured, STEP, *more, "--today", TODAY, "--lang", lang)
        assert (ran.code, asked in ran.err, "macif :" in ran.err) == (1, True, False)
        assert f"'{ADDRESS}'" in ran.err
    assert run("set", insured, ADDRESS, "--today", TODAY).code == 0
    assert run("draft", insured, STEP, "--by", "letter", "--today", TODAY).code == 0


@pytest.mark.parametrize(
    ("lang", "asked"), [("fr", "Votre employeur : à quelle"), ("en", "Your employer: which e-mail")]
)
def test_whoever_has_no_name_of_its_own_is_called_what_it_is(run: Run, journey: str, lang: str, asked: str) -> None:
    """No slug is shown where a sentence is meant."""
    ran = run("draft", journey, "employer/camille", "--today", TODAY, "--lang", lang)
    assert (ran.code, asked in ran.err) == (1, True)


@BOTH
def test_a_letter_about_a_contract_without_a_number_says_so_first(run: Run, insured: str, lang: str) -> None:
    """With the command that adds it; the letter is written all the same, and says nothing of it."""
    run("set", insured, ADDRESS, "--today", TODAY)
    ran = run("draft", insured, STEP, "--by", "letter", "--today", TODAY, "--lang", lang)
    command = f"demenagement set {insured} {NUMBER}"
    assert (ran.code, command in ran.words, ran.words.count(NUMBER)) == (0, True, 1)
    asked = run("approve", insured, STEP, "--by", "letter", "--today", TODAY, "--lang", lang, typed="non\n")
    assert command in asked.words
    run("set", insured, f"{NUMBER}EX-2", "--today", TODAY)
    assert NUMBER not in run("draft", insured, STEP, "--by", "letter", "--today", TODAY).words


def test_a_contract_number_in_the_dwelling_is_one(run: Run, journey: str) -> None:
    """It stands in the letter; nor does a letter that is about no contract need any."""
    run("set", journey, 'accounts.maif.address=["Maif", "79000 NIORT"]', "--today", TODAY)
    assert "accounts.maif.reference" not in run("draft", journey, STEP, "--by", "letter", "--today", TODAY).words
    assert ".reference=" not in run("draft", journey, "lease-notice", "--today", TODAY).words
