"""A short list over the page, from which one row is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import OptionList

from demenagement.tui.keys import key
from demenagement.tui.safe import Words, line
from demenagement.tui.screens.page import Dialogue
from demenagement.tui.sheets.rows import QUIET
from demenagement.tui.widgets.legend import Legend
from demenagement.tui.widgets.row import Row
from demenagement.tui.widgets.rows import Rows
from demenagement.tui.widgets.sheet import Sheet, paragraph

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from demenagement.tui.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is asked, and the rows: id, words, and what stands on the right; `at` is where the cursor begins."""

    text: str
    rows: tuple[tuple[str, str, str], ...]
    why: str = ""
    at: str | None = None


class Choose(Dialogue[str | None]):
    """Gives the id of the row that was taken; None when the person turns back."""

    BINDINGS: ClassVar[list[BindingType]] = [key("escape", "turn_back", "turn-back")]

    def __init__(self, desk: Desk) -> None:
        """Nothing to choose yet."""
        super().__init__(desk)
        self.choice = Choice(text="", rows=())

    def compose(self) -> ComposeResult:
        """The question, then the rows."""
        with Vertical(id="frame"):
            yield Words(id="title")
            yield Rows()
        yield Legend(self.desk.say)

    def fill(self) -> None:
        """Draw the list."""
        choice = self.choice
        why = [paragraph((choice.why, QUIET))] if choice.why else []
        self.query_one("#title", Words).show(Sheet(paragraph((choice.text, "bold $primary")), *why))
        rows = self.query_one(Rows)
        rows.refill(((Row((line(left), line((right, QUIET)))), ident) for ident, left, right in choice.rows), choice.at)
        rows.focus()

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Give the row."""
        self.dismiss(event.option_id)

    def action_turn_back(self) -> None:
        """Give none."""
        self.dismiss(None)
