"""When an owner tells the tax office who lives in a home (CGI, art. 1418): each summer, for the changes before it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from demenagement.domain.deadline import Deadline, because

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.domain.deadline import Anchor
    from demenagement.domain.situation import Situation


def pictured(day: date) -> int:
    """The year on whose 1 January the tax office sees a change of that day (CGI, art. 1418): its own at New Year."""
    return day.year if (day.month, day.day) == (1, 1) else day.year + 1


def occupancy_declaration_due(situation: Situation, anchors: Mapping[str, Anchor]) -> Deadline:
    """30 June of the year after the change (CGI, art. 1418: changes up to 1 January are declared before 1 July)."""
    return _declared(_change(situation, anchors))


def occupancy_move_due(situation: Situation, anchors: Mapping[str, Anchor]) -> Deadline:
    """The same for moving into a home whose deed was declared as an earlier change."""
    del situation
    return _declared(anchors["move.day"])


def _declared(change: Anchor) -> Deadline:
    if change.day is None:
        return change.undated()
    year = pictured(change.day)
    reasons = (because("anchor", name=change.name, day=change.day), because("occupancy", year=year))
    return Deadline(date(year, 6, 30), reasons, since=change.day)


def _change(situation: Situation, anchors: Mapping[str, Anchor]) -> Anchor:
    """The day the occupation changes: the deed, else the move."""
    owner = "purchase" if situation.dossier.arriving.tenure == "owner" else "sale"
    return next((anchors[name] for name in (owner, "purchase", "sale") if anchors[name].day), anchors["move.day"])
