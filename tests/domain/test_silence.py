"""What a silence most likely means, the ways that are left, and what a note holds that others may read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import a_draft, a_step
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.awaiting import Expectation, Kind
from demenagement.domain.draft import Draft, Earlier
from demenagement.domain.provider import Channel
from demenagement.domain.silence import diagnosis, rungs
from demenagement.domain.submission import State
from demenagement.domain.tellings import reference_in

DAY = date(2027, 3, 1)


def awaited(channel: Channel, **changes: Any) -> Expectation:  # noqa: ANN401 # any field of an expectation
    """An answer to a message that went that way."""
    message = Earlier(day=DAY, channel=channel)
    fields = {"kind": Kind.ANSWER, "step": a_step("caf-address"), "first": message, "last": message, "by": DAY}
    return Expectation(**{"id": "expected/caf-address", **fields, "tried": frozenset({channel}), **changes})


@pytest.mark.parametrize(
    ("channel", "changes", "means"),
    [
        (Channel.LETTER, {"state": State.SENT}, "letter-undelivered"),
        (Channel.LETTER, {"state": State.ACCEPTED}, "letter-unanswered"),
        (Channel.LETTER, {}, "letter-posted-by-you"),
        (Channel.LETTER, {"kind": Kind.RECEIPT}, "receipt-missing"),
        (Channel.EMAIL, {"state": State.SENT}, "email-unanswered"),
        (Channel.PREFILL, {"state": State.SENT, "yours": True}, "prefill-untaken"),
        (Channel.PREFILL, {"state": State.ACKNOWLEDGED}, "form-unanswered"),
        (Channel.API, {"state": State.SENT}, "form-unanswered"),
        (Channel.PORTAL, {}, "portal-unconfirmed"),
        (Channel.PHONE, {}, "spoken-unconfirmed"),
        (Channel.COUNTER, {}, "spoken-unconfirmed"),
        (Channel.PORTAL, {"kind": Kind.POST}, "post-missing"),
    ],
)
def test_a_silence_is_explained_by_its_way_and_its_state(channel: Channel, changes: dict[str, Any], means: str) -> None:
    """Each in its own words."""
    assert diagnosis(awaited(channel, **changes)) == means


@given(first=st.sampled_from(list(Channel)), ladder=st.sets(st.sampled_from(list(Channel))))
def test_chasing_down_a_ladder_tries_each_way_once_and_ends(first: Channel, ladder: set[Channel]) -> None:
    """Whatever the ladder, and wherever it began."""
    ways, tried = [each for each in Channel if each in ladder], [first]
    while left := rungs(awaited(first, tried=frozenset(tried)), ways):
        tried.append(left[0])
    assert len(tried) == len(set(tried)) <= len(ways) + 1
    assert tried == sorted(tried, key=list(Channel).index)


@pytest.mark.parametrize(
    ("note", "reference"),
    [
        ("réf. CAF-2027-123, vu sur le site", "CAF-2027-123"),
        ("dossier 1A 2345678 X", "2345678"),
        ("fait par Mme Petit", ""),
        ("12 cartons", ""),
        ("", ""),
    ],
)
def test_of_a_note_only_a_reference_may_leave(note: str, reference: str) -> None:
    """The rest is the person's."""
    assert reference_in(note) == reference


def test_a_chase_is_read_back_as_it_was_written() -> None:
    """With the message that it recalls; a draft of before chases has none."""
    chase = a_draft(earlier=Earlier(day=DAY, channel=Channel.PORTAL, reference="42", key="k1"))
    plain = a_draft().document()
    del plain["earlier"]
    assert (Draft.from_document(chase.document()), Draft.from_document(plain)) == (chase, a_draft())
    assert chase.digest != a_draft().digest
