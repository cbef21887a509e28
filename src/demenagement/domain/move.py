"""The move and its two dwellings. None means unknown; False means "there is none"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from demenagement.domain.values import AddressLines, Count, Country, Day, EmailAddress, Flag, Insee, Money, Text

Zone = Literal["tight", "tourist", "none"]
"""The rent zone of a commune: list 1 of the decree, list 2, or neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarding:
    """A mail redirection that was subscribed; `from_` is written `from` in the file."""

    from_: Day | None = None
    months: Count | None = None
    reference: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The move as a whole."""

    day: Day | None = None
    kind: Literal["permanent", "temporary"] | None = None
    who: Literal["household", "one-adult"] | None = None
    reason: Literal["job-transfer", "new-job", "study", "separation", "family", "retirement", "other"] | None = None
    by: Literal["company", "rented-truck", "friends"] | None = None
    street_parking: Literal["none", "leaving", "arriving", "both"] | None = None
    delivered: Day | None = None
    mover_told_procedure: Flag | None = None
    reserves: tuple[Text, ...] | None = None
    address_known: Day | None = None
    election: Day | None = None
    forwarding: Forwarding | Literal[False] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Landlord:
    """Whoever rents the dwelling out: at most six address lines of at most 38 characters."""

    name: Text | None = None
    kind: Literal["person", "agency", "social"] | None = None
    address: AddressLines | None = None
    email: EmailAddress | None = None
    accepts_electronic: Flag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Energy:
    """An electricity or gas contract: the meter's number, whether it reports by itself, its last reading."""

    supplier: Text | None = None
    meter: Text | None = None
    smart: Flag | None = None
    index: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Water:
    """A water contract; a collective meter needs none of one's own."""

    supplier: Text | None = None
    metered: Literal["individual", "collective"] | None = None
    meter: Text | None = None
    index: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Internet:
    """A line: the operator, how it comes in, the number printed on the optical socket."""

    operator: Text | None = None
    technology: Literal["fibre", "adsl", "cable", "4g", "satellite"] | None = None
    socket: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Insurance:
    """A home insurance contract."""

    insurer: Text | None = None
    contract: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwelling:
    """What both dwellings have in common."""

    country: Country | None = None
    street: Text | None = None
    complement: Text | None = None
    postcode: Text | None = None
    city: Text | None = None
    insee: Insee | None = None
    building: Literal["house", "flat"] | None = None
    tenure: Literal["tenant", "owner", "hosted", "residence"] | None = None
    lease: (
        Literal["unfurnished", "furnished", "furnished-student", "mobility", "social-student", "residence", "crous"]
        | None
    ) = None
    social: Flag | None = None
    signed: Day | None = None
    landlord: Landlord | None = None
    rent: Money | None = None
    charges: Money | None = None
    deposit: Money | None = None
    guarantee: tuple[Literal["visale", "loca-pass", "person"], ...] | None = None
    co_holders: Literal["none", "spouse", "pacs", "partner", "flatshare-solidary", "flatshare"] | None = None
    inventory: Day | None = None
    keys: Day | None = None
    condominium: Flag | None = None
    loan: Flag | None = None
    electricity: Energy | Literal[False] | None = None
    gas: Energy | Literal[False] | None = None
    water: Water | Literal[False] | None = None
    heating: Literal["individual-gas", "collective", "electric", "oil", "wood", "propane", "district"] | None = None
    boiler: Flag | None = None
    internet: Internet | Literal[False] | None = None
    insurance: Insurance | Literal[False] | None = None
    solar: Flag | None = None
    alarm: Flag | None = None
    sewage: Literal["mains", "septic"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving(Dwelling):
    """The dwelling being left: how its lease ends, or what becomes of it."""

    zone: Zone | None = None
    lease_term: Day | None = None
    given_by: Literal["tenant", "landlord"] | None = None
    notice_ground: (
        Literal[
            "none",
            "zone",
            "first-job",
            "transfer",
            "job-loss",
            "new-job-after-loss",
            "health",
            "violence",
            "rsa-aah",
            "social-dwelling-attributed",
            "unfit",
        ]
        | None
    ) = None
    ground_proven: Flag | None = None
    notice_by: Literal["registered", "electronic", "hand", "bailiff", "email"] | None = None
    wanted_end: Day | None = None
    notice_posted: Day | None = None
    notice_received: Day | Literal[False] | None = None
    deposit_returned: Day | None = None
    address_given: Flag | None = None
    replaced_on: Day | None = None
    inventory_conform: Flag | None = None
    accounts_approved: Day | None = None
    sold: Day | None = None
    then: Literal["sells", "lets", "keeps"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving(Dwelling):
    """The dwelling being moved into."""

    bought: Day | None = None
    new_build: Flag | None = None
    completed: Day | None = None
    heating_starts: Day | None = None
    existing_address: Flag | None = None
