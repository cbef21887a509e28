"""What became of a step since its provider was told: the receipt, a silence, and what holds no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.tui.safe import line
from demenagement.tui.sheets.receipt import receipt
from demenagement.tui.sheets.rows import QUIET
from demenagement.tui.sheets.silence import silent
from demenagement.tui.widgets.sheet import Block, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.application.amending import Correction
    from demenagement.application.journeys import Overview
    from demenagement.application.submissions import Sent
    from demenagement.domain.plan import Step
    from demenagement.domain.silence import Silence
    from demenagement.tui.desk import Desk
    from demenagement.wording import Phrasebook


def since(
    step: Step, overview: Overview, desk: Desk, *, sent: Sent | None, silence: Silence | None, owed: Correction | None
) -> Iterator[Block]:
    """The blocks of it; `sent` is what became of a sending just now, `owed` what puts right what was told."""
    submission = overview.journey.submission_of(step.id)
    files = sent.files if sent else ()
    chased = sent is not None and sent.submission is not None and sent.submission.is_chase
    if submission is not None:
        yield from receipt(submission, () if chased else files, desk.say)
    if silence is not None:
        yield from silent(silence, overview, desk.manifests, files if chased else (), desk.say, ready=owed is None)
    if owed is not None:
        yield from _to_put_right(owed, desk.say)


def _to_put_right(owed: Correction, say: Phrasebook) -> Iterator[Block]:
    """That what was told holds no more, and the keys that read and send what puts it right."""
    yield paragraph((f"! {say('app.correct', day=owed.first.day)}", "bold $warning"))
    yield Block(line((say("app.correct-keys"), QUIET)), 2)
