"""A silence: what it most likely means, and the chase that is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.application.silences import silence_lines
from demenagement.tui.safe import line
from demenagement.tui.sheets.rows import QUIET
from demenagement.tui.widgets.sheet import Block, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from demenagement.application.journeys import Overview
    from demenagement.domain.provider import Manifest
    from demenagement.domain.silence import Silence
    from demenagement.wording import Phrasebook


def silent(
    silence: Silence,
    overview: Overview,
    manifests: Mapping[str, Manifest],
    files: tuple[Path, ...],
    say: Phrasebook,
    *,
    ready: bool,
) -> Iterator[Block]:
    """The blocks of one silence; the keys that read and send the chase are named where it may be `ready`.

    `files` are what was just put aside of the chase, for the person to take along.
    """
    first, *others = silence_lines(silence, overview, manifests, say, commands=False)
    yield paragraph((f"! {first}", "bold $warning"))
    for text in others:
        yield Block(line(text), 2)
    if ready and silence.rung is not None and not silence.prepared:
        yield Block(line((say("app.chase-keys"), QUIET)), 2)
    for path in files:
        yield Block(line((say("app.file", path=path), "")), 2)
    came = say("following.came-how", id=overview.journey.id, expected=silence.awaited.id)
    yield Block(line((came, QUIET)), 2)
