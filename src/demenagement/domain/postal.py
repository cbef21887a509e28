"""The postal block of an envelope, by NF Z10-011: six lines of 38 characters, the last one in plain capitals.

Nothing is cut off in silence: what does not fit is named, line and reason, so that a person can say it shorter.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from demenagement.domain.values import safe_text
from demenagement.domain.ways import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_LINES = 6
WIDTH = 38
NAME_WIDTH = 32
"""The longest name of a street, without its number, or of a town, without its postcode, before it is shortened."""

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
_NUMBER = re.compile(r"(?:\d+(?: \d+)?(?: ?(?:bis|ter|quater|[A-D]))?) (?=\D)", re.IGNORECASE)
_TOWN = re.compile(r"(?:F ?- ?)?(\d{5}) +(\S.*)")
_STREET = re.compile(r"\d+(?:[-/ ]\d+)?\s?(?:bis|ter|quater|[A-D])?\b[ ,]", re.IGNORECASE)
_PLACE = re.compile(r"(?:BP|CS|TSA|lieu-dit|lieu dit)\b", re.IGNORECASE)
_BUILDING = re.compile(r"(?:b[âa]t|entr[ée]e|imm|r[ée]s|tour|villa|pavillon)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a block can't be printed: which line (counted from 1), the reason, and the text as it stood."""

    line: int
    reason: Literal["too-long", "too-many-lines", "no-name", "no-street", "no-postcode"]
    text: str = ""


@dataclass(frozen=True, slots=True)
class PostalBlock:
    """The lines of an address, and all that keeps them from fitting."""

    lines: tuple[str, ...]
    problems: tuple[Unfit, ...] = ()


def from_parts(name: str, *, street: str, postcode: str, city: str, complement: str = "") -> PostalBlock:
    """The block of somebody at a dwelling; the complement's parts go to the lines that the standard keeps for them."""
    parts = [part for part in map(safe_text, complement.split(",")) if part]
    places = [part for part in parts if _PLACE.match(part)]
    buildings = [part for part in parts if part not in places and _BUILDING.match(part)]
    within = [part for part in parts if part not in places and part not in buildings]
    heads = [safe_text(name), ", ".join(within), ", ".join(buildings)]
    return _block(heads, [safe_text(street), *places], f"{postcode} {city}", no_street=not street)


def from_lines(lines: Iterable[str], name: str = "") -> PostalBlock:
    """The block of an address as it was copied from a bill; `name` heads it where no line says it already."""
    given = [line for line in map(safe_text, lines) if line]
    if given and capitals(given[-1]) == "FRANCE":
        given.pop()
    if name and capitals(name) not in map(capitals, given):
        given.insert(0, safe_text(name))
    *heads, town = given or [""]
    start = next((at for at, line in enumerate(heads) if _STREET.match(line) or _PLACE.match(line)), len(heads))
    return _block(heads[:start], heads[start:], town)


def names_somebody(lines: Iterable[str]) -> bool:
    """Whether an address begins with whom it is for, and not with a street or a town."""
    first = safe_text(next(iter(lines), ""))
    return bool(first) and not (_STREET.match(first) or _PLACE.match(first) or _TOWN.match(first))


def capitals(text: str) -> str:
    """Plain capitals: no accent, no ligature, no punctuation."""
    bare = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return _plain("".join(mark for mark in bare if not unicodedata.combining(mark))).upper()


def _plain(text: str) -> str:
    """Letters, digits and single spaces only."""
    return " ".join("".join(mark if mark.isalnum() else " " for mark in text.translate(_LIGATURES)).split())


def _block(heads: list[str], streets: list[str], town: str, *, no_street: bool = False) -> PostalBlock:
    wrapped = [
        line for head in heads for line in textwrap.wrap(head, WIDTH, break_long_words=False, break_on_hyphens=False)
    ]
    below = [line for line in (shorten_street(_plain(street)) for street in streets) if line]
    matched = _TOWN.fullmatch(safe_text(town))
    last = f"{matched[1]} {shorten_town(capitals(matched[2]))}" if matched else capitals(town)
    lines = (*wrapped, *below, *([last] if last else []))
    problems = [Unfit(at, "too-long", line) for at, line in enumerate(lines, 1) if len(line) > WIDTH]
    if not wrapped:
        problems.insert(0, Unfit(1, "no-name"))
    if no_street:
        problems.append(Unfit(len(wrapped) + 1, "no-street"))
    if not matched:
        problems.append(Unfit(max(len(lines), 1), "no-postcode", last))
    if len(lines) > MOST_LINES:
        problems.append(Unfit(MOST_LINES + 1, "too-many-lines", lines[MOST_LINES]))
    return PostalBlock(lines, tuple(problems))


def shorten_street(street: str) -> str:
    """A plain street line, shortened word by word from the left, never the last, until its name fits."""
    number = found[0] if (found := _NUMBER.match(street)) else ""
    words = street[len(number) :].split()
    for at, word in enumerate(words[:-1]):
        name = " ".join(filter(None, words))
        if len(name) <= NAME_WIDTH and len(number) + len(name) <= WIDTH:
            break
        short = shortened(capitals(word).lower())
        if short is not None:
            words[at] = short.upper() if word.isupper() else short.capitalize() if word[0].isupper() else short
    return number + " ".join(filter(None, words))


def shorten_town(town: str) -> str:
    """A town in capitals: SAINT and SAINTE become ST and STE where the name is too long."""
    if len(town) <= NAME_WIDTH:
        return town
    return re.sub(r"\bSAINT(E?)\b", r"ST\1", town)
