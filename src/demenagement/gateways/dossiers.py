"""Dossiers as plain values, for the store."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import place
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class DossierDocuments:
    """The Dossiers port."""

    def load(self, facts: object) -> Dossier:
        """The dossier that plain values describe."""
        return toml.load(Dossier, facts, "journey")

    def dump(self, dossier: Dossier) -> dict[str, Any]:
        """The dossier as plain values, without what is unknown."""
        return toml.dump(dossier)


def read_dossier(path: Path) -> Dossier:
    """The facts of a dossier file. Raises FilesInvalid."""
    return toml.validate(Dossier, toml.read(path), str(path))


def merged(facts: Mapping[str, Any], changes: Mapping[str, object]) -> dict[str, Any]:
    """Plain facts with some of them changed, checked as a whole. Raises FilesInvalid naming each fact that can't be.

    Values are as TOML gives them.
    """
    after = copy.deepcopy(dict(facts))
    problems: list[Problem] = []
    for path, value in changes.items():
        try:
            place(after, path, value)
        except KeyError as fault:
            problems.append(Problem("set", path, "no-such-member", (("name", str(fault.args[0])),)))
    if problems:
        raise FilesInvalid(tuple(problems))
    return toml.dump(toml.load(Dossier, after, "set"))
