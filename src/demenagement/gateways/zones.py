"""The rent zone of a commune: from a list the person brought in, else from the facts that ship with the product."""

from __future__ import annotations

import tomllib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demenagement.domain.deadline import because
from demenagement.domain.situation import commune

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from demenagement.domain.deadline import Reason
    from demenagement.domain.move import Zone
    from demenagement.domain.zoning import ZoneList

_FACTS = Path(__file__).with_name("zones.toml")
_ZONES: tuple[Zone, ...] = ("tight", "tourist", "none")


class BuiltInZones:
    """The communes named in the sources; unknown for every other."""

    @cached_property
    def _document(self) -> dict[str, Any]:
        return tomllib.loads(_FACTS.read_text(encoding="utf-8"))

    def zone(self, insee: str) -> Zone | None:
        """`tight`, `tourist` or `none`; None when nobody verified it."""
        code = commune(insee)
        return next((zone for zone in _ZONES if code in self._document[zone]["communes"]), None)

    def changed(self, insee: str) -> date | None:
        """The day its class last changed, where that was read."""
        day: date | None = self._document["changed"].get(commune(insee))
        return day

    def reasons(self, insee: str) -> tuple[Reason, ...]:
        """None: nobody brought these facts in."""
        del insee
        return ()

    @property
    def known(self) -> dict[str, Zone]:
        """The class of every commune that was verified."""
        return {code: zone for zone in _ZONES for code in self._document[zone]["communes"]}

    @property
    def source(self) -> str:
        """The decrees they were read in."""
        return str(self._document["source"])

    @property
    def checked_on(self) -> date:
        """The day they were read."""
        day: date = self._document["checked_on"]
        return day

    @property
    def official(self) -> tuple[str, str]:
        """Where the whole list is published: the address of the file, and the page that presents it."""
        return self._document["official"]["address"], self._document["official"]["page"]


class ListedZones:
    """What a list says that was brought in, and the verified facts where it says nothing or may be older than they."""

    def __init__(self, listed: ZoneList, facts: BuiltInZones, of_today: Callable[[str], str | None]) -> None:
        """`of_today` gives the code of the commune of today that a code belongs to; None where there is none."""
        self._listed, self._facts, self._of_today = listed, facts, of_today

    def zone(self, insee: str) -> Zone | None:
        """`tight`, `tourist` or `none`; None when neither tells, or a list of tight communes lacks a verified one."""
        if (found := self._in_list(insee)) is not None:
            return found
        known = self._facts.zone(insee)
        return None if known == "tight" and not self._overruled(insee) else known

    def changed(self, insee: str) -> date | None:
        """The day its class last changed, by the list or by the facts."""
        days = (self._listed.changed.get(commune(insee)), self._facts.changed(insee))
        return max((day for day in days if day is not None), default=None)

    def reasons(self, insee: str) -> tuple[Reason, ...]:
        """The list, where its zone is the one that counts."""
        if self._in_list(insee) is None:
            return ()
        day = self._listed.day
        return (
            because("zone-imported", day=self._listed.imported_on) if day is None else because("zone-listed", day=day),
        )

    def overruled(self) -> tuple[str, ...]:
        """The communes whose class the list has otherwise than a decree that may be newer than it."""
        return tuple(
            code
            for code, zone in sorted(self._facts.known.items())
            if self._overruled(code) and self._listed.zones.get(code, zone) != zone
        )

    def _overruled(self, insee: str) -> bool:
        decree = self._facts.changed(insee)
        return decree is not None and self._listed.older_than(decree)

    def _in_list(self, insee: str) -> Zone | None:
        if self._overruled(insee):
            return None
        found = self._listed.zones.get(commune(insee))
        if found is not None or not self._listed.complete:
            return found
        # A whole list has every commune: what it lacks is in no zone, unless the code is an old one, or none at all.
        today = self._of_today(insee)
        return None if today is None else self._listed.zones.get(today, "none")
