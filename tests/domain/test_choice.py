"""The one best thing to do now, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from builders import DAY, TODAY, a_plan, a_situation, a_template

from demenagement.domain.choice import Choice, best, by_air
from demenagement.domain.deadline import Nature

if TYPE_CHECKING:
    from datetime import date

    from demenagement.domain.template import StepTemplate

LEGAL: dict[str, Any] = {"nature": Nature.LEGAL}


def chosen(*templates: StepTemplate, today: date = TODAY) -> Choice:
    """What comes first, for a move on 8 May 2027."""
    choice = best(a_plan(*templates, situation=a_situation(today, move={"day": DAY})))
    assert choice is not None
    return choice


def why(choice: Choice) -> list[str]:
    """The codes of its reasons."""
    return [reason.code for reason in choice.why]


AHEAD = a_template("ahead", ideal="move.day - 15 days")
NOW = a_template("now", ideal="move.day - 100 days")
WISHED = a_template("wished", due="move.day - 100 days")
MISSED = a_template("missed", due="move.day - 98 days", **LEGAL)
PRESSING = a_template("pressing", due="move.day - 91 days", **LEGAL)
LOST = a_template("lost", due="move.day - 98 days", lapses=True, **LEGAL)
CALM = a_template("calm", due="move.day", **LEGAL)


@pytest.mark.parametrize(
    ("first", "others", "reason"),
    [
        (MISSED, (PRESSING, WISHED, NOW), "next-late"),
        (PRESSING, (WISHED, NOW, CALM), "next-little-air"),
        (WISHED, (NOW, CALM), "next-late-advice"),
        (NOW, (AHEAD, CALM), "next-its-day"),
        (AHEAD, (CALM,), "next-ahead"),
    ],
    ids=["late duty", "little air", "late advice", "its day", "ahead"],
)
def test_what_presses_most_comes_first(first: StepTemplate, others: tuple[StepTemplate, ...], reason: str) -> None:
    """A late duty, one with little air, a late advice, then by the day."""
    choice = chosen(*others, first)
    assert (choice.step.slug, why(choice)[0]) == (first.slug, reason)


def test_what_can_not_be_made_up_for_comes_last_and_says_so() -> None:
    """A tired person is not sent after what is lost; on its last day it still was a duty like any other."""
    assert chosen(LOST, CALM).step.slug == "calm"
    assert why(chosen(LOST)) == ["next-lost"]
    assert by_air(a_plan(LOST, CALM, situation=a_situation(TODAY, move={"day": DAY})))[0].slug == "calm"
    on_the_day = chosen(LOST, CALM, today=DAY - timedelta(days=98))
    assert (on_the_day.step.slug, why(on_the_day)) == ("lost", ["next-little-air"])


def test_among_equals_what_others_wait_for_comes_first() -> None:
    """It sets them free, and says so."""
    gate = a_template("gate", ideal="move.day - 15 days")
    choice = chosen(AHEAD, gate, a_template("later", after=("gate",), ideal="move.day"))
    assert (choice.step.slug, why(choice)) == ("gate", ["next-ahead", "next-waited-for"])


def test_among_equals_the_shortest_comes_first() -> None:
    """It is soon done."""
    long, short = (a_template(slug, ideal="move.day - 9 days", effort=effort) for slug, effort in (("a", 90), ("b", 5)))
    assert chosen(long, short).step.slug == "b"


def test_a_step_without_a_day_is_better_than_none() -> None:
    """When nothing else is there."""
    assert why(chosen(a_template("whenever"))) == ["next-undated"]


def test_where_nothing_can_be_done_nothing_is_chosen() -> None:
    """An empty plan."""
    assert best(a_plan(situation=a_situation())) is None


def test_the_reddest_come_first() -> None:
    """By their days of air; what has no last day is not among them."""
    plan = a_plan(AHEAD, CALM, MISSED, PRESSING, situation=a_situation(TODAY, move={"day": DAY}))
    assert [step.slug for step in by_air(plan)] == ["missed", "pressing", "calm"]
