"""Opening a journey's file, whatever it is found in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.errors import Conflict, FilesInvalid, StorageFailed
from demenagement.gateways.store.disk import second_name, set_aside, told
from demenagement.gateways.store.document import Document, Notice, Row, Stored, problems_of, revision_of, stamped
from demenagement.gateways.store.json_text import DamagedFileError
from demenagement.gateways.store.storage import load, save

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from demenagement.gateways.store.places import Place
    from demenagement.gateways.store.upgrades import Upgrades

# The damaged file was one writing ahead of the last good one, at most. Two ahead, the revision is one that nobody
# can have seen with another content, so that whoever still holds the lost state meets a conflict.
_PAST_WHAT_WAS_LOST = 2


class Settling:
    """Brings the file of a journey to a sound state of this version; nothing is ever deleted on the way."""

    def __init__(self, upgrades: Upgrades, about: Callable[[Document], Row]) -> None:
        """Know how to read what earlier versions wrote, and what the list tells beyond `meta`."""
        self._upgrades = upgrades
        self._about = about

    def ready(self, place: Place) -> Stored | None:
        """The journey, or None where its file has to be settled first; needs no lock."""
        try:
            document = self.as_written(place.journey, place.ident)
        except DamagedFileError:
            return None
        if document is None or document["meta"][0]["version"] != self._upgrades.version:
            return None
        return Stored(document, revision_of(document))

    def settle(self, place: Place, *, repair: bool = True) -> Stored:
        """The journey, its file repaired and brought to this version; the lock is held.

        Without `repair` a damaged file is left for the next reading, which can say so: Conflict.
        """
        notices = []
        why = "missing"
        try:
            document = self.as_written(place.journey, place.ident)
        except DamagedFileError as damage:
            document, why = None, damage.why
        if document is None:
            if not repair:
                raise Conflict(place.ident)
            document, notice = self._recover(place, why)
            notices.append(notice)
        if document["meta"][0]["version"] != self._upgrades.version:
            document, notice = self._upgrade(place, document)
            notices.append(notice)
        return Stored(document, revision_of(document), tuple(notices))

    def summary(self, place: Place) -> Row:
        """The row of `meta`, of the last good state where need be; `trouble` where there is none to show.

        Changes nothing on the disk, and one broken journey keeps no other from being listed.
        """
        trouble = "damaged"
        for path in (place.journey, place.last_good):
            try:
                document = self.as_written(path, place.ident)
            except DamagedFileError:
                continue
            except StorageFailed as error:
                trouble = error.reason
                continue
            if document is not None:
                whole = self._upgrades.applied(document, document["meta"][0]["version"])
                return {**whole["meta"][0], **self._about(whole)}
        return {"id": place.ident, "trouble": trouble}

    def as_written(self, path: Path, ident: str) -> Document | None:
        """The document in the version it was written, or None where there is no file."""
        document = load(path)
        if document is None:
            return None
        meta = document.get("meta", [])
        if len(meta) != 1 or not _is_count(meta[0].get("version")):
            raise DamagedFileError("shape")
        # Asked before anything else: what a later version writes may well look wrong to this one.
        if meta[0]["version"] > self._upgrades.version:
            raise StorageFailed(str(path), "newer")
        if not _is_count(meta[0].get("revision")):
            raise DamagedFileError("shape")
        if meta[0].get("id") != ident:
            raise DamagedFileError("other-journey")
        if meta[0]["version"] == self._upgrades.version and problems_of(document, str(path)):
            raise DamagedFileError("shape")
        return document

    def _recover(self, place: Place, why: str) -> tuple[Document, Notice]:
        try:
            good = self.as_written(place.last_good, place.ident)
        except DamagedFileError:
            good = None
        if good is None:
            raise StorageFailed(str(place.journey), "damaged")
        facts = [("file", str(place.journey)), ("why", why), ("revision", str(revision_of(good)))]
        with told(place.home.set_aside):
            if place.journey.exists():
                aside = set_aside(place.journey, place.home.set_aside, place.ident, "json")
                facts.append(("aside", str(aside)))
        revision = revision_of(good) + _PAST_WHAT_WAS_LOST
        document = stamped(good, place.ident, good["meta"][0]["version"], revision)
        save(place.journey, document)
        return document, Notice("last-good-opened", tuple(facts))

    def _upgrade(self, place: Place, document: Document) -> tuple[Document, Notice]:
        version, revision = document["meta"][0]["version"], revision_of(document)
        upgraded = self._upgrades.applied(document, version)
        if problems := problems_of(upgraded, str(place.journey)):
            raise FilesInvalid(problems)
        upgraded = stamped(upgraded, place.ident, self._upgrades.version, revision)
        older = place.older(version)
        with told(older):
            if older.exists() and not older.samefile(place.journey):
                set_aside(older, place.home.set_aside, f"{place.ident}.v{version}", "json")
                older.unlink()
            if not older.exists():
                second_name(place.journey, older)
        save(place.journey, upgraded, place.last_good)
        facts = (("from", str(version)), ("to", str(self._upgrades.version)), ("kept", str(older)))
        return upgraded, Notice("upgraded", facts)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1
