"""Facts in, dated plan out: what can be derived is filled in, then the planner does its work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING

from demenagement.application.placing import placed
from demenagement.application.ports import Gazetteer, Holidays, Zones
from demenagement.domain.deadline import because
from demenagement.domain.derived import derived
from demenagement.domain.dossier import Dossier, with_defaults
from demenagement.domain.planner import Catalogue, make_plan
from demenagement.domain.situation import Situation
from demenagement.domain.workdays import Territory, territory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.domain.plan import Plan
    from demenagement.domain.standing import Happened

_YEARS_BACK, _YEARS_AHEAD = 1, 3


@dataclass(frozen=True, slots=True)
class Planning:
    """The planner with what it needs from the outside; `gazetteer` is called when there is something to look up."""

    catalogue: Catalogue
    holidays: Holidays
    zones: Zones
    gazetteer: Callable[[], Gazetteer]

    def situation(self, dossier: Dossier, today: date) -> Situation:
        """The dossier completed with what nobody has to be asked, on that day."""
        given = derived(with_defaults(dossier))
        leaving, arriving = placed(given.leaving, self.gazetteer), placed(given.arriving, self.gazetteer)
        changed, told = None, ()
        if (insee := leaving.insee) is not None:
            changed = self.zones.changed(insee)
            if leaving.zone is None and (zone := self.zones.zone(insee)) is not None:
                found = () if given.leaving.insee else (because("commune-found", insee=insee),)
                leaving, told = replace(leaving, zone=zone), (*found, *self.zones.reasons(insee))
        whole = replace(given, leaving=leaving, arriving=arriving)
        return Situation(whole, today, self._holidays(whole, today), changed, told)

    def plan(self, dossier: Dossier, today: date, happened: Mapping[str, Happened] | None = None) -> Plan:
        """The dated plan. Never raises on a valid dossier."""
        return self.plan_of(self.situation(dossier, today), happened)

    def plan_of(self, situation: Situation, happened: Mapping[str, Happened] | None = None) -> Plan:
        """The dated plan of a situation that was completed already."""
        return make_plan(situation, self.catalogue, happened)

    def _holidays(self, dossier: Dossier, today: date) -> dict[Territory, frozenset[date]]:
        nouns = (dossier.move, dossier.leaving, dossier.arriving)
        said = (getattr(noun, field.name) for noun in nouns for field in fields(noun))
        years = {today.year, *(day.year for day in said if isinstance(day, date))}
        first, last = min(years) - _YEARS_BACK, max(years) + _YEARS_AHEAD
        places = {Territory.METROPOLE} | {
            territory(dwelling.insee, dwelling.postcode)
            for dwelling in (dossier.leaving, dossier.arriving)
            if dwelling.country == "FR"
        }
        return {place: self.holidays(place, first, last) for place in sorted(places)}
