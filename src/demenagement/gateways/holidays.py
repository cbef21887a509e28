"""Public holidays by territory, from Etalab's `jours-feries-france`: the legal list, no local customary day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jours_feries_france import JoursFeries

from demenagement.domain.workdays import Territory

if TYPE_CHECKING:
    from datetime import date

_ZONES = {
    Territory.METROPOLE: "Métropole",
    Territory.ALSACE_MOSELLE: "Alsace-Moselle",
    Territory.GUADELOUPE: "Guadeloupe",
    Territory.MARTINIQUE: "Martinique",
    Territory.GUYANE: "Guyane",
    Territory.LA_REUNION: "La Réunion",
    Territory.MAYOTTE: "Mayotte",
    Territory.SAINT_PIERRE_ET_MIQUELON: "Saint-Pierre-et-Miquelon",
    Territory.SAINT_BARTHELEMY: "Saint-Barthélémy",
    Territory.SAINT_MARTIN: "Saint-Martin",
}


@cache
def legal_holidays(territory: Territory, first: int, last: int) -> frozenset[date]:
    """The public holidays of a territory in the years from `first` to `last`, both included."""
    zone = _ZONES[territory]
    return frozenset(day for year in range(first, last + 1) for day in JoursFeries.for_year(year, zone=zone).values())
