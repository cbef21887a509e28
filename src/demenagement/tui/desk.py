"""What the app works with. Whoever opens it lays the desk; the app reaches nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
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


class Desk(Protocol):
    """Use cases, the day, and the words. Parts may be made when first asked for, in whatever thread asks."""

    @property
    def say(self) -> Phrasebook:
        """The reader's words."""

    @property
    def today(self) -> date:
        """The day it is, for the plan."""

    def clock(self) -> datetime:
        """Now, to stamp entries with."""

    @property
    def manifests(self) -> Mapping[str, Manifest]:
        """The providers by slug."""

    @property
    def journeys(self) -> Journeys:
        """The use cases over one journey."""

    @property
    def amending(self) -> Amending:
        """What puts right what was told."""

    @property
    def submissions(self) -> Submissions:
        """What goes out."""

    @property
    def verbs(self) -> Verbs:
        """What any provider can be asked."""

    @property
    def following(self) -> Following:
        """What comes back."""

    @property
    def watching(self) -> Watching:
        """What is awaited."""

    def dossier(self, path: Path) -> Dossier:
        """The facts of a dossier file. Raises FilesInvalid, NotFound."""

    def enclosure(self, path: Path) -> Document:
        """A file to join to a letter. Raises NotFound, NotAllowed."""

    def export(self, overview: Overview, path: Path) -> Report:
        """Write the calendar. Raises NotAllowed, StorageFailed."""

    def notices(self, ident: str) -> tuple[str, ...]:
        """What had to be done to open the journey's file, once each, as sentences."""

    def explain(self, fault: BaseException) -> tuple[str, ...]:
        """What happened, then what to do: one sentence each. A mistake of the program is noted aside, never shown."""
