"""`cancel`: nobody moves any more. What was taken back, what can't be, and whom to reach about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from commands import TODAY

from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
LETTER, PAGE, DONE, PET = "lease-notice", "bank", "employer/camille", "pet-icad/filou"
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
    commands = [f"  demenagement draft {journey} {step} --verb cancel" for step in (DONE, LETTER)]
    assert ran.err.splitlines()[-3:] == [say("cancelling.left", count=2), *commands]


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


@pytest.fixture
def given_up(run: Run, journey: str) -> str:
    """A move that was given up after the employer and the register of pets had been told."""
    run("done", journey, DONE, "--today", TODAY)
    run("done", journey, PET, "--today", TODAY)
    run("cancel", journey, "--yes", "--today", TODAY)
    return journey


@BOTH
def test_a_move_that_was_given_up_shows_only_what_is_left_to_undo(run: Run, given_up: str, lang: str) -> None:
    """Who was told, the latest first, each with the command that writes the taking back, which works."""
    run("set", given_up, 'accounts.employer.email="paie@exemple.fr"', "--today", TODAY)
    ran, say = run("show", given_up, "--today", TODAY, "--lang", lang), phrasebook(lang)
    commands = [line.strip() for line in ran.out.splitlines() if line.strip().startswith("demenagement draft")]
    assert commands == [f"demenagement draft {given_up} {step} --verb cancel" for step in (PET, DONE)]
    for sentence in (say("cancelling.off", day=date.fromisoformat(TODAY)), say("cancelling.off-back", id=given_up)):
        assert sentence in ran.words
    assert (ran.code, "! " in ran.out) == (0, False)
    assert [run(*command.split()[1:], "--today", TODAY).code for command in commands] == [0, 0]


def test_what_is_left_to_undo_is_in_the_documents(run: Run, given_up: str) -> None:
    """Of `show`, `next` and `list`; a journey that goes on has none."""
    shown, following = (run(name, given_up, "--json", "--today", TODAY).json for name in ("show", "next"))
    assert (shown["called_off"]["day"], shown["called_off"]) == (TODAY, following["called_off"])
    assert [each["step"] for each in shown["called_off"]["left"]] == [PET, DONE]
    assert (following["step"]["id"], following["by_slack"]) == (PET, [])
    assert run("list", "--json").json["journeys"][0]["called_off"] == TODAY
    run("cancel", given_up, "--reopen", "--today", TODAY)
    shown, following = (run(name, given_up, "--json", "--today", TODAY).json for name in ("show", "next"))
    assert (shown["called_off"], following["called_off"]) == (None, None)
    assert run("list", "--json").json["journeys"][0]["called_off"] is None


@BOTH
def test_what_to_do_next_is_the_first_thing_to_undo(run: Run, given_up: str, lang: str) -> None:
    """No duty of the move, and the list says that it was given up."""
    say = phrasebook(lang)
    out = run("next", given_up, "--today", TODAY, "--lang", lang).out
    assert (f"[{PET}]" in out, DONE in out, say("cancelling.off-first", count=2) in out) == (True, False, True)
    assert say("journey.called-off", day=date.fromisoformat(TODAY)) in run("list", "--lang", lang).out


@BOTH
def test_what_was_undone_is_left_to_undo_no_more(run: Run, given_up: str, lang: str) -> None:
    """The person says that it is undone, or leaves it as it is; then nothing is left to do."""
    say = phrasebook(lang)
    ran = run("done", given_up, DONE, "--today", TODAY, "--lang", lang)
    assert (ran.code, say("journey.undone", title="") in ran.err) == (0, True)
    assert run("skip", given_up, PET, "--today", TODAY).code == 0
    assert say("cancelling.off-nothing") in run("show", given_up, "--today", TODAY, "--lang", lang).words
    assert say("cancelling.off-nothing") in run("next", given_up, "--today", TODAY, "--lang", lang).words


@pytest.mark.parametrize("words", [("send",), ("send", "bank", "--by-hand"), ("approve", "bank"), ("send", "--chase")])
@BOTH
def test_nothing_leaves_for_a_move_that_was_given_up(
    run: Run, given_up: str, words: tuple[str, ...], lang: str
) -> None:
    """The answer is no, with what to do; `watch` has nothing to send."""
    command, *more = words
    ran = run(command, given_up, *more, "--yes", "--today", TODAY, "--lang", lang)
    sentence = phrasebook(lang)("error.NotAllowed-called-off", day=date.fromisoformat(TODAY))
    assert (ran.code, ran.out, sentence in ran.err, "--reopen" in ran.err) == (1, "", True, True)
    watched = run("watch", "--json", "--today", TODAY)
    assert (watched.code, watched.json["journeys"][0]["sent"]) == (0, [])


@BOTH
def test_a_change_of_facts_does_not_take_the_move_up_again(run: Run, given_up: str, lang: str) -> None:
    """It may only say where to write that nobody moves; the way back is said."""
    ran = run("set", given_up, "move.day=2027-07-12", "--today", TODAY, "--lang", lang)
    assert (ran.code, phrasebook(lang)("cancelling.off-back", id=given_up) in ran.err) == (0, True)
    assert run("show", given_up, "--json", "--today", TODAY).json["called_off"] is not None
    assert phrasebook(lang)("cancelling.off-back", id=given_up) in run("load", given_up, "--lang", lang).err


@BOTH
def test_a_move_is_taken_up_again(run: Run, given_up: str, lang: str) -> None:
    """Once: its duties are back, and what was undone is to be done again."""
    run("done", given_up, DONE, "--today", TODAY)
    ran = run("cancel", given_up, "--reopen", "--today", TODAY, "--lang", lang)
    assert (ran.code, phrasebook(lang)("cancelling.resumed", id=given_up) in ran.err) == (0, True)
    steps = {each["id"]: each["standing"] for each in run("show", given_up, "--json", "--today", TODAY).json["steps"]}
    assert (steps[DONE] in ("open", "late", "not-yet"), steps[PET]) == (True, "done")
    again = run("cancel", given_up, "--reopen", "--today", TODAY, "--lang", lang)
    assert (again.code, again.err.strip()) == (1, phrasebook(lang)("error.NotAllowed-not-called-off"))
    assert run("approve", given_up, "bank", "--yes", "--today", TODAY).code == 0


def test_taking_up_again_is_one_json_document(run: Run, given_up: str) -> None:
    """Nothing else on stdout."""
    found = run("cancel", given_up, "--reopen", "--json", "--today", TODAY).json
    assert found == {"version": 1, "id": given_up, "called_off": None}


def test_the_next_calendar_takes_its_dates_back(run: Run, journey: str, tmp_path: Path) -> None:
    """All that were still to come, under their own identifiers; taken up again, they come back."""
    path = tmp_path / "agenda.ics"

    def exported() -> str:
        assert run("export", journey, "--ics", str(path), "--today", TODAY).code == 0
        return path.read_text(encoding="utf-8")

    first = exported()
    run("cancel", journey, "--yes", "--today", TODAY)
    off = exported()
    events, cancelled = off.count("BEGIN:VEVENT"), off.count("STATUS:CANCELLED")
    assert (events > 0, cancelled, "VALARM" in off) == (True, events, False)
    uids = {line for line in off.splitlines() if line.startswith("UID:")}
    assert uids <= {line for line in first.splitlines() if line.startswith("UID:")}
    run("cancel", journey, "--reopen", "--today", TODAY)
    assert "STATUS:CANCELLED" not in exported()


@BOTH
def test_a_calendar_that_nobody_was_given_is_not_taken_back(run: Run, given_up: str, tmp_path: Path, lang: str) -> None:
    """The answer is no, and no file is written."""
    path = tmp_path / "agenda.ics"
    ran = run("export", given_up, "--ics", str(path), "--today", TODAY, "--lang", lang)
    assert (ran.code, path.exists()) == (1, False)
    assert ran.err.strip() == phrasebook(lang)("error.NotAllowed-nothing-to-call-off")
