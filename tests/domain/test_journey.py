"""A journey: what happened, told by its entries, and what was learnt on the way."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from builders import LATER, NOW, a_draft, a_journey
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.draft import Document
from demenagement.domain.ledger import first_break
from demenagement.domain.plan import Standing
from demenagement.domain.standing import Happened
from demenagement.domain.submission import Outcome, Receipt, State

if TYPE_CHECKING:
    from demenagement.domain.journey import Journey

NOTICE = "lease-notice"
LEARNS = {"sent": "leaving.notice_posted", "enclosed": "leaving.ground_proven", "accepted": "leaving.notice_received"}
LETTER = Document("conge.pdf", "application/pdf", b"%PDF letter")
PROOF = Document("preuve.pdf", "application/pdf", b"%PDF proof")
FACTS: dict[str, Any] = {"leaving": {"tenure": "tenant"}}


def approved(
    journey: Journey | None = None, key: str = "k1", step: str = NOTICE, documents: tuple[Document, ...] = (LETTER,)
) -> Journey:
    """A yes to one draft."""
    began = a_journey(facts=FACTS) if journey is None else journey
    return began.approve(a_draft(step).approve(key, NOW, documents), NOW, expected_days=10, learns=LEARNS)


def sent(journey: Journey | None = None, key: str = "k1", **receipt: Any) -> Journey:  # noqa: ANN401 # any field
    """The carrier took it."""
    ready = approved(key=key) if journey is None else journey
    return ready.sending(key, NOW).sent(key, Receipt(reference="R1", **receipt), LATER, date(2027, 2, 11))


def ended(state: State, day: date | None = None, **outcome: Any) -> Journey:  # noqa: ANN401 # any field
    """And this became of it."""
    return sent().outcome("k1", Outcome(state=state, day=day, **outcome), LATER)


def test_a_journey_that_was_just_begun_has_nothing_to_tell() -> None:
    """No step, no submission."""
    assert (a_journey().happened(), a_journey().submissions(), a_journey().submission_of(NOTICE)) == ({}, {}, None)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (("done",), Standing.DONE),
        (("skipped",), Standing.SKIPPED),
        (("done", "reopened"), None),
        (("done", "reopened", "skipped"), Standing.SKIPPED),
        (("skipped", "done"), Standing.DONE),
    ],
)
def test_the_last_word_of_the_person_counts(how: tuple[str, ...], expected: Standing | None) -> None:
    """Done, skipped, opened again."""
    journey = a_journey()
    for word in how:
        journey = journey.settle("bank", word, NOW)
    assert {"bank": Happened(expected)} == journey.happened()


def test_a_transition_leaves_the_journey_before_it_as_it_was() -> None:
    """A journey is a value."""
    before = a_journey(facts=deepcopy(FACTS))
    sent(approved(before))
    assert a_journey(facts=FACTS) == before


@pytest.mark.parametrize(
    ("journey", "state", "standing"),
    [
        (approved(), State.APPROVED, None),
        (approved().sending("k1", NOW), State.SENDING, None),
        (sent(), State.SENT, Standing.SENT),
        (sent(yours=True), State.SENT, None),
        (ended(State.ACKNOWLEDGED), State.ACKNOWLEDGED, Standing.SENT),
        (ended(State.ACCEPTED), State.ACCEPTED, Standing.DONE),
        (ended(State.VERIFIED), State.VERIFIED, Standing.DONE),
        (ended(State.REFUSED), State.REFUSED, None),
        (ended(State.FAILED), State.FAILED, None),
        (ended(State.UNKNOWN), State.UNKNOWN, None),
    ],
    ids=lambda value: str(value) if isinstance(value, State) else "",
)
def test_each_state_is_folded_from_the_entries(journey: Journey, state: State, standing: Standing | None) -> None:
    """Refused, failed and unknown leave the step open, and so does what the person still has to finish."""
    assert {NOTICE: Happened(standing, state.value)} == journey.happened()


def test_what_the_person_says_wins_over_the_submission() -> None:
    """They went there themselves."""
    journey = ended(State.REFUSED).settle(NOTICE, "done", LATER)
    assert {NOTICE: Happened(Standing.DONE, "refused")} == journey.happened()


def test_what_was_taken_back_leaves_no_trace_on_its_step() -> None:
    """But one in the entries."""
    journey = approved().withdraw("k1", LATER, "skipped")
    assert (
        journey.happened(),
        journey.submission_of(NOTICE),
        [entry.kind for entry in journey.entries],
    ) == ({}, None, ["approved", "outcome"])


def test_a_second_submission_takes_the_place_of_the_first() -> None:
    """Refused, then sent again."""
    journey = sent(approved(ended(State.REFUSED), "k2"), "k2")
    found = journey.submission_of(NOTICE)
    assert found is not None
    assert ("k2", {NOTICE: Happened(Standing.SENT, "sent")}) == (found.key, journey.happened())


def test_taking_the_second_back_shows_the_first_again() -> None:
    """It is still what happened."""
    journey = approved(ended(State.REFUSED), "k2").withdraw("k2", LATER, "skipped")
    assert {NOTICE: Happened(None, "refused")} == journey.happened()


def test_steps_do_not_mix() -> None:
    """Each has submissions of its own."""
    journey = approved(sent(), "k2", "bank")
    assert {NOTICE: Happened(Standing.SENT, "sent"), "bank": Happened(None, "approved")} == journey.happened()


def test_a_submission_tells_its_receipt_and_when_an_answer_is_expected() -> None:
    """Read from the entry of its sending."""
    found = sent().submissions()["k1"]
    assert (Receipt(reference="R1"), date(2027, 2, 11), 1, NOW.isoformat()) == (
        found.receipt,
        found.expected_by,
        found.attempts,
        found.approved_at,
    )


def test_a_chase_gives_a_new_day_for_the_answer() -> None:
    """Silence was noticed."""
    journey = sent().record("chased", LATER, key="k1", expected_by="2027-02-20")
    assert date(2027, 2, 20) == journey.submissions()["k1"].expected_by


def test_proofs_add_up_over_the_outcomes() -> None:
    """The slip of posting, then that of reception."""
    journey = sent().outcome("k1", Outcome(state=State.ACKNOWLEDGED), LATER, ("depot.pdf",))
    journey = journey.outcome("k1", Outcome(state=State.ACCEPTED), LATER, ("reception.pdf",))
    assert journey.submissions()["k1"].proofs == ("depot.pdf", "reception.pdf")


def test_each_try_is_counted() -> None:
    """The reason of the last failure is kept until it goes through."""
    journey = approved().sending("k1", NOW).outcome("k1", Outcome(state=State.FAILED, detail="panne"), NOW)
    journey = journey.sending("k1", LATER)
    found = journey.submissions()["k1"]
    assert (found.attempts, found.detail, found.state) == (2, "panne", State.SENDING)


def test_an_entry_of_an_unknown_key_is_no_submission() -> None:
    """Nothing was approved."""
    assert a_journey().record("sending", NOW, key="k9").submissions() == {}


def test_an_approval_is_found_by_its_key() -> None:
    """With the fingerprint of what was shown and of each document."""
    approval = approved().approval("k1")
    assert (a_draft().digest, [LETTER.sha256], 10) == (
        approval["digest"],
        [document["sha256"] for document in approval["documents"]],
        approval["expected_days"],
    )


def test_no_approval_under_an_unknown_key() -> None:
    """It is said."""
    with pytest.raises(KeyError, match="k9"):
        approved().approval("k9")


def test_sending_tells_the_day_it_left() -> None:
    """Nobody is asked when the letter was posted."""
    assert sent().facts["leaving"] == {"tenure": "tenant", "notice_posted": "2027-02-01"}


def test_sending_a_proof_along_proves_the_ground() -> None:
    """The letter alone does not."""
    assert True is sent(approved(documents=(LETTER, PROOF))).facts["leaving"]["ground_proven"]


def test_delivery_tells_the_day_of_reception() -> None:
    """On which the lease's end hangs."""
    facts = ended(State.ACCEPTED, date(2027, 2, 5)).facts
    assert facts["leaving"]["notice_received"] == "2027-02-05"


@pytest.mark.parametrize(
    ("state", "day"),
    [(State.REFUSED, date(2027, 2, 5)), (State.ACKNOWLEDGED, date(2027, 2, 5)), (State.ACCEPTED, None)],
)
def test_nothing_else_is_learnt_from_an_outcome(state: State, day: date | None) -> None:
    """Neither from a refusal nor without a day."""
    assert "notice_received" not in ended(state, day).facts["leaving"]


def test_a_letter_that_came_back_tells_that_it_was_not_received() -> None:
    """Nobody fetched it: a notice is void then, and the lease's end unknown again."""
    learns = {**LEARNS, "returned": "leaving.notice_received"}
    approved = a_draft("bank").approve("k1", NOW)
    left = a_journey(facts=FACTS).approve(approved, NOW, expected_days=10, learns=learns).sending("k1", NOW)
    sent = left.sent("k1", Receipt(reference="R1"), LATER, None)
    assert sent.outcome("k1", Outcome(state=State.REFUSED), LATER).facts["leaving"]["notice_received"] is False
    refused = left.outcome("k1", Outcome(state=State.REFUSED), LATER)
    assert "notice_received" not in refused.facts.get("leaving", {})


def test_a_step_that_learns_nothing_changes_no_fact() -> None:
    """Most of them."""
    journey = a_journey(facts=FACTS).approve(a_draft("bank").approve("k1", NOW), NOW, expected_days=10, learns={})
    assert journey.sending("k1", NOW).sent("k1", Receipt(reference="R1"), LATER, None).facts == FACTS


def test_without_a_day_of_answer_none_is_expected() -> None:
    """Some never answer."""
    journey = approved().sending("k1", NOW).sent("k1", Receipt(reference="R1"), LATER, None)
    assert journey.submissions()["k1"].expected_by is None


@given(words=st.lists(st.sampled_from(["done", "skipped", "reopened", "sent", "accepted", "refused", "taken-back"])))
def test_whatever_happens_the_chain_holds_and_only_grows(words: list[str]) -> None:
    """Each transition adds to what was there."""
    journey, before = a_journey(facts=FACTS), a_journey().entries
    for number, word in enumerate(words):
        key = f"k{number}"
        match word:
            case "done" | "skipped" | "reopened":
                journey = journey.settle(NOTICE, word, NOW)
            case "sent":
                journey = sent(approved(journey, key), key)
            case "taken-back":
                journey = approved(journey, key).withdraw(key, NOW, "skipped")
            case state:
                journey = sent(approved(journey, key), key).outcome(key, Outcome(state=State(state)), NOW)
        assert before == journey.entries[: len(before)]
        before = journey.entries
    assert first_break(journey.entries) is None


def test_a_submission_remembers_when_it_was_first_tried() -> None:
    """A key that protects for some days does so from then."""
    tried = approved().sending("k1", NOW).sending("k1", LATER).submissions()["k1"]
    assert (tried.tried_at, tried.attempts) == (NOW.isoformat(), 2)
    assert approved().submissions()["k1"].tried_at is None


def test_a_doubt_that_its_carrier_cannot_end_is_the_person_s_from_then_on() -> None:
    """Whatever is recorded afterwards."""
    doubt = Outcome(state=State.UNKNOWN)
    journey = approved().sending("k1", NOW).outcome("k1", doubt, NOW)
    assert not journey.submissions()["k1"].yours_to_say
    given = journey.outcome("k1", doubt, LATER, yours=True).outcome("k1", doubt, LATER)
    assert given.submissions()["k1"].yours_to_say
