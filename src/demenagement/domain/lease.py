"""When the lease ends, and by which day the landlord has to hold the notice for that.

Sources: those of `notice`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from demenagement.domain.deadline import Anchor, Reason, because
from demenagement.domain.notice import RENEWED, agreed, notice_length, posted, void_because

if TYPE_CHECKING:
    from demenagement.domain.move import Leaving
    from demenagement.domain.situation import Situation

_POSTING_MARGIN = timedelta(days=18)  # three days of transit, then fifteen at the post office for an absent landlord


def too_late(situation: Situation) -> bool:
    """Whether the landlord's notice came too late for the term that it names (loi 89-462, art. 15 and 25-8)."""
    leaving = situation.dossier.leaving
    term, received = leaving.lease_term, leaving.notice_received
    if leaving.given_by != "landlord" or term is None or not isinstance(received, date):
        return False
    notice = notice_length(situation)
    return not notice.missing and notice.ends(received) > term


def lease_end(situation: Situation) -> Anchor:
    """The day the notice takes effect for whoever gives it."""
    leaving = situation.dossier.leaving
    name = "lease.end"
    if not posted(leaving):
        return _planned_end(leaving)
    if (void := void_because(leaving)) is not None:
        return Anchor(name, None, (because("notice-void", cause=void),))
    if leaving.given_by != "landlord" and leaving.notice_by == "electronic" and agreed(leaving) is None:
        return Anchor(name, None, (), ("leaving.landlord.accepts_electronic",))
    notice = notice_length(situation)
    if notice.missing:
        if leaving.given_by == "landlord" and leaving.lease_term is not None:
            return _planned_end(leaving)
        return Anchor(name, None, (), notice.missing, notice.confidence)
    if not isinstance(leaving.notice_received, date):
        return _planned_end(leaving)
    end = notice.ends(leaving.notice_received)
    reasons = (because("received", day=leaving.notice_received), *notice.reasons)
    if too_late(situation):
        return Anchor(name, None, (*reasons, because("landlord-late", day=leaving.lease_term)))
    later = leaving.lease_term if leaving.given_by == "landlord" else leaving.wanted_end
    if later is not None and later > end:
        code = "landlord-term" if leaving.given_by == "landlord" else "wanted-later"
        end, reasons = later, (*reasons, because(code, day=later))
    return Anchor(name, *_at_most_the_term(leaving, end, reasons), (), notice.confidence)


def _planned_end(leaving: Leaving) -> Anchor:
    """Before the landlord has received anything: the wish, else the term of the lease."""
    ends = (("wanted-end", leaving.wanted_end), ("lease-term", leaving.lease_term))
    for code, day in reversed(ends) if leaving.given_by == "landlord" else ends:
        if day is not None:
            return Anchor("lease.end", *_at_most_the_term(leaving, day, (because(code, day=day),)))
    rented = leaving.tenure in (None, "tenant", "residence")
    return Anchor("lease.end", None, (), ("leaving.wanted_end",) if rented else ())


def _at_most_the_term(leaving: Leaving, end: date, reasons: tuple[Reason, ...]) -> tuple[date, tuple[Reason, ...]]:
    """A lease that does not renew itself is over at its term, whatever the notice says (art. 25-7 and 25-12)."""
    term = leaving.lease_term
    if term is None or leaving.lease is None or leaving.lease in RENEWED or term >= end:
        return end, reasons
    return term, (*reasons, because("term-comes-first", day=term))


def notice_latest(situation: Situation) -> Anchor:
    """The last day on which the landlord may receive the notice for the wanted end; none once received."""
    leaving = situation.dossier.leaving
    name = "lease.notice_latest"
    if leaving.given_by == "landlord" or isinstance(leaving.notice_received, date):
        return Anchor(name)
    if leaving.wanted_end is None:
        at_term = leaving.lease_term is not None and leaving.lease not in RENEWED
        return Anchor(name, None, (), () if at_term else ("leaving.wanted_end",))
    notice = notice_length(situation)
    if notice.missing:
        return Anchor(name, None, (), notice.missing)
    reasons = (because("wanted-end", day=leaving.wanted_end), *notice.reasons, because("counted-back"))
    return Anchor(name, notice.latest_receipt(leaving.wanted_end), reasons, (), notice.confidence)


def notice_posting(latest: Anchor) -> Anchor:
    """The day to post a registered letter so that even a landlord who collects it late has it in time."""
    if latest.day is None:
        return Anchor("lease.notice_posting", None, (), latest.missing)
    reasons = (
        because("anchor", name=latest.name, day=latest.day),
        because("posting-margin", days=_POSTING_MARGIN.days),
    )
    return Anchor("lease.notice_posting", latest.day - _POSTING_MARGIN, reasons, (), latest.confidence)
