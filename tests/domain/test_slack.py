"""Days of air: until a step's own last day, or that of what waits for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from builders import DAY, TODAY, a_plan, a_situation, a_template
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.deadline import Nature
from demenagement.domain.plan import Plan, Standing
from demenagement.domain.planner import Catalogue, make_plan
from demenagement.domain.standing import Happened

if TYPE_CHECKING:
    from demenagement.domain.template import StepTemplate


def slack(*templates: StepTemplate, today: date = TODAY, **happened: Standing) -> dict[str, int | None]:
    """The days of air of each step, for a move on 8 May 2027."""
    situation = a_situation(today, move={"day": DAY})
    found = make_plan(situation, Catalogue(templates), {slug: Happened(how) for slug, how in happened.items()})
    return {step.slug: step.slack for step in found.steps}


def test_air_is_counted_from_today() -> None:
    """To the day to do it by: 8 May 2027 is a Saturday and a holiday, the working day before is the 7th."""
    assert slack(a_template("bank", due="move.day")) == {"bank": (date(2027, 5, 7) - TODAY).days}


def test_air_is_counted_from_the_first_day_on_which_it_can_be_done() -> None:
    """What is not open yet has the air of its window."""
    assert slack(a_template("bank", opens="move.day - 10 days", due="move.day - 3 days")) == {"bank": 7}


def test_what_is_late_has_less_than_no_air() -> None:
    """By so many days."""
    assert slack(a_template("bank", due="move.day"), today=date(2027, 5, 12)) == {"bank": -5}


def test_a_step_has_no_more_air_than_what_waits_for_it() -> None:
    """Through as many steps as wait."""
    first = a_template("first", due="move.day - 1 days")
    second = a_template("second", after=("first",))
    third = a_template("third", after=("second",), due="move.day - 5 days")
    found = slack(first, second, third)
    assert found["first"] == found["second"] == found["third"] == (date(2027, 5, 3) - TODAY).days


def test_what_is_settled_holds_nothing_back() -> None:
    """Neither has it air of its own."""
    first = a_template("first", due="move.day - 1 days")
    second = a_template("second", after=("first",), due="move.day - 5 days")
    found = slack(first, second, second=Standing.SKIPPED)
    assert found == {"first": (date(2027, 5, 7) - TODAY).days, "second": None}


def test_a_last_day_right_after_the_beginning_is_no_lateness() -> None:
    """Due on Sunday 9 May, possible from the day before: the working day before that would be too early."""
    assert slack(a_template("bank", due="move.day + 1 days")) == {"bank": 1}


def test_what_the_other_side_has_to_do_has_no_air() -> None:
    """Nor a step without a last day in sight."""
    other = a_template("other", due="move.day", nature=Nature.COUNTERPART)
    assert slack(other, a_template("whenever", ideal="move.day")) == {"other": None, "whenever": None}


@given(st.lists(st.tuples(st.integers(1, 90), st.booleans()), min_size=1, max_size=8))
def test_no_step_has_more_air_than_one_that_waits_for_it(chain: list[tuple[int, bool]]) -> None:
    """Counted to the day by which each must be done."""
    templates = [
        a_template(
            f"step-{number}",
            due=f"move.day - {days} days" if dated else None,
            after=(f"step-{number - 1}",) if number else (),
        )
        for number, (days, dated) in enumerate(chain)
    ]
    plan: Plan = a_plan(*templates, situation=a_situation(TODAY - timedelta(days=400), move={"day": DAY}))
    latest = [step.slack for step in sorted(plan.steps, key=lambda step: step.slug)]
    known = [air for air in latest if air is not None]
    assert known == sorted(known)
