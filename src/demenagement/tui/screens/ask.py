"""One question, one line to type, checked as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical

from demenagement.tui.keys import key
from demenagement.tui.messages import Note
from demenagement.tui.safe import Field, Words, line
from demenagement.tui.screens.page import Dialogue
from demenagement.tui.sheets.rows import QUIET
from demenagement.tui.typed import Checked, check_free
from demenagement.tui.widgets.legend import Legend
from demenagement.tui.widgets.note import NoteBox
from demenagement.tui.widgets.sheet import Block, Sheet, paragraph

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from demenagement.tui.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, why, what stands there already, and what will do; `trouble` says why the last answer did not."""

    text: str
    why: str = ""
    answer: str = ""
    check: Callable[[str], Checked] = check_free
    trouble: tuple[str, ...] = ()


class Ask(Dialogue[str | None]):
    """Gives what was typed; None when the person turns back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape", "turn_back", "turn-back"),
    ]

    def __init__(self, desk: Desk) -> None:
        """Nothing is asked yet."""
        super().__init__(desk)
        self.question = Question(text="")

    def compose(self) -> ComposeResult:
        """The question, why, the line, what is said of it."""
        with Vertical(id="box"):
            yield Words(id="question")
            yield Field(id="answer")
            yield Words(id="checked")
            yield NoteBox(id="note")
        yield Legend(self.desk.say)

    def fill(self) -> None:
        """Draw the question."""
        question = self.question
        why = [paragraph((question.why, QUIET))] if question.why else []
        self.query_one("#question", Words).show(Sheet(paragraph((question.text, "bold")), *why))
        self.query_one(NoteBox).tell(Note("trouble", question.trouble) if question.trouble else None)
        field = self.query_one(Field)
        field.value = question.answer
        field.cursor_position = len(question.answer)
        field.focus()
        self._check(question.answer)

    def _check(self, text: str, *, given: bool = False) -> bool:
        checked = self.question.check(text)
        sign, style = ("✓ ", "$success") if checked.good else ("! ", "bold $error") if given else ("… ", QUIET)
        told = Sheet(Block(line((checked.text, style)), bullet=line((sign, style)))) if checked.text else Sheet()
        self.query_one("#checked", Words).show(told)
        return checked.good

    @on(Field.Changed)
    def changed(self, event: Field.Changed) -> None:
        """Say at once whether it will do."""
        self._check(event.value)

    @on(Field.Submitted)
    def submitted(self, event: Field.Submitted) -> None:
        """Give the answer, if it will do."""
        if self._check(event.value, given=True):
            self.dismiss(event.value.strip())

    def action_turn_back(self) -> None:
        """Give no answer."""
        self.dismiss(None)
