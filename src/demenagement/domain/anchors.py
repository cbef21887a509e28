"""The named dates that everything counts from, each with its derivation and, where used, its default."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from demenagement.domain.deadline import Anchor, because
from demenagement.domain.lease import lease_end, notice_latest, notice_posting
from demenagement.domain.workdays import add_months

if TYPE_CHECKING:
    from demenagement.domain.situation import Situation

ANCHORS = (
    "move.day",
    "lease.end",
    "lease.notice_latest",
    "lease.notice_posting",
    "lease.notice_posted",
    "lease.notice_received",
    "keys.out",
    "keys.in",
    "inventory.out",
    "inventory.in",
    "delivery",
    "address.known",
    "sale",
    "purchase",
    "signature",
    "election",
    "accounts",
    "completion",
    "heating",
    "forwarding.end",
    "childcare.end",
)


_GIVEN = (because("given"),)


def resolve(situation: Situation) -> dict[str, Anchor]:
    """Every anchor, by name, in the order of `ANCHORS`; one without a date says what is missing."""
    move, leaving = situation.dossier.move, situation.dossier.leaving
    arriving, household = situation.dossier.arriving, situation.dossier.household
    received = leaving.notice_received if isinstance(leaving.notice_received, date) else None
    childcare = household.childcare or None
    day = _given("move.day", move.day, "move.day")
    end = lease_end(situation)
    latest = notice_latest(situation)
    keys_out = _first(
        "keys.out",
        _given("leaving.keys", leaving.keys, "leaving.keys"),
        _given("sale", leaving.sold, "leaving.sold"),
        end,
        day,
    )
    keys_in = _first(
        "keys.in",
        _given("arriving.keys", arriving.keys, "arriving.keys"),
        _given("purchase", arriving.bought, "arriving.bought"),
        day,
    )
    gone = leaving.condominium is True and keys_out.day is not None and keys_out.day <= situation.today
    found = (
        day,
        end,
        latest,
        notice_posting(latest),
        _given("lease.notice_posted", leaving.notice_posted),
        _given("lease.notice_received", received),
        keys_out,
        keys_in,
        _first("inventory.out", _given("leaving.inventory", leaving.inventory), keys_out),
        _first("inventory.in", _given("arriving.inventory", arriving.inventory), keys_in),
        _first("delivery", _given("move.delivered", move.delivered), day),
        _first(
            "address.known",
            # Whoever tells the address knows it: since when is of no use any more.
            _given("move.address_known", move.address_known, "" if arriving.street else "move.address_known"),
            _given("signature", arriving.signed),
            _given("purchase", arriving.bought),
        ),
        _given("sale", leaving.sold, "leaving.sold"),
        _given("purchase", arriving.bought, "arriving.bought"),
        _given("signature", arriving.signed, "arriving.signed"),
        _given("election", move.election, "move.election"),
        # Nobody can know it before: the accounts of a building are approved long after a tenant left.
        _given("accounts", leaving.accounts_approved, "leaving.accounts_approved" if gone else ""),
        _given("completion", arriving.completed, "arriving.completed"),
        _given("heating", arriving.heating_starts, "arriving.heating_starts"),
        _forwarding_end(situation),
        _given("childcare.end", childcare.last_day if childcare else None, "household.childcare.last_day"),
    )
    return {anchor.name: anchor for anchor in found}


# A household is planned again at each answer, and most of its dates stay.
@lru_cache(maxsize=256)
def _given(name: str, day: date | None, asks: str = "") -> Anchor:
    """A date that the household says; `asks` is the fact to ask for when it is missing."""
    if day is None:
        return Anchor(name, None, (), (asks,) if asks else ())
    return Anchor(name, day, _GIVEN)


def _first(name: str, *candidates: Anchor) -> Anchor:
    """The first candidate that has a date, said as the default it is; without any, what the last one asks for."""
    for place, candidate in enumerate(candidates):
        if candidate.day is not None:
            default = (because("default", name=candidate.name, day=candidate.day),) if place else ()
            return Anchor(name, candidate.day, default + candidate.reasons, (), candidate.confidence)
    return Anchor(name, None, (), next((c.missing for c in reversed(candidates) if c.missing), ()))


def _forwarding_end(situation: Situation) -> Anchor:
    """The day after the last one on which a subscribed redirection runs."""
    forwarding = situation.dossier.move.forwarding or None
    if forwarding is None or forwarding.from_ is None or forwarding.months is None:
        return Anchor("forwarding.end")
    reasons = (because("forwarding", day=forwarding.from_, months=forwarding.months),)
    return Anchor("forwarding.end", add_months(forwarding.from_, forwarding.months), reasons)
