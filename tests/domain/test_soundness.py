"""A set of templates with a slip in it is found before anybody is given a wrong plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import a_template

from demenagement.channels.writing import LETTERS
from demenagement.domain.deadline import Confidence, Nature
from demenagement.domain.soundness import in_order, unsound
from demenagement.domain.template import LETTERS as LETTERS_OF_PLANS
from demenagement.domain.template import Arrival
from demenagement.domain.words import Words

if TYPE_CHECKING:
    from demenagement.domain.template import StepTemplate


def an_arrival(**changes: Any) -> Arrival:  # noqa: ANN401 # any field of an arrival
    """A letter that comes to the old address."""
    words = Words("Une lettre", "A letter")
    return Arrival(slug="letter", title=words, at="leaving", what=words, late=words, **changes)


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
        ({"arrives": (an_arrival(first=("bank",), before="keys.out"),)}, []),
        ({"arrives": (an_arrival(first=("nothing",)),)}, [("bank.arrives.first", "no-such-step")]),
        ({"arrives": (an_arrival(before="keys.ou"),)}, [("bank.arrives.before", "not-an-option")]),
        ({"provider": "edf"}, []),
        ({"after": ("bank",)}, [("after", "cycle")]),
        (
            {"nature": Nature.LEGAL, "confidence": Confidence.REPORTED, "law": "art. 1", "due": "move.day"},
            [("bank.nature", "not-surely-legal")],
        ),
        ({"nature": Nature.LEGAL, "law": "art. 1", "due": "move.day"}, []),
        ({"nature": Nature.LEGAL, "due": "move.day"}, [("bank.law", "legal-without-law")]),
        ({"nature": Nature.LEGAL, "law": "art. 1"}, [("bank.due", "legal-without-day")]),
        ({"lapses": True}, [("bank.due", "lapses-without-day")]),
        ({"lapses": True, "due": "move.day"}, []),
        ({"category": "house"}, [("bank.category", "not-an-option")]),
        ({"letter": "love-letter"}, [("bank.letter", "not-an-option")]),
        ({"letter": "termination"}, []),
        ({"when": "leaving.tenure == 'tenent'"}, [("bank.when", "no-such-value")]),
        ({"when": "'tenent' == leaving.tenure"}, [("bank.when", "no-such-value")]),
        ({"when": "leaving.tenure in ('tenant', 'ownner')"}, [("bank.when", "no-such-value")]),
        ({"when": "leaving.tenure not in ('tenant', 'owner')"}, []),
        ({"when": "'housing-ade' in household.benefits"}, [("bank.when", "no-such-value")]),
        ({"when": "any(one == 'housing-ade' for one in household.benefits)"}, [("bank.when", "no-such-value")]),
        ({"when": "any(child.school == 'shcool' for child in household.children)"}, [("bank.when", "no-such-value")]),
        ({"when": "child.school == 'shcool'", "each": "child"}, [("bank.when", "no-such-value")]),
        ({"when": "child.school == 'primary'", "each": "child"}, []),
        ({"when": "leaving.city == 'Dijon'"}, []),
        ({"done_when": "leaving.tenure == 'tenent'"}, [("bank.done_when", "no-such-value")]),
    ],
)
def test_a_slip_in_a_template_is_found(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Before anybody is given a wrong plan."""
    assert expected == problems(a_template("bank", **changes))


def test_every_letter_of_a_plan_is_one_that_is_written() -> None:
    """And the other way round."""
    assert set(LETTERS_OF_PLANS) == set(LETTERS)


def test_templates_are_put_in_the_order_of_what_waits() -> None:
    """Whatever the order of the files."""
    chain = [a_template("c", after=("b",)), a_template("b", after=("a",)), a_template("a")]
    assert [template.slug for template in in_order(chain)] == ["a", "b", "c"]
