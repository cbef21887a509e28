"""Facts as a person types them into a form or reads them out: a plain label and a value."""

from __future__ import annotations

from dataclasses import fields as attributes
from dataclasses import is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from demenagement.channels.known import address_paths
from demenagement.domain.draft import Field
from demenagement.domain.household import CIVIL_STATUS, Adult, Child, Pet, Vehicle
from demenagement.domain.move import Landlord
from demenagement.wording.countries import country

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from demenagement.channels.known import Known
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


_HOMES = ("leaving", "arriving")
_CODES = ("insee", "zone")
"""What rules and forms count with, and no person recites."""

_TO_A_LANDLORD = ("street", "complement", "postcode", "city", "keys", "inventory", "wanted_end")
"""Of a dwelling, what its landlord does not know already, or finds it by."""


def manifest_fields(manifest: Manifest, known: Known, words: Phrasebook) -> tuple[Field, ...]:
    """What the provider needs and, where it is known, what helps it. Raises DossierIncomplete."""
    known.require(*manifest.requires)
    return tuple(as_fields(concerned(manifest, known), known, words))


def as_typed(paths: Iterable[str]) -> tuple[str, ...]:
    """The facts in the order in which they are typed: an address in one piece, from its street to its country.

    Everything else stays where the manifest has it; an address stands where its first part does. Whoever is told a
    street is told its country.
    """
    found = dict.fromkeys(paths)
    found |= {f"{side}.country": None for side in _HOMES if f"{side}.street" in found}
    whole = {path: address_paths(side) for side in _HOMES for path in address_paths(side)}
    ordered = (part for path in found for part in whole.get(path, (path,)) if part in found)
    return tuple(dict.fromkeys(ordered))


def concerned(manifest: Manifest, known: Known, *, form: bool = False) -> tuple[str, ...]:
    """The facts that this step's counterpart may see; `form` where a program reads them and wants the codes too.

    A provider may serve both homes: of the other one it is told the address only where a fact is merely helpful. A
    protected household's new home is nobody's business on the old side.
    """
    side = known.step.template.side
    paths = as_typed((*manifest.requires, *manifest.optional))
    if not form:
        paths = tuple(path for path in paths if path.rpartition(".")[2] not in _CODES)
    if manifest.kind == "landlord":
        # They have the lease; the rest of the manifest is for the letter that has to cite it.
        told = {f"{home}.{part}" for home in ("leaving", "arriving") for part in _TO_A_LANDLORD}
        paths = tuple(path for path in paths if path in told or path.startswith(("household.adults", "accounts.")))
    other = {"leaving": "arriving", "arriving": "leaving"}.get(side)
    if other is None:
        return paths
    hidden = known.protected and side == "leaving"
    shown = () if hidden else (*manifest.requires, *address_paths(other))
    return tuple(path for path in paths if path in shown or not path.startswith(f"{other}."))


def as_fields(paths: Iterable[str], known: Known, words: Phrasebook) -> Iterator[Field]:
    """The known facts among `paths`, the members of a list one by one; of an adult, the name and what is named."""
    paths = tuple(paths)
    unnamed = [each for each in CIVIL_STATUS if f"household.adults.{each}" not in paths]
    for path in paths:
        value = known.get(path)
        if path == "household.adults":
            value = tuple(replace(adult, **dict.fromkeys(unnamed)) for adult in known.movers)
        if value in (None, ()) or (path.endswith(".country") and value == "FR"):
            continue
        name = label(path, words)
        if isinstance(value, tuple) and any(is_dataclass(each) for each in value):
            for number, each in enumerate(value, 1):
                yield Field(f"{name} ({number})" if len(value) > 1 else name, typed(each, words), path)
        else:
            yield Field(name, typed(value, words, path), path)


def listed(found: Iterable[Field], words: Phrasebook) -> tuple[str, ...]:
    """Facts as lines of text."""
    return tuple(words("channel.pair", label=field.label, value=field.value) for field in found)


def label(path: str, words: Phrasebook) -> str:
    """What a fact is called; the path itself where it has no name."""
    parts = path.split(".")
    if words.has(f"verb.{path}"):
        name = words(f"verb.{path}")
        return name[:1].upper() + name[1:]
    # An account's facts, and those of a member of a list, are named without saying whose.
    whose = 1 if parts[0] == "accounts" else 2
    for key in (path, ".".join((*parts[:whose], *parts[whose + 1 :]))):
        if words.has(f"fact.{key}"):
            name = words(f"fact.{key}")
            return name[:1].upper() + name[1:]
    return path


def typed(value: object, words: Phrasebook, path: str = "") -> str:
    """A value as a person types it: 08/05/2027, 840,00 €, oui. `path` finds the words of an option."""
    match value:
        case bool():
            return words(f"channel.value.{'yes' if value else 'no'}")
        case date():
            return f"{value:%d/%m/%Y}"
        case Decimal():
            return words.euros(value)
        case str() if path.endswith(".country"):
            return country(value, words.lang)
        case str():
            return words(f"option.{path}.{value}") if words.has(f"option.{path}.{value}") else value
        case tuple():
            return ", ".join(typed(each, words, path) for each in value)
        case _ if is_dataclass(value):
            return ", ".join(typed(each, words) for each in _parts(value, words) if each is not None)
        case _:
            return str(value)


def _parts(noun: object, words: Phrasebook) -> tuple[object, ...]:
    """What is said of a person or a thing: only what tells it apart."""
    match noun:
        case Adult():
            birth_name = words("channel.value.birth-name", name=noun.birth_name) if noun.birth_name else None
            return noun.name, birth_name, noun.born
        case Child():
            return noun.name, noun.born
        case Vehicle():
            return (noun.plate,)
        case Pet():
            return (noun.name,)
        case Landlord():
            return noun.name, noun.address
        case _:
            return tuple(getattr(noun, each.name) for each in attributes(noun))  # type: ignore[arg-type] # a dataclass
