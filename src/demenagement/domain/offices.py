"""The local offices of public bodies: where to write, where to go, when they are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICES: Mapping[str, str] = MappingProxyType(
    {
        "mairie": "mairie",
        "caf": "caf",
        "cpam": "cpam",
        "msa": "msa",
        "carsat": "carsat",
        "sip": "sip",
        "france-travail": "france_travail",
        "prefecture": "prefecture",
        "sous-prefecture": "sous_pref",
        "france-services": "msap",
        "mission-locale": "mission_locale",
    }
)
"""The kinds of office one may ask for, and what the public directory calls each (`type_service_local`)."""

OFFICE_OF: Mapping[str, str] = MappingProxyType(
    {
        "town-hall": "mairie",
        "caf": "caf",
        "ameli": "cpam",
        "cpam": "cpam",
        "msa": "msa",
        "carsat": "carsat",
        "impots": "sip",
        "france-travail": "france-travail",
        "prefecture": "prefecture",
    }
)
"""The kind of office that stands for a provider of the catalogue."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours on the days from `first` to `last` (0 is Monday): pairs of "09:00" and "12:00", and a remark."""

    first: int
    last: int
    spans: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def told(self) -> tuple[str, dict[str, object]]:
        """The sentence of the wording that says it, and its details."""
        hours = ", ".join(f"{start}-{end}" for start, end in self.spans)
        days = "day" if self.first == self.last else "days"
        key = f"hours-{days}" if hours else f"hours-{days}-unsaid"
        return key, {
            "first": self.first,
            "last": self.last,
            "hours": hours,
            "note": f" ({self.note})" if self.note else "",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOffice:
    """One office. `visit` is where it receives, `postal` where its letters go; both without its name.

    `competent` says that the directory names it for the commune that was asked; False where it only stands there.
    """

    ident: str
    kind: str
    name: str
    competent: bool
    visit: tuple[str, ...] = ()
    postal: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    website: str = ""
    page: str = ""
    hours: tuple[Opening, ...] = ()
    changed_on: date | None = None

    @property
    def letter(self) -> tuple[str, ...]:
        """Where to write: the address kept for letters, else the only one there is."""
        return self.postal or self.visit


def only_address(offices: tuple[PublicOffice, ...]) -> tuple[str, ...]:
    """Where to write, name first, when there is one office and it is the right one; empty where that is not sure."""
    if len(offices) != 1 or not offices[0].competent or not offices[0].letter:
        return ()
    return (offices[0].name, *offices[0].letter)
