"""`draft`, `approve`, `send`: nothing leaves that was not printed first and said yes to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commands import TODAY

from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from commands import Ran, Run

    from demenagement.sandbox.server import Sandbox

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])
LETTER = "lease-notice"
NAMED = f"Donner congé à votre bailleur [{LETTER}]"
FORM = "truck-parking-permit"
PAGE = "bank"
NO_ONE = "http://127.0.0.1:9"


def _states(run: Run, journey: str) -> dict[str, str]:
    found = run("show", journey, "--json", "--today", TODAY).json["submissions"]
    return {each["step"]: each["state"] for each in found}


def _submitted(sandbox: Sandbox) -> int:
    """How many letters were let go."""
    sendings = sandbox.snapshot()["maileva"]["sendings"]
    rows = sendings.values() if isinstance(sendings, dict) else sendings
    return sum(row["status"] != "DRAFT" for row in rows)


@pytest.fixture
def sent(run: Run, journey: str, sandbox: Sandbox, enclosure: str) -> Ran:
    """The notice was sent to the sandbox."""
    assert sandbox.url
    return run("send", journey, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY)


@BOTH
def test_a_draft_is_printed_word_for_word(run: Run, journey: str, lang: str) -> None:
    """To whom, by which way, every line; nothing is stored."""
    ran = run("draft", journey, LETTER, "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.err, _states(run, journey)) == (0, "", {})
    for text in ("Régie Exemple", "Nous vous donnons congé du logement", "Camille Martin", "69002 LYON"):
        assert text in ran.words
    assert ("À Régie Exemple" if lang == "fr" else "To Régie Exemple") in ran.out


@BOTH
def test_below_a_draft_stands_what_comes_after_it(run: Run, journey: str, lang: str) -> None:
    """The answer and its day, what to do without it, who to reach, what is good to know; none of it leaves."""
    ran = run("draft", journey, PAGE, "--today", TODAY, "--lang", lang)
    draft, _, foot = ran.words.partition(phrasebook(lang)("sending.foot"))
    told = {
        "fr": ("d'ici le 31 mai 2027", "médiateur indiqué", "Votre agence", "nous ne vendons rien"),
        "en": ("by 31 May 2027", "mediator named", "Your branch", "we sell nothing"),
    }[lang]
    assert [(text in draft, text in foot) for text in told] == [(False, True)] * 4
    leaves = run("draft", journey, PAGE, "--json", "--today", TODAY).json["draft"]
    assert [text for text in told if text in json.dumps(leaves, ensure_ascii=False)] == []


def test_what_comes_after_stands_below_what_is_about_to_be_sent(run: Run, journey: str) -> None:
    """A step's own human route goes before its provider's."""
    ran = run("send", journey, LETTER, "--today", TODAY)
    assert ("d'ici le 11 juin 2027" in ran.words, "Adil de votre département" in ran.words) == (True, True)


def test_an_answer_to_a_verb_has_no_foot(run: Run, journey: str) -> None:
    """It says all that already."""
    ran = run("draft", journey, PAGE, "--verb", "status", "--today", TODAY)
    assert (ran.code, phrasebook("fr")("sending.foot") in ran.out) == (0, False)


def test_a_letter_is_printed_as_it_stands_on_paper(run: Run, journey: str) -> None:
    """With its place and date, that it is registered, and its lists line by line; the facts stand apart from it."""
    lines = [
        line.strip()
        for line in run("draft", journey, "internet-transfer", "--by", "letter", "--today", TODAY).out.splitlines()
    ]
    assert "Lettre recommandée avec demande d'avis de réception" in lines
    assert any(line.startswith("Lyon, le ") for line in lines)
    assert any(line.startswith("Nouveau logement : ") for line in lines)
    apart = lines.index("Ce que reçoit SFR Service Client, champ par champ :")
    assert (lines[apart - 1], lines[apart - 2]) == ("", "Sacha Martin")
    assert not any("Jour du déménagement" in line for line in lines[apart:])


def test_a_sheet_that_lists_the_answers_is_not_followed_by_them(run: Run, journey: str) -> None:
    """Once is enough to read them out."""
    told = run("draft", journey, "elec-close", "--by", "phone", "--today", TODAY).out
    assert told.count("Code postal du nouveau logement : 44000") == 1


def test_each_who_signs_has_a_line(run: Run, journey: str) -> None:
    """Room for two signatures."""
    lines = [line.strip() for line in run("draft", journey, LETTER, "--today", TODAY).out.splitlines()]
    place = lines.index("Camille Martin")
    assert lines[place + 1] == "Sacha Martin"


def test_a_draft_is_one_json_document(run: Run, journey: str) -> None:
    """With the fingerprint that an approval holds for."""
    ran = run("draft", journey, LETTER, "--json", "--today", TODAY)
    assert (ran.code, ran.err, set(ran.json)) == (0, "", {"version", "draft", "digest"})
    assert (ran.json["draft"]["step"], ran.json["draft"]["letter"]["registered"]) == (LETTER, True)


@BOTH
def test_a_step_at_home_has_no_draft(run: Run, journey: str, lang: str) -> None:
    """The answer is no, and what to do instead."""
    ran = run("draft", journey, "packing", "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.out, "demenagement done" in ran.err) == (1, "", True)


@BOTH
def test_a_draft_for_which_facts_are_missing_names_them(run: Run, tmp_path: Path, lang: str) -> None:
    """By the path that `set` takes, and the step by its title."""
    path = tmp_path / "little.toml"
    path.write_text("[leaving]\ntenure = 'tenant'\nlease = 'furnished'\n", encoding="utf-8")
    ident = run("new", str(path)).out.strip()
    ran = run("draft", ident, LETTER, "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.out, "household.adults" in ran.err, "demenagement set" in ran.err) == (1, "", True, True)
    assert {"fr": f"« {NAMED} »", "en": f"“Give notice to your landlord [{LETTER}]”"}[lang] in ran.err


def test_another_way_may_be_chosen(run: Run, journey: str) -> None:
    """Where the provider listens that way."""
    found = run("draft", journey, LETTER, "--by", "counter", "--json", "--today", TODAY).json
    assert found["draft"]["channel"] == "counter"


@BOTH
def test_a_way_that_is_none_is_refused_with_those_there_are(run: Run, journey: str, lang: str) -> None:
    """The answer is no."""
    ran = run("draft", journey, LETTER, "--by", "phone", "--today", TODAY, "--lang", lang)
    assert (ran.code, ran.out, "letter, electronic, counter" in ran.err) == (1, "", True)


def test_an_account_that_is_set_up_carries_the_letter(run: Run, journey: str, sandbox: Sandbox) -> None:
    """By hand, it does not."""
    assert sandbox.url
    assert "par Maileva" in run("draft", journey, LETTER, "--today", TODAY).out
    assert "par vous-même (lettre)" in run("draft", journey, LETTER, "--by-hand", "--today", TODAY).out


@pytest.mark.parametrize(
    ("typed", "code", "states"),
    [
        ("oui\n", 0, {PAGE: "approved"}),
        ("O\n", 0, {PAGE: "approved"}),
        ("yes\n", 0, {PAGE: "approved"}),
        (" y \n", 0, {PAGE: "approved"}),
        ("oui", 0, {PAGE: "approved"}),
        ("non\n", 1, {}),
        ("\n", 1, {}),
        ("peut-être\n", 1, {}),
        ("", 1, {}),
    ],
)
def test_an_approval_is_asked_for(run: Run, journey: str, typed: str, code: int, states: dict[str, str]) -> None:
    """A yes is a yes; anything else, or nobody there, is a no."""
    ran = run("approve", journey, PAGE, "--today", TODAY, typed=typed)
    assert (ran.code, _states(run, journey)) == (code, states)
    assert "Envoyer « " in ran.err
    assert "À " in ran.out


def test_a_question_to_nobody_ends_its_line(run: Run, journey: str) -> None:
    """What is said next stands on its own."""
    assert run("send", journey, PAGE, "--today", TODAY).err.splitlines()[-1] == "Rien à envoyer."


def test_yes_is_said_to_all_that_is_printed(run: Run, journey: str) -> None:
    """And every draft is."""
    ran = run("approve", journey, PAGE, LETTER, "--yes", "--today", TODAY)
    assert (ran.code, ran.err, _states(run, journey)) == (0, "", {PAGE: "approved", LETTER: "approved"})
    assert ran.out.count("Objet : ") == 2


@pytest.mark.parametrize(("typed", "approved"), [("oui\nnon\n", [PAGE]), ("non\noui\n", [LETTER]), ("", [])])
def test_each_draft_is_asked_for_by_itself(run: Run, journey: str, typed: str, approved: list[str]) -> None:
    """One no is no no to the others."""
    ran = run("approve", journey, PAGE, LETTER, "--json", "--today", TODAY, typed=typed)
    assert (ran.code, ran.json) == (0 if approved else 1, {"version": 1, "approved": approved})


@pytest.mark.parametrize("command", ["approve", "send"])
def test_a_draft_is_shown_even_where_a_program_reads_the_output(run: Run, journey: str, command: str) -> None:
    """On stderr then: stdout is one document."""
    ran = run(command, journey, PAGE, "--json", "--yes", "--today", TODAY)
    assert (ran.code, ran.json["version"], "Objet : " in ran.err) == (0, 1, True)


def test_what_was_approved_unchanged_is_not_asked_again(run: Run, journey: str) -> None:
    """The yes holds."""
    run("approve", journey, LETTER, "--yes", "--today", TODAY)
    ran = run("send", journey, LETTER, "--today", "2027-05-25")
    assert (ran.code, "Envoyer « " in ran.err, "lettre prête. À vous de la signer" in ran.err) == (0, False, True)


def test_what_changed_since_its_approval_is_asked_again(run: Run, journey: str) -> None:
    """A no leaves nothing to send."""
    run("approve", journey, LETTER, "--yes", "--today", TODAY)
    run("set", journey, "leaving.wanted_end=2027-08-20", "--today", TODAY)
    assert "Envoyer « " in run("send", journey, LETTER, "--today", TODAY, typed="non\n").err


@BOTH
def test_what_the_person_sends_is_prepared(run: Run, journey: str, home: Path, lang: str) -> None:
    """The letter's PDF lies where it is said; nothing is said to be sent."""
    ran = run("send", journey, LETTER, "--yes", "--by-hand", "--today", TODAY, "--lang", lang)
    path = Path(next(line for line in ran.err.splitlines() if line.endswith(".pdf")).strip())
    assert (ran.code, path.is_relative_to(home), path.read_bytes()[:4]) == (0, True, b"%PDF")
    assert phrasebook(lang)("sending.told-by-hand-ready.letter", step=f"[{LETTER}]").removeprefix("○ ") in ran.err
    assert f"demenagement done {journey} {LETTER}" in ran.err
    assert _states(run, journey) == {LETTER: "approved"}


@pytest.mark.parametrize(
    ("step", "channel", "told"),
    [
        (PAGE, "portal", "À vous de remplir la page."),
        ("doctors", "phone", "À vous de téléphoner."),
        ("school-secondary/noe", "counter", "À vous de l'emporter sur place."),
        ("internet-transfer", "letter", "À vous de la signer, puis de la poster"),
    ],
)
def test_what_is_left_to_do_is_said_of_each_way(run: Run, journey: str, step: str, channel: str, told: str) -> None:
    """A call is made, a page is filled in: only a letter is posted."""
    ran = run("send", journey, step, "--by", channel, "--yes", "--today", TODAY)
    assert (ran.code, told in ran.err, f"done {journey} {step}" in ran.err) == (0, True, True)


@BOTH
@pytest.mark.parametrize(
    ("words", "first"),
    [
        (("school-primary/lou",), ("À votre mairie, ", "To your town hall, ")),
        ((LETTER, "--by", "counter"), ("À Régie Exemple, ", "To Régie Exemple, ")),
        ((PAGE,), ("À votre banque, ", "To your bank, ")),
    ],
)
def test_a_kind_of_provider_is_named_inside_a_sentence(
    run: Run, journey: str, words: tuple[str, ...], first: tuple[str, str], lang: str
) -> None:
    """By its own name where that is known, a landlord's at the counter too."""
    out = run("draft", journey, *words, "--today", TODAY, "--lang", lang).out
    assert out.startswith(first[lang == "en"])


def test_what_is_prepared_is_one_json_document(run: Run, journey: str) -> None:
    """With its files."""
    (found,) = run("send", journey, LETTER, "--yes", "--by-hand", "--json", "--today", TODAY).json["sent"]
    assert (found["state"], found["fault"], [Path(name).suffix for name in found["files"]]) == (
        "approved",
        None,
        [".pdf"],
    )


def test_without_a_step_everything_open_is_shown_and_asked_for(run: Run, journey: str) -> None:
    """One gesture for the whole bundle; what still lacks a fact is passed over."""
    ran = run("send", journey, "--today", TODAY)
    assert (ran.code, ran.err.count("Envoyer « ") > 3, _states(run, journey)) == (1, True, {})


def test_a_no_to_all_is_a_no(run: Run, journey: str) -> None:
    """Exit 1: nothing left."""
    assert run("send", journey, LETTER, "--today", TODAY, typed="non\n").code == 1


@BOTH
def test_a_letter_that_names_enclosures_waits_for_them(run: Run, journey: str, sandbox: Sandbox, lang: str) -> None:
    """The answer is no, and what to do."""
    ran = run("send", journey, LETTER, "--yes", "--today", TODAY, "--lang", lang)
    assert (ran.code, "--enclose" in ran.err, _submitted(sandbox)) == (1, True, 0)


@pytest.mark.parametrize(("content", "code"), [(b"GIF89a", 1), (None, 2)])
@pytest.mark.usefixtures("sandbox")
def test_an_enclosure_has_to_be_a_pdf(run: Run, journey: str, tmp_path: Path, content: bytes | None, code: int) -> None:
    """And has to be there."""
    path = tmp_path / "enclosure"
    if content is not None:
        path.write_bytes(content)
    ran = run("send", journey, LETTER, "--yes", "--enclose", str(path), "--today", TODAY)
    assert (ran.code, ran.out, "enclosure" in ran.err, _states(run, journey)) == (code, "", True, {})


def test_a_letter_leaves_by_its_carrier(run: Run, journey: str, sent: Ran, sandbox: Sandbox) -> None:
    """Its reference is told."""
    (submission,) = run("show", journey, "--json", "--today", TODAY).json["submissions"]
    assert (sent.code, submission["state"], submission["carrier"], _submitted(sandbox)) == (0, "sent", "maileva", 1)
    assert f"✓ {NAMED} : parti. Référence {submission['reference']}" in sent.err


@pytest.mark.usefixtures("sent")
def test_what_was_sent_is_not_sent_again(run: Run, journey: str, sandbox: Sandbox) -> None:
    """It is said, and it is no fault."""
    ran = run("send", journey, LETTER, "--yes", "--today", TODAY)
    assert (ran.code, "déjà envoyé" in ran.err, _submitted(sandbox)) == (0, True, 1)


@pytest.mark.usefixtures("sent")
def test_a_change_on_which_something_was_sent_is_not_taken_back(run: Run, journey: str) -> None:
    """There is nothing to take back before it either."""
    ran = run("undo", journey, "--today", TODAY)
    assert (ran.code, ran.out) == (1, "")


@pytest.mark.usefixtures("sent")
def test_what_was_sent_has_to_be_amended_when_its_dates_move(run: Run, journey: str) -> None:
    """They have to be told."""
    found = run("set", journey, "leaving.wanted_end=2027-09-20", "--json", "--today", TODAY).json
    assert found["amend"] == [LETTER]


def test_a_lost_answer_is_recovered_and_told(run: Run, journey: str, sandbox: Sandbox, enclosure: str) -> None:
    """It arrived, once."""
    sandbox.fault("drop-after:route=submit")
    ran = run("send", journey, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY)
    assert (ran.code, "la réponse s'était perdue" in ran.err, _submitted(sandbox)) == (0, True, 1)


def test_a_provider_that_can_t_be_reached_is_told(
    run: Run, journey: str, enclosure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 3; the approval waits."""
    monkeypatch.setenv("DEMENAGEMENT_SANDBOX", NO_ONE)
    ran = run("send", journey, LETTER, "--yes", "--enclose", enclosure, "--json", "--today", TODAY)
    (found,) = ran.json["sent"]
    assert (ran.code, found["state"], found["fault"]) == (3, "approved", "Unavailable")
    assert phrasebook("fr")("error.Unavailable-hint") in ran.err


def test_a_refusal_is_told_in_their_words(run: Run, journey: str, sandbox: Sandbox, enclosure: str) -> None:
    """Exit 1."""
    sandbox.fault("refuse:route=submit,times=9")
    ran = run("send", journey, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY)
    assert (ran.code, f"✗ {NAMED} : refusé." in ran.err, _states(run, journey)) == (1, True, {LETTER: "refused"})


def test_their_words_are_harmless(run: Run, journey: str, sandbox: Sandbox, enclosure: str) -> None:
    """Whatever a provider answers."""
    sandbox.fault("escapes:times=50")
    ran = run("send", journey, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY)
    assert (ran.code in (1, 3), "\x1b" in ran.err + ran.out) == (True, False)


def test_a_prefilled_form_is_the_person_s_to_finish(run: Run, journey: str, sandbox: Sandbox) -> None:
    """With the page."""
    ran = run("send", journey, FORM, "--yes", "--today", TODAY)
    assert (ran.code, f"À vous de finir sur cette page : {sandbox.url}" in ran.words) == (0, True)


@BOTH
@pytest.mark.usefixtures("sandbox")
def test_a_prefilled_form_is_never_said_to_have_left(run: Run, journey: str, lang: str) -> None:
    """Nor when its news are asked for, nor when it is sent again: the page is shown once more."""
    run("send", journey, FORM, "--yes", "--today", TODAY)
    words = ("préparé, à finir par vous", "préparé, pas encore parti", "sur cette page :")
    if lang == "en":
        words = ("prepared, yours to finish", "prepared, not gone yet", "on this page:")
    assert words[0] in run("track", journey, "--today", TODAY, "--lang", lang).words
    again = run("send", journey, FORM, "--yes", "--today", TODAY, "--lang", lang).words
    assert [each in again for each in words[1:]] == [True, True]


def test_an_approval_in_one_language_holds_for_the_other(
    run: Run, journey: str, sandbox: Sandbox, enclosure: str
) -> None:
    """The letter is French either way."""
    run("approve", journey, LETTER, "--yes", "--enclose", enclosure, "--today", TODAY, "--lang", "en")
    run("watch", "--today", TODAY)
    assert _submitted(sandbox) == 1


def test_a_journey_that_is_being_sent_is_told(run: Run, journey: str, home: Path) -> None:
    """The answer is no, for now."""
    from demenagement.gateways.journeys import JourneyStore  # noqa: PLC0415 # only here

    run("approve", journey, PAGE, "--yes", "--today", TODAY)
    with JourneyStore(home).sending(journey):
        ran = run("send", journey, "--today", TODAY)
    assert (ran.code, "Un autre programme travaille déjà" in ran.err) == (1, True)


@pytest.mark.usefixtures("sent")
def test_what_leaves_on_a_given_day_left_on_that_day(run: Run, journey: str, tmp_path: Path) -> None:
    """`--today` moves the clock too: the notice was posted then, and the answer is expected from then on."""
    run("export", journey, "--everything", str(tmp_path / "all.json"))
    found = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert found["facts"][0]["leaving"]["notice_posted"] == TODAY
    assert found["entries"][-1]["at"].startswith(TODAY)
