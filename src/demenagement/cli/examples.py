"""The examples that stand beside the rules: what the planner gives against what the plan file says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.cli.document import plan_document
from demenagement.errors import FilesInvalid, Problem
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.bootstrap import Product
    from demenagement.domain.template import Example, StepTemplate


def failing_examples(product: Product) -> list[Problem]:
    """Every difference between the examples of the catalogue and its planner. Raises FilesInvalid for unsound plans."""
    return [
        problem
        for family in product.families
        for step in family.steps
        for number, example in enumerate(step.examples, 1)
        for problem in example_problems(product, step, example, number)
    ]


def example_problems(product: Product, step: StepTemplate, example: Example, number: int) -> list[Problem]:
    """What the planner does otherwise than the example says."""
    file, key = product.plan_file(step.family), f"{step.slug}.examples.{number}"
    try:
        dossier = product.facts(example.dossier, file, (step.slug, "examples", str(number), "dossier"))
    except FilesInvalid as fault:
        return list(fault.problems)
    plan = plan_document(product.planning.plan(dossier, example.today), product.manifests, phrasebook("fr"))
    return [Problem(file, key, code, details) for code, details in _differences(plan, step, example)]


def _differences(
    plan: dict[str, Any], step: StepTemplate, example: Example
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    ident = example.id or step.slug
    found = next((each for each in plan["steps"] if each["id"] == ident), None)
    asked = {question["fact"] for question in plan["questions"] if step.slug in _slugs(question["decides"])}
    facts = ("facts", ", ".join(sorted(asked)))
    for fact in example.asks:
        if fact not in asked:
            yield (
                ("example-not-asked", (("name", fact), facts))
                if asked
                else ("example-nothing-asked", (("name", fact),))
            )
    expected = {key: _plain(value) for key, value in example.expect.items()}
    if example.absent or (example.asks and not expected):
        if found is not None:
            yield "example-present", ()
        elif asked and not example.asks:
            yield "example-only-asked", (facts,)
        return
    if found is None:
        yield ("example-unknown", (facts,)) if asked else ("example-absent", ())
        return
    for field, value in expected.items():
        if field not in found:
            yield "no-such-field", (("name", field),)
        elif found[field] != value:
            yield "example-differs", (("field", field), ("said", _told(value)), ("found", _told(found[field])))


def _slugs(idents: list[str]) -> set[str]:
    return {ident.partition("/")[0] for ident in idents}


def _plain(value: object) -> object:
    """TOML has no null: false stands for it; dates are ISO text in JSON."""
    if value is False:
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value


def _told(value: object) -> str:
    """A value as a plan file writes it."""
    return "false" if value is None else str(value)
