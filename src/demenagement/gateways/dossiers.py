"""Dossiers as plain values, for the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.domain.dossier import Dossier
from demenagement.gateways import toml

if TYPE_CHECKING:
    from pathlib import Path


class DossierDocuments:
    """The Dossiers port."""

    def load(self, facts: object) -> Dossier:
        """The dossier that plain values describe."""
        return toml.load(Dossier, facts)

    def dump(self, dossier: Dossier) -> dict[str, Any]:
        """The dossier as plain values, without what is unknown."""
        return toml.dump(dossier)


def read_dossier(path: Path) -> Dossier:
    """The facts of a dossier file. Raises FilesInvalid."""
    return toml.validate(Dossier, toml.read(path), str(path))
