"""The terminal app: its keys, its colours, and what happens when the person wishes something."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from demenagement.tui.keys import key, key_name
from demenagement.tui.messages import Copy, CopyOne, Note, Show, Subject, Wish
from demenagement.tui.pages import Pages
from demenagement.tui.sheets.help import keys_sheet
from demenagement.tui.theme import EVENING, THEMES, following

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import Binding, BindingType

    from demenagement.tui.desk import Desk

_BUG = 70
_TALKS = ("begin", "load", "send", "done", "skipped", "export", "ask")
_NOTHING = Note("good", ())


class MovingApp(Pages):
    """Journeys, the plan of one, one of its steps."""

    TITLE = "demenagement"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        key("question_mark", "help", "help"),
        key("ctrl+t", "colours", "colours", show=False),
        key("q", "quit", "quit"),
        key("ctrl+q", "quit", "quit", show=False, first=True),
        key("ctrl+c", "how_to_quit", "how-to-quit", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        """A calm evening, until the person chooses other colours."""
        super().__init__(desk)
        self.broken: Exception | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = EVENING.name

    def _handle_exception(self, error: Exception) -> None:
        """A mistake of ours: a test gets it; a person gets a sentence from whoever opened it, never a traceback."""
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.broken = self.broken or error
            self.exit(return_code=_BUG)

    def get_key_display(self, binding: Binding) -> str:
        """Keys by the names written on them."""
        return key_name(binding, self.desk.say)

    @on(Wish)
    def grant(self, wish: Wish) -> None:
        """Begin the work that a wish asks for; one conversation at a time."""
        talks = wish.what in _TALKS
        if talks and self.talking:
            return
        self.talking = self.talking or talks
        if self.notes.get(wish.subject, _NOTHING).kind != "busy":
            self.note(wish.subject, None)
        works: dict[str, Callable[[Subject], object]] = {
            "begin": lambda _: self.begin(),
            "load": lambda _: self.load(),
            "open": self._open,
            "draft": self.draft,
            "send": self.send,
            "done": lambda subject: self.settle(subject, "done", self.name_of(subject)),
            "skipped": lambda subject: self.settle(subject, "skipped", self.name_of(subject)),
            "reopened": self.reopen,
            "track": self.track,
            "export": self.export,
            "ask": self.ask_verb,
        }
        works[wish.what](wish.subject)

    def _open(self, subject: Subject) -> None:
        if subject.step:
            self.open_step(subject)
        else:
            self.look(subject.journey, opening=True)

    @on(Show)
    def read(self, wish: Show) -> None:
        """Show something to read."""
        self.reading.show(wish.title, wish.sheet)
        self.push_screen(self.reading)

    @on(Copy)
    def copy(self, wish: Copy) -> None:
        """Take a text to the clipboard of the terminal."""
        self.copy_to_clipboard(wish.text)
        self.toast(self.desk.say("app.copied"))

    @on(CopyOne)
    def copy_answer(self, wish: CopyOne) -> None:
        """Let the person say which answer; one conversation at a time."""
        if not self.talking:
            self.talking = True
            self.copy_one(wish.draft)

    def action_help(self) -> None:
        """Every key of this page."""
        say = self.desk.say
        self.read(Show(say("app.help"), keys_sheet(self.screen.active_bindings.values(), say)))

    def action_colours(self) -> None:
        """The next theme."""
        self.theme = following(self.theme)

    async def action_quit(self) -> None:
        """Go, unless something is still on its way and the person would rather wait."""
        if not any(lock.locked() for lock in self.outbox.values()):
            self.exit()
        elif not self.talking:
            self.talking = True
            self.leave()

    def action_how_to_quit(self) -> None:
        """Ctrl+C is for copying elsewhere: say which key goes."""
        self.toast(self.desk.say("app.how-to-quit"))
