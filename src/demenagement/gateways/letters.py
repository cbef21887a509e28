"""Letters set as PDF: the door of typst.

The template is fixed; what a letter says goes to it as JSON and is only ever shown as text. Typst's own fonts are
used, and the letter's day is the document's: the same letter gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from demenagement.domain.values import safe_lines, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from demenagement.domain.draft import Letter

TEMPLATE = Path(__file__).with_name("letter.typ")
_FIXED_SPACE = "\N{NO-BREAK SPACE}"
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_BEFORE_SIGN = re.compile(r" (?=[:;?!»%€])|(?<=«) |(?<=\d) (?=\d{3}\b)|(?<=n°) ")


class TypstLetters:
    """Sets letters; nothing is read but the template, nothing is written."""

    def letter(self, letter: Letter) -> bytes:
        """The PDF of a letter, the same bytes for the same letter."""
        import typst  # noqa: PLC0415 # 34 MB of compiler, loaded when the first letter is set

        return typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"letter": json.dumps(values(letter))},
        )


def values(letter: Letter) -> dict[str, object]:
    """What the template shows."""
    return {
        "sender": _each(letter.sender),
        "recipient": _each(letter.recipient),
        "place": _typeset(safe_text(letter.place)),
        "date": [letter.day.year, letter.day.month, letter.day.day],
        "registered": letter.registered,
        "references": _each(letter.references),
        "subject": _typeset(safe_text(letter.subject)),
        "paragraphs": [_typeset(safe_lines(paragraph)) for paragraph in letter.paragraphs],
        "signatures": _each(letter.signature.split("\n")),
        "enclosures": _each(letter.enclosures),
    }


def _each(lines: Iterable[str]) -> list[str]:
    return [_typeset(safe_text(line)) for line in lines]


def _typeset(text: str) -> str:
    """French typography: no line begins with a sign that belongs to the word before it."""
    return _BEFORE_SIGN.sub(_FIXED_SPACE, _APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", text))
