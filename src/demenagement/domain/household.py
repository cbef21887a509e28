"""Who moves: adults, children, vehicles, pets. None means unknown, never "there is none".

`key` is what a member's steps are called by, once its name was corrected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from demenagement.domain.values import Day, DogCategory, EmailAddress, Flag, Slug, Text

Status = Literal[
    "employee",
    "public-employee",
    "jobseeker",
    "self-employed",
    "retired",
    "student",
    "home-employer",
    "childminder",
    "company-at-home",
    "association-seat",
    "military-age",
]
Benefit = Literal["housing-aid", "family", "rsa", "aah", "activity-bonus", "apa", "pch", "energy-cheque"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adult:
    """One adult of the household. `leaves` is false for who stays behind."""

    key: Slug | None = None
    name: Text | None = None
    birth_name: Text | None = None
    civility: Text | None = None
    born: Day | None = None
    citizenship: Literal["FR", "EU", "other"] | None = None
    permit: Flag | None = None
    status: tuple[Status, ...] | None = None
    leaves: Flag | None = None
    email: EmailAddress | None = None
    phone: Text | None = None
    guardianship: Flag | None = None


CIVIL_STATUS = ("born", "birth_name")
"""Of an adult, what is told only to those whose manifest names it: `household.adults` alone gives the names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One child, born or expected."""

    key: Slug | None = None
    name: Text | None = None
    born: Day | None = None
    school: Literal["none", "creche", "preschool", "primary", "middle", "high", "university"] | None = None
    lives: Literal["with-us", "shared", "elsewhere"] | None = None
    custody: Literal["both-parents", "shared", "other-parent-visits"] | None = None
    grant: Flag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """One vehicle; `leased` ones are re-registered by their lessor."""

    key: Slug | None = None
    plate: Text | None = None
    kind: Literal["car", "van", "motorbike", "moped", "camper", "trailer", "caravan", "quad", "minimoto"] | None = None
    leased: Flag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pet:
    """One pet; `category` is 1 or 2 for restricted dogs, 0 for the others."""

    key: Slug | None = None
    name: Text | None = None
    kind: Literal["dog", "cat", "ferret", "other"] | None = None
    category: DogCategory | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Childcare:
    """Somebody the household employs for its children or its home."""

    kind: Literal["childminder", "home-help"] | None = None
    since: Day | None = None
    last_day: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Everybody and everything that moves together."""

    adults: tuple[Adult, ...] | None = None
    children: tuple[Child, ...] | None = None
    vehicles: tuple[Vehicle, ...] | None = None
    pets: tuple[Pet, ...] | None = None
    benefits: tuple[Benefit, ...] | None = None
    fund: Literal["caf", "msa"] | None = None
    childcare: Childcare | Literal[False] | None = None
    low_income: Flag | None = None
    disability_file: Flag | None = None
    home_care: Flag | None = None
    frail_register: Flag | None = None
    pays_alimony: Flag | None = None
    protected: Flag | None = None
    weapons: Flag | None = None
    hunting: Flag | None = None
    boat: Flag | None = None
    drone: Flag | None = None
    subscriptions: tuple[Text, ...] | None = None
