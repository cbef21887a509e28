"""What goes out: a draft that was shown, and the yes to exactly that."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import NOW, a_draft, a_journey, a_letter
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.canonical import canonical
from demenagement.domain.draft import Addressee, Approved, Document, Draft, Field, Letter
from demenagement.domain.provider import Channel
from demenagement.domain.submission import Outcome, Receipt, State, Submission

TEXTS = st.text(max_size=12)
LINES = st.lists(TEXTS, max_size=3).map(tuple)
LETTERS = st.builds(
    Letter,
    sender=LINES,
    recipient=LINES,
    place=TEXTS,
    day=st.dates(),
    subject=TEXTS,
    references=LINES,
    paragraphs=LINES,
    enclosures=LINES,
    signature=TEXTS,
    registered=st.booleans(),
    electronic=st.none() | st.builds(Addressee, email=TEXTS, first_name=TEXTS, last_name=TEXTS, body=st.none() | TEXTS),
)
DRAFTS = st.builds(
    Draft,
    step=TEXTS,
    provider=TEXTS,
    channel=st.sampled_from(Channel),
    recipient=TEXTS,
    subject=TEXTS,
    carrier=st.none() | TEXTS,
    text=TEXTS,
    fields=st.lists(st.builds(Field, TEXTS, TEXTS, TEXTS), max_size=3).map(tuple),
    letter=st.none() | LETTERS,
    url=st.none() | TEXTS,
)
RECEIPT = Receipt(reference="R1")


def a_submission(**changes: Any) -> Submission:  # noqa: ANN401 # any field of a submission
    """One that was approved."""
    fields = {"key": "k1", "draft": a_draft().document(), "state": State.APPROVED, "approved_at": NOW.isoformat()}
    return Submission(**{**fields, **changes})


@given(draft=DRAFTS)
def test_a_draft_is_read_back_as_it_was_written(draft: Draft) -> None:
    """Through plain JSON, letter, fields and all."""
    assert draft == Draft.from_document(json.loads(json.dumps(draft.document())))


@given(draft=DRAFTS)
def test_a_draft_keeps_its_fingerprint_over_the_store(draft: Draft) -> None:
    """So that the yes given yesterday holds today."""
    assert draft.digest == Draft.from_document(draft.document()).digest


@pytest.mark.parametrize(
    "changes",
    [
        {"step": "bank"},
        {"provider": "other"},
        {"channel": Channel.EMAIL},
        {"recipient": "Autre agence"},
        {"subject": "Autre"},
        {"carrier": None},
        {"text": "autre"},
        {"fields": (Field("Nom", "Camille"),)},
        {"letter": None},
        {"letter": a_letter(day=date(2027, 2, 2))},
        {"letter": a_letter(paragraphs=("Je vous donne congé .",))},
        {"letter": a_letter(registered=False)},
        {"letter": a_letter(electronic=Addressee(email="a@exemple.fr", first_name="Anne", last_name="Exemple"))},
        {"url": "https://exemple.fr"},
    ],
    ids=str,
)
def test_another_draft_has_another_fingerprint(changes: dict[str, Any]) -> None:
    """Whatever differs, however little."""
    assert a_draft().digest != replace(a_draft(), **changes).digest


def test_the_same_draft_has_the_same_fingerprint() -> None:
    """Made twice."""
    assert a_draft().digest == a_draft().digest


def test_an_approval_holds_the_very_draft_that_was_shown() -> None:
    """With its key, its moment and its documents."""
    document = Document("conge.pdf", "application/pdf", b"%PDF")
    draft = a_draft()
    assert Approved(draft=draft, key="k1", at=NOW, documents=(document,)) == draft.approve("k1", NOW, (document,))


def test_an_approval_cannot_be_changed() -> None:
    """Neither what it holds."""
    approved = a_draft().approve("k1", NOW)
    with pytest.raises(AttributeError):
        approved.draft = a_draft("bank")  # type: ignore[misc] # the point of the test


@pytest.mark.parametrize(("carrier", "expected"), [("maileva", True), (None, False)])
def test_a_draft_leaves_by_itself_where_somebody_carries_it(carrier: str | None, expected: bool) -> None:
    """Otherwise the person does, and says so."""
    assert expected == a_draft(carrier=carrier).leaves_by_itself


def test_a_document_is_known_by_its_content() -> None:
    """Not by its name."""
    first, second = Document("a.pdf", "application/pdf", b"%PDF"), Document("b.pdf", "application/pdf", b"%PDF")
    assert (first.sha256, False) == (second.sha256, first.sha256 == Document("a.pdf", "application/pdf", b"").sha256)


@pytest.mark.parametrize(
    ("state", "under_way", "is_open", "ended_well"),
    [
        (State.APPROVED, False, True, False),
        (State.SENDING, False, True, False),
        (State.SENT, True, False, False),
        (State.ACKNOWLEDGED, True, False, False),
        (State.ACCEPTED, False, False, True),
        (State.VERIFIED, False, False, True),
        (State.REFUSED, False, False, False),
        (State.FAILED, False, False, False),
        (State.UNKNOWN, False, True, False),
        (State.CANCELLED, False, False, False),
    ],
)
def test_each_state_says_where_it_is(state: State, under_way: bool, is_open: bool, ended_well: bool) -> None:
    """Never two at once."""
    assert (under_way, is_open, ended_well) == (state.under_way, state.open, state.ended_well)


def test_every_state_is_named_as_scripts_read_it() -> None:
    """The order is that of a submission's life."""
    assert [str(state) for state in State] == [
        "approved",
        "sending",
        "sent",
        "acknowledged",
        "accepted",
        "verified",
        "refused",
        "failed",
        "unknown",
        "cancelled",
    ]


def test_a_submission_knows_its_step_and_its_carrier() -> None:
    """From the draft that was approved."""
    submission = a_submission()
    assert (submission.step, submission.carrier) == ("lease-notice", "maileva")


@pytest.mark.parametrize(
    ("state", "receipt", "expected"),
    [
        (State.SENT, RECEIPT, False),
        (State.SENT, replace(RECEIPT, yours=True), True),
        (State.ACCEPTED, replace(RECEIPT, yours=True), False),
        (State.APPROVED, None, False),
    ],
)
def test_what_the_person_has_to_finish_is_theirs(state: State, receipt: Receipt | None, expected: bool) -> None:
    """Until an outcome is known."""
    assert expected == a_submission(state=state, receipt=receipt).yours


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        ({"é": "œ"}, '{"é":"œ"}'),
        ({"day": date(2027, 5, 8)}, '{"day":"2027-05-08"}'),
        ((1, 2), "[1,2]"),
    ],
)
def test_one_value_has_one_text(value: object, expected: str) -> None:
    """Sorted keys, no spaces, letters as they are."""
    assert expected == canonical(value)


@pytest.mark.parametrize(
    ("carrier", "channel", "registered", "quoted"),
    [
        ("maileva", "letter", "", ""),
        ("maileva", "letter", "1A 123 456 7890 1", "1A 123 456 7890 1"),
        ("forms", "prefill", "", "R1"),
        (None, "letter", "", "R1"),
    ],
)
def test_a_recipient_is_quoted_only_what_it_can_know(
    carrier: str | None, channel: str, registered: str, quoted: str
) -> None:
    """The number on the letter once it is known, never its carrier's own number for the sending."""
    draft = {**a_draft().document(), "carrier": carrier, "channel": channel}
    assert a_submission(draft=draft, receipt=RECEIPT, registered=registered).quoted == quoted


def test_the_number_on_a_letter_is_heard_of_its_carrier() -> None:
    """Later than the sending's own, which it repeats until then."""
    journey = a_journey().approve(a_draft(carrier="maileva").approve("k1", NOW), NOW, 10, {})
    journey = journey.sending("k1", NOW).sent("k1", RECEIPT, NOW, None)
    for told, known in (("R1", ""), ("1A 123", "1A 123"), (None, "1A 123")):
        journey = journey.outcome("k1", Outcome(state=State.ACKNOWLEDGED, reference=told), NOW)
        assert journey.submissions()["k1"].registered == known
