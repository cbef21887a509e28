"""A note on the very thing it is about: trouble, work under way, or good news. The sign says which, not the colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.tui.safe import Words, line
from demenagement.tui.widgets.sheet import Block, Sheet

if TYPE_CHECKING:
    from demenagement.tui.messages import Note

_SIGNS = {"trouble": ("! ", "bold $error"), "busy": ("… ", "bold $accent"), "good": ("✓ ", "bold $success")}


class NoteBox(Words):
    """Shows one note, or takes no room."""

    def tell(self, note: Note | None) -> None:
        """Show a note; None clears it."""
        self.display = note is not None
        if note is None:
            return
        sign, style = _SIGNS[note.kind]
        first, *rest = note.lines
        blocks = [
            Block(line((first, style)), bullet=line((sign, style))),
            *(Block(line(text), indent=2) for text in rest),
        ]
        self.show(Sheet(*blocks))
