"""The tenant's notice: its length as the law gives it, the ground and its proof, the end, the inventory.

The length comes from the very rule that dates the plan, so that letter and plan can't disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.known import address_paths
from demenagement.channels.writing.matter import Body
from demenagement.domain.dossier import Dossier
from demenagement.domain.household import Household
from demenagement.domain.move import Arriving, Leaving
from demenagement.domain.notice import notice_length
from demenagement.domain.situation import Situation
from demenagement.errors import DossierIncomplete

if TYPE_CHECKING:
    from demenagement.channels.known import Known
    from demenagement.channels.writing.matter import Writing

_LAW = "leaving.lease", "leaving.tenure", "leaving.zone", "leaving.notice_ground", "leaving.ground_proven"
_HANDED = {"hand": "by-hand", "bailiff": "by-bailiff"}
_WHOLE_MONTHS = 3


def lease_notice(writing: Writing) -> Body:
    """The notice for the dwelling being left. The new address is never in it: it is given with the keys."""
    known = writing.known
    dwelling = writing.address("leaving")
    case = _case(known)
    signed = known.day("leaving.signed")
    way = known.text("leaving.notice_by")
    paragraphs = (
        writing.say("lease-notice.give-signed", dwelling=dwelling, signed=signed)
        if signed
        else writing.say("lease-notice.give", dwelling=dwelling),
        *_share(writing),
        f"{_length(writing, case)} {_effect(writing, case)}",
        _inventory(writing),
        writing.say("lease-notice.address"),
        writing.say("lease-notice.confirm"),
    )
    return Body(
        subject=writing.say("lease-notice.subject", dwelling=dwelling),
        references=(
            *((writing.say(f"lease-notice.{_HANDED[way]}"),) if way in _HANDED else ()),
            *writing.account(),
        ),
        paragraphs=paragraphs,
        enclosures=writing.listed(f"lease-notice.proof.{case}", city=known.text("leaving.city")),
        tells=("household.adults", *address_paths("leaving"), "leaving.wanted_end", "leaving.notice_ground"),
        home="leaving",
        posted=way not in _HANDED,
    )


def _case(known: Known) -> str:
    """Which rule gives the length: the lease, or the ground of an unfurnished one. Raises DossierIncomplete."""
    facts = {path.rpartition(".")[2]: known.get(path) for path in _LAW}
    benefits, social = known.get("household.benefits"), known.flag("arriving.social")
    dossier = Dossier(
        leaving=Leaving(**facts, given_by="tenant"),  # type: ignore[arg-type] # read under the very same names
        arriving=Arriving(social=social),
        household=Household(benefits=benefits if isinstance(benefits, tuple) else None),
    )
    notice = notice_length(Situation(dossier, known.today))
    if notice.missing:
        raise DossierIncomplete(known.step.id, notice.missing)
    if notice.days is not None:
        return "residence"
    lease = known.text("leaving.lease")
    if lease != "unfurnished":
        return lease
    return "none" if notice.months == _WHOLE_MONTHS else known.text("leaving.notice_ground")


def _length(writing: Writing, case: str) -> str:
    social = writing.known.flag("leaving.social") is True
    point = ", 1°" if case == "zone" else ""
    law = writing.say("lease-notice.law-social" if social else "lease-notice.law", point=point)
    if writing.has(f"lease-notice.ground.{case}"):
        ground = writing.say(f"lease-notice.ground.{case}")
        return writing.say("lease-notice.reduced", law=law, ground=ground)
    return writing.say(f"lease-notice.length.{case}", law=law, city=writing.known.text("leaving.city"))


def _effect(writing: Writing, case: str) -> str:
    """From when the notice runs, and when the lease ends."""
    end = writing.known.day("leaving.wanted_end")
    if case == "unfit":
        return writing.say("lease-notice.at-once-on", end=end) if end else writing.say("lease-notice.at-once")
    start = writing.say("lease-notice.start-next-day" if case == "residence" else "lease-notice.start")
    ends = writing.say("lease-notice.ends-on", end=end) if end else writing.say("lease-notice.ends")
    if writing.known.day("corrects"):
        return ends  # it runs since the notice that this letter puts right: another start is nothing to offer
    return f"{start} {ends}"


def _inventory(writing: Writing) -> str:
    day = writing.known.day("leaving.inventory")
    if day is not None and day >= writing.known.today:
        return writing.say("lease-notice.inventory-on", day=day)
    return writing.say("lease-notice.inventory")


def _share(writing: Writing) -> tuple[str, ...]:
    """What the notice means for those who stay on the lease."""
    known = writing.known
    holders = known.text("leaving.co_holders")
    alone = len(writing.signers) == 1
    if holders.startswith("flatshare") and (alone or known.stayers):
        solidary = (writing.say("lease-notice.solidary"),) if holders == "flatshare-solidary" else ()
        return (writing.say("lease-notice.flatshare"), *solidary)
    if known.stayers:
        names = " et ".join(str(adult.name) for adult in known.stayers)
        return (writing.say("lease-notice.others-stay", names=names),)
    return ()
