"""The rent zone of a commune, from the facts that ship with the product."""

from __future__ import annotations

import tomllib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demenagement.domain.situation import commune

if TYPE_CHECKING:
    from datetime import date

if TYPE_CHECKING:
    from demenagement.domain.move import Zone

_FACTS = Path(__file__).with_name("zones.toml")


class BuiltInZones:
    """The communes named in the sources; unknown for every other."""

    @cached_property
    def _document(self) -> dict[str, Any]:
        return tomllib.loads(_FACTS.read_text(encoding="utf-8"))

    def zone(self, insee: str) -> Zone | None:
        """`tight`, `tourist` or `none`; None when nobody verified it."""
        code = commune(insee)
        zones: tuple[Zone, ...] = ("tight", "tourist", "none")
        return next((zone for zone in zones if code in self._document[zone]["communes"]), None)

    def changed(self, insee: str) -> date | None:
        """The day its class last changed, where that was read."""
        day: date | None = self._document["changed"].get(commune(insee))
        return day
