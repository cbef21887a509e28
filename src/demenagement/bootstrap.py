"""The composition root: the only module that names concrete classes. Everything is made when first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from demenagement import locations
from demenagement.errors import FilesInvalid

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.application.planning import Planning
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.provider import Manifest
    from demenagement.errors import Problem
    from demenagement.gateways.catalogue import Family


class Product:
    """One running program: what it was told at start, and the parts it is made of."""

    def __init__(self, home: str | None = None) -> None:
        """`home` is where journeys are kept; see `locations.home`."""
        self.home: Path = locations.home(home)

    @cached_property
    def _plan_files(self) -> tuple[tuple[Family, ...], dict[str, str], list[Problem]]:
        from demenagement.gateways.catalogue import read_families  # noqa: PLC0415 # read when first planned

        return read_families(locations.bundled("plans"))

    @cached_property
    def _manifest_files(self) -> tuple[dict[str, Manifest], list[Problem]]:
        from demenagement.gateways.catalogue import read_manifests  # noqa: PLC0415 # read when first planned

        return read_manifests(locations.bundled("providers"))

    @property
    def families(self) -> tuple[Family, ...]:
        """The plan files, as they are."""
        return self._plan_files[0]

    @property
    def manifests(self) -> dict[str, Manifest]:
        """The providers by slug."""
        return self._manifest_files[0]

    def plan_problems(self) -> list[Problem]:
        """Everything wrong with the plan files."""
        from demenagement.gateways.catalogue import check  # noqa: PLC0415 # as above

        families, files, problems = self._plan_files
        return problems + check(families, files, self.manifests)

    def provider_problems(self) -> list[Problem]:
        """Everything wrong with the providers' manifests."""
        return self._manifest_files[1]

    @cached_property
    def planning(self) -> Planning:
        """The planner over the shipped catalogue. Raises FilesInvalid when the plan files are not sound."""
        from demenagement.application.planning import Planning  # noqa: PLC0415 # pydantic and dateutil come with it
        from demenagement.domain.planner import Catalogue  # noqa: PLC0415
        from demenagement.gateways.catalogue import ordered  # noqa: PLC0415
        from demenagement.gateways.holidays import legal_holidays  # noqa: PLC0415
        from demenagement.gateways.zones import BuiltInZones  # noqa: PLC0415

        if problems := self.plan_problems():
            raise FilesInvalid(tuple(problems))
        channels = {slug: tuple(map(str, manifest.channels)) for slug, manifest in self.manifests.items()}
        return Planning(Catalogue(ordered(self.families), channels), legal_holidays, BuiltInZones())

    def read_dossier(self, path: Path) -> Dossier:
        """The facts of a dossier file. Raises FilesInvalid."""
        from demenagement.domain.dossier import Dossier  # noqa: PLC0415
        from demenagement.gateways import toml  # noqa: PLC0415

        return toml.validate(Dossier, toml.read(path), str(path))
