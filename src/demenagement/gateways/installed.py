"""Providers that other people's installed packages bring, found by their entry point; a broken one is a problem told.

A package names, in the group `demenagement.providers`, a package of its own whose folders are providers, as in the
tree: a manifest, cases, and an adapter where one is wanted. Its manifests are read before any of its providers' code.
"""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from demenagement.domain.provider import Manifest
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways.catalogue import read_manifest
from demenagement.gateways.registry import reason

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

GROUP = "demenagement.providers"


@dataclass(frozen=True, slots=True)
class Installed:
    """The providers of installed packages, by slug, the package and the folder of each, and what is wrong with any."""

    manifests: dict[str, Manifest] = field(default_factory=dict)
    packages: dict[str, str] = field(default_factory=dict)
    folders: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def installed(taken: Container[str]) -> Installed:
    """Every provider of every installed package; a slug in `taken`, or that another package has, is refused."""
    found = Installed()
    for name, package in _named() if _any() else ():
        try:
            folder = _folder(package)
        except (Exception, SystemExit) as fault:  # noqa: BLE001 # whatever somebody's package does, the rest is fine
            found.problems.append(Problem(name, "", "package-broken", (("why", reason(fault)),)))
            continue
        paths = sorted(folder.glob("*/manifest.toml"))
        if not paths:
            found.problems.append(Problem(name, "", "package-empty", (("name", package),)))
        for path in paths:
            _take(found, path, package, taken)
    return found


def _take(found: Installed, path: Path, package: str, taken: Container[str]) -> None:
    try:
        manifest = read_manifest(path)
    except FilesInvalid as fault:
        found.problems.extend(fault.problems)
        return
    if manifest.slug in taken or manifest.slug in found.manifests:
        by = found.packages.get(manifest.slug, "demenagement")
        found.problems.append(Problem(str(path), "slug", "slug-taken", (("name", manifest.slug), ("by", by))))
    elif manifest.folder != path.parent.name:
        found.problems.append(Problem(str(path), "slug", "folder-differs", (("folder", manifest.folder),)))
    else:
        found.manifests[manifest.slug] = manifest
        found.packages[manifest.slug], found.folders[manifest.slug] = package, path.parent


def _folder(package: str) -> Path:
    """Where a package stands. Importing what is above it may raise anything."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"No package named {package!r}")
    return Path(next(iter(spec.submodule_search_locations)))


def _named() -> Iterator[tuple[str, str]]:
    """The name and the package of every entry point of ours, by name."""
    from importlib.metadata import entry_points  # noqa: PLC0415 # only where there is one

    yield from sorted({(each.name, each.value) for each in entry_points(group=GROUP)})


def _any() -> bool:
    """Whether some installed package names our group: a tenth of the time that reading all their metadata takes."""
    for folder in dict.fromkeys(sys.path):
        for pattern in ("*.dist-info", "*.egg-info"):
            for path in Path(folder or ".").glob(f"{pattern}/entry_points.txt"):
                try:
                    if f"[{GROUP}]".encode() in path.read_bytes():
                        return True
                except OSError:
                    continue
    return False
