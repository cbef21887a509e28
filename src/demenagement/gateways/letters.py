"""Letters set as PDF: the door of typst.

The template is fixed; what a letter says goes to it as JSON and is only ever shown as text. Typst's own fonts are
used, and the letter's day is the document's: the same letter gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
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
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_DATE = re.compile(rf"\b(?:1er|\d{{1,2}}) (?:{_MONTHS}) \d{{4}}\b")


@dataclass(frozen=True, slots=True)
class Window:
    """Where the recipient's block begins, in millimetres from the top and the left of the sheet.

    No norm was read: these are the usual values, and a setting, for envelopes and printers differ.
    """

    top: float = 45
    left: float = 105


class TypstLetters:
    """Sets letters; nothing is read but the template, nothing is written."""

    def __init__(self, window: Window = Window()) -> None:
        """`window` is where the envelope shows the address."""
        self._window = window

    def letter(self, letter: Letter) -> bytes:
        """The PDF of a letter, the same bytes for the same letter."""
        return self._set(letter, frame=False)

    def trial(self, letter: Letter) -> bytes:
        """The same with the window drawn in dashes, to be folded into an envelope once."""
        return self._set(letter, frame=True)

    def _set(self, letter: Letter, *, frame: bool) -> bytes:
        import typst  # noqa: PLC0415 # 34 MB of compiler, loaded when the first letter is set

        shown = {**values(letter), "window": {**asdict(self._window), "frame": frame}}
        return typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"letter": json.dumps(shown)},
        )


def values(letter: Letter) -> dict[str, object]:
    """What the template shows of a letter."""
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
    """French typography: no line begins with a sign that belongs to the word before it, nor within a date."""
    dated = _DATE.sub(lambda found: found[0].replace(" ", _FIXED_SPACE), text)
    return _BEFORE_SIGN.sub(_FIXED_SPACE, _APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", dated))
