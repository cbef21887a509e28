"""Dossiers as plain values, for the store."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import MEMBERS
from demenagement.domain.plain import place
from demenagement.domain.postal import from_lines
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MEMBER = 2
"""Where a member's own key stands in a path."""

_UNFIT = {
    "no-postcode": "address-no-postcode",
    "too-long": "address-too-long",
    "too-many-lines": "address-too-many-lines",
}
"""What can be wrong with an address that was copied from a bill: the sentence by the reason."""


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


def _as_typed(path: str, value: object) -> object:
    """A postcode or a meter's number looks like a number and is a text."""
    parts = [part for place, part in enumerate(path.split(".")) if not (place == _MEMBER and _is_member(path))]
    is_text = type(value) is int and toml.takes_text(Dossier, parts)
    return str(value) if is_text else value


def _is_member(path: str) -> bool:
    """Whether a path names one member of a list: `household.vehicles.ab-123-cd.plate`."""
    root, _, rest = path.partition(".")
    return root == "household" and rest.partition(".")[0] in MEMBERS.values()


def merged(facts: Mapping[str, Any], changes: Mapping[str, object]) -> dict[str, Any]:
    """Plain facts with some of them changed, checked as a whole. Raises FilesInvalid naming each fact that can't be.

    Values are as TOML gives them.
    """
    after = copy.deepcopy(dict(facts))
    problems: list[Problem] = []
    for path, value in changes.items():
        try:
            place(after, path, _as_typed(path, value))
        except KeyError as fault:
            problems.append(Problem("set", path, "no-such-member", (("name", str(fault.args[0])),)))
    if problems:
        raise FilesInvalid(tuple(problems))
    dossier = toml.load(Dossier, after, "set")
    if problems := [problem for path in changes for problem in _unfit(dossier, path)]:
        raise FilesInvalid(tuple(problems))
    return toml.dump(dossier)


def _unfit(dossier: Dossier, path: str) -> list[Problem]:
    """What keeps an address that was copied from a bill off an envelope.

    It need not say whom it is for: the provider's name is known.
    """
    root, _, rest = path.partition(".")
    name, _, key = rest.partition(".")
    account = dossier.accounts.get(name) if root == "accounts" and key in ("", "address") else None
    if account is None or account.address is None:
        return []
    return [
        Problem("set", f"accounts.{name}.address", _UNFIT[unfit.reason], (("line", str(unfit.line)),))
        for unfit in from_lines(account.address).problems
        if unfit.reason in _UNFIT
    ]
