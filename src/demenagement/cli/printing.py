"""Printing for people and for programs."""

from __future__ import annotations

import json
import re
import sys
import textwrap
from typing import TYPE_CHECKING

from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.wording import Phrasebook

WIDTH = 80
"""Of a small terminal."""

_LABEL = 30
_TIED = re.compile("(?<=«) | (?=[»?!;:])")
_TIE = "\N{NO-BREAK SPACE}"


def words(arguments: Namespace) -> Phrasebook:
    """The phrasebook of the reader's language."""
    return phrasebook(arguments.lang)


def print_json(document: object) -> None:
    """One document on stdout; escaped where the terminal's own letters are not everybody's."""
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(document, ensure_ascii=plain, indent=2) + "\n")


def line(text: str = "", indent: int = 0) -> None:
    """One paragraph on stdout, wrapped to a small terminal."""
    pad = " " * indent
    # French puts a space inside its quotes and before its marks: no line ends there.
    # A path or an address is copied whole, or not at all.
    wrapper = textwrap.TextWrapper(
        WIDTH, initial_indent=pad, subsequent_indent=pad, break_long_words=False, break_on_hyphens=False
    )
    filled = wrapper.fill(_TIED.sub(_TIE, text)) if text else ""
    sys.stdout.write(filled.replace(_TIE, " ") + "\n")


def unbroken(text: str) -> str:
    """A command as `line` leaves it in one piece, so that it can be copied."""
    return text.replace(" ", _TIE)


def columns(label: str, *cells: str) -> None:
    """One row of a small table on stdout: a label, then cells of the same width."""
    width = (WIDTH - _LABEL) // len(cells) - 1
    parts = [textwrap.wrap(label, _LABEL - 2) or [""], *(textwrap.wrap(cell, width) or [""] for cell in cells)]
    for row in range(max(map(len, parts))):
        first, *rest = (part[row] if row < len(part) else "" for part in parts)
        sys.stdout.write(f"{first:<{_LABEL}}{' '.join(f'{cell:<{width}}' for cell in rest)}".rstrip() + "\n")


def tell(text: str) -> None:
    """One sentence on stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def confirm(question: str) -> bool:
    """Ask for a yes; anything else, or nobody there, is a no."""
    sys.stderr.write(f"{question} ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        tell("")
    return answer.strip().casefold() in {"o", "oui", "y", "yes"}
