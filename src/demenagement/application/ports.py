"""What the use cases need from outside, as Protocols; `bootstrap` chooses who fulfils them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from demenagement.adapter import Carrier, Composer, Http
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.journey import Journey
    from demenagement.domain.move import Zone
    from demenagement.domain.provider import Channel, Manifest
    from demenagement.domain.workdays import Territory


class Holidays(Protocol):
    """The legal public holidays of a territory."""

    def __call__(self, territory: Territory, first: int, last: int) -> frozenset[date]:
        """Those of the years from `first` to `last`, both included."""


class Zones(Protocol):
    """The rent zones of communes."""

    def zone(self, insee: str) -> Zone | None:
        """`tight`, `tourist` or `none`; None when unknown."""

    def changed(self, insee: str) -> date | None:
        """The day on which the commune's class last changed, where known."""


class Dossiers(Protocol):
    """Facts as plain values and as the domain's nouns."""

    def load(self, facts: object) -> Dossier:
        """The dossier that plain values describe."""

    def dump(self, dossier: Dossier) -> dict[str, Any]:
        """The dossier as plain values, without what is unknown."""


class Store(Protocol):
    """Where journeys rest. Every method may raise StorageFailed."""

    def create(self, journey: Journey) -> Journey:
        """Begin it. Raises Conflict when the id is taken."""

    def read(self, ident: str) -> Journey:
        """The journey as it stands. Raises NotFound."""

    def change(self, ident: str, change: Callable[[Journey], Journey], revision: int | None = None) -> Journey:
        """One unit of work. Raises Conflict when it is not at `revision` any more."""

    def summaries(self) -> tuple[dict[str, Any], ...]:
        """One line a journey."""

    def keep(self, ident: str, content: bytes, suffix: str) -> Path:
        """Keep a letter or a proof under its fingerprint."""

    def kept(self, ident: str, digest: str) -> bytes:
        """What was kept under that fingerprint. Raises NotFound."""

    def sending(self, ident: str) -> AbstractContextManager[None]:
        """Held while the journey's submissions go out. Raises StorageFailed when somebody else holds it."""


class Providers(Protocol):
    """The catalogue of counterparts, and what speaks to them."""

    @property
    def manifests(self) -> dict[str, Manifest]:
        """Every manifest by slug."""

    def composer(self, manifest: Manifest, channel: Channel) -> Composer:
        """What writes the draft for that way of listening."""

    def carrier(self, slug: str) -> Carrier:
        """The code that transports. Raises ProviderBroken."""

    def ready(self, slug: str) -> bool:
        """Whether an account is set up for that carrier."""

    def http(self, slug: str) -> Http:
        """The way out, bound to that provider."""
