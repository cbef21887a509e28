"""The offices of a public body, for a sheet to take along: where they are, and when they receive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.domain.offices import PublicOffice
    from demenagement.wording import Phrasebook


def offices_told(offices: tuple[PublicOffice, ...], words: Phrasebook) -> list[str]:
    """Each of them, none preferred: where there are several, the person chooses."""
    several = [words("channel.offices.several", count=len(offices))] if len(offices) > 1 else []
    return [*several, *(line for office in offices for line in _office(office, words))]


def _office(office: PublicOffice, words: Phrasebook) -> Iterator[str]:
    yield words(
        "channel.offices.go" if office.visit else "channel.offices.find",
        name=office.name,
        where=", ".join(office.visit),
    )
    if not office.competent:
        yield words("channel.offices.unsure")
    for opening in office.hours:
        key, details = opening.told
        yield f"- {words(f'lookup.{key}', **details)}"
    if office.phones:
        yield words("channel.pair", label=words("lookup.phone"), value=", ".join(office.phones))
    if office.changed_on:
        yield words("channel.offices.dated", day=office.changed_on)
