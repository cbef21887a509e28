"""What is shipped: the wheel holds everything the product reads, and runs where there is no tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sizes import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., subprocess.CompletedProcess[str]]

PINS = ROOT / "requirements-dev.txt"
A_DOSSIER = """
[move]
day = 2027-05-08
by = "company"
[leaving]
insee = "44109"
postcode = "44000"
tenure = "tenant"
lease = "furnished"
[arriving]
insee = "44109"
postcode = "44200"
tenure = "tenant"
keys = 2027-05-08
[household]
children = [{ name = "Lou", born = 2018-09-14, school = "primary" }]
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tree with what is installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def held(wheel: Path) -> set[str]:
    """The names of the wheel's files."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Runs the program of a wheel installed alone, away from the tree, for a person with an empty home."""
    place = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", place / "venv"], check=True, capture_output=True)
    python = str(place / "venv/bin/python")
    install = [python, "-m", "pip", "install", "--quiet", "--constraint", str(PINS), str(wheel)]
    subprocess.run(install, check=True, capture_output=True, text=True)
    (place / "home").mkdir()
    (place / "dossier.toml").write_text(A_DOSSIER, encoding="utf-8")
    own = {"HOME": str(place / "home"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [str(place / "venv/bin/demenagement"), *words]
        return subprocess.run(command, cwd=place, env=own, check=False, capture_output=True, text=True)

    return run


def shipped() -> list[str]:
    """Every file that the product may read, under the name it has in the wheel."""
    places = [(ROOT / "src" / "demenagement", ""), (ROOT / "providers", "providers/"), (ROOT / "plans", "plans/")]
    return sorted(
        f"demenagement/{below}{file.relative_to(folder).as_posix()}"
        for folder, below in places
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    )


def test_the_wheel_holds_everything_the_product_reads(held: set[str]) -> None:
    """Every plan, manifest, word, letter form, style and module of the tree is inside."""
    assert [name for name in shipped() if name not in held] == []


def test_the_wheel_holds_nothing_else(held: set[str]) -> None:
    """No test, no bytecode, nothing of the tree's own tools: only the product and what names it."""
    others = held - set(shipped())
    assert [name for name in sorted(others) if ".dist-info/" not in name] == []


def test_every_requirement_is_pinned() -> None:
    """What the project asks for, directly, has one exact version written down, and that version is one it accepts."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [Requirement(text) for text in project["project"]["dependencies"] + project["dependency-groups"]["dev"]]
    lines = [line for line in PINS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    pins = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}
    assert [str(each) for each in wanted if pins.get(canonicalize_name(each.name), "0") not in each.specifier] == []


@pytest.mark.slow
def test_the_wheel_plans_a_move_where_there_is_no_tree(installed: Command) -> None:
    """Installed alone, it makes a dated plan from a dossier file."""
    run = installed("plan", "dossier.toml", "--json", "--today", "2027-02-01")
    assert run.returncode == 0, run.stderr
    days = {step["id"]: step["due"] for step in json.loads(run.stdout)["steps"]}
    assert days["school-primary/lou"] == "2027-05-16"


@pytest.mark.slow
@pytest.mark.parametrize("catalogue", ["plans", "providers"])
def test_the_wheel_finds_its_catalogue_sound(installed: Command, catalogue: str) -> None:
    """Installed alone, it reads every plan and every manifest and finds nothing wrong."""
    run = installed(catalogue, "check")
    assert run.returncode == 0, run.stderr


@pytest.mark.slow
def test_the_wheel_knows_the_providers_of_the_tree(installed: Command) -> None:
    """Installed alone, it lists every provider that has a folder."""
    listed = json.loads(installed("providers", "list", "--json").stdout)
    folders = {manifest.parent.name for manifest in (ROOT / "providers").glob("*/manifest.toml")}
    assert {provider["slug"].replace("-", "_") for provider in listed} == folders


@pytest.mark.slow
def test_the_wheel_plays_the_whole_demonstration(installed: Command, tmp_path: Path) -> None:
    """Installed alone, it plans, sends, recovers the answer that was lost, and leaves a calendar and the proofs."""
    folder = tmp_path / "demo"
    run = installed("demo", "--json", "--folder", str(folder))
    assert run.returncode == 0, run.stderr
    played = json.loads(run.stdout)
    assert len(played["recovered"]) == 1
    assert sorted(file.name for file in (folder / "proofs").iterdir()) == sorted(
        path.rpartition("/")[2] for path in played["proofs"]
    )
    assert (folder / "demenagement.ics").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")
