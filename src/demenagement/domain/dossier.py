"""All that is known of one move. Every fact may be missing: None is unknown, and unknown is not false."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

from demenagement.domain.household import Household
from demenagement.domain.move import Arriving, Leaving, Move
from demenagement.domain.values import AddressLines, EmailAddress, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a provider knows the household by, asked once and remembered."""

    reference: Text | None = None
    holder: Text | None = None
    address: AddressLines | None = None
    email: EmailAddress | None = None
    phone: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The facts, in the tables and under the names of the dossier file."""

    move: Move = field(default_factory=Move)
    leaving: Leaving = field(default_factory=Leaving)
    arriving: Arriving = field(default_factory=Arriving)
    household: Household = field(default_factory=Household)
    accounts: dict[str, Account] = field(default_factory=dict)


OVERSEAS = ("GF", "GP", "MQ", "RE", "YT")
"""Départements of France with a country code of their own: a home there is in France."""

_Noun = TypeVar("_Noun", Move, Leaving, Arriving)
_Home = TypeVar("_Home", Leaving, Arriving)

# Said by the contract of the dossier file, or what nearly every household would answer; each is shown as a default.
_DEFAULTS: dict[str, dict[str, str]] = {
    "move": {"kind": "permanent", "who": "household"},
    "leaving": {"country": "FR", "given_by": "tenant"},
    "arriving": {"country": "FR"},
}


def with_defaults(dossier: Dossier) -> Dossier:
    """The same dossier with the defaults of the dossier file filled in."""
    return replace(
        dossier,
        move=_filled(dossier.move, _DEFAULTS["move"]),
        leaving=_in_france(_filled(dossier.leaving, _DEFAULTS["leaving"])),
        arriving=_in_france(_filled(dossier.arriving, _DEFAULTS["arriving"])),
    )


def _in_france(home: _Home) -> _Home:
    return replace(home, country="FR") if home.country in OVERSEAS else home


def _filled(noun: _Noun, defaults: dict[str, str]) -> _Noun:
    missing = {name: value for name, value in defaults.items() if getattr(noun, name) is None}
    return replace(noun, **missing) if missing else noun  # type: ignore[arg-type] # names and values of _DEFAULTS
