"""Every plan file holds, with the examples written in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from demenagement.bootstrap import Product
from demenagement.cli.document import plan_document
from demenagement.domain.dossier import Dossier
from demenagement.gateways import toml
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from demenagement.domain.template import Example, StepTemplate

EXAMPLES = [
    pytest.param(step, example, id=f"{step.slug}-{number}")
    for family in Product().families
    for step in family.steps
    for number, example in enumerate(step.examples, 1)
]


def plain(value: object) -> object:
    """TOML has no null: false stands for it; dates are ISO text in JSON."""
    if isinstance(value, date):
        return value.isoformat()
    return None if value is False else value


@pytest.mark.parametrize(("step", "example"), EXAMPLES)
def test_an_example_beside_a_rule_holds(step: StepTemplate, example: Example, product: Product) -> None:
    """The planner gives what the plan file says it gives."""
    dossier = toml.validate(Dossier, example.dossier, step.slug)
    plan = plan_document(product.planning.plan(dossier, example.today), product.manifests, phrasebook("fr"))
    ident = example.id or step.slug
    found = next((each for each in plan["steps"] if each["id"] == ident), None)
    asked = {question["fact"] for question in plan["questions"] if step.slug in str(question["decides"])}
    assert set(example.asks) - asked == set()
    if example.absent or (example.asks and not example.expect):
        assert found is None
    else:
        assert found is not None
        assert {key: plain(value) for key, value in example.expect.items()} == {
            key: found[key] for key in example.expect
        }


def test_the_plan_files_are_sound(product: Product) -> None:
    """Names exist, nothing turns in circles, nothing is called legal that is not known to be."""
    assert product.plan_problems() == []


def test_the_manifests_are_sound(product: Product) -> None:
    """Every provider's manifest is complete."""
    assert product.provider_problems() == []


def test_every_step_has_an_example(product: Product) -> None:
    """A rule without an example is a rule nobody tried."""
    assert [] == [step.slug for family in product.families for step in family.steps if not step.examples]
