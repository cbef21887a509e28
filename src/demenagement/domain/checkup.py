"""What a check of the program found: what works, what is set up, what is reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the program: what is to be said of it, and what is wrong where it is not sound."""

    part: str
    details: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    fault: Exception | None = None

    @property
    def sound(self) -> bool:
        """Whether it works."""
        return self.fault is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """What the person set up, never a value of it.

    `accounts` holds for each provider that wants an account the names that are still missing; `lookups` whether each
    service may be asked; `sandbox` the address of the one that stands in for all others.
    """

    settings: str
    written: bool
    sandbox: str | None
    accounts: Mapping[str, tuple[str, ...]]
    lookups: Mapping[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One address that was tried: how long it took, in seconds; None, and why, where nobody answered.

    `last` is the last day on which it answered.
    """

    name: str
    address: str
    seconds: float | None
    last: date | None
    detail: str = ""
