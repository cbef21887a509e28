"""Facts as a person types them into a form or reads them out: a plain label and a value."""

from __future__ import annotations

from dataclasses import fields as attributes
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from demenagement.domain.household import Adult, Child, Pet, Vehicle
from demenagement.domain.move import Landlord
from demenagement.domain.submission import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from demenagement.channels.known import Known
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook

_AREAS = {"lease": "lease", "notice_ground": "ground"}
"""Options that already have words of their own."""


def manifest_fields(manifest: Manifest, known: Known, words: Phrasebook) -> tuple[Field, ...]:
    """What the provider needs and, where it is known, what helps it. Raises DossierIncomplete."""
    known.require(*manifest.requires)
    return tuple(as_fields((*manifest.requires, *manifest.optional), known, words))


def as_fields(paths: Iterable[str], known: Known, words: Phrasebook) -> Iterator[Field]:
    """The known facts among `paths`, the members of a list one by one."""
    for path in paths:
        value = known.movers if path == "household.adults" else known.get(path)
        if value is None:
            continue
        name = label(path, words)
        if isinstance(value, tuple) and any(is_dataclass(each) for each in value):
            for number, each in enumerate(value, 1):
                yield Field(f"{name} ({number})" if len(value) > 1 else name, typed(each, words), path)
        else:
            yield Field(name, typed(value, words, path.rpartition(".")[2]), path)


def listed(found: Iterable[Field]) -> tuple[str, ...]:
    """Fields as lines of text."""
    return tuple(f"{field.label} : {field.value}" for field in found)


def label(path: str, words: Phrasebook) -> str:
    """What a fact is called; the path itself where it has no name yet."""
    if words.has(f"fact.{path}"):
        return words(f"fact.{path}")
    if path.startswith("accounts."):
        own = f"channel.account.{path.rpartition('.')[2]}"
        return words(own) if words.has(own) else path
    return path


def typed(value: object, words: Phrasebook, name: str = "") -> str:
    """A value as a person types it: 08/05/2027, 840,00 €, oui. `name` is the last part of the fact's path."""
    match value:
        case bool():
            return words(f"channel.value.{'yes' if value else 'no'}")
        case date():
            return f"{value:%d/%m/%Y}"
        case Decimal():
            return words.euros(value)
        case str():
            return _word(value, words, name)
        case tuple():
            return ", ".join(typed(each, words, name) for each in value)
        case Adult(birth_name=str(birth_name)):
            return _joined(value.name, words("channel.value.birth-name", name=birth_name), value.born, words=words)
        case Adult() | Child():
            return _joined(value.name, value.born, words=words)
        case Vehicle():
            return _joined(value.plate, words=words)
        case Pet():
            return _joined(value.name, words=words)
        case Landlord():
            return _joined(value.name, value.address, words=words)
        case _ if is_dataclass(value):
            return _joined(*(getattr(value, each.name) for each in attributes(value)), words=words)
        case _:
            return str(value)


def _word(value: str, words: Phrasebook, name: str) -> str:
    """The words for one of a few options; any other text as it is."""
    for key in (_AREAS.get(name, f"channel.word.{name}") + f".{value}", f"channel.word.{value}"):
        if words.has(key):
            return words(key)
    return value


def _joined(*values: object, words: Phrasebook) -> str:
    return ", ".join(typed(value, words) for value in values if value is not None)
