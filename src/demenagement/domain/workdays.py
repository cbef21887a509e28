"""Working days and month arithmetic (the counting rules of French moving law).

A working day (jour ouvré) is Monday to Friday, no public holiday. Months are added to the original date and clipped
to the end of the month, never chained: 31 January + 1 month is 28 February.
Source: service-public.fr F32360 (tenant's notice), Code de procédure civile, art. 641.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from dateutil.relativedelta import relativedelta

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class Territory(StrEnum):
    """Places whose list of public holidays differs by law."""

    METROPOLE = "metropole"
    ALSACE_MOSELLE = "alsace-moselle"
    GUADELOUPE = "guadeloupe"
    MARTINIQUE = "martinique"
    GUYANE = "guyane"
    LA_REUNION = "la-reunion"
    MAYOTTE = "mayotte"
    SAINT_PIERRE_ET_MIQUELON = "saint-pierre-et-miquelon"
    SAINT_BARTHELEMY = "saint-barthelemy"
    SAINT_MARTIN = "saint-martin"


_BY_DEPARTMENT = {
    "57": Territory.ALSACE_MOSELLE,
    "67": Territory.ALSACE_MOSELLE,
    "68": Territory.ALSACE_MOSELLE,
    "971": Territory.GUADELOUPE,
    "972": Territory.MARTINIQUE,
    "973": Territory.GUYANE,
    "974": Territory.LA_REUNION,
    "975": Territory.SAINT_PIERRE_ET_MIQUELON,
    "976": Territory.MAYOTTE,
    "977": Territory.SAINT_BARTHELEMY,
    "978": Territory.SAINT_MARTIN,
}


def department(insee: str | None, postcode: str | None = None) -> str | None:
    """The département of a commune code, else of a postcode; None when neither tells."""
    if insee:
        return insee[:3] if insee.startswith("97") else insee[:2]
    if postcode and postcode.isdigit():
        if postcode.startswith("97"):
            return postcode[:3]
        # Corsican postcodes share the prefix 20 and don't tell 2A from 2B reliably.
        return None if postcode.startswith("20") else postcode[:2]
    return None


def territory(insee: str | None, postcode: str | None = None) -> Territory:
    """Whose holidays hold there; metropolitan France where the commune is unknown."""
    return _BY_DEPARTMENT.get(department(insee, postcode) or "", Territory.METROPOLE)


@lru_cache(maxsize=1024)
def add_months(day: date, months: int) -> date:
    """`day` plus calendar months, clipped to the last day of the month."""
    return day + _months(months)


@lru_cache(maxsize=256)
def _months(count: int) -> relativedelta:
    return relativedelta(months=count)


def latest_start(end: date, months: int) -> date:
    """The latest day to which `months` can be added without going past `end`.

    Not the same as subtracting: one month ending on 30 June may start on 31 May.
    """
    day = add_months(end, -months)
    while add_months(day + _ONE_DAY, months) <= end:
        day += _ONE_DAY
    return day


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working days of one place, from its public holidays."""

    holidays: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether `day` is worked there."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def on_or_before(self, day: date) -> date:
        """`day`, or the last working day before it."""
        holidays = self.holidays
        while day.weekday() >= _SATURDAY or day in holidays:
            day -= _ONE_DAY
        return day

    def shift(self, day: date, count: int) -> date:
        """Walk `count` working days forward (or back, when negative); `day` itself is not counted."""
        step = _ONE_DAY if count > 0 else -_ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.works(day):
                day += step
        return day
