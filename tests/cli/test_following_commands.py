"""`track`, `watch`: what comes back, for one journey and for all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commands import TODAY

from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from commands import Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
LETTER, PAGE = "lease-notice", "bank"
NAMED = f"Donner congé à votre bailleur [{LETTER}]"
LATER = "2027-06-30"
NO_ONE = "http://127.0.0.1:9"


def _state(run: Run, journey: str, step: str = LETTER) -> str:
    found = run("show", journey, "--json", "--today", TODAY).json["submissions"]
    return str(next(each["state"] for each in found if each["step"] == step))


@pytest.fixture
def sent(run: Run, journey: str, sandbox: Sandbox, enclosure: str) -> Sandbox:
    """The notice was sent to this sandbox."""
    assert run("send", journey, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY).code == 0
    return sandbox


@pytest.fixture
def approved(run: Run, journey: str, enclosure: str, sandbox: Sandbox) -> Sandbox:
    """The notice was approved and waits."""
    assert run("approve", journey, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY).code == 0
    return sandbox


@BOTH
def test_nothing_under_way_is_said_on_stderr(run: Run, journey: str, lang: str) -> None:
    """There is no data."""
    ran = run("track", journey, "--lang", lang)
    assert (ran.code, ran.out, ran.err.strip()) == (0, "", phrasebook(lang)("following.nothing"))
    assert run("track", journey, "--json").json == {"version": 1, "news": [], "expected": []}


@BOTH
def test_news_are_told_with_their_proofs(run: Run, journey: str, sent: Sandbox, lang: str) -> None:
    """Where each lies."""
    sent.advance(days=8)
    ran = run("track", journey, "--today", TODAY, "--lang", lang)
    paths = [Path(line.strip()) for line in ran.err.splitlines() if line.endswith(".pdf")]
    assert (ran.code, ran.out, ran.err.startswith({"fr": NAMED, "en": "Give notice to your landlord"}[lang])) == (
        0,
        "",
        True,
    )
    assert [path.read_bytes()[:4] for path in paths] == [b"%PDF"] * len(paths)
    assert paths


def test_news_are_one_json_document(run: Run, journey: str, sent: Sandbox) -> None:
    """With their state, what is new, and the fault, where there is one."""
    sent.advance(days=8)
    ran = run("track", journey, "--json", "--today", TODAY)
    (news,) = ran.json["news"]
    assert (ran.err, news["step"], news["changed"], news["fault"]) == ("", LETTER, True, None)
    assert news["state"] == _state(run, journey)


@BOTH
def test_a_silence_is_told_with_a_new_day(run: Run, journey: str, sent: Sandbox, lang: str) -> None:
    """Once: nothing came since they took it."""
    assert sent.url
    run("track", journey, "--today", TODAY)
    first, second = (run("track", journey, "--today", LATER, "--lang", lang) for _ in range(2))
    said = phrasebook(lang)("following.silent", day=date(2027, 7, 7))
    assert (first.code, said in first.err, said in second.err) == (0, True, False)


@pytest.mark.usefixtures("sent")
def test_a_provider_that_can_t_be_reached_is_told(run: Run, journey: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 3; what was sent is still known."""
    monkeypatch.setenv("DEMENAGEMENT_SANDBOX", NO_ONE)
    ran = run("track", journey, "--today", TODAY)
    assert (ran.code, ran.out, _state(run, journey)) == (3, "", "sent")
    assert phrasebook("fr")("error.Unavailable-hint") in ran.err


def test_the_watch_over_nothing_is_quiet(run: Run) -> None:
    """Cron sends no mail."""
    ran = run("watch")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert run("watch", "--json").json == {"version": 1, "journeys": []}


@pytest.mark.usefixtures("approved")
def test_the_watch_sends_what_was_approved(run: Run) -> None:
    """And says so."""
    ran = run("watch", "--today", TODAY)
    assert (ran.code, ran.out, f"✓ {NAMED} : parti." in ran.err) == (0, "", True)


@pytest.mark.usefixtures("approved")
def test_the_watch_is_one_json_document(run: Run, journey: str) -> None:
    """What left and what is new, journey by journey."""
    (found,) = run("watch", "--json", "--today", TODAY).json["journeys"]
    assert (found["id"], found["sent"], [news["step"] for news in found["news"]]) == (journey, [LETTER], [LETTER])


def test_the_watch_reports_nothing_as_sent_that_is_the_person_s(run: Run, journey: str) -> None:
    """A page to fill in waits for them, and nobody is told every night."""
    run("approve", journey, PAGE, "--yes", "--today", TODAY)
    ran = run("watch", "--json", "--today", TODAY)
    assert (ran.json["journeys"], ran.err) == ([{"id": journey, "sent": [], "news": []}], "")


@pytest.mark.usefixtures("sent")
def test_the_watch_tells_what_is_new_and_is_quiet_otherwise(run: Run, journey: str) -> None:
    """A second look has nothing to say."""
    first, second = (run("watch", "--today", TODAY) for _ in range(2))
    assert (first.err.startswith(NAMED), second.err, journey in first.out) == (True, "", False)


@pytest.mark.usefixtures("approved")
def test_the_watch_tells_what_could_not_leave(run: Run, journey: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 3; it tries again."""
    monkeypatch.setenv("DEMENAGEMENT_SANDBOX", NO_ONE)
    ran = run("watch", "--today", TODAY)
    assert (ran.code, "ne répond pas pour l'instant" in ran.err, _state(run, journey)) == (3, True, "approved")


def test_the_watch_leaves_in_peace_who_asked_one_journey_for_patience(
    run: Run, approved: Sandbox, dossier: Path, enclosure: str
) -> None:
    """The others do not ask again, and their letters wait."""
    other = run("new", str(dossier)).out.strip()
    assert run("approve", other, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY).code == 0
    approved.fault("rate-limit:provider=maileva,retry_after=3600,times=always")
    ran = run("watch", "--today", TODAY)
    assert (ran.code, ran.err.count("ne répond pas pour l'instant"), _state(run, other)) == (3, 2, "approved")
    assert len([each for each in approved.snapshot()["exchanges"] if each["provider"] == "maileva"]) == 1


@pytest.mark.usefixtures("approved")
def test_without_its_account_what_was_approved_waits(run: Run, journey: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The yes holds until the account is back."""
    monkeypatch.setenv("DEMENAGEMENT_SANDBOX", "")
    ran = run("watch", "--today", TODAY)
    assert (ran.code, "Le compte pour « maileva » manque" in ran.err) == (1, True)
    assert _state(run, journey) == "approved"


@pytest.mark.usefixtures("approved")
def test_one_journey_that_can_t_be_opened_stops_no_other(run: Run, journey: str, dossier: Path, home: Path) -> None:
    """It is told, and the others go on."""
    broken = run("new", str(dossier)).out.strip()
    for copy in (home / "journeys").glob(f"{broken}*.json"):
        copy.write_text("{", encoding="utf-8")
    ran = run("watch", "--json", "--today", TODAY)
    assert (ran.code, f"{broken}:" in ran.err) == (1, True)
    assert [(each["id"], each["sent"]) for each in ran.json["journeys"]] == [(journey, [LETTER])]
