"""The only door of text to the screen: never markup, never a command to the terminal.

Names, answers of providers and contents of files come from outside. Whatever is shown is made by `line` and shown in
`Words`, `option` or a Visual of `widgets`; nothing else of the app makes Textual's own text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from demenagement.domain.values import safe_text
from demenagement.tui.keys import key

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.visual import Visual

Part = str | tuple[str, str] | Content
"""A piece of a line: words, words with a style, or a line already made."""

TYPED = r"[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]*"
"""What may be typed or pasted into a field: letters, no controls."""

_LONGEST = 400
_GLUE = "\ue000"
_GLUED = re.compile("(?<=«) | (?=[»?!:;])")


def clean(text: str) -> str:
    """One line without controls, its outer spaces kept."""
    return safe_text(f"|{text}|")[1:-1]


def line(*parts: Part) -> Content:
    """One line of text, each part in its own style."""
    made = (
        part
        if isinstance(part, Content)
        else Content.styled(clean(part), "")
        if isinstance(part, str)
        else Content.styled(clean(part[0]), part[1])
        for part in parts
    )
    return Content("").join(made)


def lines(*each: Content) -> Content:
    """Several lines as one text."""
    return Content("\n").join(each)


def wrapped(text: Content, width: int) -> list[Content]:
    """A text in lines of that width; French signs never stand alone on a line."""
    held = Content(_GLUED.sub(_GLUE, text.plain), list(text.spans))
    return [Content(each.plain.replace(_GLUE, " "), list(each.spans)) for each in held.wrap(max(width, 1))]


class Words(Static):
    """Text that was made here."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 # Textual's own name
        """Empty until `show`."""
        super().__init__("", id=id, classes=classes, markup=False)

    def show(self, text: Visual) -> None:
        """Replace what is shown."""
        self.update(text)


class Field(Input):
    """One line to type, where no control character gets in, by paste either."""

    BINDINGS: ClassVar[list[BindingType]] = [key("enter", "submit", "answer")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 # Textual's own name
        """Empty, and limited to what a path or a town can be."""
        super().__init__(id=id, restrict=TYPED, max_length=_LONGEST)


def option(row: Visual, ident: str | None = None) -> Option:
    """One row of a list; without an id it is a heading, where the cursor never stops."""
    return Option(row, id=ident, disabled=ident is None)
