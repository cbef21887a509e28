"""What passes between the parts of the app: wishes of the person, and news from the work that is under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from textual.message import Message

if TYPE_CHECKING:
    # Nothing reads these types at run time, and the first frame does not wait for the use cases to load.
    from demenagement.application.following import News  # noqa: TC004 # see above
    from demenagement.application.journeys import Overview  # noqa: TC004 # see above
    from demenagement.application.submissions import Sent  # noqa: TC004 # see above
    from demenagement.domain.draft import Draft  # noqa: TC004 # see above
    from demenagement.domain.verb import Reply  # noqa: TC004 # see above
    from demenagement.tui.widgets.sheet import Sheet  # noqa: TC004 # see above


@dataclass(frozen=True, slots=True)
class Subject:
    """What a piece of news is about: all journeys, one of them, or one of its steps."""

    journey: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A few sentences shown on the thing they are about; the first says what, the others what to do."""

    kind: Literal["trouble", "busy", "good"]
    lines: tuple[str, ...]


@dataclass
class Wish(Message):
    """Something the person asks for, about a subject."""

    what: Literal["open", "begin", "load", "draft", "send", "done", "skipped", "reopened", "track", "export", "ask"]
    subject: Subject


@dataclass
class Show(Message):
    """Something to read, over the page."""

    title: str
    sheet: Sheet


@dataclass
class Copy(Message):
    """Something for the clipboard."""

    text: str


@dataclass
class Listed(Message):
    """The journeys, one row each."""

    rows: tuple[dict[str, Any], ...]


@dataclass
class Counted(Message):
    """How one journey of the list stands; no overview where it can't be opened."""

    journey: str
    overview: Overview | None


@dataclass
class Looked(Message):
    """One journey as it now stands; `opening` when the person wants to see it."""

    overview: Overview
    notices: tuple[str, ...] = ()
    opening: bool = False


@dataclass
class Drafted(Message):
    """What would leave for a step."""

    subject: Subject
    draft: Draft


@dataclass
class Replied(Message):
    """What answers one of the six verbs for a step."""

    subject: Subject
    reply: Reply


@dataclass
class CopyOne(Message):
    """The answers of a draft, one of which the person takes to the clipboard."""

    draft: Draft


@dataclass
class Sending(Message):
    """Something was said yes to and is on its way."""

    subject: Subject
    recipient: str


@dataclass
class Settled(Message):
    """What became of it."""

    subject: Subject
    sent: Sent


@dataclass
class Heard(Message):
    """The answers of those who were asked for news."""

    subject: Subject
    news: tuple[News, ...]


@dataclass
class Noted(Message):
    """Something to show on a subject."""

    subject: Subject
    note: Note


class Fault(Exception):
    """Work on a subject that ended badly; its cause says how."""

    def __init__(self, subject: Subject) -> None:
        """Keep what it is about."""
        super().__init__(subject)
        self.subject = subject
