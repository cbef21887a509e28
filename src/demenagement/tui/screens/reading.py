"""Something to read over the page: warnings, questions, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll

from demenagement.tui.keys import key
from demenagement.tui.safe import Words
from demenagement.tui.screens.page import Dialogue
from demenagement.tui.widgets.legend import Legend
from demenagement.tui.widgets.sheet import Sheet, paragraph

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from demenagement.tui.desk import Desk


class Reading(Dialogue[None]):
    """A title and a sheet that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [key("escape,q", "close", "close")]

    def __init__(self, desk: Desk) -> None:
        """Nothing to read yet."""
        super().__init__(desk)
        self.title_text, self.sheet = "", Sheet()

    def compose(self) -> ComposeResult:
        """A frame over the page."""
        with Vertical(id="frame"):
            yield Words(id="title")
            with VerticalScroll(id="body"):
                yield Words(id="text")
        yield Legend(self.desk.say)

    def show(self, title: str, sheet: Sheet) -> None:
        """What to read next."""
        self.title_text, self.sheet = title, sheet

    def fill(self) -> None:
        """Draw it from its first line."""
        self.query_one("#title", Words).show(Sheet(paragraph((self.title_text, "bold $primary"))))
        self.query_one("#text", Words).show(self.sheet)
        body = self.query_one("#body", VerticalScroll)
        body.scroll_home(animate=False)
        body.focus()

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)
