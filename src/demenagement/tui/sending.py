"""Sending: shown, said yes to, sent, settled; it goes on whatever page is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work

from demenagement.application.telling import titled
from demenagement.domain.submission import State
from demenagement.tui.messages import Sending, Settled
from demenagement.tui.screens.confirm import Proposal
from demenagement.tui.sheets.draft import word_for_word
from demenagement.tui.talks import Talks
from demenagement.tui.widgets.sheet import Sheet
from demenagement.tui.work import about

if TYPE_CHECKING:
    from demenagement.application.amending import Correction
    from demenagement.application.journeys import Overview
    from demenagement.application.submissions import Sent
    from demenagement.domain.draft import Document, Draft
    from demenagement.tui.messages import Subject

_IN_DOUBT = (State.SENDING, State.UNKNOWN)


class Sends(Talks):
    """The part of the app that lets something leave."""

    @work(exit_on_error=False)
    async def leave(self) -> None:
        """Ask before going while something is still on its way."""
        with self.conversation():
            if await self.ask_yes(Proposal(text=self.desk.say("app.ask-leave"), sheet=Sheet())) == "yes":
                self.exit()

    @work(exit_on_error=False)
    async def send(self, subject: Subject) -> None:
        """Show what would leave, ask for the yes, send, and say what became of it."""

        def told(sent: Sent) -> None:
            self.post_message(Settled(subject, sent))

        with about(subject):
            with self.conversation():
                overview = await self.looked(subject.journey)
                recipient = await self._approved(overview, subject)
            if recipient is None:
                return
            self.post_message(Sending(subject, recipient))
            try:
                async with self.outbox[subject.journey]:
                    await self.desk.submissions.send(overview, (subject.step,), told)
            finally:
                self.look(subject.journey)

    async def _approved(self, overview: Overview, subject: Subject) -> str | None:
        """To whom something was approved just now, or before and is in doubt; None without a yes."""
        before = overview.journey.submission_of(subject.step)
        if before is not None and before.state in _IN_DOUBT:
            return str(before.draft["recipient"])
        day = self.desk.today
        make = partial(self.to_leave, overview, subject.step)
        draft, owed = await self.off_screen(make)
        answer = await self.ask_yes(self._proposal(draft, owed, overview))
        if answer == "by-hand":
            draft, _ = await self.off_screen(partial(make, by_hand=True))
        enclosed = None if answer == "no" else await self._enclosed(draft)
        if enclosed is None:
            return None
        await self.off_screen(partial(self.desk.submissions.approve, overview, draft, day, enclosed))
        return draft.recipient

    def _proposal(self, draft: Draft, owed: Correction | None, overview: Overview) -> Proposal:
        say = self.desk.say
        title = titled(overview.step(draft.step), say.lang)
        left = "correct" if owed else "chase" if draft.earlier else "send"
        text = say(f"app.ask-{'prepare' if draft.carrier is None else left}", title=title)
        sheet = word_for_word(draft, self.desk.manifests, say, owed=owed)
        return Proposal(text=text, sheet=sheet, by_hand=draft.carrier is not None)

    async def _enclosed(self, draft: Draft) -> tuple[Document, ...] | None:
        """The files that what leaves by itself says to hold; None when the person turns back."""
        say = self.desk.say
        enclosed: list[Document] = []
        for name in draft.to_enclose:
            text = say("app.ask-enclosure", name=name)
            found = await self.ask_path(text, say("app.ask-enclosure-why"), "", self.desk.enclosure)
            if found is None:
                return None
            enclosed.append(found[1])
        return tuple(enclosed)
