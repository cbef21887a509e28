"""plans/README.md tells the truth: its worked example holds, and it leaves no key and no name out."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

import pytest
from fakes import SmallGazetteer
from sizes import ROOT

from demenagement.application.planning import Planning
from demenagement.cli.document import plan_document
from demenagement.domain.anchors import ANCHORS
from demenagement.domain.circumstances import CIRCUMSTANCES
from demenagement.domain.deadline import Confidence, Nature
from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import MEMBERS, declared, options
from demenagement.domain.law import LAW
from demenagement.domain.money import AMOUNTS
from demenagement.domain.planner import Catalogue
from demenagement.domain.template import CATEGORIES, LETTERS, Example, StepTemplate
from demenagement.gateways import toml
from demenagement.gateways.holidays import legal_holidays
from demenagement.gateways.zones import BuiltInZones
from demenagement.wording import phrasebook, sentences

GUIDE = (ROOT / "plans" / "README.md").read_text(encoding="utf-8")
NAMES = (
    *(field.name for noun in (StepTemplate, Example) for field in fields(noun) if field.name != "family"),
    *ANCHORS,
    *CIRCUMSTANCES,
    *LAW,
    *AMOUNTS,
    *Nature,
    *Confidence,
)


@pytest.fixture
def worked() -> StepTemplate:
    """The step that the guide writes as an example."""
    (block,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    (entry,) = toml.parse(block.encode(), "README.md")["step"]
    return toml.validate(StepTemplate, {"family": "lease", **entry}, "README.md")


def test_the_guide_leaves_nothing_out() -> None:
    """Every key of a step, every named day, rule, sum and circumstance is explained."""
    assert [name for name in NAMES if f"`{name}`" not in GUIDE] == []


def in_conditions(path: str) -> str:
    """A fact as a condition names it: the member of a list by its own word."""
    for kind, plural in MEMBERS.items():
        if path.startswith(f"household.{plural}."):
            return kind + path.removeprefix(f"household.{plural}")
    return path


def rows() -> dict[str, str]:
    """By what stands in the first cell of a table of the guide: the second one."""
    cells = [row.split("|") for row in GUIDE.splitlines() if row.startswith("| `")]
    return {name: cell[2] for cell in cells for name in re.findall(r"`([^`]+)`", cell[1])}


def test_the_guide_lists_every_fact_and_every_value_it_may_have() -> None:
    """Nobody has to read code to know what a condition may ask."""
    facts = [path for path in sentences("en", "fact") if "." in path and not path.startswith("accounts.")]
    listed = rows()
    assert [path for path in facts if in_conditions(path) not in listed] == []
    values = {path: options(declared(Dossier, path.split("."))) for path in facts}
    assert [
        f"{path}: {word}" for path in facts for word in values[path] if f"`{word}`" not in listed[in_conditions(path)]
    ] == []


def test_the_guide_lists_every_shelf_and_letter() -> None:
    """So that the check refuses none that the guide leaves out."""
    told = {row.split("|")[1].strip(): row for row in GUIDE.splitlines() if row.startswith("| `")}
    for key, words in (("category", CATEGORIES), ("letter", LETTERS)):
        assert [word for word in words if f"`{word}`" not in told[f"`{key}`"]] == []


def test_the_worked_example_holds(worked: StepTemplate) -> None:
    """The step of the guide gives what its examples say."""
    planning = Planning(Catalogue((worked,)), legal_holidays, BuiltInZones(), SmallGazetteer)
    made = [
        plan_document(planning.plan(toml.validate(Dossier, each.dossier, ""), each.today), {}, phrasebook("en"))
        for each in worked.examples
    ]
    dated, absent, asking = made
    assert {key: dated["steps"][0][key] for key in worked.examples[0].expect} == {
        "ideal": date(2027, 5, 31).isoformat(),
        "due": None,
        "nature": "advice",
    }
    assert (absent["steps"], absent["questions"]) == ([], [])
    assert [question["fact"] for question in asking["questions"]] == list(worked.examples[2].asks)
