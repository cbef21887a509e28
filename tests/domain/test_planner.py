"""From facts to a dated plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from builders import TODAY, a_dossier, a_household, a_plan, a_situation, a_step, a_template
from dossier_strategies import dossiers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demenagement.domain.deadline import Confidence, Nature
from demenagement.domain.dossier import Dossier, with_defaults
from demenagement.domain.plan import Plan, Question, Standing, StepTemplate
from demenagement.domain.planner import Catalogue, make_plan
from demenagement.domain.soundness import in_order, unsound
from demenagement.domain.standing import Happened, stand
from demenagement.gateways import toml

if TYPE_CHECKING:
    from demenagement.application.planning import Planning
    from demenagement.bootstrap import Product

DATES = ("opens", "ideal", "due", "advised")
THOROUGH = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def only(*templates: StepTemplate, **tables: Any) -> Plan:  # noqa: ANN401 # any facts
    """The plan of these templates over these facts."""
    return a_plan(*templates, situation=a_situation(**tables))


def ids(plan: Plan) -> list[str]:
    """The steps, in order."""
    return [step.id for step in plan.steps]


# Which steps there are.


@pytest.mark.parametrize(
    ("weapons", "steps", "questions"),
    [
        (True, ["weapons"], ()),
        (False, [], ()),
        (None, [], (Question("household.weapons", ("weapons",)),)),
    ],
)
def test_a_step_is_there_absent_or_asked_about(
    weapons: bool | None, steps: list[str], questions: tuple[Question, ...]
) -> None:
    """As its condition is true, false or unknown."""
    plan = only(a_template("weapons", when="household.weapons"), household={"weapons": weapons})
    assert (steps, questions) == (ids(plan), plan.questions)


def test_what_decides_most_is_asked_first() -> None:
    """And each question names the steps that hang on it."""
    templates = [
        a_template("boat", when="household.boat"),
        a_template("gas-open", when="arriving.gas != False"),
        a_template("gas-check", when="arriving.gas != False"),
    ]
    assert (Question("arriving.gas", ("gas-check", "gas-open")), Question("household.boat", ("boat",))) == only(
        *templates
    ).questions


def test_what_no_longer_matters_is_not_asked() -> None:
    """A tenant's sale, for instance."""
    template = a_template("sale", when='leaving.tenure == "owner" and leaving.then == "sells"')
    assert () == only(template, leaving={"tenure": "tenant"}).questions


def test_a_repeated_step_is_there_once_for_each_member() -> None:
    """Each with an id and a subject of its own."""
    plan = only(
        a_template("pet-icad", each="pet"),
        household={"pets": [{"name": "Filou"}, {"name": "Minou d'Or"}]},
    )
    assert [("pet-icad/filou", "Filou"), ("pet-icad/minou-d-or", "Minou d'Or")] == [
        (step.id, step.subject) for step in plan.steps
    ]


def test_a_condition_may_look_at_the_member() -> None:
    """One is concerned, one is not, one is asked."""
    pets = [{"name": "A", "kind": "dog"}, {"name": "B", "kind": "other"}, {"name": "C"}]
    plan = only(a_template("pet-icad", each="pet", when='pet.kind == "dog"'), household={"pets": pets})
    assert (["pet-icad/a"], (Question("household.pets.c.kind", ("pet-icad/c",)),)) == (ids(plan), plan.questions)


def test_an_unknown_list_is_asked_about() -> None:
    """Before its members can be."""
    plan = only(a_template("pet-icad", each="pet", when="True"))
    assert ([], (Question("household.pets", ("pet-icad",)),)) == (ids(plan), plan.questions)


def test_an_adult_who_stays_has_no_step() -> None:
    """One adult leaves, the others stay."""
    adults = [{"name": "Ana", "leaves": True}, {"name": "Bob", "leaves": False}, {"name": "Cid"}]
    assert ["cpam/ana", "cpam/cid"] == ids(only(a_template("cpam", each="adult"), household={"adults": adults}))


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({}, ["arriving", "closing", "leaving", "move", "temporary"]),
        ({"leaving": {"country": "BE"}}, ["arriving", "move", "temporary"]),
        ({"arriving": {"country": "DE"}}, ["closing", "leaving", "move", "temporary"]),
        ({"move": {"kind": "temporary"}}, ["temporary"]),
        ({"move": {"who": "one-adult"}}, ["arriving", "leaving", "move", "temporary"]),
    ],
)
def test_whole_families_of_steps_fall_away(tables: dict[str, Any], expected: list[str]) -> None:
    """Abroad, for a while, or with somebody staying behind."""
    templates = [
        a_template("arriving", side="arriving"),
        a_template("closing", side="leaving", closes_home=True),
        a_template("leaving", side="leaving"),
        a_template("move"),
        a_template("temporary", temporary=True),
    ]
    assert expected == ids(only(*templates, **tables))


# Their dates.


def test_every_date_counts_from_its_anchor() -> None:
    """And the last day that is not worked has an advised day before it."""
    (step,) = only(
        a_template("bank", opens="move.day - 3 months", ideal="move.day - 15 days", due="move.day + 8 days")
    ).steps
    expected = (date(2027, 2, 8), date(2027, 4, 23), date(2027, 5, 16), date(2027, 5, 14))
    assert expected == tuple(getattr(step, name) for name in DATES)


def test_the_last_day_of_the_other_side_is_not_advised_earlier() -> None:
    """They have all of it."""
    (step,) = only(a_template("deposit", due="move.day + 8 days", nature=Nature.COUNTERPART)).steps
    assert (date(2027, 5, 16), date(2027, 5, 16)) == (step.due, step.advised)


@pytest.mark.parametrize(
    ("side", "expected"),
    [("leaving", date(2027, 3, 25)), ("arriving", date(2027, 3, 26)), ("move", date(2027, 3, 26))],
)
def test_working_days_are_those_of_the_counterparts_place(side: str, expected: date) -> None:
    """From Strasbourg, where Good Friday is a holiday, to Dijon: 28 March 2027 is a Sunday."""
    (step,) = only(
        a_template("bank", side=side, due="move.day"),
        move={"day": date(2027, 3, 28)},
        leaving={"insee": "67482"},
        arriving={"insee": "21231"},
    ).steps
    assert expected == step.advised


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (Confidence.VERIFIED, Nature.LEGAL),
        (Confidence.DATED, Nature.LEGAL),
        (Confidence.REPORTED, Nature.ADVICE),
        (Confidence.GENERAL, Nature.ADVICE),
        (Confidence.UNVERIFIED, Nature.ADVICE),
    ],
)
def test_only_a_rule_that_is_surely_known_is_legal(confidence: Confidence, expected: Nature) -> None:
    """Whatever its plan file calls it."""
    (step,) = only(a_template("bank", due="move.day", nature=Nature.LEGAL, confidence=confidence)).steps
    assert expected == step.nature


def test_a_last_day_without_a_date_binds_nobody() -> None:
    """Its nature is that of `due`, and there is none."""
    (step,) = only(a_template("bank", due="move.day", nature=Nature.LEGAL), move={}).steps
    assert (None, None, Nature.ADVICE) == (step.due, step.advised, step.nature)


def test_a_missing_anchor_is_asked_about() -> None:
    """By the steps that count from it."""
    plan = only(a_template("bank", due="move.day"), move={})
    assert (Question("move.day", ("bank",)),) == plan.questions


def test_a_step_tells_how_its_last_day_was_worked_out() -> None:
    """And why an earlier day is advised."""
    (step,) = only(a_template("bank", due="move.day + 8 days")).steps
    assert ["anchor", "days-after", "not-worked"] == [reason.code for reason in step.why]


# Their order.


def test_steps_are_in_the_order_of_the_day_to_act() -> None:
    """The recommended day, else the advised one, else the first; undated ones last; by name on one day."""
    templates = [
        a_template("undated"),
        a_template("by-opening", opens="move.day - 3 days"),
        a_template("by-last-day", due="move.day + 8 days"),
        a_template("by-advice", ideal="move.day - 15 days", due="move.day + 1 months"),
        a_template("also-by-advice", ideal="move.day - 15 days"),
    ]
    assert ["also-by-advice", "by-advice", "by-opening", "by-last-day", "undated"] == ids(only(*templates))


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
    assert [("handover", ())] == [(step.id, step.after) for step in plan.steps]


def test_a_grouped_step_covers_what_it_tells() -> None:
    """And not itself."""
    plan = only(a_template("grouped", covers=("cpam",)), a_template("cpam"), a_template("bank"))
    assert {"grouped": None, "cpam": "grouped", "bank": None} == {step.slug: step.covered_by for step in plan.steps}


def test_a_grouped_step_covers_less_for_who_goes_abroad() -> None:
    """Only health insurance and taxes can be told so."""
    templates = [
        a_template("grouped", covers=("cpam", "retirement"), covers_abroad=("cpam",)),
        a_template("cpam"),
        a_template("retirement"),
    ]
    plan = only(*templates, arriving={"country": "DE"})
    assert {"cpam": "grouped", "retirement": None} == {
        step.slug: step.covered_by for step in plan.steps if step.slug != "grouped"
    }


def test_a_grouped_step_that_is_not_there_covers_nothing() -> None:
    """The service is not for those who come from abroad."""
    plan = only(a_template("grouped", when="not entering_france", covers=("cpam",)), a_template("cpam"), leaving={"country": "BE"})
    assert [None] == [step.covered_by for step in plan.steps]


# Where they stand.


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
    assert Standing.OPEN == step.standing


def test_what_waits_is_blocked_until_the_other_is_settled() -> None:
    """Done, sent or skipped."""
    templates = (a_template("first"), a_template("second", after=("first",)))
    found = [
        a_plan(*templates, happened={"first": Happened(standing)}).steps[1].standing
        for standing in (None, Standing.SENT, Standing.DONE, Standing.SKIPPED)
    ]
    assert [Standing.BLOCKED, Standing.OPEN, Standing.OPEN, Standing.OPEN] == found


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
    assert Standing.SKIPPED == step.standing


def test_a_submission_is_shown_with_its_step() -> None:
    """By its state; refused leaves the step open."""
    (step,) = a_plan(a_template("bank"), happened={"bank": Happened(None, "refused")}).steps
    assert (Standing.OPEN, "refused") == (step.standing, step.submission)


def test_standing_keeps_the_steps_of_one_template_together() -> None:
    """Each is judged alone."""
    template = a_template("cpam")
    steps = [a_step("cpam/ana", template), a_step("cpam/bob", template)]
    found = stand(steps, TODAY, {"cpam/ana": Happened(Standing.DONE)})
    assert [("cpam/ana", Standing.DONE), ("cpam/bob", Standing.OPEN)] == [(step.id, step.standing) for step in found]


# A sound set of templates.


def problems(*templates: StepTemplate) -> list[tuple[str, str]]:
    """Where and what."""
    found = unsound(templates, {template.slug: "f.toml" for template in templates}, {"edf"})
    return [(problem.key, problem.code) for problem in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"when": "leaving.tennure == 'owner'"}, [("bank.when", "no-such-fact")]),
        ({"when": "leaving.__class__ == 'owner'"}, [("bank.when", "no-such-fact")]),
        ({"when": "pet.kind == 'dog'"}, [("bank.when", "no-such-fact")]),
        ({"when": "pet.kind == 'dog'", "each": "pet"}, []),
        ({"when": "leaving_france and rents_old_home"}, []),
        ({"done_when": "leaving.kees <= today"}, [("bank.done_when", "no-such-fact")]),
        ({"side": "both"}, [("bank.side", "not-an-option")]),
        ({"each": "house"}, [("bank.each", "not-an-option")]),
        ({"amount": "rent"}, [("bank.amount", "not-an-option")]),
        ({"after": ("nothing",)}, [("bank.after", "no-such-step")]),
        ({"covers": ("nothing",)}, [("bank.covers", "no-such-step")]),
        ({"provider": "nobody"}, [("bank.provider", "no-such-provider")]),
        ({"provider": "edf"}, []),
        ({"after": ("bank",)}, [("after", "cycle")]),
        (
            {"nature": Nature.LEGAL, "confidence": Confidence.REPORTED},
            [("bank.nature", "not-surely-legal")],
        ),
    ],
)
def test_a_slip_in_a_template_is_found(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Before anybody is given a wrong plan."""
    assert expected == problems(a_template("bank", **changes))


def test_templates_are_put_in_the_order_of_what_waits() -> None:
    """Whatever the order of the files."""
    chain = [a_template("c", after=("b",)), a_template("b", after=("a",)), a_template("a")]
    assert ["a", "b", "c"] == [template.slug for template in in_order(chain)]


# Whatever the dossier.


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
def test_a_step_is_never_planned_and_asked_about_at_once(product: Product, dossier: Dossier, today: date) -> None:
    """Planned means that its condition is known; only a date of it may still hang on a fact."""
    plan = product.planning.plan(dossier, today)
    undecided = {ident for question in plan.questions for ident in question.decides} - {*ids(plan)}
    asked_for_dates = {fact for step in plan.steps for fact in step.missing}
    needless = [
        question.fact
        for question in plan.questions
        if not {*question.decides} & undecided and question.fact not in asked_for_dates
    ]
    assert [] == needless


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
    assert [] == [key for key in before if key in after and after[key] < before[key]]


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
    assert [] == [step.id for step in steps if step.nature is Nature.LEGAL and not step.confidence.may_bind]


def test_the_same_facts_give_the_same_plan() -> None:
    """A pure function."""
    situation = a_situation(household=a_household())
    templates = (a_template("cpam", each="adult"), a_template("bank", due="move.day"))
    assert a_plan(*templates, situation=situation) == a_plan(*templates, situation=situation)


def test_defaults_are_those_of_the_dossier_file() -> None:
    """A permanent move of the whole household within France, ended by the tenant."""
    dossier = with_defaults(a_dossier())
    assert ("permanent", "household", "FR", "tenant", "FR") == (
        dossier.move.kind,
        dossier.move.who,
        dossier.leaving.country,
        dossier.leaving.given_by,
        dossier.arriving.country,
    )


def test_an_empty_catalogue_gives_an_empty_plan() -> None:
    """With every anchor all the same."""
    plan = make_plan(a_situation(), Catalogue(()))
    assert ((), True) == (plan.steps, "move.day" in plan.anchors)
