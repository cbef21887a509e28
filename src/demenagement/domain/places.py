"""An address as a service of addresses, or the person alone, has it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_POSTCODE_AND_TOWN = re.compile(r"(?P<street>.*?)[\s,]*\b(?P<postcode>\d{5})\s+(?P<city>\D.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFound:
    """One address. `ban_id` is its key in the Base Adresse Nationale, `insee` that of its commune.

    `score` runs from 0 to 1; None where nobody compared the address with anything, as for one that was only typed.
    """

    label: str
    kind: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    insee: str = ""
    ban_id: str = ""
    score: float | None = None


def typed_place(text: str) -> PlaceFound:
    """The address as the person typed it, taken apart where a postcode stands in it; verified by nobody."""
    found = _POSTCODE_AND_TOWN.fullmatch(text.strip())
    parts = found.groupdict() if found else {"street": text.strip()}
    return PlaceFound(label=text.strip(), kind="typed", **parts)
