"""Everything a rule may look at: the facts, the day, the places' working days, the zone of the commune."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from demenagement.domain.deadline import Reason
from demenagement.domain.dossier import Dossier
from demenagement.domain.workdays import Territory, Workdays, territory

_WHOLE_COMMUNE = {"751": "75056", "6938": "69123", "132": "13055"}


def commune(insee: str) -> str:
    """The commune that a code belongs to: the arrondissements of Paris, Lyon and Marseille are parts of one."""
    for prefix, whole in _WHOLE_COMMUNE.items():
        if insee.startswith(prefix):
            return whole
    return insee


@dataclass(frozen=True, slots=True)
class Situation:
    """One dossier, completed with what could be derived, on one day.

    `zone_changed` is the day on which the left commune's class changed, where that is known; `zone_told` says how its
    zone was found, when nobody gave it.
    """

    dossier: Dossier
    today: date
    holidays: Mapping[Territory, frozenset[date]] = field(default_factory=dict)
    zone_changed: date | None = None
    zone_told: tuple[Reason, ...] = ()

    def workdays(self, side: str) -> Workdays:
        """The working days where a dwelling stands (`leaving` or `arriving`); mainland France where that is unknown."""
        dwelling = self.dossier.leaving if side == "leaving" else self.dossier.arriving
        place = territory(dwelling.insee, dwelling.postcode) if dwelling.country == "FR" else Territory.METROPOLE
        return Workdays(self.holidays.get(place, frozenset()))
