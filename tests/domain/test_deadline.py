"""Deadline rules: read from text, applied to anchors, explained."""

from __future__ import annotations

import re
from datetime import date

import pytest
from builders import WORKDAYS_2027
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.deadline import Anchor, Confidence, Deadline, DeadlineRule, Nature, Reason, because, weakest

JANUARY_END = date(2027, 1, 31)


def anchors(day: date | None = JANUARY_END, **changes: object) -> dict[str, Anchor]:
    """The moving day alone."""
    return {"move.day": Anchor("move.day", day, **changes)}  # type: ignore[arg-type] # any field of an anchor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("move.day", DeadlineRule("move.day")),
        ("move.day - 15 days", DeadlineRule("move.day", -15, "days")),
        ("keys.in - 5 working days", DeadlineRule("keys.in", -5, "working days")),
        ("sale + 3 months", DeadlineRule("sale", 3, "months")),
        ("end of month keys.in + 1 months", DeadlineRule("keys.in", 1, "months", end_of_month=True)),
        ("  lease.notice_latest  ", DeadlineRule("lease.notice_latest")),
    ],
)
def test_a_rule_is_read_as_it_is_written(text: str, expected: DeadlineRule) -> None:
    """An anchor, and at most one offset in one unit."""
    assert expected == DeadlineRule.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "move.day +", "move.day 3 days", "move.day + 3", "move.day + 3 weeks", "move.day + -3 days"),
        *("move.day + 3 days + 1 months", "3 days", "Move.day", "move.day+3 days", "move..day", "move.day + 1.5 days"),
        "move.day + 10000000000 days",
    ],
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    """A plan file with a slip in it is found when it is read."""
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        DeadlineRule.parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("move.day", date(2027, 1, 31)),
        ("move.day + 8 days", date(2027, 2, 8)),
        ("move.day + 1 months", date(2027, 2, 28)),
        ("move.day - 2 months", date(2026, 11, 30)),
        ("move.day - 5 working days", date(2027, 1, 25)),
        ("move.day + 1 working days", date(2027, 2, 1)),
        ("end of month move.day", date(2027, 1, 31)),
        ("end of month move.day + 1 months", date(2027, 2, 28)),
        ("end of month move.day + 1 days", date(2027, 2, 28)),
    ],
)
def test_a_rule_gives_the_raw_day(text: str, expected: date) -> None:
    """Nothing is rolled: 31 January 2027 is a Sunday."""
    assert expected == DeadlineRule.parse(text).apply(anchors(), WORKDAYS_2027).day


def test_a_date_tells_how_it_was_worked_out() -> None:
    """The anchor with its day, then the offset."""
    found = DeadlineRule.parse("move.day + 1 months").apply(anchors(), WORKDAYS_2027)
    assert (because("anchor", name="move.day", day=JANUARY_END), because("months-after", count=1)) == found.reasons


def test_a_date_remembers_the_day_it_counts_from() -> None:
    """A duty that counts from an event can't be met before it."""
    assert DeadlineRule.parse("move.day + 1 months").apply(anchors(), WORKDAYS_2027).since == JANUARY_END


def test_an_anchor_without_a_date_gives_none_and_says_what_is_missing() -> None:
    """Its reasons and its doubts go along."""
    void = because("notice-void", cause="unclaimed")
    found = DeadlineRule.parse("move.day + 1 months").apply(
        anchors(None, reasons=(void,), missing=("move.day",), confidence=Confidence.UNVERIFIED), WORKDAYS_2027
    )
    assert Deadline(None, (void,), ("move.day",), Confidence.UNVERIFIED) == found


def test_a_doubtful_anchor_makes_a_doubtful_date() -> None:
    """A chain is as sure as its weakest rule."""
    found = DeadlineRule.parse("move.day").apply(anchors(confidence=Confidence.UNVERIFIED), WORKDAYS_2027)
    assert found.confidence == Confidence.UNVERIFIED


def test_an_anchor_that_does_not_exist_is_an_error() -> None:
    """Plan files are checked before; this is the last net."""
    with pytest.raises(KeyError):
        DeadlineRule.parse("birthday").apply(anchors(), WORKDAYS_2027)


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (Confidence.VERIFIED, True),
        (Confidence.DATED, True),
        (Confidence.REPORTED, False),
        (Confidence.GENERAL, False),
        (Confidence.UNVERIFIED, False),
    ],
)
def test_only_what_is_surely_known_may_bind(confidence: Confidence, expected: bool) -> None:
    """An unverified rule is advice, never a legal deadline."""
    assert expected == confidence.may_bind


@given(one=st.sampled_from(Confidence), other=st.sampled_from(Confidence))
def test_the_weaker_of_two_is_one_of_them(one: Confidence, other: Confidence) -> None:
    """From the surest down: verified, dated, reported, general, unverified."""
    ranks = [*Confidence]
    assert max(ranks.index(one), ranks.index(other)) == ranks.index(weakest(one, other))


def test_natures_are_the_four_of_the_contract() -> None:
    """Scripts read these words."""
    assert [str(nature) for nature in Nature] == ["legal", "contract", "advice", "counterpart"]


def test_a_reason_keeps_its_details_in_order() -> None:
    """So that two plans of the same facts are equal."""
    assert Reason("deposit", (("months", 1), ("day", JANUARY_END))) == because("deposit", months=1, day=JANUARY_END)
