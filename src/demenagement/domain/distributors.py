"""Who runs the networks of electricity and gas in a commune; not who sells the energy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Energy = Literal["electricity", "gas"]


@dataclass(frozen=True, slots=True)
class Distributor:
    """One network: its operator's name, and its code where the list gives one."""

    energy: Energy
    name: str
    code: str = ""
