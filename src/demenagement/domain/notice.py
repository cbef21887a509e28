"""The tenant's notice: how long, from when to when, and what makes it void.

Sources: loi 89-462 du 6 juillet 1989, art. 15 (unfurnished), 25-8 (furnished), 40 (social housing); service-public.fr
F32360 (how the notice is counted: from the day the landlord receives it, day for day, no week-end roll); CCH, art.
R633-3 (residences: eight days) and L442-8-4 (social housing let to students). Read on 2026-11-21.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from demenagement.domain.deadline import Confidence, Reason, because
from demenagement.domain.workdays import add_months, latest_start

if TYPE_CHECKING:
    from demenagement.domain.move import Leaving
    from demenagement.domain.situation import Situation

_RESIDENCE_DAYS = 8

_ONE_MONTH_LEASES = {
    "furnished": Confidence.VERIFIED,
    "furnished-student": Confidence.VERIFIED,
    "mobility": Confidence.VERIFIED,
    "social-student": Confidence.DATED,
    "crous": Confidence.UNVERIFIED,
}
RENEWED = ("unfurnished", "furnished", "social-student")
"""Leases that go on by themselves after their term."""

_LANDLORD_MONTHS = {"unfurnished": 6, "furnished": 3, "furnished-student": 3}


@dataclass(frozen=True, slots=True)
class Notice:
    """How long the notice is, in months or in days; neither when `missing` facts decide it."""

    months: int | None = None
    days: int | None = None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    confidence: Confidence = Confidence.VERIFIED
    cautions: tuple[str, ...] = ()

    def ends(self, received: date) -> date:
        """The day on which a notice received that day takes effect."""
        if self.days is not None:
            return received + timedelta(days=self.days)
        return add_months(received, self.months or 0)

    def latest_receipt(self, end: date) -> date:
        """The last day on which the notice may be received to take effect on `end` at the latest."""
        if self.days is not None:
            return end - timedelta(days=self.days)
        return latest_start(end, self.months or 0)


def posted(leaving: Leaving) -> bool:
    """Whether the notice has left the tenant's hands."""
    return leaving.notice_posted is not None or leaving.notice_received is not None


def void_because(leaving: Leaving) -> str | None:
    """What makes the notice void: `unclaimed`, `email`, `electronic`; None when nothing does."""
    if leaving.notice_received is False:
        return "unclaimed"
    if leaving.notice_by == "email":
        return "email"
    return "electronic" if leaving.notice_by == "electronic" and agreed(leaving) is False else None


def agreed(leaving: Leaving) -> bool | None:
    """Whether the landlord agreed to electronic registered letters; None where nobody said."""
    return leaving.landlord.accepts_electronic if leaving.landlord is not None else None


def notice_length(situation: Situation) -> Notice:
    """The length of the notice for whoever gives it."""
    leaving = situation.dossier.leaving
    if leaving.given_by == "landlord":
        return _by_landlord(leaving)
    # A lease that is named tells more than the kind of home: a student room is rented by one, in a residence.
    if leaving.lease == "residence" or (leaving.tenure == "residence" and leaving.lease is None):
        return Notice(days=_RESIDENCE_DAYS, reasons=(because("notice-residence"),), confidence=Confidence.DATED)
    if leaving.lease in _ONE_MONTH_LEASES:
        confidence = _ONE_MONTH_LEASES[leaving.lease]
        return Notice(months=1, reasons=(because("notice-lease", lease=leaving.lease),), confidence=confidence)
    if leaving.lease is None:
        return Notice(missing=("leaving.lease",))
    return _unfurnished(situation)


def _by_landlord(leaving: Leaving) -> Notice:
    if leaving.lease is None:
        return Notice(missing=("leaving.lease",))
    months = _LANDLORD_MONTHS.get(leaving.lease)
    if months is None:
        return Notice(missing=("leaving.lease_term",))
    return Notice(months=months, reasons=(because("notice-by-landlord", months=months),))


def _unfurnished(situation: Situation) -> Notice:
    leaving = situation.dossier.leaving
    ground = leaving.notice_ground
    if ground is None:
        return Notice(missing=("leaving.notice_ground",))
    if ground == "none":
        return Notice(months=3, reasons=(because("notice-no-ground"),))
    if ground == "zone" and leaving.zone is None:
        return Notice(missing=("leaving.zone",))
    if leaving.ground_proven is False:
        return Notice(months=3, reasons=(because("notice-unproven", ground=ground),), cautions=("ground-unproven",))
    if ground == "zone" and leaving.zone == "tourist":
        reasons = (because("notice-tourist"), *situation.zone_told)
        return Notice(months=3, reasons=reasons, cautions=("zone-tourist-tier",))
    told = situation.zone_told if ground == "zone" else ()
    if _contradicted(situation):
        reasons = (because("notice-not-met", ground=ground), *told)
        return Notice(months=3, reasons=reasons, cautions=("ground-not-met",))
    if leaving.ground_proven is None and posted(leaving):
        return Notice(missing=("leaving.ground_proven",))
    return Notice(months=0 if ground == "unfit" else 1, reasons=(because("notice-ground", ground=ground), *told))


def _contradicted(situation: Situation) -> bool:
    """Whether other facts of the dossier rule the stated ground out."""
    benefits = situation.dossier.household.benefits
    match situation.dossier.leaving.notice_ground:
        case "zone":
            return situation.dossier.leaving.zone == "none"
        case "rsa-aah":
            return benefits is not None and not {"rsa", "aah"} & set(benefits)
        case "social-dwelling-attributed":
            return situation.dossier.arriving.social is False
    return False
