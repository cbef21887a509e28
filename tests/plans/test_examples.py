"""Every plan file holds, with the examples written in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from demenagement.bootstrap import Product
from demenagement.cli.examples import example_problems
from demenagement.domain.template import Example

if TYPE_CHECKING:
    from demenagement.domain.template import StepTemplate

EXAMPLES = [
    pytest.param(step, example, number, id=f"{step.slug}-{number}")
    for family in Product().families
    for step in family.steps
    for number, example in enumerate(step.examples, 1)
]


@pytest.mark.parametrize(("step", "example", "number"), EXAMPLES)
def test_an_example_beside_a_rule_holds(step: StepTemplate, example: Example, number: int, product: Product) -> None:
    """The planner gives what the plan file says it gives."""
    assert example_problems(product, step, example, number) == []


OWNER = {"leaving": {"tenure": "owner"}, "move": {"day": date(2027, 5, 8)}}
TENANT = {"leaving": {"tenure": "tenant", "wanted_end": date(2027, 6, 30), "lease": "furnished"}}


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ({"dossier": TENANT, "expect": {"due": date(2027, 5, 31)}}, []),
        ({"dossier": TENANT, "expect": {"due": date(2027, 5, 30)}}, ["example-differs"]),
        ({"dossier": TENANT, "expect": {"due": False, "nature": "advice"}}, ["example-differs"] * 2),
        ({"dossier": TENANT, "expect": {"deu": date(2027, 5, 31)}}, ["no-such-field"]),
        ({"dossier": TENANT, "absent": True}, ["example-present"]),
        ({"dossier": OWNER, "absent": True}, []),
        ({"dossier": OWNER, "expect": {"due": date(2027, 5, 31)}}, ["example-absent"]),
        ({"dossier": {}, "asks": ("leaving.tenure",)}, []),
        ({"dossier": {}, "absent": True}, ["example-only-asked"]),
        ({"dossier": {}, "expect": {"due": date(2027, 5, 31)}}, ["example-unknown"]),
        ({"dossier": {}, "asks": ("leaving.sold",)}, ["example-not-asked"]),
        ({"dossier": TENANT, "asks": ("leaving.tenure",)}, ["example-nothing-asked", "example-present"]),
        ({"dossier": {"leaving": {"tenur": "owner"}}, "absent": True}, ["unknown-key"]),
    ],
)
def test_an_example_that_does_not_hold_is_told(example: dict[str, Any], expected: list[str], product: Product) -> None:
    """One problem for each thing that differs."""
    step = next(step for family in product.families for step in family.steps if step.slug == "lease-notice")
    made = replace(Example(today=date(2027, 3, 1), dossier={}), **example)
    assert [problem.code for problem in example_problems(product, step, made, 1)] == expected


def test_the_plan_files_are_sound(product: Product) -> None:
    """Names exist, nothing turns in circles, nothing is called legal that is not known to be."""
    assert product.plan_problems() == []


def test_the_manifests_are_sound(product: Product) -> None:
    """Every provider's manifest is complete."""
    assert product.provider_problems() == []


def test_every_step_has_an_example(product: Product) -> None:
    """A rule without an example is a rule nobody tried."""
    assert [] == [step.slug for family in product.families for step in family.steps if not step.examples]
