"""What is awaited, silences and chases, by command: told, read word for word, sent after a yes, settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commands import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
STEP, NOTE, LETTER, CODE = "internet-transfer", "réf. SFR-2027-77", "lease-notice", "expected/mail-forwarding/code"
LATE, LATER = "2027-06-30", "2027-07-30"


@pytest.fixture
def told(run: Run, journey: str) -> str:
    """A journey whose person asked to move the line on the operator's site."""
    assert run("done", journey, STEP, "--note", NOTE, "--today", TODAY).code == 0
    return journey


def _chases(run: Run, journey: str) -> list[tuple[str, str]]:
    found = run("show", journey, "--json", "--today", LATE).json["submissions"]
    return [(each["channel"], each["state"]) for each in found if each["chases"]]


@BOTH
def test_what_is_awaited_is_told_with_its_day(run: Run, told: str, lang: str) -> None:
    """And how to say that it came."""
    ran = run("track", told, "--today", TODAY, "--lang", lang)
    assert (ran.code, f"done {told} expected/{STEP}" in ran.words) == (0, True)


def test_what_is_awaited_is_data_too(run: Run, told: str) -> None:
    """In `track` and in `next` alike."""
    first, second = (run(name, told, "--json", "--today", TODAY).json["expected"] for name in ("track", "next"))
    assert first == second
    assert [(each["id"], each["standing"], each["since"]) for each in first] == [(f"expected/{STEP}", "awaited", TODAY)]


@BOTH
def test_a_silence_is_explained_with_its_chase(run: Run, told: str, lang: str) -> None:
    """Short enough for the mail of cron: a head and four sentences."""
    ran = run("watch", "--today", LATE, "--lang", lang)
    assert (ran.code, ran.out, ran.err.count("\n")) == (0, "", 5)
    assert (f"draft {told} {STEP} --chase" in ran.err, f"[{STEP}]" in ran.err.splitlines()[0]) == (True, True)
    assert run("watch", "--today", LATE, "--lang", lang).err == ""


def test_a_silence_is_data_too(run: Run, told: str) -> None:
    """With the code of what it means, and the way of the chase."""
    (news,) = run("track", told, "--json", "--today", LATE).json["news"]
    assert (news["state"], news["silence"]["means"], news["silence"]["chase"]) == (None, "portal-unconfirmed", "letter")
    assert (news["silence"]["until"], news["silent_until"]) == ("2027-07-07", "2027-07-07")


def test_a_chase_is_read_word_for_word_and_nothing_leaves(run: Run, told: str) -> None:
    """It names the first message, and holds the request whole."""
    ran = run("draft", told, STEP, "--chase", "--today", LATE)
    assert (ran.code, "Relance : " in ran.out) == (0, True)
    assert "Le 24 mai 2027, nous vous avons fait sur votre site la demande que voici" in ran.words
    assert ("SFR-2027-77" in ran.out, _chases(run, told)) == (True, [])
    document = run("draft", told, STEP, "--chase", "--json", "--today", LATE).json["draft"]
    assert document["earlier"] == {"day": TODAY, "channel": "portal", "reference": "SFR-2027-77", "key": ""}


def test_a_chase_is_not_sent_without_a_yes(run: Run, told: str, sandbox: Sandbox) -> None:
    """Shown, then asked."""
    ran = run("send", told, STEP, "--chase", "--today", LATE, typed="non\n")
    assert (ran.code, "Relance : " in ran.out, _chases(run, told), bool(sandbox.url)) == (1, True, [], True)


def test_a_chase_leaves_after_a_yes_once(run: Run, told: str, sandbox: Sandbox) -> None:
    """By the carrier of registered letters; the same way is refused afterwards."""
    ran = run("send", told, "--chase", "--today", LATE, typed="oui\n")
    assert (ran.code, _chases(run, told), bool(sandbox.url)) == (0, [("letter", "sent")], True)
    again = run("send", told, STEP, "--chase", "--yes", "--today", LATE)
    assert (again.code, _chases(run, told)) == (1, [("letter", "sent")])
    assert run("verify", told).code == 0


def test_an_approved_chase_is_sent_by_the_watch(run: Run, told: str, sandbox: Sandbox) -> None:
    """As anything else that was said yes to."""
    run("approve", told, STEP, "--chase", "--yes", "--today", LATE)
    before = _chases(run, told)
    (found,) = run("watch", "--json", "--today", LATE).json["journeys"]
    assert (before, found["sent"], bool(sandbox.url)) == ([("letter", "approved")], [STEP], True)


def test_a_chase_made_by_the_person_is_said_and_the_next_way_is_ready(run: Run, told: str) -> None:
    """Until its own day is past."""
    ran = run("done", told, f"chase/{STEP}", "--note", "LR 1A 222", "--today", LATE)
    assert (ran.code, "Relance notée" in ran.err) == (0, True)
    early = run("draft", told, STEP, "--chase", "--today", "2027-07-02")
    assert (early.code, "il n'y a personne à relancer" in early.err) == (1, True)
    assert run("draft", told, STEP, "--chase", "--json", "--today", LATER).json["draft"]["channel"] == "phone"


def test_after_the_last_way_whoever_decides_is_named(run: Run, told: str) -> None:
    """And a person to talk to."""
    for day in (LATE, LATER):
        run("done", told, f"chase/{STEP}", "--today", day)
    ran = run("track", told, "--today", "2027-08-30")
    assert ("Qui décide maintenant" in ran.err, "Une personne à qui parler" in ran.err) == (True, True)
    assert run("send", told, STEP, "--chase", "--yes", "--today", "2027-08-30").code == 1


def test_a_chase_to_make_oneself_says_how_to_note_it(run: Run, told: str) -> None:
    """It was prepared, not sent."""
    run("done", told, f"chase/{STEP}", "--today", LATE)
    ran = run("send", told, STEP, "--chase", "--yes", "--today", LATER)
    assert (ran.code, f"chase/{STEP}" in ran.err, _chases(run, told)) == (0, True, [("phone", "approved")])


@BOTH
def test_an_answer_that_came_ends_the_waiting(run: Run, told: str, lang: str) -> None:
    """With its proof."""
    ran = run("done", told, f"expected/{STEP}", "--note", "reçue", "--today", LATE, "--lang", lang)
    assert (ran.code, ran.out) == (0, "")
    assert run("track", told, "--json", "--today", LATER).json["news"] == []
    (found,) = run("next", told, "--json", "--today", LATER).json["expected"]
    assert found["standing"] == "arrived"


def test_what_nobody_awaits_cannot_come(run: Run, told: str) -> None:
    """With the name that was meant."""
    ran = run("done", told, "expected/internet", "--today", TODAY)
    assert (ran.code, f"expected/{STEP}" in ran.err) == (2, True)
    assert run("skip", told, f"chase/{STEP}", "--today", LATE).code == 2


def test_the_code_of_the_redirection_is_an_event_of_next_track_and_calendar(
    run: Run, journey: str, tmp_path: Path
) -> None:
    """Before the old letterbox is lost; skipped when La Poste sends none."""
    run("done", journey, "mail-forwarding", "--today", TODAY)
    for name in ("next", "track"):
        assert "Le code de vérification de La Poste" in run(name, journey, "--today", TODAY).words
    target = tmp_path / "a.ics"
    run("export", journey, "--ics", str(target), "--today", TODAY)
    assert "Le code de vérification de La Poste" in target.read_text(encoding="utf-8").replace("\n ", "")
    (code,) = run("next", journey, "--json", "--today", TODAY).json["expected"]
    assert (code["id"], code["at"], code["by"]) == (CODE, "leaving", "2027-05-29")
    assert run("skip", journey, CODE, "--today", TODAY).code == 0
    assert run("track", journey, "--json", "--today", LATE).json["news"] == []


def test_the_label_comes_to_the_new_letterbox_once_it_has_its_name(run: Run, journey: str) -> None:
    """Within the time that France Titres usually takes."""
    run("done", journey, "vehicle-registration/ab-123-cd", "--today", TODAY)
    (label,) = run("next", journey, "--json", "--today", TODAY).json["expected"]
    assert (label["at"], label["by"], label["first"]) == ("arriving", "2027-06-14", ["mailbox-name"])


def test_the_slip_of_a_letter_that_was_posted_tells_the_day_to_note(run: Run, journey: str) -> None:
    """The notice runs from it."""
    run("approve", journey, LETTER, "--by-hand", "--yes", "--today", TODAY)
    run("done", journey, LETTER, "--today", TODAY)
    ran = run("done", journey, f"expected/{LETTER}/receipt", "--today", "2027-06-01")
    assert (ran.code, f"set {journey} leaving.notice_received=AAAA-MM-JJ" in ran.err) == (0, True)
