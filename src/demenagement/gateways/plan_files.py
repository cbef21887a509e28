"""The plan files, each a family of steps, read and validated one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demenagement.domain.template import StepTemplate
from demenagement.domain.words import Words
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NUMBERED = re.compile(r"^([\w -]+\.(?:examples|arrives)\.)(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One plan file: what its steps have in common."""

    slug: str
    title: Words
    steps: tuple[StepTemplate, ...]


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
        template = _template(entry, path, slug, problems)
        if template is None:
            continue
        if template.slug in files:
            problems.append(Problem(str(path), slug, "twice", (("file", files[template.slug]),)))
            continue
        files[template.slug] = str(path)
        yield template


def _template(entry: object, path: Path, slug: str, problems: list[Problem]) -> StepTemplate | None:
    """One step; without the keys that can't be read, so that whatever else is wrong with it is found now as well."""
    told = {"family": path.stem, **entry} if isinstance(entry, dict) else entry
    try:
        return toml.validate(StepTemplate, told, str(path), (slug,))
    except FilesInvalid as fault:
        problems += [_counted_from_one(problem) for problem in fault.problems]
        unread = {problem.key.removeprefix(f"{slug}.").partition(".")[0] for problem in fault.problems}
    if not isinstance(told, dict):
        return None
    try:
        return toml.validate(StepTemplate, {key: told[key] for key in told if key not in unread}, str(path), (slug,))
    except FilesInvalid:
        return None


def _counted_from_one(problem: Problem) -> Problem:
    """The first example of a step, or the first thing that it brings, is number 1 to whoever writes it."""
    key = _NUMBERED.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", problem.key, count=1)
    return problem._replace(key=key)
