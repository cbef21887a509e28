"""Facts that others tell for sure: nobody is asked for them, and they are never stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.move import Arriving, Leaving, Move

    _Noun = TypeVar("_Noun", Move, Leaving, Arriving)


def derived(dossier: Dossier) -> Dossier:
    """The dossier with what its own facts tell: whoever sold was an owner, whoever has a lease rents."""
    leaving, arriving = dossier.leaving, dossier.arriving
    return replace(
        dossier,
        # A move that somebody's employer decided is the ground of the notice (loi 89-462, art. 15).
        move=_told(dossier.move, reason="job-transfer" if leaving.notice_ground == "transfer" else None),
        leaving=_told(
            leaving,
            tenure="owner" if leaving.sold else _renting(leaving.lease),
            then="sells" if leaving.sold else None,
            boiler=True if leaving.heating == "individual-gas" else None,
        ),
        arriving=_told(arriving, tenure="owner" if arriving.bought else _renting(arriving.lease)),
    )


def _renting(lease: str | None) -> str | None:
    if lease is None:
        return None
    return "residence" if lease == "residence" else "tenant"


def _told(noun: _Noun, **facts: object) -> _Noun:
    """What somebody said stands, whatever the rest tells."""
    found = {name: fact for name, fact in facts.items() if fact is not None and getattr(noun, name) is None}
    return replace(noun, **found) if found else noun  # type: ignore[arg-type] # names and values of `derived`
