"""In which order steps stand, and what waiting for another does to them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from builders import a_plan, a_situation, a_template

from demenagement.domain.plan import Standing
from demenagement.domain.standing import Happened

if TYPE_CHECKING:
    from demenagement.domain.plan import Plan
    from demenagement.domain.template import StepTemplate


def only(*templates: StepTemplate, **tables: Any) -> Plan:  # noqa: ANN401 # any facts
    """The plan of these templates over these facts."""
    return a_plan(*templates, situation=a_situation(**tables))


def ids(plan: Plan) -> list[str]:
    """The steps, in order."""
    return [step.id for step in plan.steps]


def test_steps_are_in_the_order_of_the_day_to_act() -> None:
    """The recommended day, else the advised one, else the first; undated ones last; by name on one day."""
    templates = [
        a_template("undated"),
        a_template("by-opening", opens="move.day - 3 days"),
        a_template("by-last-day", due="move.day + 8 days"),
        a_template("by-advice", ideal="move.day - 15 days", due="move.day + 1 months"),
        a_template("also-by-advice", ideal="move.day - 15 days"),
    ]
    assert ids(only(*templates)) == ["also-by-advice", "by-advice", "by-opening", "by-last-day", "undated"]


def test_what_waits_is_recommended_no_earlier_than_what_it_waits_for() -> None:
    """And says so."""
    plan = only(
        a_template("first", ideal="move.day - 10 days"),
        a_template("second", ideal="move.day - 20 days", after=("first",)),
    )
    second = plan.step("second")
    assert second is not None
    assert (date(2027, 4, 28), "after-step") == (second.ideal, second.why[-1].code)


def test_waiting_recommends_no_day_after_the_last_one() -> None:
    """The last day stays where the law puts it."""
    plan = only(
        a_template("first", ideal="move.day + 30 days"),
        a_template("second", ideal="move.day", due="move.day + 8 days", after=("first",)),
    )
    second = plan.step("second")
    assert second is not None
    assert (date(2027, 5, 14), date(2027, 5, 16)) == (second.ideal, second.due)


def test_what_was_done_pushes_nothing() -> None:
    """However late it was planned."""
    plan = a_plan(
        a_template("first", ideal="move.day - 10 days"),
        a_template("second", ideal="move.day - 20 days", after=("first",)),
        happened={"first": Happened(Standing.DONE)},
    )
    second = plan.step("second")
    assert second is not None
    assert date(2027, 4, 18) == second.ideal


def test_a_step_waits_only_for_steps_of_its_own_plan() -> None:
    """An owner has no lease to end before the inventory."""
    templates = [
        a_template("lease-notice", when='leaving.tenure == "tenant"'),
        a_template("handover", after=("lease-notice",)),
    ]
    plan = only(*templates, leaving={"tenure": "owner"})
    assert [(step.id, step.after) for step in plan.steps] == [("handover", ())]


def test_a_grouped_step_covers_what_it_tells() -> None:
    """And not itself."""
    plan = only(a_template("grouped", covers=("cpam",)), a_template("cpam"), a_template("bank"))
    assert {step.slug: step.covered_by for step in plan.steps} == {"grouped": None, "cpam": "grouped", "bank": None}


def test_a_grouped_step_covers_less_for_who_goes_abroad() -> None:
    """Only health insurance and taxes can be told so."""
    templates = [
        a_template("grouped", covers=("cpam", "retirement"), covers_abroad=("cpam",)),
        a_template("cpam"),
        a_template("retirement"),
    ]
    plan = only(*templates, arriving={"country": "DE"})
    assert {step.slug: step.covered_by for step in plan.steps if step.slug != "grouped"} == {
        "cpam": "grouped",
        "retirement": None,
    }


def test_a_grouped_step_that_is_not_there_covers_nothing() -> None:
    """The service is not for those who come from abroad."""
    plan = only(
        a_template("grouped", when="not entering_france", covers=("cpam",)),
        a_template("cpam"),
        leaving={"country": "BE"},
    )
    assert [step.covered_by for step in plan.steps] == [None]
