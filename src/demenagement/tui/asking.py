"""The six verbs in the app: which one, what only its letter has to know, then the sheet; nothing leaves from here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work

from demenagement.application.telling import titled
from demenagement.domain.verb import Verb, complaints
from demenagement.errors import NotTold
from demenagement.tui.messages import Copy, Replied
from demenagement.tui.screens.ask import Question
from demenagement.tui.screens.choose import Choice, Choose
from demenagement.tui.sending import Sends
from demenagement.tui.sheets.draft import as_text
from demenagement.tui.typed import check_some
from demenagement.tui.work import about

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.domain.draft import Draft
    from demenagement.domain.plan import Step
    from demenagement.domain.verb import Reply
    from demenagement.tui.desk import Desk
    from demenagement.tui.messages import Subject

_WHOLE = "whole"


class Asks(Sends):
    """The part of the app that answers the verbs, and that copies one answer at a time."""

    def __init__(self, desk: Desk) -> None:
        """The list is made once."""
        super().__init__(desk)
        self.choose = Choose(desk)
        self._copied: tuple[str, int] = ("", -1)

    async def ask_which(self, choice: Choice) -> str | None:
        """The row that was taken; None when the person turns back."""
        self.choose.choice = choice
        return await self.push_screen_wait(self.choose)

    @work(exit_on_error=False)
    async def ask_verb(self, subject: Subject) -> None:
        """Which verb, then what its letter has to know, one question after the other."""
        say = self.desk.say
        with about(subject), self.conversation():
            step = (await self.looked(subject.journey)).step(subject.step)
            rows = tuple(self._verbs(step))
            text = say("verb.choose", title=titled(step, say.lang))
            taken = await self.ask_which(Choice(text=text, why=say("verb.choose-why"), rows=rows))
            if taken is not None:
                verb, _, letter = taken.partition("/")
                reply = await self._replied(subject, Verb(verb), letter or None)
                if reply is not None:
                    self.post_message(Replied(subject, reply))

    def _verbs(self, step: Step) -> Iterator[tuple[str, str, str]]:
        say = self.desk.say
        for verb in Verb:
            if verb is not Verb.COMPLAIN:
                yield verb.value, say(f"verb.name.{verb}"), ""
        yield Verb.COMPLAIN.value, say(f"verb.name.{Verb.COMPLAIN}"), ""
        for letter in complaints(step.template):
            yield f"{Verb.COMPLAIN}/{letter}", say(f"verb.letter.{letter}"), say("verb.by-letter")

    async def _replied(self, subject: Subject, verb: Verb, letter: str | None) -> Reply | None:
        say, told = self.desk.say, dict[str, str]()
        overview = await self.looked(subject.journey)
        while True:
            make = partial(
                self.desk.verbs.reply, overview, subject.step, verb, self.desk.today, letter=letter, told=told
            )
            try:
                return await self.off_screen(make)
            except NotTold as fault:
                for name in fault.missing:
                    asked = Question(
                        text=say(f"verb.question.{name}"), why=say(f"verb.because.{name}"), check=check_some
                    )
                    answer = await self.ask_for(asked)
                    if answer is None:
                        return None
                    told[name] = answer

    @work(exit_on_error=False)
    async def copy_one(self, draft: Draft) -> None:
        """One answer to the clipboard; the next time, the cursor stands on the one after it."""
        say = self.desk.say
        with self.conversation():
            rows = [(str(place), field.label, field.value) for place, field in enumerate(draft.fields)]
            before = self._copied[1] if self._copied[0] == draft.digest else -1
            at = str(min(before + 1, len(rows) - 1))
            choice = Choice(text=say("app.ask-copy"), rows=(*rows, (_WHOLE, say("app.copy-whole"), "")), at=at)
            taken = await self.ask_which(choice)
            if taken == _WHOLE:
                self.post_message(Copy(as_text(draft)))
            elif taken is not None:
                self._copied = (draft.digest, int(taken))
                self.post_message(Copy(draft.fields[int(taken)].value))
