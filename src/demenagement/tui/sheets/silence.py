"""A silence: what it most likely means, and the chase that is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.application.silences import silence_lines
from demenagement.tui.safe import line
from demenagement.tui.sheets.rows import QUIET
from demenagement.tui.widgets.sheet import Block, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from demenagement.application.journeys import Overview
    from demenagement.application.watching import Silence
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


def silent(silence: Silence, overview: Overview, manifests: Mapping[str, Manifest], say: Phrasebook) -> Iterator[Block]:
    """The blocks of one silence; the keys that read and send the chase are named where there is one."""
    first, *others = silence_lines(silence, overview, manifests, say, commands=False)
    yield paragraph((f"! {first}", "bold $warning"))
    for text in others:
        yield Block(line(text), 2)
    if silence.rung is not None and not silence.prepared:
        yield Block(line((say("app.chase-keys"), QUIET)), 2)
