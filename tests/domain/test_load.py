"""Who has how much to do in which week, and what could go to a lighter one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from builders import DAY, TODAY, a_plan, a_situation, a_template
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.deadline import Nature
from demenagement.domain.load import Load, monday_of

if TYPE_CHECKING:
    from demenagement.domain.template import StepTemplate

BOTH = ("camille", "sacha")
HOUSE = {"adults": [{"name": "Camille"}, {"name": "Sacha"}]}
MOVING_WEEK = monday_of(DAY)


def load(*templates: StepTemplate, people: tuple[str, ...] = BOTH, cap: float = 120, today: date = TODAY) -> Load:
    """The load of these steps for a move on Saturday 8 May 2027."""
    situation = a_situation(today, move={"day": DAY}, household=HOUSE)
    return Load(a_plan(*templates, situation=situation), people, cap)


def a_chore(slug: str, effort: int, ideal: str = "move.day - 2 days", **changes: Any) -> StepTemplate:  # noqa: ANN401 # any field
    """Something that takes so many minutes."""
    return a_template(slug, ideal=ideal, effort=effort, **changes)


def test_what_belongs_to_all_is_shared() -> None:
    """Equally, by week."""
    (week,) = load(a_chore("boxes", 60), a_chore("bank", 30)).weeks()
    assert (week.monday, week.minutes) == (MOVING_WEEK, {"camille": 45, "sacha": 45})


def test_what_belongs_to_one_adult_is_theirs() -> None:
    """Each has a step of their own."""
    (week,) = load(a_chore("employer", 20, each="adult"), a_chore("boxes", 60)).weeks()
    assert week.minutes == {"camille": 50, "sacha": 50}


def test_a_household_that_told_no_name_has_one_load() -> None:
    """Nobody in particular."""
    (week,) = load(a_chore("boxes", 60), people=()).weeks()
    assert week.minutes == {"": 60}


def test_what_is_behind_falls_in_the_present_week() -> None:
    """It still has to be done."""
    today = DAY + timedelta(days=30)
    (week,) = load(a_chore("boxes", 60), today=today).weeks()
    assert week.monday == monday_of(today)


def test_what_is_not_the_household_s_to_do_weighs_nothing() -> None:
    """Nor what has no day."""
    other = a_chore("other", 60, due="move.day", nature=Nature.COUNTERPART)
    assert load(other, a_template("whenever", effort=60)).weeks() == ()


def test_a_week_is_too_much_when_it_is_for_somebody() -> None:
    """One is enough."""
    (week,) = load(a_chore("boxes", 200), a_chore("bank", 50)).weeks()
    assert (week.over(120), week.over(125)) == (True, False)


def test_what_has_most_air_goes_to_the_nearest_week_with_room() -> None:
    """Before or after, within its days."""
    urgent = a_chore("urgent", 200, due="move.day - 1 days")
    easy = a_chore("easy", 100, opens="move.day - 20 days", due="move.day + 20 days")
    (moved,) = load(urgent, easy).relief()
    assert (moved.step.slug, moved.monday) == ("easy", MOVING_WEEK + timedelta(weeks=1))


def test_nothing_goes_past_its_last_day_nor_before_its_first() -> None:
    """What cannot move stays, and the week stays too much."""
    fixed = a_chore("fixed", 300, opens="move.day - 3 days", due="move.day")
    told = load(fixed)
    assert (told.relief(), told.weeks()[0].over(told.cap)) == ((), True)


def test_what_is_advised_ahead_of_the_move_does_not_go_past_it() -> None:
    """A bag for the first night is of no use a week later, nor is a quote."""
    for ideal in ("move.day - 2 days", "mover_booking"):
        told = load(a_chore("urgent", 200, due="move.day - 1 days"), a_chore("bag", 100, ideal), today=MOVING_WEEK)
        assert [relief.step.slug for relief in told.relief()] == []


def test_what_is_advised_from_an_event_on_is_not_done_before_it() -> None:
    """No name on a letterbox before the keys."""
    named = a_chore("name", 100, "move.day + 3 days", due="move.day + 4 days")
    urgent = a_chore("urgent", 200, "move.day + 3 days", due="move.day + 4 days")
    full = a_chore("full", 240, due="move.day")
    assert load(urgent, named, full).relief() == ()


def test_the_move_itself_does_not_move() -> None:
    """What takes place on its day is no matter of planning."""
    assert load(a_chore("moving-day", 600, "move.day"), cap=60).relief() == ()


CHORES = st.lists(
    st.tuples(st.integers(0, 400), st.integers(-40, 40), st.integers(0, 30), st.integers(0, 30)), max_size=8
)


@given(CHORES, st.integers(30, 300))
def test_relief_never_makes_a_light_week_heavy(chores: list[tuple[int, int, int, int]], cap: int) -> None:
    """And every step stays within its own days."""
    templates = []
    for number, (effort, day, before, after) in enumerate(chores):
        at = [f"move.day {'+' if days >= 0 else '-'} {abs(days)} days" for days in (day - before, day, day + after)]
        templates.append(a_chore(f"step-{number}", effort, at[1], opens=at[0], due=at[2]))
    told = load(*templates, cap=cap)
    before_ = {week.monday: week.over(cap) for week in told.weeks()}
    moved = {each.step.id: each for each in told.relief()}
    for each in moved.values():
        assert before_[monday_of(max(each.step.act_on or TODAY, TODAY))] is True
        assert monday_of(max(TODAY, each.step.begins or TODAY)) <= each.monday <= monday_of(each.step.advised or DAY)
