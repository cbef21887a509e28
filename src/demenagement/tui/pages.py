"""What is seen: each page is given what the work learnt about what it shows, and nothing else changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.worker import Worker, WorkerState

from demenagement.application.telling import titled
from demenagement.tui.asking import Asks
from demenagement.tui.messages import (
    Counted,
    Drafted,
    Fault,
    Heard,
    Listed,
    Looked,
    Note,
    Noted,
    Replied,
    Sending,
    Settled,
    Subject,
)
from demenagement.tui.safe import clean
from demenagement.tui.screens.journeys import JourneysPage
from demenagement.tui.screens.plan import PlanPage
from demenagement.tui.screens.reading import Reading
from demenagement.tui.screens.step import StepPage
from demenagement.tui.sheets.notes import first, heard, told, trouble

if TYPE_CHECKING:
    from demenagement.application.journeys import Overview
    from demenagement.application.submissions import Sent
    from demenagement.tui.desk import Desk
    from demenagement.tui.screens.page import Page


class Pages(Asks):
    """The part of the app that shows."""

    def __init__(self, desk: Desk) -> None:
        """The pages are made once, and refilled."""
        super().__init__(desk)
        self.journeys_page, self.plan_page, self.step_page = JourneysPage(desk), PlanPage(desk), StepPage(desk)
        self.reading = Reading(desk)
        self.overview: Overview | None = None
        self.notes: dict[Subject, Note] = {}
        self.sent: dict[Subject, Sent] = {}

    def on_mount(self) -> None:
        """Open on the journeys."""
        for page in (
            self.journeys_page,
            self.plan_page,
            self.step_page,
            self.reading,
            self.ask,
            self.confirm,
            self.choose,
        ):
            self.install_screen(page, type(page).__name__)
        self.push_screen(self.journeys_page)
        self.call_after_refresh(self.list_journeys)  # the first frame waits for no file

    def looking_at(self, page: Page) -> bool:
        """Whether that page is in front."""
        return self.is_running and self.screen is page

    def name_of(self, subject: Subject) -> str:
        """The title of a step, where its journey is open."""
        step = self.overview.plan.step(subject.step) if self.overview else None
        return titled(step, self.desk.say.lang) if step else subject.step

    def open_step(self, subject: Subject) -> None:
        """Turn to one step of the plan that is open."""
        if self.overview is not None and self.looking_at(self.plan_page):
            self.step_page.open(self.overview, subject.step)
            self.redraw()
            self.push_screen(self.step_page)

    def redraw(self) -> None:
        """Give each page what is now known of what it shows."""
        self.journeys_page.tell(self.notes.get(Subject()))
        if self.overview is None:
            return
        ident, step = self.overview.journey.id, self.step_page.subject
        self.plan_page.show(self.overview, self.notes.get(Subject(ident)))
        if step.journey == ident:
            self.step_page.show(self.overview, self.notes.get(step), self.sent.get(step))

    def note(self, subject: Subject, note: Note | None) -> None:
        """Put a note on what it is about, in place of the one before."""
        self.notes.pop(subject, None)
        if note is not None:
            self.notes[subject] = note
        self.redraw()

    def toast(self, text: str) -> None:
        """A sentence in a corner, for what is not on this page."""
        self.notify(clean(text), markup=False)

    @on(Listed)
    def show_journeys(self, news: Listed) -> None:
        """Show the journeys."""
        self.journeys_page.list(news.rows)

    @on(Counted)
    def show_count(self, news: Counted) -> None:
        """Show how one of them stands."""
        self.journeys_page.count(news.journey, news.overview)

    @on(Looked)
    def show_plan(self, news: Looked) -> None:
        """Show a journey as it now stands."""
        ident = news.overview.journey.id
        if news.opening or (self.overview is not None and self.overview.journey.id == ident):
            self.overview = news.overview
        if news.notices:
            self.notes[Subject(ident)] = Note("trouble", news.notices)
        self.redraw()
        self.journeys_page.count(ident, news.overview)
        if news.opening and self.looking_at(self.journeys_page):
            self.push_screen(self.plan_page)
            if not self.journeys_page.lists(ident):
                self.list_journeys()

    @on(Drafted)
    def show_draft(self, news: Drafted) -> None:
        """Show what would leave, where somebody waits for it."""
        if news.subject == self.step_page.subject:
            self.step_page.show_draft(news.draft)

    @on(Replied)
    def show_reply(self, news: Replied) -> None:
        """Show what answers a verb, where somebody waits for it."""
        if news.subject == self.step_page.subject:
            self.step_page.show_draft(news.reply.draft, news.reply)

    @on(Sending)
    def show_sending(self, news: Sending) -> None:
        """Say that it is on its way, and that nobody has to wait."""
        say = self.desk.say
        if news.subject == self.step_page.subject:
            self.step_page.show_draft(None)
        self.note(news.subject, Note("busy", (say("app.sending", recipient=news.recipient), say("app.sending-how"))))

    @on(Settled)
    def show_outcome(self, news: Settled) -> None:
        """Say what became of it, on its page; in a corner too, for whoever is elsewhere."""
        fault = news.sent.fault
        self.sent[news.subject] = news.sent
        title = self.name_of(news.subject)
        about = trouble(fault, self.desk, self.overview) if fault else first(news.sent, title, self.desk.say)
        self.note(news.subject, about)
        if not self.looking_at(self.step_page) or self.step_page.subject != news.subject:
            self.toast(told(news.sent, title, self.desk.say))

    @on(Heard)
    def show_news(self, news: Heard) -> None:
        """Show the answers of those who were asked."""
        self.note(news.subject, heard(news.news, self.desk, self.overview))

    @on(Noted)
    def show_note(self, news: Noted) -> None:
        """Show a note on what it is about."""
        self.note(news.subject, news.note)

    @on(Worker.StateChanged)
    def put_into_words(self, event: Worker.StateChanged) -> None:
        """The one place where the fault of some work becomes sentences, on what it was about."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            subject = error.subject if isinstance(error, Fault) else Subject()
            self.note(subject, trouble(error.__cause__ or error, self.desk, self.overview))
