"""What conditions may name besides facts: worked out from them, never asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from demenagement.domain.company import spelling
from demenagement.domain.facts import Unknown, members
from demenagement.domain.notice import RENEWED, posted, void_because
from demenagement.domain.occupancy import pictured
from demenagement.domain.situation import commune
from demenagement.domain.workdays import add_months, department

if TYPE_CHECKING:
    from collections.abc import Callable

    from demenagement.domain.move import Dwelling
    from demenagement.domain.situation import Situation

_ENTITLED = 3
"""Children from whom on the Caf gives a moving bonus."""


def _leaving_france(situation: Situation) -> bool | Unknown:
    """The new home is abroad."""
    return situation.dossier.arriving.country != "FR"


def _entering_france(situation: Situation) -> bool | Unknown:
    """The old home is abroad."""
    return situation.dossier.leaving.country != "FR"


def _whole_household(situation: Situation) -> bool | Unknown:
    """Nobody stays in the old home."""
    return situation.dossier.move.who == "household"


def _where(side: str, dwelling: Dwelling) -> Unknown:
    """What to ask to learn in which commune a dwelling is: its code only where the address does not tell."""
    told = next((fact for fact in ("postcode", "city") if getattr(dwelling, fact) is None), "insee")
    return Unknown((f"{side}.{told}",))


def _changes_commune(situation: Situation) -> bool | Unknown:
    """The two homes are in different communes; who crosses the border changes commune, whatever its name."""
    leaving, arriving = situation.dossier.leaving, situation.dossier.arriving
    if leaving.country != arriving.country:
        return True
    if leaving.insee is None:
        return _where("leaving", leaving)
    if arriving.insee is None:
        return _where("arriving", arriving)
    return commune(leaving.insee) != commune(arriving.insee)


def _changes_department(situation: Situation) -> bool | Unknown:
    """The two homes are in different départements."""
    leaving, arriving = situation.dossier.leaving, situation.dossier.arriving
    if leaving.country != arriving.country:
        return True
    old, new = department(leaving.insee, leaving.postcode), department(arriving.insee, arriving.postcode)
    if old is None:
        return _where("leaving", leaving)
    if new is None:
        return _where("arriving", arriving)
    return old != new


def _ends_at_term(situation: Situation) -> bool | Unknown:
    """A lease that does not renew itself is left at its term: no notice is due (loi 89-462, art. 25-7 and 25-12)."""
    leaving = situation.dossier.leaving
    if (
        leaving.lease in RENEWED
        or leaving.lease_term is None
        or leaving.notice_posted is not None
        or leaving.notice_received is not None
    ):
        return False
    return leaving.wanted_end is None or leaving.wanted_end >= leaving.lease_term


def _moves_in_later(situation: Situation) -> bool | Unknown:
    """The household moves into what it bought in a later year, as the tax office counts them, than it bought it."""
    bought, move = situation.dossier.arriving.bought, situation.dossier.move.day
    if bought is None:
        return False  # the declaration then counts from the moving day
    return Unknown(("move.day",)) if move is None else pictured(move) > pictured(bought)


def _internet_ends(situation: Situation) -> bool | Unknown:
    """The old home's line has no place in the new one: none there, another operator's, a host's, or abroad."""
    old, arriving = situation.dossier.leaving.internet, situation.dossier.arriving
    new = arriving.internet
    if new is False or arriving.country != "FR" or (new is None and arriving.tenure == "hosted"):
        return True
    for side, line in (("leaving", old), ("arriving", new)):
        if line is None:
            return Unknown((f"{side}.internet",))
        if line and line.operator is None:
            return Unknown((f"{side}.internet.operator",))
    return _others(*(line.operator if line else None for line in (old, new)))


def _insurance_ends(situation: Situation) -> bool | Unknown:
    """The old home's cover is known not to follow: none there, another insurer's, or abroad.

    Nor does it where somebody else insures the new home; that of a home that is sold passes to the buyer, unless the
    seller is known to stay with the insurer (Code des assurances, art. L121-10).
    """
    leaving, arriving = situation.dossier.leaving, situation.dossier.arriving
    old, new = (home.insurance.insurer if home.insurance else None for home in (leaving, arriving))
    sold = leaving.tenure == "owner" and new is None
    elsewhere = arriving.insurance is False or arriving.tenure == "hosted" or arriving.country != "FR"
    return elsewhere or sold or _others(old, new)


def _others(old: str | None, new: str | None) -> bool:
    """Whether both companies are known, and are two."""
    return old is not None and new is not None and spelling(old) != spelling(new)


def _rents(side: str) -> Callable[[Situation], bool | Unknown]:
    def rents(situation: Situation) -> bool | Unknown:
        """The dwelling is rented, by a lease or in a residence."""
        dwelling = situation.dossier.leaving if side == "leaving" else situation.dossier.arriving
        if dwelling.lease is not None and dwelling.tenure is None:
            return True
        return Unknown((f"{side}.tenure",)) if dwelling.tenure is None else dwelling.tenure in ("tenant", "residence")

    return rents


def _notice_posted(situation: Situation) -> bool | Unknown:
    """A notice that is not void has left the tenant's hands."""
    leaving = situation.dossier.leaving
    return posted(leaving) and void_because(leaving) is None


def _notice_received(situation: Situation) -> bool | Unknown:
    """The landlord holds a notice that is valid in form."""
    leaving = situation.dossier.leaving
    return isinstance(leaving.notice_received, date) and void_because(leaving) is None


def _moving_bonus_period(situation: Situation) -> bool | Unknown:
    """Three children or more, and the move falls in the period of the youngest, born or expected.

    It runs from the month after the third month of the pregnancy to the month before the second birthday. Sources:
    pratique.fr and immobilierhebdo.fr (2025), who quote the Caf; a birth is taken as nine months from the beginning.
    """
    children, move = situation.dossier.household.children, situation.dossier.move.day
    if children is None:
        return Unknown(("household.children",))
    if sum(child.lives != "elsewhere" for child in children) < _ENTITLED:
        return False
    named = zip(children, members("household.children", children), strict=True)
    here = [(child.born, f"{member.path}.born") for child, member in named if child.lives != "elsewhere"]
    births = [born for born, _ in here if born is not None]
    if len(births) < len(here):
        return Unknown(tuple(path for born, path in here if born is None))
    if move is None:
        return Unknown(("move.day",))
    third_month, second_birthday = add_months(max(births), -6), add_months(max(births), 24)
    return add_months(third_month.replace(day=1), 1) <= move < second_birthday.replace(day=1)


CIRCUMSTANCES: dict[str, Callable[[Situation], bool | Unknown]] = {
    "leaving_france": _leaving_france,
    "entering_france": _entering_france,
    "whole_household": _whole_household,
    "changes_commune": _changes_commune,
    "changes_department": _changes_department,
    "ends_at_term": _ends_at_term,
    "moves_in_later": _moves_in_later,
    "internet_ends": _internet_ends,
    "insurance_ends": _insurance_ends,
    "moving_bonus_period": _moving_bonus_period,
    "notice_posted": _notice_posted,
    "notice_received": _notice_received,
    "rents_old_home": _rents("leaving"),
    "rents_new_home": _rents("arriving"),
}
"""By the name that a condition uses."""
