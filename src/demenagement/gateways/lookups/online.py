"""The LookUps port: every service, each asked through its own way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.gateways.lookups.addresses import Addresses
from demenagement.gateways.lookups.communes import Communes
from demenagement.gateways.lookups.directory import Directory
from demenagement.gateways.lookups.distributors import Distributors
from demenagement.gateways.lookups.letters import Letters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from demenagement.adapter import Http
    from demenagement.domain.communes import Commune
    from demenagement.domain.distributors import Distributor
    from demenagement.domain.lookups import Service
    from demenagement.domain.offices import PublicOffice
    from demenagement.domain.places import PlaceFound
    from demenagement.domain.tracking import TrackedLetter


class OnlineLookUps:
    """Whether a service may be asked is decided before."""

    def __init__(self, http: Callable[[Service], Http]) -> None:
        """`http` gives the way out to a service."""
        self._http = http

    async def addresses(self, text: str) -> tuple[PlaceFound, ...]:
        """Those that resemble the text; where none does, those that begin so."""
        service = Addresses(self._http("addresses"))
        return await service.search(text) or await service.complete(text)

    async def communes(self, text: str) -> tuple[Commune, ...]:
        """Those of that name, postcode or code."""
        return await Communes(self._http("communes")).search(text)

    async def offices(self, kind: str, insee: str) -> tuple[PublicOffice, ...]:
        """Every office of that kind for a commune."""
        return await Directory(self._http("directory")).offices(kind, insee)

    async def distributors(self, insee: str) -> tuple[Distributor, ...]:
        """Who runs the networks there."""
        return await Distributors(self._http("distributors")).of_commune(insee)

    async def letters(self, numbers: Sequence[str]) -> tuple[TrackedLetter, ...]:
        """Where those letters are."""
        return await Letters(self._http("letters")).track(numbers)
