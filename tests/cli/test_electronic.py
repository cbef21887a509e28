"""A notice by electronic registered letter, from the choice to the day on which the landlord accepted it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from commands import TODAY

from demenagement.bootstrap import Product
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Ran, Run

    from demenagement.sandbox.server import Sandbox

Leaving = Callable[[], Mapping[str, Any]]
BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
LETTER = "lease-notice"
AGREED = "leaving.landlord.accepts_electronic=true"


@pytest.fixture
def chosen(run: Run, journey: str) -> str:
    """A journey whose notice is to go that way; nobody asked the landlord yet."""
    assert run("set", journey, "leaving.notice_by=electronic", 'leaving.landlord.email="regie@exemple.fr"').code == 0
    return journey


@pytest.fixture
def agreed(run: Run, chosen: str) -> str:
    """The landlord agreed."""
    assert run("set", chosen, AGREED).code == 0
    return chosen


@pytest.fixture
def sent(run: Run, agreed: str, sandbox: Sandbox, enclosure: str) -> Ran:
    """The notice was submitted to the sandbox."""
    assert sandbox.url
    return run("send", agreed, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY)


def _standing(run: Run, journey: str) -> str:
    steps = run("show", journey, "--json", "--today", TODAY).json["steps"]
    return str(next(each["standing"] for each in steps if each["id"] == LETTER))


@pytest.fixture
def leaving(agreed: str, home: Path) -> Leaving:
    """What the journey holds of the home that is left, whenever asked."""
    return lambda: Product(str(home)).store.read(agreed).facts["leaving"]


@BOTH
def test_without_an_agreement_it_says_what_and_why_and_what_to_do(run: Run, chosen: str, lang: str) -> None:
    """Exit 1; nothing to send is printed."""
    ran = run("draft", chosen, LETTER, "--today", TODAY, "--lang", lang)
    say, fact = phrasebook(lang), "leaving.landlord.accepts_electronic"
    assert (ran.code, ran.out) == (1, "")
    assert say("error.NotAllowed-electronic-unknown", step=LETTER) in ran.err
    assert say("error.NotAllowed-electronic-unknown-hint", fact=fact) in ran.err


@BOTH
def test_a_landlord_who_said_no_is_sent_none(run: Run, chosen: str, lang: str) -> None:
    """The way out is paper."""
    run("set", chosen, "leaving.landlord.accepts_electronic=false")
    ran = run("draft", chosen, LETTER, "--today", TODAY, "--lang", lang)
    assert (ran.code, phrasebook(lang)("error.NotAllowed-electronic-unwanted", step=LETTER) in ran.err) == (1, True)


@BOTH
def test_asking_for_paper_after_choosing_otherwise_is_refused(run: Run, agreed: str, lang: str) -> None:
    """One notice, one way."""
    ran = run("draft", agreed, LETTER, "--by", "letter", "--today", TODAY, "--lang", lang)
    assert (ran.code, phrasebook(lang)("error.NotAllowed-notice-is-electronic", step=LETTER) in ran.err) == (1, True)


@BOTH
def test_a_name_that_will_not_do_is_told(run: Run, agreed: str, lang: str) -> None:
    """With an example of one that will."""
    run("set", agreed, 'leaving.landlord.kind="person"', 'leaving.landlord.name="M. et Mme Exemple"')
    ran = run("draft", agreed, LETTER, "--today", TODAY, "--lang", lang)
    message = phrasebook(lang)("error.NotAllowed-electronic-name", name="M. et Mme Exemple")
    assert (ran.code, message in ran.err) == (1, True)


@pytest.mark.usefixtures("sandbox")
@BOTH
def test_the_draft_shows_to_whom_it_goes_field_by_field(run: Run, agreed: str, lang: str) -> None:
    """Address, name, and who carries it; nobody's letterbox is named but the sender's own."""
    ran = run("draft", agreed, LETTER, "--today", TODAY, "--lang", lang)
    say = phrasebook(lang)
    shown = {"email": "regie@exemple.fr", "first-name": "Régie", "last-name": "Exemple", "body": "Régie Exemple"}
    for name, value in shown.items():
        mark = " : " if lang == "fr" else ": "
        assert f"{say(f'channel.electronic.{name}')}{mark}{value}" in ran.out
    carrier = "lettre recommandée électronique" if lang == "fr" else "electronic registered letter"
    assert f"Maileva – {carrier}" in ran.words
    assert "place du Modèle" not in ran.out


def test_by_hand_the_way_is_named(run: Run, agreed: str) -> None:
    """The letter is ready for whatever service the person uses."""
    ran = run("draft", agreed, LETTER, "--today", TODAY)
    assert "par vous-même (lettre recommandée électronique)" in ran.words


@pytest.mark.usefixtures("sandbox")
def test_another_choice_is_not_overruled(run: Run, journey: str) -> None:
    """A landlord's agreement alone sends nothing that way."""
    run("set", journey, AGREED, 'leaving.landlord.email="regie@exemple.fr"')
    drafts = [
        run("draft", journey, LETTER, *way, "--json", "--today", TODAY).json["draft"]
        for way in ((), ("--by", "electronic"))
    ]
    assert [(each["channel"], each["carrier"]) for each in drafts] == [
        ("letter", "maileva"),
        ("electronic", "maileva-electronic"),
    ]


def test_what_was_taken_waits_for_the_sender_s_code(sent: Ran, leaving: Leaving, sandbox: Sandbox) -> None:
    """It is not said to be gone, and what is left to do is said."""
    [sending] = sandbox.snapshot()["maileva-electronic"]["sendings"]
    assert (sent.code, f"[{LETTER}] : préparé, pas encore parti" in sent.err) == (0, True)
    assert "donnez le code que votre clé OTP génère." in sent.words
    assert "https://www.maileva.com" in sent.err
    assert (sending["status"], [each["status"] for each in sending["recipients"]]) == ("PENDING", ["PENDING"])
    assert leaving().get("notice_posted") is None


def test_nothing_of_it_goes_on_paper(sent: Ran, sandbox: Sandbox) -> None:
    """One submission, at the electronic service."""
    assert sent.code == 0
    assert [each["provider"] for each in sandbox.snapshot()["submissions"]] == ["maileva-electronic"]
    assert sandbox.snapshot()["maileva"]["sendings"] == []


def test_its_delivery_tells_when_the_notice_was_received(
    run: Run, agreed: str, leaving: Leaving, sent: Ran, sandbox: Sandbox
) -> None:
    """As a paper one's does: the plan counts from that day, and the step is done."""
    assert sent.code == 0
    sandbox.advance(days=0.5)
    run("track", agreed, "--today", TODAY)
    posted = leaving()
    assert (posted.get("notice_received"), posted["ground_proven"]) == (None, True)
    sandbox.advance(days=2)
    (news,) = run("track", agreed, "--json", "--today", TODAY).json["news"]
    [recipient] = sandbox.snapshot()["maileva-electronic"]["sendings"][0]["recipients"]
    accepted = datetime.fromisoformat(recipient["status_date"]).astimezone(ZoneInfo("Europe/Paris"))
    found = leaving()
    assert (news["state"], len(news["proofs"])) == ("verified", 1)
    assert found["notice_posted"] == posted["notice_posted"]
    assert (found["notice_received"], _standing(run, agreed)) == (accepted.date().isoformat(), "done")


@pytest.mark.parametrize("result", ["refused", "unclaimed"])
def test_a_letter_that_was_not_taken_leaves_the_step_open(
    run: Run, agreed: str, sandbox: Sandbox, enclosure: str, result: str
) -> None:
    """With the reason, and what proves it."""
    sandbox.fault(f"outcome:result={result}")
    run("send", agreed, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY)
    sandbox.advance(days=16)
    (news,) = run("track", agreed, "--json", "--today", TODAY).json["news"]
    assert (news["state"], news["detail"][:18], len(news["proofs"])) == ("refused", "Lettre non remise ", 2)
    assert _standing(run, agreed) == "open"
