"""What look-ups found, as lines for a person: the text, and how far it is set in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from demenagement.domain.communes import Commune
    from demenagement.domain.distributors import Distributor
    from demenagement.domain.lookups import Service
    from demenagement.domain.offices import PublicOffice
    from demenagement.domain.places import PlaceFound
    from demenagement.domain.tracking import TrackedLetter
    from demenagement.wording import Phrasebook

    Lines = Iterator[tuple[str, int]]

_MOST_PASSAGES = 6


def _place(place: PlaceFound, say: Phrasebook) -> Lines:
    yield place.label, 0
    if place.score is not None:
        yield say("lookup.alike", insee=place.insee, score=round(place.score * 100)), 4
    elif place.insee:
        yield say("lookup.in-commune", insee=place.insee), 4
    if place.kind == "typed":
        yield say("lookup.typed"), 4


def _commune(commune: Commune, say: Phrasebook) -> Lines:
    yield (
        say("lookup.postcodes", name=commune.name, insee=commune.insee, postcodes=", ".join(commune.postcodes) or "–"),
        0,
    )


def _office(office: PublicOffice, say: Phrasebook) -> Lines:
    yield office.name, 0
    if not office.competent:
        yield say("lookup.unsure"), 2
    if office.letter:
        yield say("lookup.write"), 2
        yield from ((text, 4) for text in (office.name, *office.letter))
    yield say("lookup.visit"), 2
    yield from ((text, 4) for text in office.visit or (say("lookup.no-visit"),))
    yield say("lookup.hours"), 2
    for opening in office.hours:
        key, details = opening.told
        yield say(f"lookup.{key}", **details), 4
    if not office.hours:
        yield say("lookup.no-hours"), 4
    for name, values in (
        ("phone", office.phones),
        ("email", office.emails),
        ("website", (office.website,)),
        ("page", (office.page,)),
    ):
        if any(values):
            yield say("lookup.pair", label=say(f"lookup.{name}"), value=", ".join(values)), 2
    yield "", 0


def _distributor(distributor: Distributor, say: Phrasebook) -> Lines:
    yield say("lookup.pair", label=say(f"lookup.{distributor.energy}"), value=distributor.name), 0


def _letter(letter: TrackedLetter, say: Phrasebook) -> Lines:
    yield f"{letter.number}  {letter.product}".strip(), 0
    if letter.seen != "found":
        yield say(f"lookup.{letter.seen}"), 2
    if letter.trouble:
        yield say("lookup.trouble"), 2
    for passage in letter.passages[:_MOST_PASSAGES]:
        yield say("lookup.passage", day=passage.day, label=passage.label), 2
    if letter.delivery:
        yield say("lookup.delivery", day=letter.delivery), 2
    if letter.final:
        yield say("lookup.final"), 2


TOLD: Mapping[Service, Callable[[Any, Phrasebook], Lines]] = {
    "addresses": _place,
    "communes": _commune,
    "directory": _office,
    "distributors": _distributor,
    "letters": _letter,
}
"""How the findings of each service are told."""
