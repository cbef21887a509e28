"""What the household should know before it costs them. Codes are stable: scripts read them."""

from __future__ import annotations

from datetime import date
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from demenagement.domain.company import near, spelling
from demenagement.domain.deadline import Confidence
from demenagement.domain.lease import too_late
from demenagement.domain.money import longer, overlap, paid_until
from demenagement.domain.notice import notice_length, posted, void_because
from demenagement.domain.plan import Caution, Standing
from demenagement.domain.workdays import add_months

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from demenagement.domain.company import Company
    from demenagement.domain.deadline import Anchor
    from demenagement.domain.notice import Notice
    from demenagement.domain.plan import Step
    from demenagement.domain.situation import Situation

_LAST_LOST_DAY = 3

_IN_ORDER = (
    ("leaving.signed", "leaving.notice_posted"),
    ("leaving.signed", "leaving.notice_received"),
    ("leaving.signed", "leaving.lease_term"),
    ("leaving.signed", "leaving.wanted_end"),
    ("leaving.notice_posted", "leaving.notice_received"),
    ("leaving.notice_received", "leaving.keys"),
    ("leaving.inventory", "leaving.keys"),
    ("leaving.keys", "leaving.deposit_returned"),
    ("arriving.signed", "arriving.keys"),
    ("arriving.bought", "arriving.keys"),
    ("arriving.keys", "arriving.inventory"),
    ("arriving.keys", "move.day"),
    ("move.day", "move.delivered"),
)
"""Pairs of facts of which the first can't lie after the second."""

_HAS_TO_COME = ("leaving.wanted_end", "move.election")
"""Dates that only make sense ahead."""

_DATED = {path: attrgetter(path) for path in (*chain.from_iterable(_IN_ORDER), *_HAS_TO_COME)}


def cautions(
    situation: Situation, anchors: Mapping[str, Anchor], steps: Sequence[Step], companies: Mapping[str, Company]
) -> tuple[Caution, ...]:
    """Every warning, in a stable order."""
    return (
        *_about_notice(situation, steps),
        *_about_aid(situation, anchors),
        *_about_rents(situation, anchors),
        *_about_homes(situation, anchors),
        *_about_dates(situation),
        *_about_names(steps, companies),
        *_about_steps(situation, steps),
    )


def _about_notice(situation: Situation, steps: Sequence[Step]) -> Iterator[Caution]:
    leaving = situation.dossier.leaving
    if leaving.tenure not in (None, "tenant", "residence"):
        return
    step = "lease-notice" if any(step.template.slug == "lease-notice" for step in steps) else None
    void = void_because(leaving)
    if void is not None:
        yield Caution("notice-void", step, details=(("cause", void),))
    if too_late(situation):
        yield Caution("landlord-notice-late", None, details=(("term", leaving.lease_term),))
    if leaving.given_by == "landlord":
        return
    if _lease_goes_on(situation):
        yield Caution(f"still-liable-{leaving.co_holders}", step)
    notice = notice_length(situation)
    yield from _about_the_wish(situation, notice, step)
    for code in notice.cautions:
        yield Caution(code, step, details=(("ground", leaving.notice_ground),))
    changed = situation.zone_changed
    counts = leaving.lease == "unfurnished" and leaving.notice_ground in (None, "zone")
    if changed is not None and counts and leaving.signed is not None and leaving.signed < changed:
        yield Caution("zone-changed", step, details=(("day", changed),))


def _lease_goes_on(situation: Situation) -> bool:
    """One of a couple who hold the lease together leaves: the other's home is still theirs to pay for."""
    dossier = situation.dossier
    return dossier.move.who == "one-adult" and dossier.leaving.co_holders in ("spouse", "pacs")


def _about_the_wish(situation: Situation, notice: Notice, step: str | None) -> Iterator[Caution]:
    """An end that no notice can reach any more, and what the time until the next one costs."""
    leaving = situation.dossier.leaving
    wanted = leaving.wanted_end
    if wanted is None or step is None or posted(leaving) or notice.missing:
        return
    end = notice.ends(situation.today)
    if end > wanted and situation.today <= wanted:
        cost = longer(situation, wanted, end)
        yield Caution("wanted-end-missed", step, cost, (("wanted", wanted), ("end", end)))


def _about_aid(situation: Situation, anchors: Mapping[str, Anchor]) -> Iterator[Caution]:
    keys = anchors["keys.in"].day
    dossier = situation.dossier
    # Aid is claimed for a rented home in France that one goes to live in.
    rents = dossier.arriving.country == "FR" and dossier.arriving.tenure != "owner" and dossier.move.kind == "permanent"
    claimed = rents and "housing-aid" in (dossier.household.benefits or ())
    if claimed and keys is not None and keys.day <= _LAST_LOST_DAY:
        yield Caution("housing-aid-month-lost", "caf-housing-aid", details=(("day", keys),))


def _about_rents(situation: Situation, anchors: Mapping[str, Anchor]) -> Iterator[Caution]:
    leaving, arriving = situation.dossier.leaving, situation.dossier.arriving
    if leaving.tenure not in ("tenant", "residence") or arriving.tenure not in ("tenant", "residence"):
        return
    start, end = anchors["keys.in"].day, paid_until(situation, anchors)
    if _lease_goes_on(situation):
        return
    # Keys whose day nobody said are only taken to come on the moving day.
    supposed = start == end and arriving.keys is None
    if start is not None and end is not None and start <= end and not supposed:
        yield Caution("overlap-rent", None, overlap(situation, anchors), (("start", start), ("end", end)))


def _about_homes(situation: Situation, anchors: Mapping[str, Anchor]) -> Iterator[Caution]:
    """A home that is to be left before the move, and keys that are held after the end of the lease."""
    dossier, out, end = situation.dossier, anchors["keys.out"].day, anchors["lease.end"].day
    moving, alone = dossier.move.day, dossier.move.who == "one-adult"
    if alone or dossier.move.kind == "temporary":
        return
    if moving is not None and out is not None and out < moving and situation.today <= moving:
        yield Caution(
            "home-left-first", None, details=(("out", out), ("moving", moving), ("days", (moving - out).days))
        )
    if end is not None and dossier.leaving.keys is not None and dossier.leaving.keys > end:
        yield Caution("keys-after-end", "keys-return", details=(("keys", dossier.leaving.keys), ("end", end)))


def _about_dates(situation: Situation) -> Iterator[Caution]:
    said = [(path, read(situation.dossier)) for path, read in _DATED.items()]
    days = {path: day for path, day in said if isinstance(day, date)}
    for earlier, later in _IN_ORDER:
        if earlier in days and later in days and (first := days[earlier]) > (second := days[later]):
            details = (("earlier", earlier), ("later", later), ("first", first), ("second", second))
            yield Caution("dates-disagree", None, details=details)
    moving = days.get("move.day")
    if moving is not None and moving < situation.today:
        yield Caution("date-in-past", None, details=(("fact", "move.day"), ("day", moving)))
    for path in _HAS_TO_COME:
        day = days.get(path)
        pointless = path == "leaving.wanted_end" and posted(situation.dossier.leaving)
        if day is not None and day < situation.today and not pointless:
            yield Caution("date-in-past", None, details=(("fact", path), ("day", day)))


def _about_names(steps: Sequence[Step], companies: Mapping[str, Company]) -> Iterator[Caution]:
    """A name that nobody knows and that looks much like one we know: suggested, once, and never taken for it."""
    unknown: dict[str, str] = {}
    for step in steps:
        if step.own is not None and spelling(step.own) not in companies:
            unknown.setdefault(step.own, step.id)
    for name, ident in unknown.items():
        if (company := near(name, companies)) is not None:
            yield Caution("name-near", ident, details=(("name", name), ("near", company.name)))


def _about_steps(situation: Situation, steps: Sequence[Step]) -> Iterator[Caution]:
    late, unverified = Standing.LATE, Confidence.UNVERIFIED
    looked = {step.template.checked_on for step in steps}
    stale = {day for day in looked if add_months(day, 12) < situation.today}
    for step in steps:
        if step.standing is late:
            yield Caution("window-missed", step.id, details=(("day", step.due), ("lost", step.lost)))
        if step.template.checked_on in stale:
            yield Caution("rule-stale", step.id, details=(("day", step.template.checked_on),))
        if step.confidence is unverified:
            yield Caution("unverified-rule", step.id)
