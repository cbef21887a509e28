"""Dates that need law rather than arithmetic, named in plan files: `due = "deposit_due"`.

Each function takes the situation and the anchors and gives a deadline with its derivation.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from demenagement.domain.deadline import Anchor, Confidence, Deadline, Reason, because
from demenagement.domain.money import cents
from demenagement.domain.occupancy import occupancy_declaration_due, occupancy_move_due
from demenagement.domain.workdays import add_months, latest_start

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from demenagement.domain.situation import Situation

    Law = Callable[[Situation, Mapping[str, Anchor]], Deadline]

_FRIDAY = 4
_PROVISION = Decimal("0.20")
"""What a landlord may keep of the deposit until the building's accounts are approved (loi 89-462, art. 22)."""


def deposit_due(situation: Situation, anchors: Mapping[str, Anchor]) -> Deadline:
    """One month after the keys when the exit inventory matches the entry one, else two (loi 89-462, art. 22).

    Before the inventory nobody can know: the longer time is the day from which a claim is safe.
    """
    keys, leaving = anchors["keys.out"], situation.dossier.leaving
    if keys.day is None:
        return keys.undated()
    conform = leaving.inventory_conform
    happened = (anchors["inventory.out"].day or keys.day) <= situation.today
    missing = ("leaving.inventory_conform",) if conform is None and happened else ()
    code = {True: "deposit-conform", False: "deposit-differs", None: "deposit-unknown"}[conform]
    months = 1 if conform else 2
    reasons = [because("anchor", name="keys.out", day=keys.day), because(code, months=months)]
    if leaving.address_given is False:
        reasons.append(because("deposit-no-penalty"))
    if leaving.condominium is True and leaving.deposit:
        reasons.append(because("deposit-provision", amount=cents(leaving.deposit * _PROVISION)))
    return Deadline(add_months(keys.day, months), tuple(reasons), missing, since=keys.day)


def solidarity_end(situation: Situation, anchors: Mapping[str, Anchor]) -> Deadline:
    """A flatmate who left is bound until somebody replaces them, six months after the notice at most (art. 8-1 VI)."""
    end, replaced = anchors["lease.end"], situation.dossier.leaving.replaced_on
    if end.day is None:
        return end.undated()
    if situation.dossier.leaving.co_holders != "flatshare-solidary":
        return Deadline(
            end.day, (because("anchor", name="lease.end", day=end.day), because("no-solidarity")), since=end.day
        )
    limit = add_months(end.day, 6)
    reasons = (because("anchor", name="lease.end", day=end.day), because("months-after", count=6))
    if replaced is not None and replaced < limit:
        return Deadline(replaced, (*reasons, because("replaced", day=replaced)), since=end.day)
    return Deadline(limit, reasons, since=end.day)


def electoral_roll_due(situation: Situation, anchors: Mapping[str, Anchor]) -> Deadline:
    """The sixth Friday before the first round (Code électoral, art. L17; service-public.fr F34240).

    Online registration closes on the Wednesday of that week; people who moved for work and a few others have until
    the tenth day before the round (art. L30): both are said in the reasons.
    """
    del situation
    election = anchors["election"]
    if election.day is None:
        return election.undated()
    last_friday = election.day - timedelta(days=(election.day.weekday() - _FRIDAY) % 7 or 7)
    due = last_friday - timedelta(weeks=5)
    reasons = (
        because("anchor", name="election", day=election.day),
        because("sixth-friday"),
        because("online-until", day=due - timedelta(days=2)),
        because("late-cases-until", day=election.day - timedelta(days=10)),
    )
    return Deadline(due, reasons, since=election.day)


def mover_reserves_due(situation: Situation, anchors: Mapping[str, Anchor]) -> Deadline:
    """Ten calendar days after delivery; three months when the mover did not hand over the procedure.

    Ten as long as nobody knows, and then it is asked.

    Source: Code de la consommation, art. L224-63 (formerly L121-95).
    """
    delivery = anchors["delivery"]
    if delivery.day is None:
        return delivery.undated()
    start = because("anchor", name="delivery", day=delivery.day)
    reasons: tuple[Reason, ...]
    if situation.dossier.move.mover_told_procedure is False:
        reasons = (start, because("months-after", count=3), because("procedure-not-told"))
        return Deadline(add_months(delivery.day, 3), reasons, confidence=Confidence.DATED, since=delivery.day)
    reasons = (start, because("days-after", count=10))
    missing = ("move.mover_told_procedure",) if situation.dossier.move.mover_told_procedure is None else ()
    return Deadline(delivery.day + timedelta(days=10), reasons, missing, Confidence.DATED, delivery.day)


def care_notice_due(situation: Situation, anchors: Mapping[str, Anchor]) -> Deadline:
    """Notice to a childminder: 15 days under a year of care, one month from a year on (CASF, art. L423-25).

    For help at home the same is only common practice.
    """
    end, childcare = anchors["childcare.end"], situation.dossier.household.childcare or None
    if end.day is None or childcare is None:
        return end.undated()
    start = because("anchor", name="childcare.end", day=end.day)
    missing = tuple(f"household.childcare.{name}" for name in ("kind", "since") if getattr(childcare, name) is None)
    known = Confidence.DATED if childcare.kind == "childminder" else Confidence.GENERAL
    if childcare.since is None:
        return Deadline(None, (start,), missing, known)
    if add_months(childcare.since, 12) <= end.day:
        day, code = latest_start(end.day, 1), "care-a-year"
    else:
        day, code = end.day - timedelta(days=15), "care-under-a-year"
    return Deadline(day, (start, because(code)), missing, known, end.day)


def mover_booking(situation: Situation, anchors: Mapping[str, Anchor]) -> Deadline:
    """Two months ahead; three for a move between June and September, when movers are full."""
    del situation
    move = anchors["move.day"]
    if move.day is None:
        return move.undated()
    summer = move.day.month in range(6, 10)
    days = 90 if summer else 60
    reasons: tuple[Reason, ...] = (because("anchor", name="move.day", day=move.day), because("days-before", count=days))
    if summer:
        reasons = (*reasons, because("summer"))
    return Deadline(move.day - timedelta(days=days), reasons, confidence=Confidence.REPORTED, since=move.day)


def home_insurance_due(situation: Situation, anchors: Mapping[str, Anchor]) -> Deadline:
    """The day of the keys: by law for a tenant (loi 89-462, art. 7 g).

    An owner in a shared building has to cover others, which was only known from common practice here; any other owner
    may choose (service-public.fr F14128).
    """
    keys = anchors["keys.in"]
    if keys.day is None:
        return keys.undated()
    known = Confidence.GENERAL if situation.dossier.arriving.tenure == "owner" else Confidence.VERIFIED
    return Deadline(keys.day, (because("anchor", name="keys.in", day=keys.day),), confidence=known, since=keys.day)


def solar_transfer(situation: Situation, anchors: Mapping[str, Anchor]) -> Deadline:
    """Thirty days before the deed of the home that has the panels; before the sale, where the purchase has no day."""
    bought = situation.dossier.leaving.solar is not True
    deed = anchors["purchase"] if bought and (anchors["purchase"].day or not anchors["sale"].day) else anchors["sale"]
    if deed.day is None:
        return deed.undated()
    reasons = (because("anchor", name=deed.name, day=deed.day), because("days-before", count=30))
    return Deadline(deed.day - timedelta(days=30), reasons, confidence=Confidence.GENERAL, since=deed.day)


LAW: dict[str, Law] = {
    "deposit_due": deposit_due,
    "solidarity_end": solidarity_end,
    "occupancy_declaration_due": occupancy_declaration_due,
    "occupancy_move_due": occupancy_move_due,
    "electoral_roll_due": electoral_roll_due,
    "mover_reserves_due": mover_reserves_due,
    "care_notice_due": care_notice_due,
    "mover_booking": mover_booking,
    "home_insurance_due": home_insurance_due,
    "solar_transfer": solar_transfer,
}
"""The functions a plan file may name instead of writing an anchor and an offset."""
