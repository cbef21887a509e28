"""A provider's own site: its page is opened, and the reference it gives is kept and quoted."""

from __future__ import annotations

import json
import webbrowser
from typing import TYPE_CHECKING

import pytest
from commands import TODAY

from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Run

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
PAGE, NOWHERE, LATER = "grouped-address-change", "bank", "2027-07-30"
REFERENCE = "dossier n° 42/AB"


class Browser:
    """A browser that only notes what it would show; `there` says whether there is one."""

    def __init__(self) -> None:
        """Nothing was shown."""
        self.shown: list[str] = []
        self.there = True

    def open(self, address: str) -> bool:
        """Show it."""
        self.shown.append(address)
        return self.there


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """No real one is ever opened."""
    found = Browser()
    monkeypatch.setattr(webbrowser, "open", found.open)
    return found


@BOTH
def test_the_page_of_a_site_is_opened(run: Run, journey: str, browser: Browser, lang: str) -> None:
    """The address that stands in its manifest, after every answer was printed."""
    ran = run("draft", journey, PAGE, "--open", "--today", TODAY, "--lang", lang)
    (page,) = browser.shown
    assert (ran.code, page.startswith("https://"), page in ran.out) == (0, True, True)
    assert ran.err.strip() == phrasebook(lang)("sending.page-opened", url=page)


@BOTH
def test_without_a_browser_the_page_is_told(run: Run, journey: str, browser: Browser, lang: str) -> None:
    """The answer is no."""
    browser.there = False
    ran = run("draft", journey, PAGE, "--open", "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.err.strip()) == (1, phrasebook(lang)("sending.page-no-browser", url=browser.shown[0]))


def test_a_browser_that_breaks_is_none(run: Run, journey: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, and nothing ends."""

    def broken(_address: str) -> bool:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "open", broken)
    assert run("draft", journey, PAGE, "--open", "--today", TODAY).code == 1


@pytest.mark.parametrize("step", [NOWHERE, "lease-notice"])
@BOTH
def test_where_no_address_was_checked_nothing_is_opened(
    run: Run, journey: str, browser: Browser, step: str, lang: str
) -> None:
    """No bank in general has a page, and a letter has none: it is said, and the draft is shown all the same."""
    ran = run("draft", journey, step, "--open", "--today", TODAY, "--lang", lang)
    told = phrasebook(lang)("sending.page-none", url=None)
    assert (ran.code, browser.shown, ran.out != "", ran.err.strip()) == (1, [], True, told)


def test_what_was_opened_is_in_the_document(run: Run, journey: str, browser: Browser) -> None:
    """Only where it was asked for."""
    found = run("draft", journey, PAGE, "--open", "--json", "--today", TODAY).json
    assert (found["opened"], len(browser.shown)) == (True, 1)
    assert run("draft", journey, NOWHERE, "--open", "--json", "--today", TODAY).json["opened"] is False
    assert "opened" not in run("draft", journey, PAGE, "--json", "--today", TODAY).json


@BOTH
def test_a_reference_is_kept_and_quoted_by_the_chase(run: Run, journey: str, tmp_path: Path, lang: str) -> None:
    """As it was given, with a proof and a note beside it."""
    ran = run("done", journey, NOWHERE, "--reference", REFERENCE, "--today", TODAY, "--lang", lang)
    assert (ran.code, phrasebook(lang)("journey.reference", reference=REFERENCE) in ran.err) == (0, True)
    run("export", journey, "--everything", str(tmp_path / "all.json"))
    entry = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["entries"][-1]
    assert entry["body"]["reference"] == REFERENCE
    chase = run("draft", journey, NOWHERE, "--chase", "--today", LATER, "--lang", lang)
    assert (chase.code, REFERENCE in chase.words) == (0, True)


@BOTH
def test_a_reference_is_offered_as_the_account_s_where_none_is_known(run: Run, journey: str, lang: str) -> None:
    """The command works as it is shown; once there is one, nothing is offered."""
    ran = run("done", journey, NOWHERE, "--reference", "AB-42", "--today", TODAY, "--lang", lang)
    command = f"""demenagement set {journey} 'accounts.bank.reference="AB-42"'"""
    assert phrasebook(lang)("journey.reference-as-account", command=command) in ran.err
    assert run("set", journey, 'accounts.bank.reference="AB-42"', "--today", TODAY).code == 0
    run("reopen", journey, NOWHERE, "--today", TODAY)
    again = run("done", journey, NOWHERE, "--reference", "AB-43", "--today", TODAY, "--lang", lang)
    assert (again.code, "accounts.bank.reference" in again.err) == (0, False)


def test_the_reference_of_a_chase_is_kept(run: Run, journey: str, tmp_path: Path) -> None:
    """Whoever is chased again is told it."""
    run("done", journey, NOWHERE, "--reference", "AB-42", "--today", TODAY)
    assert run("done", journey, f"chase/{NOWHERE}", "--reference", "R-7", "--today", LATER).code == 0
    run("export", journey, "--everything", str(tmp_path / "all.json"))
    entry = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["entries"][-1]
    assert entry["body"]["reference"] == "R-7"


@pytest.mark.parametrize("text", ["", " ", "x" * 81, "a\u202eb", "a\x1b[2Jb"])
@BOTH
def test_what_no_letter_could_quote_is_no_reference(run: Run, journey: str, text: str, lang: str) -> None:
    """Exit 2, and nothing is settled."""
    ran = run("done", journey, NOWHERE, "--reference", text, "--today", TODAY, "--lang", lang)
    assert (ran.code, phrasebook(lang)("cli.not-a-reference", longest=80) in ran.err) == (2, True)
