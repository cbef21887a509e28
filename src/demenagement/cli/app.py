"""Without a command: the terminal app, with the running product laid out as its desk."""

from __future__ import annotations

import asyncio
import logging
import sys
from datetime import date
from typing import TYPE_CHECKING

from demenagement.bootstrap import Product
from demenagement.cli.agenda_words import AgendaWords
from demenagement.cli.approving import enclosure
from demenagement.cli.exporting import write_whole
from demenagement.cli.faults import bug_sentence, explain
from demenagement.cli.printing import tell, words
from demenagement.errors import DemenagementError

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime
    from pathlib import Path

    from demenagement.application.agenda import Report
    from demenagement.application.amending import Amending
    from demenagement.application.following import Following
    from demenagement.application.journeys import Journeys, Overview
    from demenagement.application.submissions import Submissions
    from demenagement.application.verbs import Verbs
    from demenagement.application.watching import Watching
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.draft import Document
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook

_NO_TERMINAL = 2


def open_app(arguments: Namespace) -> int:
    """Open the app on this terminal, until the person leaves it."""
    say = words(arguments)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        tell(say("cli.no-terminal"))
        return _NO_TERMINAL
    from demenagement.tui.app import MovingApp  # noqa: PLC0415 # no other command draws a screen

    logging.getLogger().addHandler(logging.NullHandler())  # nothing is ever written over the screen
    product = Product.of(arguments)
    app = MovingApp(ProductDesk(product, arguments.today, say))
    asyncio.run(product.run(app.run_async()))
    if app.broken is not None:
        raise app.broken
    return app.return_code or 0


class ProductDesk:
    """The parts of one running product, as the app needs them."""

    def __init__(self, product: Product, today: date, say: Phrasebook) -> None:
        """`today` may be another day than the clock's; at midnight it moves on like any other."""
        self._product, self.say = product, say
        self._ahead = today - _day()

    @property
    def today(self) -> date:
        """The day it is, for the plan."""
        return _day() + self._ahead

    def clock(self) -> datetime:
        """Now, to stamp entries with."""
        return self._product.clock()

    @property
    def manifests(self) -> dict[str, Manifest]:
        """The providers by slug."""
        return self._product.manifests

    @property
    def journeys(self) -> Journeys:
        """The use cases over one journey."""
        return self._product.journeys

    @property
    def amending(self) -> Amending:
        """What puts right what was told."""
        return self._product.amending

    @property
    def submissions(self) -> Submissions:
        """What goes out."""
        return self._product.submissions

    @property
    def verbs(self) -> Verbs:
        """What any provider can be asked."""
        return self._product.verbs

    @property
    def following(self) -> Following:
        """What comes back."""
        return self._product.following

    @property
    def watching(self) -> Watching:
        """What is awaited."""
        return self._product.watching

    def dossier(self, path: Path) -> Dossier:
        """The facts of a dossier file. Raises FilesInvalid, NotFound."""
        return self._product.read_dossier(path)

    def enclosure(self, path: Path) -> Document:
        """A file to join to a letter. Raises NotFound, NotAllowed."""
        return enclosure(str(path))

    def export(self, overview: Overview, path: Path) -> Report:
        """Write the calendar. Raises NotAllowed, StorageFailed."""
        sentences = AgendaWords(overview, self._product.manifests, self.say)
        return self._product.agenda.export(overview, sentences, lambda content: write_whole(path, content))

    def notices(self, ident: str) -> tuple[str, ...]:
        """What had to be done to open the journey's file, as sentences."""
        return tuple(self.say(f"journey.notice-{code}", **facts) for code, facts in self._product.store.notices(ident))

    def explain(self, fault: BaseException) -> tuple[str, ...]:
        """What happened, then what to do; a mistake of the program is noted aside."""
        if isinstance(fault, DemenagementError):
            return tuple(explain(fault, self.say))
        return (bug_sentence(fault, str(self._product.home), self.say),)


def _day() -> date:
    return date.today()  # noqa: DTZ011 # the person's own day, where they are
