"""The plans, the providers' manifests and the names people know, read, validated and checked as one whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from demenagement.domain.company import Company, by_spelling, misnamed
from demenagement.domain.provider import Manifest
from demenagement.domain.soundness import in_order, unsound
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml
from demenagement.gateways.blanks import filled
from demenagement.gateways.plan_files import Family, read_families
from demenagement.gateways.recall import recall

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.domain.template import StepTemplate

NAMES = "names.toml"
"""The file, beside the providers' folders, of the companies that people know by name; a catalogue may have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The whole catalogue as it stands on the disk: the plans, the providers, and what is wrong with either.

    `companies` are the names people know, by each of their spellings.
    """

    families: tuple[Family, ...]
    manifests: dict[str, Manifest]
    companies: dict[str, Company] = field(default_factory=dict)
    plan_problems: tuple[Problem, ...] = ()
    provider_problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.plan_problems or self.provider_problems)


def read_shelf(plans: Path, providers: Path) -> Shelf:
    """Read, validate and check every plan file, every manifest and every name."""
    manifests, provider_problems = read_manifests(providers)
    companies, misread = read_names(providers / NAMES, manifests)
    families, files, plan_problems = read_families(plans)
    told = {(problem.file, problem.key) for problem in plan_problems}
    plan_problems += [each for each in check(families, files, manifests) if (each.file, each.key) not in told]
    return Shelf(
        families=families,
        manifests=manifests,
        companies=by_spelling(companies),
        plan_problems=tuple(plan_problems),
        provider_problems=(*provider_problems, *misread),
    )


def recalled_shelf(plans: Path, providers: Path) -> Shelf:
    """What `read_shelf` gives; a sound one is kept until a file changes."""
    made: list[Shelf] = []

    def make() -> Shelf | None:
        made.append(read_shelf(plans, providers))
        return made[0] if made[0].sound else None

    files = (*plans.glob("*.toml"), *providers.glob("*/manifest.toml"), *providers.glob(NAMES))
    return recall("catalogue", Shelf, files, make) or made[0]


def read_manifests(folder: Path) -> tuple[dict[str, Manifest], list[Problem]]:
    """Every provider's manifest by slug, and all that is wrong with them."""
    manifests: dict[str, Manifest] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/manifest.toml")):
        try:
            manifest = read_manifest(path)
        except FilesInvalid as fault:
            problems += fault.problems
            continue
        if manifest.folder != path.parent.name:
            problems.append(Problem(str(path), "slug", "folder-differs", (("folder", manifest.folder),)))
        manifests[manifest.slug] = manifest
    return manifests, problems


def read_names(path: Path, manifests: dict[str, Manifest]) -> tuple[tuple[Company, ...], list[Problem]]:
    """The companies that people know by name, and all that is wrong with them."""
    if not path.exists():
        return (), []
    try:
        document = toml.read(path)
    except FilesInvalid as fault:
        return (), list(fault.problems)
    companies: list[Company] = []
    problems = [Problem(str(path), key, "unknown-key", (("near", "name"),)) for key in document if key != "name"]
    entries = document.get("name", [])
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
        if not isinstance(entry, dict):
            problems.append(Problem(str(path), f"name {number}", "wrong-type", (("expected", "table"),)))
            continue
        try:
            companies.append(toml.validate(Company, entry, str(path), (str(entry.get("name", f"name {number}")),)))
        except FilesInvalid as fault:
            problems += fault.problems
    problems += [Problem(str(path), key, code, details) for key, code, details in misnamed(companies, manifests)]
    return tuple(companies), problems


def read_manifest(path: Path) -> Manifest:
    """One provider's manifest. Raises FilesInvalid, which names each blank that is still to be filled in."""
    return filled(Manifest, toml.read(path), str(path))


def check(families: tuple[Family, ...], files: dict[str, str], manifests: dict[str, Manifest]) -> list[Problem]:
    """What is wrong with the plans as one whole."""
    return unsound([step for family in families for step in family.steps], files, manifests)


def ordered(families: tuple[Family, ...]) -> tuple[StepTemplate, ...]:
    """Every template, each after those it waits for."""
    return in_order([step for family in families for step in family.steps])
