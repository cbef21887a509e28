"""The terminal app over a small world: a desk, and what its screen says."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agenda_builders import PlainSentences
from submission_builders import World, a_template

from demenagement.application.agenda import Agenda
from demenagement.application.verbs import Verbs
from demenagement.channels.asking import Asking
from demenagement.cli.faults import explain
from demenagement.domain.deadline import Nature
from demenagement.domain.draft import Document
from demenagement.domain.template import DateSource
from demenagement.domain.words import WordLists, Words
from demenagement.errors import DemenagementError, NotFound
from demenagement.gateways.dossiers import read_dossier
from demenagement.tui.app import MovingApp
from demenagement.tui.safe import Field
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from textual.pilot import Pilot

    from demenagement.application.agenda import Report
    from demenagement.application.amending import Amending
    from demenagement.application.following import Following
    from demenagement.application.journeys import Journeys, Overview
    from demenagement.application.submissions import Submissions
    from demenagement.application.watching import Watching
    from demenagement.domain.agenda import Occasion
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook

SMALL, LARGE = (80, 24), (120, 40)
_PATIENCE = 400
"""How often to look, a hundredth of a second apart, before a test gives up."""

LATE = a_template("queue", ideal=DateSource.parse("move.day - 90 days"), due=DateSource.parse("move.day - 80 days"))
NOTICE = a_template(
    "notice",
    side="leaving",
    kind="landlord",
    letter="lease-notice",
    ideal=DateSource.parse("move.day - 40 days"),
    due=DateSource.parse("move.day - 38 days"),
    nature=Nature.LEGAL,
    law="Loi n° 89-462",
    what=Words("Le bail finit.", "The lease ends."),
    human=Words("L'Adil de votre département.", "Your Adil."),
    needs=WordLists(("le bail",), ("the lease",)),
    pitfalls=WordLists(("La lettre se perd.",), ("The letter gets lost.",)),
)
PACKING = a_template("packing", title=Words("Faire les cartons", "Pack"))
MEMBERSHIP = a_template("membership", provider="club", title=Words("Prévenir le club", "Tell the club"))
STEPS = (LATE, NOTICE, PACKING, MEMBERSHIP)


class PlainCalendars:
    """Writes a calendar as the titles in it."""

    def write(self, uid: str, name: str, occasions: Sequence[Occasion], modified: datetime) -> bytes:
        """One title a line."""
        del uid, modified
        return "\n".join((name, *(each.title for each in occasions))).encode()


@dataclass
class WorldDesk:
    """The desk of a small world."""

    world: World
    lang: str = "fr"
    told: list[str] = field(default_factory=list)

    @property
    def say(self) -> Phrasebook:
        """The words of one language."""
        return phrasebook(self.lang)

    @property
    def today(self) -> date:
        """The world's day."""
        return self.world.today

    def clock(self) -> datetime:
        """The world's time."""
        return self.world.clock()

    @property
    def manifests(self) -> dict[str, Manifest]:
        """The world's providers."""
        return self.world.providers.manifests

    @property
    def journeys(self) -> Journeys:
        """As the world has them."""
        return self.world.journeys

    @property
    def amending(self) -> Amending:
        """As the world has it."""
        return self.world.amending

    @property
    def submissions(self) -> Submissions:
        """As the world has them."""
        return self.world.submissions

    @property
    def verbs(self) -> Verbs:
        """In the words of the product, in the reader's language."""
        return Verbs(self.world.journeys, self.world.drafting, Asking(self.say))

    @property
    def following(self) -> Following:
        """As the world has it."""
        return self.world.following

    @property
    def watching(self) -> Watching:
        """As the world has it."""
        return self.world.watching

    def dossier(self, path: Path) -> Dossier:
        """A dossier file."""
        return read_dossier(path)

    def enclosure(self, path: Path) -> Document:
        """A file to join."""
        if not path.is_file():
            raise NotFound("file", str(path))
        return Document(path.name, "application/pdf", path.read_bytes())

    def export(self, overview: Overview, path: Path) -> Report:
        """Write the calendar."""
        agenda = Agenda(self.world.store, self.world.journeys, PlainCalendars(), self.world.clock)
        return agenda.export(overview, PlainSentences(), lambda content: _write(path, content))

    def notices(self, ident: str) -> tuple[str, ...]:
        """What there was to say of the file."""
        del ident
        return tuple(self.told)

    def explain(self, fault: BaseException) -> tuple[str, ...]:
        """The words of the product, or of a mistake in it."""
        if isinstance(fault, DemenagementError):
            return tuple(explain(fault, self.say))
        return (self.say("error.bug", kind=type(fault).__name__, path="bug.txt"),)


def _write(path: Path, content: bytes) -> None:
    if not path.parent.is_dir():
        raise NotFound("file", str(path))
    path.write_bytes(content)


@asynccontextmanager
async def opened(
    world: World, *keys: str, size: tuple[int, int] = SMALL, lang: str = "fr"
) -> AsyncIterator[Pilot[None]]:
    """The app on that world, once the journeys are listed and those keys were pressed, one page at a time."""
    app = MovingApp(WorldDesk(world, lang))
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: app.journeys_page.rows is not None and len(app.journeys_page.overviews) >= 1)
        await press(pilot, *keys)
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and let what they set off come to rest."""
    for key in keys:
        await pilot.press(key)
        await rest(pilot)


async def give(pilot: Pilot[None], text: str) -> None:
    """Put a text in the field in front, as if it was pasted, and give it."""
    field = pilot.app.screen.query_one(Field)
    field.value = text
    await press(pilot, "enter")


async def rest(pilot: Pilot[None]) -> None:
    """Until nothing moves: every work is over, or waits for the person."""
    app = pilot.app
    assert isinstance(app, MovingApp)
    for _ in range(_PATIENCE):
        await pilot.pause()
        asked = app.talking and app.screen in (app.ask, app.choose, app.confirm)
        if not [work for work in app.workers if not work.is_finished] or asked:
            await pilot.pause()
            return
        await asyncio.sleep(0.01)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Until something holds."""
    for _ in range(_PATIENCE):
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(text_of(pilot))


async def shows(pilot: Pilot[None], *texts: str) -> str:
    """The screen, once all of these stand on it."""
    await until(pilot, lambda: all(text in flat(pilot) for text in texts))
    return text_of(pilot)


def text_of(pilot: Pilot[None]) -> str:
    """What stands on the screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def flat(pilot: Pilot[None]) -> str:
    """What stands on the screen as running text, without frames."""
    return " ".join(text_of(pilot).translate(str.maketrans("│▌╭╮╰╯─▄▂▁▃▅▆▇█", " " * 15)).split())
