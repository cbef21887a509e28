"""Sums that the rules give: the last rent, what a late deposit costs the landlord, two rents at once."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from demenagement.domain.workdays import add_months

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from demenagement.domain.deadline import Anchor
    from demenagement.domain.move import Leaving
    from demenagement.domain.situation import Situation

    Sum = Callable[[Situation, Mapping[str, Anchor]], Decimal | None]

_CENT = Decimal("0.01")
_PENALTY_PER_MONTH = Decimal("0.10")


def cents(amount: Decimal) -> Decimal:
    """Euros with two decimals, rounded half-up."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def monthly_rent(leaving: Leaving) -> Decimal | None:
    """Rent and charges of a month; None where nobody said the rent."""
    return None if leaving.rent is None else leaving.rent + (leaving.charges or 0)


def rent_between(monthly: Decimal, first: date, last: date) -> Decimal:
    """Rent for the days from `first` to `last`, both included, each month by its own number of days. Not rounded."""
    total, day = Decimal(0), first
    while day <= last:
        days_of_month = monthrange(day.year, day.month)[1]
        end = min(last, day.replace(day=days_of_month))
        total += monthly * ((end - day).days + 1) / days_of_month
        day = end + timedelta(days=1)
    return total


def paid_until(situation: Situation, anchors: Mapping[str, Anchor]) -> date | None:
    """The last day that is paid for: the end of the lease; of a landlord's notice, the last day one lives there.

    Source: loi 89-462, art. 15 and 25-8, as domain rules read them on 2026-11-21.
    """
    end, leaving = anchors["lease.end"].day, situation.dossier.leaving
    if end is None or leaving.given_by != "landlord" or leaving.keys is None:
        return end
    return min(end, leaving.keys)


def last_rent(situation: Situation, anchors: Mapping[str, Anchor]) -> Decimal | None:
    """Rent and charges of the last month, up to and including the last day (service-public.fr F32360)."""
    end, monthly = paid_until(situation, anchors), monthly_rent(situation.dossier.leaving)
    if end is None or monthly is None:
        return None
    return cents(rent_between(monthly, end.replace(day=1), end))


def deposit_penalty(situation: Situation, due: date | None) -> Decimal | None:
    """10 % of the rent, charges excluded, for each month begun after the deposit was due (loi 89-462, art. 22).

    None while it is not late, or when the tenant did not give the new address, which forfeits it.
    """
    leaving = situation.dossier.leaving
    until = min(leaving.deposit_returned or situation.today, situation.today)
    if due is None or until <= due or leaving.rent is None or leaving.address_given is False:
        return None
    months = 1
    while add_months(due, months) < until:
        months += 1
    return cents(leaving.rent * _PENALTY_PER_MONTH * months)


def longer(situation: Situation, after: date, until: date) -> Decimal | None:
    """What the old home costs from the day after `after` to `until`; None where nobody said the rent."""
    monthly = monthly_rent(situation.dossier.leaving)
    return None if monthly is None else cents(rent_between(monthly, after + timedelta(days=1), until))


def overlap(situation: Situation, anchors: Mapping[str, Anchor]) -> Decimal | None:
    """What the old home costs while the new one is already paid for; None when the two rents never run together."""
    start, end = anchors["keys.in"].day, paid_until(situation, anchors)
    monthly = monthly_rent(situation.dossier.leaving)
    if start is None or end is None or monthly is None or start > end:
        return None
    return cents(rent_between(monthly, start, end))


AMOUNTS: dict[str, Sum] = {"last_rent": last_rent}
"""The sums that a plan file may name; the deposit's penalty also needs the step's own last day."""
