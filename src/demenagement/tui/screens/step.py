"""One step: what it is, what would leave, what became of it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container, VerticalScroll

from demenagement.application.telling import titled
from demenagement.domain.plan import Standing
from demenagement.domain.provider import Channel
from demenagement.errors import DemenagementError
from demenagement.tui.keys import key
from demenagement.tui.messages import Copy, CopyOne, Subject
from demenagement.tui.safe import Words
from demenagement.tui.screens.page import Page
from demenagement.tui.sheets.draft import as_text, word_for_word
from demenagement.tui.sheets.rows import top_row
from demenagement.tui.sheets.since import since
from demenagement.tui.sheets.step import settled_note, standing, whole
from demenagement.tui.widgets.legend import Legend
from demenagement.tui.widgets.note import NoteBox
from demenagement.tui.widgets.sheet import Sheet, paragraph

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from demenagement.application.amending import Correction
    from demenagement.application.journeys import Overview
    from demenagement.application.submissions import Sent
    from demenagement.domain.draft import Draft
    from demenagement.domain.plan import Step
    from demenagement.domain.silence import Silence
    from demenagement.domain.verb import Reply
    from demenagement.tui.desk import Desk
    from demenagement.tui.messages import Note


class StepPage(Page):
    """The step, and beside it or in its place the draft."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("d", "draft", "draft"),
        key("c", "copy", "copy"),
        key("a", "ask", "ask"),
        key("e", "send", "send"),
        key("f", "settle('done')", "done"),
        key("s", "settle('skipped')", "skipped"),
        key("r", "settle('reopened')", "reopened"),
        key("t", "track", "track"),
        key("escape", "back", "back"),
    ]

    def __init__(self, desk: Desk) -> None:
        """No step is open yet."""
        super().__init__(desk)
        self.overview: Overview | None = None
        self.subject = Subject()
        self.note: Note | None = None
        self.sent: Sent | None = None
        self.silence: Silence | None = None
        self.owed: Correction | None = None
        self.draft: Draft | None = None
        self.reply: Reply | None = None

    @property
    def step(self) -> Step | None:
        """The step that is open, as it now stands; None once it left the plan."""
        return self.overview.plan.step(self.subject.step) if self.overview else None

    def compose(self) -> ComposeResult:
        """Where one is, what is new of it, the step, the draft, the keys."""
        yield Words(id="top")
        yield Words(id="standing")
        yield NoteBox(id="note")
        yield Words(id="receipt")
        with Container(id="split"):
            with VerticalScroll(id="about-scroll"):
                yield Words(id="about")
            with VerticalScroll(id="draft-scroll"):
                yield Words(id="draft")
        yield Legend(self.desk.say)

    def open(self, overview: Overview, step: str) -> None:
        """Turn to that step."""
        self.subject = Subject(overview.journey.id, step)
        self.draft = self.reply = None
        self._turn_to(overview)
        if self.drawable:
            for scroll in self.query(VerticalScroll):
                scroll.scroll_home(animate=False)

    def show(self, overview: Overview, note: Note | None, sent: Sent | None) -> None:
        """Show how the step that is open now stands."""
        self.note, self.sent = note, sent
        self._turn_to(overview)

    def _turn_to(self, overview: Overview) -> None:
        self.overview, step = overview, overview.plan.step(self.subject.step)
        self.silence = self.owed = None
        if step is not None:
            with suppress(DemenagementError):  # settings that can't be read are told when something is drafted
                self.silence = self.desk.watching.silence_of(overview, step.id)
                self.owed = self.desk.amending.propose(overview, step.id, self.desk.today)
        self.refill()

    def show_draft(self, draft: Draft | None, reply: Reply | None = None) -> None:
        """Show what would leave, or what answers a verb; None puts it away."""
        self.draft, self.reply = draft, reply
        self.refill()

    def fill(self) -> None:
        """Draw the step."""
        say, step, overview = self.desk.say, self.step, self.overview
        if overview is None:
            return
        if step is None:
            self.query_one("#standing", Words).show(Sheet(paragraph(say("app.step-gone"))))
            return
        self.query_one("#top", Words).show(top_row(titled(step, say.lang), say, overview.plan.today))
        self.query_one("#standing", Words).show(Sheet(standing(step, say), *settled_note(step, overview, say)))
        self.query_one(NoteBox).tell(self.note)
        told = self.query_one("#receipt", Words)
        blocks = tuple(since(step, overview, self.desk, sent=self.sent, silence=self.silence, owed=self.owed))
        told.display = bool(blocks)
        told.show(Sheet(*blocks))
        self.query_one("#about", Words).show(whole(step, overview, self.desk.manifests, say))
        self.set_class(self.draft is not None, "-drafted")
        if self.draft is not None:
            owed = self.owed if self.owed is not None and self.owed.draft == self.draft else None
            sheet = word_for_word(self.draft, self.desk.manifests, say, reply=self.reply, owed=owed)
            self.query_one("#draft", Words).show(sheet)
        self.query_one("#draft-scroll" if self.draft else "#about-scroll", VerticalScroll).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Offer what this step allows now, and nothing else."""
        step, overview = self.step, self.overview
        if step is None or overview is None:
            return action in ("back", "focus_next", "focus_previous")
        busy = self.note is not None and self.note.kind == "busy"
        submission = overview.journey.submission_of(step.id)
        gone = submission is not None and (submission.state.under_way or submission.state.ended_well)
        doubt = submission is not None and submission.yours_to_say
        match action, parameters:
            case "draft" | "ask", _:
                return step.provider in self.desk.manifests
            case "copy", _:
                return self.draft is not None
            case "send", _ if self.reply is not None:
                return False  # what stands there is another request: it would not be what leaves
            case "send", _ if self.owed is not None or (self.silence is not None and self.silence.rung is not None):
                return not busy
            case "send", _:
                return step.provider in self.desk.manifests and not (gone or doubt or busy or step.standing.settled)
            case "settle", ("reopened",):
                return step.standing in (Standing.DONE, Standing.SKIPPED) or (doubt and not busy)
            case "settle", _:
                return not busy and step.standing not in (Standing.DONE, Standing.SKIPPED)
            case "track", _:
                return gone
            case _:
                return True

    def action_draft(self) -> None:
        """Read what would leave, or put it away."""
        if self.draft is not None:
            self.show_draft(None)
        else:
            self.wish("draft", self.subject)

    def action_copy(self) -> None:
        """Take the draft to the clipboard; on a provider's own site, one answer after the other."""
        if self.draft is None:
            return
        one_by_one = self.draft.channel is Channel.PORTAL and self.draft.fields
        self.post_message(CopyOne(self.draft) if one_by_one else Copy(as_text(self.draft)))

    def action_ask(self) -> None:
        """Ask the provider something else: one of six verbs."""
        self.wish("ask", self.subject)

    def action_send(self) -> None:
        """Ask for the yes, then send."""
        self.wish("send", self.subject)

    def action_settle(self, how: str) -> None:
        """Say that it is done, left aside, or open again."""
        match how:
            case "done" | "skipped" | "reopened":
                self.wish(how, self.subject)

    def action_track(self) -> None:
        """Ask for news of it."""
        self.wish("track", self.subject)
