"""The plan files and the providers' manifests, read, validated and checked as one whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demenagement.domain.provider import Manifest
from demenagement.domain.soundness import in_order, unsound
from demenagement.domain.template import StepTemplate
from demenagement.domain.words import Words
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml
from demenagement.gateways.blanks import filled
from demenagement.gateways.recall import recall

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One plan file: what its steps have in common."""

    slug: str
    title: Words
    steps: tuple[StepTemplate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The whole catalogue as it stands on the disk: the plans, the providers, and what is wrong with either."""

    families: tuple[Family, ...]
    manifests: dict[str, Manifest]
    plan_problems: tuple[Problem, ...] = ()
    provider_problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.plan_problems or self.provider_problems)


def read_shelf(plans: Path, providers: Path) -> Shelf:
    """Read, validate and check every plan file and every manifest."""
    manifests, provider_problems = read_manifests(providers)
    families, files, plan_problems = read_families(plans)
    return Shelf(
        families=families,
        manifests=manifests,
        plan_problems=(*plan_problems, *check(families, files, manifests)),
        provider_problems=tuple(provider_problems),
    )


def recalled_shelf(plans: Path, providers: Path) -> Shelf:
    """What `read_shelf` gives; a sound one is kept until a file changes."""
    made: list[Shelf] = []

    def make() -> Shelf | None:
        made.append(read_shelf(plans, providers))
        return made[0] if made[0].sound else None

    files = (*plans.glob("*.toml"), *providers.glob("*/manifest.toml"))
    return recall("catalogue", Shelf, files, make) or made[0]


def read_families(folder: Path) -> tuple[tuple[Family, ...], dict[str, str], list[Problem]]:
    """Every plan file of a folder, the file of each step, and all that is wrong with them."""
    families: list[Family] = []
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            document = toml.read(path)
        except FilesInvalid as fault:
            problems += fault.problems
            continue
        steps = tuple(_templates(document, path, files, problems))
        try:
            title = toml.validate(Words, document.get("title"), str(path), ("title",))
        except FilesInvalid as fault:
            problems += fault.problems
            continue
        problems += [
            Problem(str(path), key, "unknown-key", (("near", ""),)) for key in document if key not in ("title", "step")
        ]
        families.append(Family(slug=path.stem, title=title, steps=steps))
    return tuple(families), files, problems


def _templates(
    document: dict[str, Any], path: Path, files: dict[str, str], problems: list[Problem]
) -> Iterator[StepTemplate]:
    entries = document.get("step", [])
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        slug = str(entry.get("slug", f"step {number + 1}")) if isinstance(entry, dict) else f"step {number + 1}"
        try:
            template = toml.validate(StepTemplate, {"family": path.stem, **entry}, str(path), (slug,))
        except FilesInvalid as fault:
            problems += fault.problems
            continue
        if template.slug in files:
            problems.append(Problem(str(path), slug, "twice", (("file", files[template.slug]),)))
            continue
        files[template.slug] = str(path)
        yield template


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


def read_manifest(path: Path) -> Manifest:
    """One provider's manifest. Raises FilesInvalid, which names each blank that is still to be filled in."""
    return filled(Manifest, toml.read(path), str(path))


def check(families: tuple[Family, ...], files: dict[str, str], manifests: dict[str, Manifest]) -> list[Problem]:
    """What is wrong with the plans as one whole."""
    return unsound([step for family in families for step in family.steps], files, manifests)


def ordered(families: tuple[Family, ...]) -> tuple[StepTemplate, ...]:
    """Every template, each after those it waits for."""
    return in_order([step for family in families for step in family.steps])
