"""Where each step stands: what facts tell, what happened, what it waits for, and the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from builders import TODAY, a_plan, a_situation, a_template

from demenagement.domain.dating import Dates
from demenagement.domain.deadline import Nature
from demenagement.domain.plan import Standing
from demenagement.domain.standing import Happened, Standings

if TYPE_CHECKING:
    from demenagement.domain.plan import Plan
    from demenagement.domain.template import StepTemplate


def only(*templates: StepTemplate, **tables: Any) -> Plan:  # noqa: ANN401 # any facts
    """The plan of these templates over these facts."""
    return a_plan(*templates, situation=a_situation(**tables))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 2, 7), Standing.NOT_YET),
        (date(2027, 2, 8), Standing.OPEN),
        (date(2027, 5, 16), Standing.OPEN),
        (date(2027, 5, 17), Standing.LATE),
    ],
)
def test_a_step_opens_and_is_late_by_its_days(today: date, expected: Standing) -> None:
    """Open on its first day and on its last."""
    situation = a_situation(today)
    (step,) = a_plan(
        a_template("bank", opens="move.day - 3 months", due="move.day + 8 days"), situation=situation
    ).steps
    assert expected == step.standing


def test_the_other_side_is_never_late() -> None:
    """From the day after, the household may claim."""
    situation = a_situation(date(2028, 1, 1))
    (step,) = a_plan(a_template("deposit", due="move.day", nature=Nature.COUNTERPART), situation=situation).steps
    assert step.standing == Standing.OPEN


def test_what_waits_is_blocked_until_the_other_is_settled() -> None:
    """Done, sent or skipped."""
    templates = (a_template("first"), a_template("second", after=("first",)))
    found = [
        a_plan(*templates, happened={"first": Happened(standing)}).steps[1].standing
        for standing in (None, Standing.SENT, Standing.DONE, Standing.SKIPPED)
    ]
    assert found == [Standing.BLOCKED, Standing.OPEN, Standing.OPEN, Standing.OPEN]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Standing.OPEN),
        ({"notice_posted": date(2027, 1, 8)}, Standing.SENT),
        ({"notice_received": date(2027, 1, 12)}, Standing.DONE),
    ],
)
def test_facts_tell_what_was_sent_and_done(facts: dict[str, Any], expected: Standing) -> None:
    """Nobody says twice that the letter left."""
    template = a_template("lease-notice", sent_when="notice_posted", done_when="notice_received")
    (step,) = only(template, leaving={"tenure": "tenant", **facts}).steps
    assert expected == step.standing


def test_what_a_person_says_wins_over_what_facts_tell() -> None:
    """They were there."""
    template = a_template("keys", done_when="leaving.keys <= today")
    situation = a_situation(leaving={"keys": TODAY})
    (step,) = a_plan(template, situation=situation, happened={"keys": Happened(Standing.SKIPPED)}).steps
    assert step.standing == Standing.SKIPPED


def test_a_submission_is_shown_with_its_step() -> None:
    """By its state; refused leaves the step open."""
    (step,) = a_plan(a_template("bank"), happened={"bank": Happened(None, "refused")}).steps
    assert (step.standing, step.submission) == (Standing.OPEN, "refused")


def test_standing_keeps_the_steps_of_one_template_together() -> None:
    """Each is judged alone, and what waits for them waits for all."""
    template = a_template("cpam")
    standings = Standings(TODAY, {"cpam/ana": Happened(Standing.DONE)})
    found = [standings.place(ident, template, Dates()) for ident in ("cpam/ana", "cpam/bob")]
    after = standings.place("card", a_template("card", after=("cpam",)), Dates())
    assert [(step.id, step.standing) for step in (*found, after)] == [
        ("cpam/ana", Standing.DONE),
        ("cpam/bob", Standing.OPEN),
        ("card", Standing.BLOCKED),
    ]
