"""Public holidays by territory, from the `holidays` library: the legal list only, never local customary days."""

from __future__ import annotations

from datetime import date
from functools import cache

from demenagement.domain.workdays import Territory

_SUBDIVISION = {
    Territory.ALSACE_MOSELLE: "57",
    Territory.GUYANE: "973",
    Territory.LA_REUNION: "974",
    Territory.MAYOTTE: "976",
}
# The library adds customary days for these two: the national list and the day of the abolition of slavery are the law
# (Code du travail, art. L3422-2; days read in etalab/jours-feries-france-data, 2026-05-01).
_ABOLITION = {Territory.MARTINIQUE: (5, 22), Territory.GUADELOUPE: (5, 27)}


@cache
def legal_holidays(territory: Territory, first: int, last: int) -> frozenset[date]:
    """The public holidays of a territory in the years from `first` to `last`, both included."""
    from holidays.countries.france import France  # noqa: PLC0415 # 30 ms that only a dated plan has to pay

    years = range(first, last + 1)
    listed = France(subdiv=_SUBDIVISION.get(territory), years=years, language="fr")  # type: ignore[no-untyped-call] # the library's class has no types
    known = frozenset(listed)
    abolition = _ABOLITION.get(territory)
    return known | {date(year, *abolition) for year in years} if abolition else known
