"""Stand-ins for what the use cases need from outside: clocks, providers, a composer, a typesetter, a postman.

The store is in memory_store.py, the carriers are in scripted_carriers.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from demenagement.adapter import Carrier, Facts
from demenagement.domain.communes import Commune, Match, name_key
from demenagement.domain.draft import Draft, Earlier, Field, Letter
from demenagement.domain.provider import Channel, Manifest
from demenagement.errors import DemenagementError, NotFound, Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.adapter import Answer, Composer, Http
    from demenagement.domain.deadline import Reason
    from demenagement.domain.plan import Step
    from demenagement.domain.workdays import Territory

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


class FixedClock:
    """It is always the same moment."""

    def __init__(self, now: datetime = NOON) -> None:
        """`now` may be changed at any time."""
        self.now = now

    def __call__(self) -> datetime:
        """The moment."""
        return self.now


class TickingClock(FixedClock):
    """Each look is a second later than the one before."""

    def __call__(self) -> datetime:
        """The moment, then time goes on."""
        self.now += timedelta(seconds=1)
        return self.now


class NoHttp:
    """A way out that leads nowhere: no scripted carrier needs one."""

    account: Mapping[str, str] = {}

    async def request(self, method: str, path: str, **_given: Any) -> Answer:  # noqa: ANN401 # whatever is asked
        """Nobody is there."""
        raise Unavailable(f"{method} {path}")


_FOR_THE_WRITER = ("today", "keys.out", "household.protected", "corrects", "sender.")


@dataclass
class PlainComposer:
    """Writes every fact it is given into the draft, and remembers what it was given."""

    manifest: Manifest
    channel: Channel
    given: list[Facts] = field(default_factory=list)
    enclosures: tuple[str, ...] = ()

    def draft(self, step: Step, facts: Facts) -> Draft:
        """The facts, one a line; a letter where the channel is one."""
        self.given.append(facts)
        told = {path: str(value) for path, value in facts.items() if not path.startswith(_FOR_THE_WRITER)}
        return Draft(
            step=step.id,
            provider=self.manifest.slug,
            channel=self.channel,
            recipient="" if self.manifest.slug == self.manifest.kind else self.manifest.name.fr,
            subject=step.template.title.fr,
            text="\n".join(told.values()),
            fields=tuple(Field(path, value, path) for path, value in told.items()),
            enclosures=self.enclosures if self.channel is Channel.EMAIL else (),
            letter=self._letter(step, facts, tuple(told.values())) if self.channel is Channel.LETTER else None,
        )

    def _letter(self, step: Step, facts: Facts, paragraphs: tuple[str, ...]) -> Letter:
        day = facts["today"]
        assert isinstance(day, date)
        return Letter(
            sender=("Camille Martin",),
            recipient=(self.manifest.name.fr,),
            place="Dijon",
            day=day,
            subject=step.template.title.fr,
            paragraphs=paragraphs,
            enclosures=self.enclosures,
            signature="Camille Martin",
            registered=self.manifest.registered,
        )


@dataclass
class FakeProviders:
    """The Providers port: manifests, scripted carriers (or the error that loading them gives), accounts set up."""

    manifests: dict[str, Manifest] = field(default_factory=dict)
    carriers: dict[str, Carrier | DemenagementError] = field(default_factory=dict)
    set_up: set[str] = field(default_factory=set)
    wanted: dict[Channel, str] = field(default_factory=dict)
    given: list[Facts] = field(default_factory=list)
    enclosures: tuple[str, ...] = ()

    def composer(self, manifest: Manifest, channel: Channel) -> Composer:
        """One plain composer for all; `given` holds the facts of every draft."""
        return PlainComposer(manifest, channel, self.given, self.enclosures)

    def recall(self, draft: Draft, earlier: Earlier) -> Draft:
        """The draft under the day of the earlier message."""
        return replace(draft, earlier=earlier, subject=f"{draft.subject}, {earlier.day}: {earlier.reference}")

    def carrier(self, slug: str) -> Carrier:
        """The scripted one."""
        if slug not in self.carriers:
            raise NotFound("provider", slug)
        found = self.carriers[slug]
        if isinstance(found, DemenagementError):
            raise found
        return found

    def ready(self, slug: str) -> bool:
        """Whether an account is set up."""
        return slug in self.set_up

    def preferred(self, channel: Channel) -> str | None:
        """Whom the person prefers."""
        return self.wanted.get(channel)

    def http(self, slug: str) -> Http:
        """No way out."""
        del slug
        return NoHttp()


class PlainTypesetter:
    """Sets a letter as its own words."""

    def letter(self, letter: Letter) -> bytes:
        """Not much of a PDF; the same bytes for the same letter."""
        return f"%PDF {letter!r}".encode()


class PlainPostman:
    """Writes an e-mail as three lines, or fails."""

    def __init__(self) -> None:
        """`fault` is raised instead, where there is one."""
        self.fault: DemenagementError | None = None

    def message(self, draft: Draft, sender: str, recipient: str) -> bytes:
        """From, to, subject."""
        if self.fault is not None:
            raise self.fault
        return f"{sender}\n{recipient}\n{draft.subject}".encode()


def no_holidays(territory: Territory, first: int, last: int) -> frozenset[date]:
    """The Holidays port of a country that never rests."""
    del territory, first, last
    return frozenset()


class NoZones:
    """The Zones port of a country without tight markets."""

    def zone(self, insee: str) -> None:
        """Unknown."""
        del insee

    def changed(self, insee: str) -> None:
        """Never."""
        del insee

    def reasons(self, insee: str) -> tuple[Reason, ...]:
        """Nobody brought a list in."""
        del insee
        return ()


class SmallGazetteer:
    """The Gazetteer port of a country of a few communes; `names` adds older names, by the commune's code."""

    def __init__(self, *communes: Commune, names: Mapping[str, str] | None = None) -> None:
        """No commune at all where none is given."""
        self._communes, self._names = communes, dict(names or {})

    def search(self, text: str, limit: int = 10) -> tuple[Match, ...]:
        """Those whose name begins so."""
        found = [Match(each, each.name) for each in self._communes if name_key(each.name).startswith(name_key(text))]
        return tuple(found[:limit])

    def named(self, name: str) -> tuple[Commune, ...]:
        """By their name or an older one."""
        older = {insee for old, insee in self._names.items() if name_key(old) == name_key(name)}
        return tuple(each for each in self._communes if name_key(each.name) == name_key(name) or each.insee in older)

    def at_postcode(self, postcode: str) -> tuple[Commune, ...]:
        """By one of their postcodes."""
        return tuple(each for each in self._communes if postcode in each.postcodes)

    def commune(self, insee: str) -> Commune | None:
        """By their code."""
        return next((each for each in self._communes if each.insee == insee), None)

    def department(self, code: str) -> str | None:
        """There are none."""
        del code
        return None
