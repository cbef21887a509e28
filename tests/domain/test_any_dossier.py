"""What holds whatever the dossier, with the plans as they ship."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dossier_strategies import dossiers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demenagement.domain.deadline import Nature
from demenagement.domain.dossier import Dossier
from demenagement.domain.planner import Catalogue
from demenagement.gateways import toml

if TYPE_CHECKING:
    from demenagement.application.planning import Planning
    from demenagement.bootstrap import Product
    from demenagement.domain.plan import Plan


DATES = ("opens", "ideal", "due", "advised")
THOROUGH = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def ids(plan: Plan) -> list[str]:
    """The steps, in order."""
    return [step.id for step in plan.steps]


@THOROUGH
@given(dossier=dossiers(), today=st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_planning_never_fails_and_gives_each_step_an_id_of_its_own(
    product: Product, dossier: Dossier, today: date
) -> None:
    """On any valid dossier, on any day, with the plans as they ship."""
    found = ids(product.planning.plan(dossier, today))
    assert len(found) == len({*found})


@THOROUGH
@given(dossier=dossiers())
def test_a_dossier_that_was_saved_is_loaded_the_same(dossier: Dossier) -> None:
    """Nothing is lost, nothing is added."""
    assert dossier == toml.load(Dossier, toml.dump(dossier), "journey")


@THOROUGH
@given(dossier=dossiers(), today=st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_every_question_decides_something(product: Product, dossier: Dossier, today: date) -> None:
    """Whether there is a step, or a date of one that there is."""
    plan = product.planning.plan(dossier, today)
    undecided = {ident for question in plan.questions for ident in question.decides} - {*ids(plan)}
    asked_for_dates = {fact for step in plan.steps for fact in step.missing}
    needless = [
        question.fact
        for question in plan.questions
        if not {*question.decides} & undecided and question.fact not in asked_for_dates
    ]
    assert needless == []


@THOROUGH
@given(dossier=dossiers(), today=st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_steps_stand_in_the_order_of_the_day_to_act(product: Product, dossier: Dossier, today: date) -> None:
    """Undated last."""
    acted = [step.act_on for step in product.planning.plan(dossier, today).steps]
    assert acted == sorted(acted, key=lambda day: (day is None, day or today))


def days_of(plan: Plan) -> dict[tuple[str, str], date]:
    """Every date of every step; a mover is wanted earlier in summer, so that one recommended day may go back."""
    return {
        (step.id, name): day
        for step in plan.steps
        for name in DATES
        if (day := getattr(step, name)) is not None and (step.slug, name) != ("mover-quotes", "ideal")
    }


@THOROUGH
@given(
    dossier=dossiers(),
    day=st.dates(date(2027, 1, 1), date(2028, 6, 30)),
    later=st.integers(1, 120),
)
def test_moving_later_makes_nothing_due_earlier(product: Product, dossier: Dossier, day: date, later: int) -> None:
    """No date of any step goes the other way."""
    before, after = (
        days_of(product.planning.plan(replace(dossier, move=replace(dossier.move, day=moving)), date(2026, 12, 1)))
        for moving in (day, day + timedelta(days=later))
    )
    assert [key for key in before if key in after and after[key] < before[key]] == []


def unordered(planning: Planning) -> Planning:
    """The same plans, in which nothing waits for anything."""
    templates = tuple(replace(template, after=()) for template in planning.catalogue.templates)
    return replace(planning, catalogue=Catalogue(templates, planning.catalogue.channels))


@THOROUGH
@given(dossier=dossiers(), today=st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_no_last_day_is_pushed_by_what_a_step_waits_for(product: Product, dossier: Dossier, today: date) -> None:
    """Dependencies put steps in order and push recommended days, never a last day."""
    pushed, free = (
        {step.id: (step.due, step.advised, step.nature) for step in planning.plan(dossier, today).steps}
        for planning in (product.planning, unordered(product.planning))
    )
    assert free == pushed


@THOROUGH
@given(dossier=dossiers(), today=st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_nothing_legal_stands_on_a_rule_that_is_not_surely_known(
    product: Product, dossier: Dossier, today: date
) -> None:
    """Whatever the chain of anchors behind it."""
    steps = product.planning.plan(dossier, today).steps
    assert [step.id for step in steps if step.nature is Nature.LEGAL and not step.confidence.may_bind] == []
