"""The plan of one journey: its steps by date, and why for the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container, VerticalScroll

from demenagement.domain.calling_off import off_since
from demenagement.tui.keys import key
from demenagement.tui.messages import Show, Subject
from demenagement.tui.safe import Words, line
from demenagement.tui.screens.page import Page
from demenagement.tui.sheets.lists import questions, warnings
from demenagement.tui.sheets.rows import QUIET, VIEWS, counts, hints, moving_day, progress, shown, step_rows, top_row
from demenagement.tui.sheets.step import brief
from demenagement.tui.widgets.legend import Legend
from demenagement.tui.widgets.note import NoteBox
from demenagement.tui.widgets.row import Row
from demenagement.tui.widgets.rows import Rows
from demenagement.tui.widgets.sheet import Sheet, paragraph

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from demenagement.application.journeys import Overview
    from demenagement.tui.desk import Desk
    from demenagement.tui.messages import Note


class PlanPage(Page):
    """The list of steps, in one of three views."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("v", "view", "view"),
        key("a", "warnings", "warnings"),
        key("p", "questions", "questions"),
        key("t", "track", "track"),
        key("x", "export", "export"),
        key("escape", "back", "back"),
    ]

    def __init__(self, desk: Desk) -> None:
        """No journey is open yet."""
        super().__init__(desk)
        self.overview: Overview | None = None
        self.note: Note | None = None
        self.view = VIEWS[0]
        self._at: str | None = None

    def compose(self) -> ComposeResult:
        """Where one is, how it stands, the list, the detail, the keys."""
        yield Words(id="top")
        yield Words(id="state")
        yield NoteBox(id="note")
        with Container(id="split"):
            with Container(id="left"):
                yield Words(id="caption")
                yield Rows(id="steps")
                yield Words(id="nothing")
            with VerticalScroll(id="detail", can_focus=False):
                yield Words(id="about")
        yield Legend(self.desk.say)

    def show(self, overview: Overview, note: Note | None) -> None:
        """Show that journey; another one than before starts at what comes next."""
        if self.overview is None or self.overview.journey.id != overview.journey.id:
            following = overview.next_step()
            self.view, self._at = VIEWS[0], following.id if following else None
        self.overview, self.note = overview, note
        self.refill()

    def fill(self) -> None:
        """Draw the journey."""
        if self.overview is None:
            return
        say, plan = self.desk.say, self.overview.plan
        self.query_one("#top", Words).show(top_row(self.overview.journey.title, say, plan.today))
        off = off_since(self.overview.journey)
        state = (*counts(plan, say), progress(plan, say)) if off is None else (say("app.called-off", day=off),)
        told = " · ".join(state)
        self.query_one("#state", Words).show(Row((line((moving_day(plan, say), "$accent")), line((told, QUIET)))))
        self.query_one(NoteBox).tell(self.note)
        caption = " · ".join((say("app.view", view=say(f"app.view-{self.view}")), *hints(plan, say)))
        last_day = line((f"{say('app.last-day'):<14}", QUIET))
        self.query_one("#caption", Words).show(Row((line((caption, QUIET)), last_day)))
        steps = shown(plan, self.view)
        rows = self.query_one("#steps", Rows)
        rows.refill(step_rows(steps, self.overview, say), self._at)
        self._at = None
        nothing = self.query_one("#nothing", Words)
        rows.display, nothing.display = bool(steps), not steps
        nothing.show(Sheet(paragraph(say(f"app.nothing-{self.view}"))))
        self._explain(rows.chosen if steps else None)
        if steps:
            rows.focus()

    def _explain(self, ident: str | None) -> None:
        if self.overview is None:
            return
        step = self.overview.plan.step(ident or "")
        about = brief(step, self.overview, self.desk.manifests, self.desk.say) if step else Sheet()
        self.query_one("#about", Words).show(about)
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    @on(Rows.OptionHighlighted)
    def explain(self, event: Rows.OptionHighlighted) -> None:
        """Show why, for the step under the cursor."""
        self._explain(event.option_id)

    @on(Rows.OptionSelected)
    def open(self, event: Rows.OptionSelected) -> None:
        """Open the step under the cursor."""
        self.wish("open", self._subject(event.option_id or ""))

    def _subject(self, step: str = "") -> Subject:
        return Subject(self.overview.journey.id if self.overview else "", step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """News is offered where something was sent."""
        del parameters
        submissions = self.overview.journey.submissions().values() if self.overview else ()
        return action != "track" or any(submission.state.under_way for submission in submissions)

    def action_view(self) -> None:
        """All steps, those to do now, those that are late: the next of the three."""
        self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
        self.refill()

    def action_warnings(self) -> None:
        """What to be careful of."""
        if self.overview is not None:
            self._list("warnings", warnings(self.overview, self.desk.say))

    def action_questions(self) -> None:
        """What is still to be known, and why."""
        if self.overview is not None:
            self._list("questions", questions(self.overview, self.desk.say))

    def _list(self, title: str, sheet: Sheet) -> None:
        self.post_message(Show(self.desk.say(f"app.{title}"), sheet))

    def action_track(self) -> None:
        """Ask for news of what was sent."""
        self.wish("track", self._subject())

    def action_export(self) -> None:
        """Write the calendar."""
        self.wish("export", self._subject())
