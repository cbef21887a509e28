"""A set of templates with a slip in it is found before anybody is given a wrong plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import a_template

from demenagement.domain.deadline import Confidence, Nature
from demenagement.domain.soundness import in_order, unsound

if TYPE_CHECKING:
    from demenagement.domain.template import StepTemplate


def problems(*templates: StepTemplate) -> list[tuple[str, str]]:
    """Where and what."""
    found = unsound(templates, {template.slug: "f.toml" for template in templates}, {"edf"})
    return [(problem.key, problem.code) for problem in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"when": "leaving.tennure == 'owner'"}, [("bank.when", "no-such-fact")]),
        ({"when": "any(pet.kinde for pet in household.pets)"}, [("bank.when", "no-such-fact")]),
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
    assert [template.slug for template in in_order(chain)] == ["a", "b", "c"]
