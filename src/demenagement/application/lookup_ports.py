"""What the use cases of look-ups need of the outside, as Protocols; each gateway plays one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demenagement.domain.communes import Commune
    from demenagement.domain.distributors import Distributor
    from demenagement.domain.lookups import Service
    from demenagement.domain.offices import PublicOffice
    from demenagement.domain.places import PlaceFound
    from demenagement.domain.tracking import TrackedLetter


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What a public service answered, and on which day."""

    day: date
    found: tuple[Any, ...]


class KeptAnswers(Protocol):
    """What public services answered, kept for the person and theirs to remove."""

    def recall(self, service: Service, question: Sequence[str]) -> KeptAnswer | None:
        """What was answered last; None where nothing was, or it can't be read any more."""

    def keep(self, service: Service, question: Sequence[str], answer: KeptAnswer) -> None:
        """Put it in place of what was answered before. Raises StorageFailed."""

    def forget(self) -> int:
        """Remove every answer, and say how many there were. Raises StorageFailed."""


class LookUps(Protocol):
    """The public services. Raises LookUpUnreachable, LookUpUnreadable, LookUpRefused, LookUpKeyNeeded."""

    async def addresses(self, text: str) -> tuple[PlaceFound, ...]:
        """Those that resemble the text."""

    async def communes(self, text: str) -> tuple[Commune, ...]:
        """Those of that name, postcode or code."""

    async def offices(self, kind: str, insee: str) -> tuple[PublicOffice, ...]:
        """Every office of that kind for a commune, none preferred."""

    async def distributors(self, insee: str) -> tuple[Distributor, ...]:
        """Who runs the networks there."""

    async def letters(self, numbers: Sequence[str]) -> tuple[TrackedLetter, ...]:
        """Where those letters are."""
