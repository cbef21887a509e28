"""`cancel`: nobody moves any more. What was taken back, what can't be, and whom to reach about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commands import TODAY

from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from commands import Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
LETTER, PAGE, DONE = "lease-notice", "bank", "employer/camille"
NO_ONE = "http://127.0.0.1:9"


def state(run: Run, journey: str, step: str) -> str:
    """Where the submission of a step is."""
    found = run("show", journey, "--json", "--today", TODAY).json["submissions"]
    return str(next(each["state"] for each in found if each["step"] == step))


@pytest.fixture
def sent(run: Run, journey: str, sandbox: Sandbox, enclosure: str) -> Sandbox:
    """The notice was sent to this sandbox."""
    assert run("send", journey, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY).code == 0
    return sandbox


@pytest.mark.parametrize(
    ("typed", "code", "expected"), [("oui\n", 0, "cancelled"), ("non\n", 1, "approved"), ("", 1, "approved")]
)
def test_cancelling_is_asked_for(run: Run, journey: str, typed: str, code: int, expected: str) -> None:
    """After what it is about was shown; a yes is a yes."""
    run("approve", journey, PAGE, "--yes", "--today", TODAY)
    ran = run("cancel", journey, "--today", TODAY, typed=typed)
    assert (ran.code, ran.out, state(run, journey, PAGE)) == (code, "", expected)
    first, *others = ran.err.splitlines()
    assert (first.startswith("- "), any("Vous ne déménagez plus ?" in line for line in others)) == (True, True)


@BOTH
@pytest.mark.usefixtures("sent")
def test_each_is_told_in_reverse_order_with_whom_to_reach(run: Run, journey: str, lang: str) -> None:
    """Withdrawn, done by the person, too late: the last two are theirs to settle, and the answer is no."""
    run("done", journey, DONE, "--today", TODAY)
    run("approve", journey, PAGE, "--yes", "--today", TODAY)
    ran, say = run("cancel", journey, "--yes", "--today", TODAY, "--lang", lang), phrasebook(lang)
    told = [line for line in ran.err.splitlines() if line.startswith(("✓", "✗", "    "))]
    assert (ran.code, ran.out, [line[0] for line in told]) == (1, "", ["✓", " ", "✗", " ", "✗", " "])
    for line, end in zip(told[::2], ("prepared", "said-done"), strict=False):
        assert line.endswith(say(f"cancelling.{end}"))
    assert ("n'est plus un brouillon" in told[4], "Maileva" in told[4], "Adil" in told[5]) == (True, True, True)
    assert ran.err.splitlines()[-1] == say("cancelling.left", count=2)


@pytest.mark.usefixtures("sent")
def test_what_can_t_be_taken_back_is_one_json_document(run: Run, journey: str) -> None:
    """Its end, their words, and whom to reach."""
    ran = run("cancel", journey, "--yes", "--json", "--today", TODAY)
    (undone,) = ran.json["undone"]
    assert (ran.code, undone["end"], undone["undone"], undone["fault"]) == (1, "too-late", False, "Refused")
    assert (undone["detail"], undone["human"] != "") == ("Cet envoi n'est plus un brouillon.", True)
    assert (state(run, journey, LETTER), undone["state"]) == ("sent", "sent")


@BOTH
@pytest.mark.usefixtures("sent")
def test_a_provider_that_can_t_be_reached_is_told(
    run: Run, journey: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 3; what was sent is still known, and taking it back may be tried again."""
    monkeypatch.setenv("DEMENAGEMENT_SANDBOX", NO_ONE)
    ran = run("cancel", journey, "--yes", "--today", TODAY, "--lang", lang)
    assert (ran.code, state(run, journey, LETTER)) == (3, "sent")
    assert phrasebook(lang)("error.Unavailable-hint") in ran.err


@BOTH
def test_a_journey_with_nothing_to_take_back_is_cancelled(run: Run, journey: str, lang: str) -> None:
    """And says so, to the person and in its entries."""
    ran = run("cancel", journey, "--yes", "--lang", lang, "--today", TODAY)
    assert (ran.code, ran.err.strip()) == (0, phrasebook(lang)("cancelling.nothing-left"))
    assert run("cancel", journey, "--yes", "--json", "--today", TODAY).json == {"version": 1, "undone": []}
    assert run("show", journey, "--json", "--today", TODAY).json["entries"][-1]["kind"] == "cancelled"


@BOTH
def test_a_chase_is_called_one(run: Run, journey: str, lang: str) -> None:
    """It is withdrawn, and what it recalled is told beside it, once to settle."""
    run("done", journey, PAGE, "--note", "réf. AB-1234", "--today", TODAY)
    assert run("approve", journey, PAGE, "--chase", "--by-hand", "--yes", "--today", "2027-06-30").code == 0
    ran, say = run("cancel", journey, "--yes", "--today", "2027-06-30", "--lang", lang), phrasebook(lang)
    chase, first = (line for line in ran.err.splitlines() if line.startswith(("✓", "✗")))
    assert (say("cancelling.chase", step="") in chase, say("cancelling.prepared") in chase) == (True, True)
    assert (say("cancelling.said-done") in first, say("cancelling.left", count=1) in ran.err) == (True, True)
