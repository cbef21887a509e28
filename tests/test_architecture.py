"""The shape of the code, held: rings, doors, names, sizes, and what start-up may load."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sizes import ROOT, modules, unreasoned

if TYPE_CHECKING:
    from collections.abc import Iterator

SRC = ROOT / "src"
DOORS = {
    "dateutil": {"domain.workdays"},
    "filelock": {"gateways.store"},
    "httpx": {"gateways.http"},
    "icalendar": {"gateways.ics"},
    "jours_feries_france": {"gateways.holidays"},
    "keyring": {"gateways.keychain"},
    "pydantic": {"gateways.schema"},
    "pydantic_core": {"gateways.schema", "gateways.toml"},
    "pytest": {"kit"},
    "stamina": {"gateways.http"},
    "babel": {"wording.countries"},
    "textual": {"tui"},
    "tinydb": {"gateways.store"},
    "tomllib": {"gateways.toml", "gateways.zones", "wording"},
    "typst": {"gateways.letters"},
}
"""Every library that is not the standard one (and tomllib, for files have one door too), and the ring it enters by."""
OPEN_TO_PROVIDERS = ("demenagement.adapter", "demenagement.domain", "demenagement.errors")
UNNAMEABLE = {"manager", "handler", "util", "helper", "data", "info", "process", "item", "object"}
TOO_HEAVY_TO_START = (
    "textual",
    "httpx",
    "pydantic",
    "icalendar",
    "typst",
    "jours_feries_france",
    "stamina",
    "babel",
    "tinydb",
    "keyring",
)

# A path that only one machine has, or where packages come from: the tree is for every machine.
_ELSEWHERE = re.compile(
    r"(?<![\w.~-])/(?:home|root|work|opt|Users)/|--(?:extra-)?index-url|--find-links|--trusted-host"
    r"|\bpypi\.org|pythonhosted|registry\.npmjs"
)
_DIRECTIVE = re.compile(r"type: ignore(?:\[[\w, -]*\])?|noqa(?:: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*)?")


def name_of(module: Path) -> str:
    """The dotted name of a file of ours: `demenagement.domain.plan`, `providers.maileva.adapter`."""
    parts = list(module.relative_to(SRC if module.is_relative_to(SRC) else ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(module: Path) -> Iterator[str]:
    """What a file imports, wherever in it, as absolute dotted names."""
    package = [*name_of(module).split("."), *(["__init__"] if module.stem == "__init__" else [])]
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: -node.level] if node.level else []
            source = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def within(name: str, *parents: str) -> bool:
    """Whether a dotted name is one of the parents, or below one."""
    return any(name == parent or name.startswith(f"{parent}.") for parent in parents)


def classes(module: Path) -> list[str]:
    """The names of the classes of a file."""
    tree = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
    return [node.name for node in tree if isinstance(node, ast.ClassDef)]


def words(name: str) -> set[str]:
    """The words of a snake_case or CamelCase name, lower case, in the singular."""
    found = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    return {word.lower() for word in found} | {word.lower().removesuffix("s") for word in found}


def loaded_by(program: str) -> list[str]:
    """Which of the heavy libraries a program has loaded when it ends."""
    told = f"print(*[each for each in {TOO_HEAVY_TO_START} if each in sys.modules], file=sys.stderr)"
    text = f"import sys\ntry:\n    {program}\nexcept SystemExit:\n    pass\n{told}"
    run = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return run.stderr.split()


@pytest.mark.parametrize("library", DOORS)
def test_a_library_enters_by_one_door(library: str) -> None:
    """It is imported behind its door and nowhere else; a door that nobody uses is closed."""
    found = set()
    for module in modules("src"):
        if any(within(name, library) for name in imports(module)):
            name = name_of(module).removeprefix("demenagement.")
            found.add(next((door for door in DOORS[library] if within(name, door)), name))
    assert found == DOORS[library]


def test_every_library_has_a_door() -> None:
    """What is neither ours nor Python's own is listed above."""
    known = {"demenagement", *DOORS, *sys.stdlib_module_names}
    imported = {name.partition(".")[0] for module in modules("src") for name in imports(module)}
    assert imported - known == set()


def test_the_rings_hold() -> None:
    """Arrows point inwards, as pyproject.toml draws them."""
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([command, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_a_provider_sees_the_contract_and_nothing_else() -> None:
    """Its code imports Python, the contract of adapters, the nouns and the errors, and its own folder."""
    seen = [
        f"{name_of(module)} imports {name}"
        for module in modules("providers")
        for name in imports(module)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not within(name, *OPEN_TO_PROVIDERS, ".".join(name_of(module).split(".")[:2]))
    ]
    assert seen == []


def test_names_say_what_a_thing_is() -> None:
    """No module and no class is called after nothing in particular."""
    names = [name for module in modules("src", "providers") for name in (module.stem, *classes(module))]
    assert [name for name in names if words(name) & UNNAMEABLE] == []


def test_a_long_module_says_why() -> None:
    """Over 200 lines there is a written reason."""
    assert unreasoned() == []


def test_a_silenced_check_says_why() -> None:
    """A reason follows every `type: ignore` and every `noqa`, on the same line."""
    silent = []
    for module in modules("src", "providers", "tests"):
        with module.open("rb") as file:
            comments = [each for each in tokenize.tokenize(file.readline) if each.type == tokenize.COMMENT]
        for comment in comments:
            reason = _DIRECTIVE.sub("", comment.string)
            if reason != comment.string and not re.search(r"[a-z]{2}", reason):
                silent.append(f"{module.relative_to(ROOT)}:{comment.start[0]}")
    assert silent == []


def test_only_the_command_line_prints() -> None:
    """Everything else gives its words to whoever asked."""
    printing = [
        f"{name_of(module)}:{node.lineno}"
        for module in modules("src", "providers")
        if not within(name_of(module), "demenagement.cli")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_the_tree_is_for_every_machine() -> None:
    """No file names a path of one machine, or says where packages are to come from."""
    folders = ("src", "providers", "plans", "tests", ".ci")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*")]
    files += [*ROOT.glob("*.md"), *ROOT.glob("*.toml"), *ROOT.glob("*.txt"), ROOT / "Makefile"]
    found = [
        f"{file.relative_to(ROOT)}: {match.group()}"
        for file in files
        if file.is_file() and "__pycache__" not in file.parts and file != Path(__file__)
        for match in _ELSEWHERE.finditer(file.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "program", ["import demenagement.cli", "import demenagement.cli; demenagement.cli.main(['--help'])"]
)
def test_starting_loads_nothing_heavy(program: str) -> None:
    """What a command does not need is not paid for: no app, no network, no validation, no calendar."""
    assert loaded_by(program) == []
