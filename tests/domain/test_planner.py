"""From facts to steps: which there are, and their dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from builders import a_dossier, a_household, a_plan, a_situation, a_template

from demenagement.domain.deadline import Confidence, Nature
from demenagement.domain.dossier import with_defaults
from demenagement.domain.move import Insurance
from demenagement.domain.plan import Question
from demenagement.domain.planner import Catalogue, make_plan

if TYPE_CHECKING:
    from demenagement.domain.plan import Plan
    from demenagement.domain.template import StepTemplate


DATES = ("opens", "ideal", "due", "advised")


def only(*templates: StepTemplate, **tables: Any) -> Plan:  # noqa: ANN401 # any facts
    """The plan of these templates over these facts."""
    return a_plan(*templates, situation=a_situation(**tables))


def ids(plan: Plan) -> list[str]:
    """The steps, in order."""
    return [step.id for step in plan.steps]


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
    assert only(template, leaving={"tenure": "tenant"}).questions == ()


def test_a_repeated_step_is_there_once_for_each_member() -> None:
    """Each with an id and a subject of its own."""
    plan = only(
        a_template("pet-icad", each="pet"),
        household={"pets": [{"name": "Filou"}, {"name": "Minou d'Or"}]},
    )
    assert [(step.id, step.subject) for step in plan.steps] == [
        ("pet-icad/filou", "Filou"),
        ("pet-icad/minou-d-or", "Minou d'Or"),
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
    assert ids(only(a_template("cpam", each="adult"), household={"adults": adults})) == ["cpam/ana", "cpam/cid"]


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
    assert (step.due, step.advised, step.nature) == (None, None, Nature.ADVICE)


def test_a_missing_anchor_is_asked_about() -> None:
    """By the steps that count from it."""
    plan = only(a_template("bank", due="move.day"), move={})
    assert (Question("move.day", ("bank",)),) == plan.questions


def test_a_step_tells_how_its_last_day_was_worked_out() -> None:
    """And why an earlier day is advised."""
    (step,) = only(a_template("bank", due="move.day + 8 days")).steps
    assert [reason.code for reason in step.why] == ["anchor", "days-after", "not-worked"]


def test_the_same_facts_give_the_same_plan() -> None:
    """A pure function."""
    situation = a_situation(household=a_household())
    templates = (a_template("cpam", each="adult"), a_template("bank", due="move.day"))
    assert a_plan(*templates, situation=situation) == a_plan(*templates, situation=situation)


def test_defaults_are_those_of_the_dossier_file() -> None:
    """A permanent move of the whole household within France, ended by the tenant."""
    dossier = with_defaults(a_dossier())
    assert (
        dossier.move.kind,
        dossier.move.who,
        dossier.leaving.country,
        dossier.leaving.given_by,
        dossier.arriving.country,
    ) == ("permanent", "household", "FR", "tenant", "FR")


def test_an_empty_catalogue_gives_an_empty_plan() -> None:
    """With every anchor all the same."""
    plan = make_plan(a_situation(), Catalogue(()))
    assert (plan.steps, "move.day" in plan.anchors) == ((), True)


def test_the_letter_of_a_contract_that_may_follow_asks_for_a_transfer_or_its_end() -> None:
    """As the facts of the new home tell."""
    template = a_template("insurer", letter="transfer", ends_when="insurance_ends")
    maif, axa = Insurance(insurer="maif"), Insurance(insurer="axa")
    letters = [
        only(template, leaving={"insurance": maif}, arriving={"insurance": new}).steps[0].template.letter
        for new in (maif, None, axa, False)
    ]
    assert letters == ["transfer", "transfer", "termination", "termination"]
