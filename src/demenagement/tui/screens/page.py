"""What every page and dialogue has in common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.screen import ModalScreen, Screen

from demenagement.tui.keys import worded
from demenagement.tui.messages import Subject, Wish

if TYPE_CHECKING:
    from typing import Literal

    from textual.binding import ActiveBinding

    from demenagement.tui.desk import Desk

_Answer = TypeVar("_Answer")


class Page(Screen[None]):
    """A whole screen, made once: `fill` draws what it was last given, now or when it is first seen."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 # Textual declares it so

    FIRST: ClassVar[bool] = False

    def __init__(self, desk: Desk) -> None:
        """Nothing is drawn before it is shown."""
        super().__init__()
        self.desk = desk

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here, in the reader's words; quitting is offered on the first page only."""
        found = worded(super().active_bindings, self.desk.say)
        return found if self.FIRST else {name: _unless_quit(each) for name, each in found.items()}

    def on_mount(self) -> None:
        """Draw what was given before anybody looked."""
        self.fill()

    def fill(self) -> None:
        """Draw what is known."""

    @property
    def drawable(self) -> bool:
        """Whether there is something to draw on: not before the page is first seen, nor once the app closes."""
        return self.is_mounted and self.app.is_running

    def refill(self) -> None:
        """Draw anew, where somebody may look."""
        if self.drawable:
            self.fill()
            self.refresh_bindings()

    def wish(
        self,
        what: Literal[
            "open", "begin", "load", "draft", "send", "done", "skipped", "reopened", "track", "export", "ask"
        ],
        subject: Subject | None = None,
    ) -> None:
        """Ask the app for something."""
        self.post_message(Wish(what, subject or Subject()))

    def action_back(self) -> None:
        """To the page before."""
        self.app.pop_screen()


def _unless_quit(active: ActiveBinding) -> ActiveBinding:
    binding = active.binding
    return active._replace(binding=replace(binding, show=False)) if binding.id == "quit" else active


class Dialogue(ModalScreen[_Answer]):
    """A question over the page; refilled before each time it is asked."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is asked yet."""
        super().__init__()
        self.desk = desk

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work here, in the reader's words."""
        return worded(super().active_bindings, self.desk.say)

    def on_screen_resume(self) -> None:
        """Draw the question each time it comes up."""
        self.fill()

    def fill(self) -> None:
        """Draw the question."""
