"""Where a submission is: what proves it, what is expected by when, what is left for the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.submission import State
from demenagement.tui.safe import line
from demenagement.tui.sheets.rows import QUIET
from demenagement.tui.widgets.sheet import Block, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from demenagement.domain.submission import Submission
    from demenagement.wording import Phrasebook

_SIGNS = {State.REFUSED: "✗", State.FAILED: "✗", State.UNKNOWN: "?", State.SENDING: "?"}
_STYLES = {"✗": "bold $error", "?": "bold $warning", "→": "bold $success", "○": "bold $accent"}


def receipt(submission: Submission, files: tuple[Path, ...], say: Phrasebook) -> Iterator[Block]:
    """The blocks of one submission; `files` are what was just put aside for the person to take along."""
    by_hand = submission.carrier is None and submission.state is State.APPROVED
    sign = _SIGNS.get(submission.state, "○" if by_hand or submission.yours or submission.state.open else "→")
    yield paragraph((f"{sign} {_headline(submission, by_hand=by_hand, say=say)}", _STYLES[sign]))
    for text in _facts(submission, say):
        yield Block(line(text), 2)
    for path in files:
        yield Block(line((say("app.file", path=path), "")), 2)
    if by_hand and not files:
        yield Block(line((say("app.file-again"), QUIET)), 2)


def _headline(submission: Submission, *, by_hand: bool, say: Phrasebook) -> str:
    if by_hand:
        return say("app.yours-by-hand", channel=submission.draft["channel"])
    if submission.yours:
        return say("app.yours-to-finish")
    state = say(f"state.{submission.state.value}")
    return say("app.submission", state=state, recipient=submission.draft["recipient"])


def _facts(submission: Submission, say: Phrasebook) -> Iterator[str]:
    found = submission.receipt
    if found is not None:
        yield say("app.reference", reference=found.reference)
    url = found.url if found and found.url else submission.draft.get("url")
    if url and (submission.yours or submission.state is State.APPROVED):
        yield say("app.page", url=url)
    if submission.expected_by is not None and submission.state.under_way and not submission.yours:
        yield say("app.expected", day=say.long_day(submission.expected_by))
    if submission.detail:
        yield say("app.detail", text=submission.detail)
    for name in submission.proofs:
        yield say("app.kept", name=name)
    if submission.state in (State.UNKNOWN, State.SENDING):
        yield say("app.yours-to-say" if submission.yours_to_say else "app.look-up")
    if submission.state in (State.REFUSED, State.FAILED):
        yield say("app.send-again")
