"""The dates of one step: rules shared by many, and the order in which a step has its dates."""

from __future__ import annotations

from datetime import date

import pytest
from builders import DAY, a_situation, a_template

from demenagement.domain.anchors import resolve
from demenagement.domain.dating import Dates, datings
from demenagement.domain.plan import Step


def dates(side: str, **rules: str) -> Dates:
    """Those of a template in a move to Strasbourg."""
    situation = a_situation(leaving={"insee": "44109"}, arriving={"insee": "67482"})
    return datings(situation, resolve(situation))[side].dates(a_template(side=side, **rules))


def test_a_step_takes_its_dates_over_as_they_stand() -> None:
    """One by one, from the opening day to the facts that would tell more."""
    assert Step._fields[-len(Dates._fields) :] == Dates._fields


def test_a_step_without_a_rule_has_no_date() -> None:
    """Nor a reason, nor anything to ask."""
    assert Dates() == dates("move")


@pytest.mark.parametrize(
    ("side", "expected"),
    [("leaving", date(2027, 3, 26)), ("arriving", date(2027, 3, 25)), ("move", date(2027, 3, 25))],
)
def test_working_days_are_those_of_the_home_that_a_step_belongs_to(side: str, expected: date) -> None:
    """Good Friday is a holiday in Alsace, where the move goes to."""
    assert expected == dates(side, due="move.day - 43 days").advised


def test_one_rule_gives_one_deadline_however_often_it_is_written() -> None:
    """As ideal day, last day or opening day."""
    found = dates("move", opens="move.day", ideal="move.day", due="move.day")
    assert (found.opens, found.ideal, found.due) == (DAY, DAY, DAY)
