"""Work that talks with the person: questions asked one after the other, in a straight line."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual import work

from demenagement.domain.days import read_day
from demenagement.domain.dossier import Dossier
from demenagement.domain.move import Arriving, Leaving, Move
from demenagement.domain.values import safe_text
from demenagement.errors import DemenagementError
from demenagement.tui.faults import words
from demenagement.tui.messages import Looked, Noted, Subject
from demenagement.tui.screens.ask import Ask, Question
from demenagement.tui.screens.confirm import Answer, Confirm, Proposal
from demenagement.tui.sheets.notes import exported
from demenagement.tui.typed import check_day, check_some
from demenagement.tui.work import Work, about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from demenagement.tui.desk import Desk

_Result = TypeVar("_Result")
_CALENDAR = "./demenagement.ics"


class Talks(Work):
    """The part of the app that asks."""

    def __init__(self, desk: Desk) -> None:
        """Both dialogues are made once."""
        super().__init__(desk)
        self.talking = False
        self.ask, self.confirm = Ask(desk), Confirm(desk)

    @contextmanager
    def conversation(self) -> Iterator[None]:
        """One at a time: `talking` was set by whoever began it."""
        try:
            yield
        finally:
            self.talking = False

    async def ask_for(self, question: Question) -> str | None:
        """What was typed; None when the person turns back."""
        self.ask.question = question
        return await self.push_screen_wait(self.ask)

    async def ask_yes(self, proposal: Proposal) -> Answer:
        """Yes, no, or by hand."""
        self.confirm.proposal = proposal
        return await self.push_screen_wait(self.confirm)

    async def ask_path(
        self, text: str, why: str, path: str, do: Callable[[Path], _Result]
    ) -> tuple[Path, _Result] | None:
        """Ask for a path until what is done with it succeeds; None when the person turns back."""
        trouble: tuple[str, ...] = ()
        while True:
            asked = Question(text=text, why=why, answer=path, check=check_some, trouble=trouble)
            answer = await self.ask_for(asked)
            if answer is None:
                return None
            try:
                return Path(answer), await self.off_screen(partial(_at, answer, do))
            except DemenagementError as fault:
                path, trouble = answer, words(fault, self.desk, None)

    @work(exit_on_error=False)
    async def begin(self) -> None:
        """Three questions, and there is a dated plan; turning back goes to the question before."""
        say = self.desk.say
        check = partial(check_day, today=self.desk.today, say=say)
        asked = [
            Question(text=say(f"app.ask-{name}"), why=say(f"app.ask-{name}-why")) for name in ("leaving", "arriving")
        ]
        questions = [Question(text=say("app.ask-day"), why=say("app.ask-day-why"), check=check), *asked]
        answers = ["", "", ""]
        place = 0
        with about(Subject()), self.conversation():
            while place < len(questions):
                question = questions[place]
                answer = await self.ask_for(
                    Question(text=question.text, why=question.why, check=question.check, answer=answers[place])
                )
                if answer is None and place == 0:
                    return
                answers[place] = answers[place] if answer is None else answer
                place += -1 if answer is None else 1
            day, leaving, arriving = answers
            await self._begun(
                Dossier(
                    move=Move(day=read_day(day)),
                    leaving=Leaving(city=safe_text(leaving) or None),
                    arriving=Arriving(city=safe_text(arriving) or None),
                )
            )

    @work(exit_on_error=False)
    async def load(self) -> None:
        """A journey from a dossier file."""
        say = self.desk.say
        with about(Subject()), self.conversation():
            found = await self.ask_path(say("app.ask-file"), say("app.ask-file-why"), "", self.desk.dossier)
            if found is not None:
                await self._begun(found[1])

    async def _begun(self, dossier: Dossier) -> None:
        journey = await self.off_screen(partial(self.desk.journeys.begin, dossier, self.desk.clock()))
        self.post_message(Looked(await self.looked(journey.id), opening=True))

    @work(exit_on_error=False)
    async def settle(self, subject: Subject, how: str, title: str) -> None:
        """A step is done or left aside, with a note if one is wanted."""
        say = self.desk.say
        with about(subject), self.conversation():
            question = Question(text=say(f"app.ask-{how}", title=title), why=say(f"app.ask-{how}-why"))
            note = await self.ask_for(question)
            if note is not None:
                self.post_message(Looked(await self.settled(subject, how, safe_text(note))))

    @work(exit_on_error=False)
    async def export(self, subject: Subject) -> None:
        """The calendar, to a file."""
        say = self.desk.say
        with about(subject), self.conversation():
            overview = await self.looked(subject.journey)
            write = partial(self.desk.export, overview)
            found = await self.ask_path(say("app.ask-calendar"), say("app.ask-calendar-why"), _CALENDAR, write)
            if found is not None:
                path, report = found
                self.post_message(Noted(subject, exported(report, path, say)))
                self.post_message(Looked(await self.looked(subject.journey)))


def _at(path: str, do: Callable[[Path], _Result]) -> _Result:
    return do(Path(path).expanduser())
