"""Official lists of the communes in rent zones: what one says, and of which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from demenagement.domain.move import Zone


@dataclass(frozen=True, slots=True)
class ZoneList:
    """One list that a person brought in, by commune code; arrondissements stand under their commune.

    `complete` when a commune that it does not hold is in neither zone. `day` is that of the decree it follows and
    `changed` the day on which a commune got its present class, where the list tells. `source` is the file or the
    address it was read from.
    """

    zones: Mapping[str, Zone]
    complete: bool
    source: str
    imported_on: date
    day: date | None = None
    changed: Mapping[str, date] = field(default_factory=dict)

    def count(self, zone: Zone) -> int:
        """How many communes it has in that class."""
        return list(self.zones.values()).count(zone)

    def older_than(self, decree: date) -> bool:
        """Whether a decree of that day may not be in it: a list that tells no day may be of any."""
        return self.day is None or self.day < decree
