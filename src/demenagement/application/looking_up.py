"""Asking public services about a place, an office or a letter: only those the person allowed, and never as a condition.

Without them communes come from the list that ships, an address is what was typed, and the rest is asked of the person.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from demenagement.application.lookup_ports import KeptAnswer, KeptAnswers, LookUps
from demenagement.application.offices import office_of
from demenagement.application.placing import commune_of
from demenagement.application.ports import Gazetteer
from demenagement.domain.lookups import Service
from demenagement.domain.places import typed_place
from demenagement.errors import NotAllowed, NotFound, ProviderError, StorageFailed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Sequence

    from demenagement.domain.communes import Commune
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.offices import PublicOffice
    from demenagement.domain.plan import Step

Origin = Literal["asked", "kept", "shipped", "typed"]

_FRESH: dict[Service, int] = {"addresses": 30, "communes": 180, "directory": 7, "distributors": 180, "letters": 0}
"""Days for which an answer need not be asked again: offices move their hours, a letter moves every day."""
_SHORTEST, _LONGEST = 3, 200
_NUMBER = re.compile(r"[0-9A-Z]{8,20}")
_INSEE = re.compile(r"[0-9](?:[0-9]{4}|[AB][0-9]{3})")
_WITH_POSTCODE = re.compile(r"(?P<before>\D*?)\s*(?P<postcode>[0-9]{5})\s*(?P<after>\D*)")
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was found, whence and of which day; `fault` says why it could not be asked just now."""

    service: Service
    found: tuple[object, ...]
    origin: Origin
    day: date
    fault: ProviderError | None = None


@dataclass(frozen=True, slots=True)
class LookingUp:
    """The use cases of the look-ups; `allowed` says of a service whether it may be asked."""

    online: LookUps
    kept: KeptAnswers
    gazetteer: Callable[[], Gazetteer]
    allowed: Callable[[Service], bool]

    async def address(self, text: str, today: date) -> LookedUp:
        """Addresses like the text; the text itself, taken apart, where the service may or can not be asked.

        Raises NotAllowed for a text that is too short, or no address.
        """
        text = " ".join(text.split())
        if not (_SHORTEST <= len(text) <= _LONGEST and text[0].isalnum()):
            raise NotAllowed("lookup-text", text=text)
        place = typed_place(text)
        there = commune_of(place.postcode, place.city, self.gazetteer())
        place = replace(place, insee=there.insee if there else "")
        typed = LookedUp("addresses", (place,), "typed", today)
        return await self._answer("addresses", (text,), today, lambda: self.online.addresses(text), typed)

    async def commune(self, text: str, today: date) -> LookedUp:
        """Communes by name, postcode or code; from the list that ships where the service may or can not be asked."""
        text = " ".join(text.split())
        book = self.gazetteer()
        own = book.commune(text) if _INSEE.fullmatch(text) else None
        matches = dict.fromkeys((*([own] if own else []), *(match.commune for match in book.search(text))))
        shipped = LookedUp("communes", tuple(matches), "shipped", today)
        return await self._answer("communes", (text,), today, lambda: self.online.communes(text), shipped)

    async def office(self, kind: str, commune: str, today: date) -> LookedUp:
        """Every office of that kind for a commune, by its name, postcode or code. Raises NotAllowed, NotFound."""
        self._must("directory")
        return await self.office_at(kind, self.commune_named(commune).insee, today)

    async def office_at(self, kind: str, insee: str, today: date) -> LookedUp:
        """The same by the commune's code. Raises NotAllowed."""
        self._must("directory")
        return await self._answer("directory", (kind, insee), today, lambda: self.online.offices(kind, insee))

    async def distributor(self, commune: str, today: date) -> LookedUp:
        """Who runs the networks of a commune. Raises NotAllowed, NotFound."""
        self._must("distributors")
        insee = self.commune_named(commune).insee
        return await self._answer("distributors", (insee,), today, lambda: self.online.distributors(insee))

    async def letters(self, numbers: Sequence[str], today: date) -> LookedUp:
        """Where letters are, by the numbers on their slips. Raises NotAllowed."""
        self._must("letters")
        written = tuple("".join(number.split()).upper() for number in numbers)
        for number in written:
            if not _NUMBER.fullmatch(number):
                raise NotAllowed("lookup-number", text=number)
        asked = tuple(dict.fromkeys(written))
        return await self._answer("letters", asked, today, lambda: self.online.letters(asked))

    async def prepare(self, steps: Iterable[Step], dossier: Dossier, today: date) -> None:
        """Ask ahead for the offices that steps are for, where that is allowed and the household gave no address.

        What can't be had is done without.
        """
        if not self.allowed("directory"):
            return
        unknown = (step for step in steps if not ((own := dossier.accounts.get(step.provider or "")) and own.address))
        for asked in dict.fromkeys(office_of(step, dossier) for step in unknown):
            if asked is not None:
                with suppress(ProviderError):
                    await self.office_at(*asked, today)

    def known_offices(self, kind: str, insee: str) -> tuple[PublicOffice, ...]:
        """The offices as they were last answered, whenever that was; nothing is asked. None where it is not allowed."""
        kept = self.kept.recall("directory", (kind, insee)) if self.allowed("directory") else None
        return kept.found if kept else ()

    def commune_named(self, text: str) -> Commune:
        """The one commune that fits a code, a postcode, a name, or a name and a postcode. Raises NotFound."""
        book, text = self.gazetteer(), " ".join(text.split())
        split = _WITH_POSTCODE.fullmatch(text)
        postcode, name = (split["postcode"], f"{split['before']} {split['after']}".strip()) if split else ("", text)
        called = book.named(name) if name else book.at_postcode(postcode)
        fitting = tuple(each for each in called if not (name and postcode) or postcode in each.postcodes)
        if len(fitting) == 1:
            return fitting[0]
        # Five digits are a postcode first, for that is what people know.
        if not fitting and _INSEE.fullmatch(text) and (coded := book.commune(text)):
            return coded
        near = fitting or called or tuple(match.commune for match in book.search(name or postcode))
        named = tuple(f"{each.name} ({each.insee})" for each in near[:_MOST_NAMED])
        if fitting:
            raise NotFound("one-commune", text, named)
        raise NotFound("commune", text, named)

    def _must(self, service: Service) -> None:
        if not self.allowed(service):
            raise NotAllowed("lookup-closed", text=service)

    async def _answer(
        self,
        service: Service,
        question: tuple[str, ...],
        today: date,
        ask: Callable[[], Awaitable[tuple[object, ...]]],
        instead: LookedUp | None = None,
    ) -> LookedUp:
        """A kept answer that is fresh, else a new one, else an older one, else what is known without.

        Raises what the service raised where nothing stands in for its answer.
        """
        if instead is not None and not self.allowed(service):
            return instead
        kept = self.kept.recall(service, question)
        if kept is not None and 0 <= (today - kept.day).days < _FRESH[service]:
            return LookedUp(service, kept.found, "kept", kept.day)
        try:
            found = await ask()
        except ProviderError as fault:
            if kept is not None:
                return LookedUp(service, kept.found, "kept", kept.day, fault)
            if instead is not None:
                return LookedUp(service, instead.found, instead.origin, instead.day, fault)
            raise
        with suppress(StorageFailed):  # an answer that can't be kept is an answer all the same
            self.kept.keep(service, question, KeptAnswer(today, found))
        return LookedUp(service, found, "asked", today)
