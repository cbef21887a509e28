"""What a plan file or a manifest says to people, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages."""

    fr: str
    en: str

    def __getitem__(self, lang: str) -> str:
        """The sentence in `fr` or `en`."""
        return self.fr if lang == "fr" else self.en


@dataclass(frozen=True, slots=True)
class WordLists:
    """Several short sentences in both languages, in the same order."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def __getitem__(self, lang: str) -> tuple[str, ...]:
        """The sentences in `fr` or `en`."""
        return self.fr if lang == "fr" else self.en
