"""Communes of France, and what makes two ways of writing a name the same."""

from __future__ import annotations

from dataclasses import dataclass

from demenagement.domain.postal import capitals

_WRITTEN_SHORT = {"st": "saint", "ste": "sainte"}


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune of today: its Insee code, its name, the postcodes it is served under (a few have none)."""

    insee: str
    name: str
    postcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A commune that was searched for, and the name it was found by: its own, or one it swallowed."""

    commune: Commune
    name: str


def name_key(text: str) -> str:
    """A name without accents, capitals, hyphens and apostrophes, "st" written out: what two writings share."""
    return " ".join(_WRITTEN_SHORT.get(word, word) for word in capitals(text).lower().split())


def beginnings(text: str) -> tuple[str, ...]:
    """The keys that a name may begin with when so much of it was typed.

    A last word "st" may be short for "saint", or be the beginning of "Strasbourg".
    """
    written = capitals(text).lower()
    words = written.split()
    whole = name_key(text)
    if words and words[-1] in _WRITTEN_SHORT and text[-1:].isalnum():
        return (f"{whole.rpartition(' ')[0]} {words[-1]}".strip(), whole)
    return (whole,) if whole else ()
