"""What the use cases need from outside, as Protocols; `bootstrap` chooses who fulfils them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from demenagement.adapter import Carrier, Composer, Http
    from demenagement.domain.communes import Commune, Match
    from demenagement.domain.deadline import Reason
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.draft import Draft, Earlier
    from demenagement.domain.journey import Journey
    from demenagement.domain.move import Zone
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Channel, Manifest
    from demenagement.domain.verb import Script, Verb
    from demenagement.domain.waits import Waits
    from demenagement.domain.workdays import Territory
    from demenagement.domain.zoning import ZoneList


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

    def reasons(self, insee: str) -> tuple[Reason, ...]:
        """Where its zone was read, when that was in a list the person brought in."""


class ZoneLists(Protocol):
    """Where the list of rent zones rests that the person brought in."""

    def read(self) -> ZoneList | None:
        """That list; None where there is none. Raises FilesInvalid, StorageFailed."""

    def keep(self, found: ZoneList) -> None:
        """Put this list in place of the one before. Raises StorageFailed."""


class Gazetteer(Protocol):
    """The communes of France."""

    def search(self, text: str, limit: int = ...) -> tuple[Match, ...]:
        """Communes by the beginning of a name or of a postcode: exact ones first, then the most peopled."""

    def named(self, name: str) -> tuple[Commune, ...]:
        """The communes that are called so, or have swallowed one that was, however it is written."""

    def at_postcode(self, postcode: str) -> tuple[Commune, ...]:
        """The communes that are served under that postcode."""

    def commune(self, insee: str) -> Commune | None:
        """The commune of today that a code belongs to: its own, that of an arrondissement or of a merged commune."""

    def department(self, code: str) -> str | None:
        """The name of a département."""


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

    def changing(self, ident: str, change: Callable[[Journey], Journey], revision: int | None = None) -> Waits[Journey]:
        """The same, for whoever does other things while it waits for the disk."""

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

    def recall(self, draft: Draft, earlier: Earlier) -> Draft:
        """The draft as the chase of an earlier message: that one named by its day, its way and its reference."""

    def carrier(self, slug: str) -> Carrier:
        """The code that transports. Raises ProviderBroken."""

    def ready(self, slug: str) -> bool:
        """Whether an account is set up for that carrier."""

    def preferred(self, channel: Channel) -> str | None:
        """The carrier that the person wants for that channel, where several are ready."""

    def http(self, slug: str) -> Http:
        """The way out, bound to that provider."""


class Scripts(Protocol):
    """What answers a verb: the words of each family of providers, and what writes the draft."""

    def composer(self, manifest: Manifest, channel: Channel, verb: Verb, letter: str | None) -> Composer:
        """What writes the draft that way; `letter` is what the verb is written as, None where it is talked over."""

    def script(self, manifest: Manifest, step: Step, verb: Verb, count: int = 1) -> Script:
        """What to say and to know."""


class Successes(Protocol):
    """The day on which each address last answered."""

    def read(self) -> dict[str, date]:
        """By the name of the address."""

    def keep(self, days: Mapping[str, date]) -> None:
        """Write them all. Raises StorageFailed."""
