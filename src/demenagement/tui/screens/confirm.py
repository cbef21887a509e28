"""The yes: what would leave stands there word for word, and nothing leaves without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

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

Answer = Literal["yes", "no", "by-hand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a yes is asked for; `by_hand` where the person may also take it along."""

    text: str
    sheet: Sheet
    by_hand: bool = False


class Confirm(Dialogue[Answer]):
    """Gives yes, no, or: I take it along myself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("o,y", "answer('yes')", "yes"),
        key("n,escape", "answer('no')", "no"),
        key("m", "answer('by-hand')", "by-hand"),
    ]

    def __init__(self, desk: Desk) -> None:
        """Nothing is asked yet."""
        super().__init__(desk)
        self.proposal = Proposal(text="", sheet=Sheet())

    def compose(self) -> ComposeResult:
        """The text that would leave, the question under it."""
        with Vertical(id="frame"):
            with VerticalScroll(id="body"):
                yield Words(id="text")
            yield Words(id="question")
        yield Legend(self.desk.say)

    def fill(self) -> None:
        """Draw it from its first line."""
        self.query_one("#text", Words).show(self.proposal.sheet)
        self.query_one("#question", Words).show(Sheet(paragraph((self.proposal.text, "bold $accent"))))
        body = self.query_one("#body", VerticalScroll)
        body.scroll_home(animate=False)
        body.focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Taking it along is only another way where the program could send it."""
        return action != "answer" or parameters != ("by-hand",) or self.proposal.by_hand

    def action_answer(self, answer: Answer) -> None:
        """Give the answer."""
        self.dismiss(answer)
