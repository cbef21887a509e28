"""A list of rows, refilled without losing one's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import OptionList

from demenagement.tui.keys import key
from demenagement.tui.safe import option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType

    from demenagement.tui.widgets.row import Row


class Rows(OptionList):
    """Rows with an id can be chosen; those without are headings."""

    BINDINGS: ClassVar[list[BindingType]] = [key("enter", "select", "open")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 # Textual's own name
        """Empty until `refill`."""
        super().__init__(id=id, markup=False, compact=True)

    @property
    def chosen(self) -> str | None:
        """The id of the row under the cursor."""
        highlighted = self.highlighted_option
        return highlighted.id if highlighted else None

    def refill(self, rows: Iterable[tuple[Row, str | None]], at: str | None = None) -> None:
        """Replace the rows; the cursor goes to `at`, else stays on its row, else starts at the top."""
        wanted = at or self.chosen
        place = self.highlighted
        top = self.scroll_offset.y
        options = [option(row, ident) for row, ident in rows]
        self.clear_options().add_options(options)
        idents = [each.id for each in options]
        if wanted is not None and wanted in idents:
            self.highlighted = idents.index(wanted)
            if at is None:
                self.scroll_to(y=top, animate=False)
        elif any(idents):
            after = [number for number, ident in enumerate(idents) if ident and number >= (place or 0)]
            self.highlighted = after[0] if after else max(n for n, ident in enumerate(idents) if ident)

    def replace(self, ident: str, row: Row) -> None:
        """Draw one row anew."""
        self.replace_option_prompt(ident, row)
