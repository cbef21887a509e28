"""The first page: every journey, how it stands, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from demenagement.tui.keys import key
from demenagement.tui.messages import Subject
from demenagement.tui.safe import Words, line
from demenagement.tui.screens.page import Page
from demenagement.tui.sheets.rows import BLANK, QUIET, journey_row, top_row
from demenagement.tui.widgets.legend import Legend
from demenagement.tui.widgets.note import NoteBox
from demenagement.tui.widgets.rows import Rows
from demenagement.tui.widgets.sheet import Sheet, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from demenagement.application.journeys import Overview
    from demenagement.tui.desk import Desk
    from demenagement.tui.messages import Note
    from demenagement.tui.widgets.row import Row


class JourneysPage(Page):
    """The list, or how to begin."""

    FIRST = True
    BINDINGS: ClassVar[list[BindingType]] = [key("n", "begin", "begin"), key("o", "load", "load")]

    def __init__(self, desk: Desk) -> None:
        """Nothing is known of any journey yet."""
        super().__init__(desk)
        self.rows: tuple[dict[str, Any], ...] | None = None
        self.overviews: dict[str, Overview | None] = {}
        self.note: Note | None = None

    def compose(self) -> ComposeResult:
        """The top line, the list, the words of welcome in its place, the keys."""
        yield Words(id="top")
        yield NoteBox(id="note")
        yield Words(id="welcome")
        yield Rows(id="journeys")
        yield Legend(self.desk.say)

    def fill(self) -> None:
        """Draw the list."""
        say = self.desk.say
        self.query_one("#top", Words).show(top_row(say("app.journeys"), say, self.desk.today))
        self.query_one(NoteBox).tell(self.note)
        empty = self.rows == ()
        welcome, journeys = self.query_one("#welcome", Words), self.query_one(Rows)
        reading = self.rows is None and self.note is None
        welcome.display, journeys.display = reading or empty, bool(self.rows)
        welcome.show(self._welcome() if empty else Sheet(paragraph((say("app.reading"), QUIET))))
        journeys.refill(self._drawn())
        if self.rows and self.focused is None:
            journeys.focus()

    def _drawn(self) -> Iterator[tuple[Row, str | None]]:
        for row in self.rows or ():
            yield BLANK, None
            yield journey_row(row, self.overviews.get(row["id"]), self.desk.say), row["id"]

    def _welcome(self) -> Sheet:
        texts = self.desk.say("app.welcome").split("\n")
        first, *rest = (line(text) for text in texts)
        return Sheet(paragraph((texts[0], "bold $primary")), *(paragraph(each, gap=True) for each in rest if first))

    def list(self, rows: tuple[dict[str, Any], ...]) -> None:
        """Show these journeys."""
        self.rows = rows
        self.refill()

    def lists(self, ident: str) -> bool:
        """Whether that journey is among those shown."""
        return any(row["id"] == ident for row in self.rows or ())

    def count(self, ident: str, overview: Overview | None) -> None:
        """Show how one of them stands."""
        self.overviews[ident] = overview
        row = next((row for row in self.rows or () if row["id"] == ident), None)
        if row is not None and self.drawable:
            self.query_one(Rows).replace(ident, journey_row(row, overview, self.desk.say))

    def tell(self, note: Note | None) -> None:
        """Show a note above the list."""
        self.note = note
        self.refill()

    @on(Rows.OptionSelected)
    def open(self, event: Rows.OptionSelected) -> None:
        """Open the journey under the cursor."""
        self.wish("open", Subject(event.option_id or ""))

    def action_begin(self) -> None:
        """Begin a journey from a few answers."""
        self.wish("begin")

    def action_load(self) -> None:
        """Begin a journey from a dossier file."""
        self.wish("load")
