"""Whole dossiers and what the plan must say of them: one file of `tests/cases` each, worked out by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from demenagement.cli import main
from demenagement.cli.document import plan_document
from demenagement.cli.faults import tell
from demenagement.domain.dossier import Dossier
from demenagement.errors import FilesInvalid
from demenagement.gateways import toml
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from demenagement.bootstrap import Product

CASES = {path.stem: toml.read(path) for path in sorted(Path(__file__).parent.parent.joinpath("cases").glob("*.toml"))}
REFUSED = sorted(name for name, case in CASES.items() if case["expect"].get("exit"))
PLANNED = sorted(set(CASES) - set(REFUSED))
STEP_KEYS = (
    "id slug subject title category opens ideal due advised nature standing submission after covered_by provider "
    "channel human cost effort amount why law source checked_on confidence"
)


def plain(value: object) -> object:
    """TOML has no null: false stands for it; dates are ISO text in JSON."""
    if isinstance(value, date):
        return value.isoformat()
    return None if value is False else value


def expected_of(expect: dict[str, Any]) -> dict[str, object]:
    """Everything the case expects, one line each."""
    wanted: dict[str, object] = {f"anchor {name}": plain(day) for name, day in expect.get("anchors", {}).items()}
    for ident, fields in expect.get("steps", {}).items():
        wanted |= {f"step {ident}.{key}": plain(value) for key, value in fields.items()}
    for key, held in (
        ("present", True),
        ("absent", False),
        ("questions", True),
        ("not_asked", False),
        ("warnings", True),
        ("no_warnings", False),
    ):
        wanted |= {f"{key} {name}": held for name in expect.get(key, ())}
    return wanted | {f"{first} before {second}": True for first, second in expect.get("before", ())}


def found_in(plan: dict[str, Any], wanted: dict[str, object]) -> dict[str, object]:
    """What the plan says on each of those lines."""
    steps = {step["id"]: step for step in plan["steps"]}
    order: dict[str, int] = {}
    for place, step in enumerate(plan["steps"]):
        order.setdefault(step["id"], place)
        order.setdefault(step["slug"], place)
    asked = {question["fact"] for question in plan["questions"]}
    codes = {warning["code"] for warning in plan["warnings"]}
    among = {"present": order, "absent": order, "questions": asked, "not_asked": asked}

    def found(line: str) -> object:
        key, _, rest = line.partition(" ")
        if key == "anchor":
            return plan["anchors"][rest]["date"]
        if key == "step":
            ident, _, field = rest.rpartition(".")
            return steps[ident][field] if ident in steps else "no such step"
        if rest.startswith("before "):
            second = rest.removeprefix("before ")
            return key in order and second in order and order[key] < order[second]
        return rest in among.get(key, codes)

    return {line: found(line) for line in wanted}


@pytest.mark.parametrize("name", PLANNED)
def test_a_case_is_planned_as_the_law_says(name: str, product: Product) -> None:
    """Anchors, steps, questions, warnings and their order are those that the case was worked out to."""
    case = CASES[name]
    dossier = toml.validate(Dossier, case["dossier"], name)
    plan = plan_document(product.planning.plan(dossier, case["today"]), product.manifests, phrasebook("fr"))
    expected = expected_of(case["expect"])
    assert expected == found_in(plan, expected)


@pytest.mark.parametrize("name", REFUSED)
def test_an_invalid_case_is_refused_in_words_that_name_the_place(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code, and every word that the case wants to read."""
    case = CASES[name]
    with pytest.raises(FilesInvalid) as caught:
        toml.validate(Dossier, case["dossier"], name)
    tell(caught.value, "fr")
    told = capsys.readouterr().err
    assert (case["expect"]["exit"], []) == (
        caught.value.exit_code,
        [word for word in case["expect"]["says"] if word not in told],
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[move]\nday = 2027-02-31\n", "ligne 2"),
        ("[move]\nday = 2027-05-08\nday = 2027-05-09\n", "ligne 3"),
        ("[move\n", "ligne 1"),
        ("depart = 2027-05-08\n", "depart"),
        ("move = 1\n", "move"),
        ("[leaving]\nrent = nan\n", "leaving.rent"),
        ("[leaving]\nrent = inf\n", "leaving.rent"),
        ("[household]\nbenefits = " + "[" * 5000 + "]" * 5000 + "\n", "imbriqués"),
    ],
    ids=["31-february", "twice", "unfinished", "unknown-at-the-top", "no-table", "not-a-number", "infinite", "deep"],
)
def test_a_file_that_cannot_be_used_is_refused_whole(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, a sentence that names the place, nothing on stdout, no traceback."""
    file = tmp_path / "dossier.toml"
    file.write_text(text, encoding="utf-8")
    code = main(["plan", str(file), "--json", "--today", "2027-02-01", "--home", str(tmp_path)])
    printed = capsys.readouterr()
    assert (code, printed.out, said in printed.err, "Traceback" in printed.err) == (2, "", True, False)


def test_an_empty_file_is_a_plan_all_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every key is optional; what is printed is the plan and nothing else."""
    file = tmp_path / "dossier.toml"
    file.write_text("", encoding="utf-8")
    code = main(["plan", str(file), "--json", "--today", "2027-02-01", "--home", str(tmp_path)])
    plan = json.loads(capsys.readouterr().out)
    assert (code, plan["version"], plan["today"]) == (0, 1, "2027-02-01")


def test_the_document_holds_every_key_that_is_promised(product: Product) -> None:
    """Scripts read these names; more may be added, none may go."""
    case = CASES["w03-move-on-a-holiday"]
    dossier = toml.validate(Dossier, case["dossier"], "")
    plan = plan_document(product.planning.plan(dossier, case["today"]), product.manifests, phrasebook("fr"))
    missing = [
        (where, key)
        for where, rows, keys in (
            ("plan", [plan], "version today anchors steps questions warnings"),
            ("anchor", plan["anchors"].values(), "date why"),
            ("step", plan["steps"], STEP_KEYS),
            ("question", plan["questions"], "fact text decides"),
            ("warning", plan["warnings"], "code step text amount"),
        )
        for row in rows
        for key in keys.split()
        if key not in row
    ]
    assert missing == []
