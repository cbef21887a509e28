"""The facts a composer was given, read by their dotted paths; what is missing is named all at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from demenagement.domain.facts import Unknown, follow
from demenagement.domain.household import Adult
from demenagement.domain.offices import PublicOffice
from demenagement.errors import DossierIncomplete
from demenagement.wording.countries import country

if TYPE_CHECKING:
    from demenagement.adapter import Facts
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest


class Known:
    """The facts of one draft. A fact below one that was given whole is found in it."""

    def __init__(self, step: Step, facts: Facts) -> None:
        """`step` is whom a missing fact is asked for."""
        self.step = step
        self._facts = facts

    def get(self, path: str) -> object | None:
        """A fact; None where nobody said."""
        if path in self._facts:
            found = self._facts[path]
            return None if isinstance(found, Unknown) else found
        parts = path.split(".")
        for count in range(len(parts) - 1, 0, -1):
            above = ".".join(parts[:count])
            if above in self._facts:
                found = follow(self._facts[above], parts[count:], above)
                return None if isinstance(found, Unknown) else found
        return None

    def text(self, path: str) -> str:
        """A fact in words; empty where nobody said."""
        found = self.get(path)
        return found if isinstance(found, str) else ""

    def day(self, *paths: str) -> date | None:
        """The first of these dates that is known."""
        return next((found for path in paths if isinstance(found := self.get(path), date)), None)

    def amount(self, path: str) -> Decimal | None:
        """A sum of euros."""
        found = self.get(path)
        return found if isinstance(found, Decimal) else None

    def flag(self, path: str) -> bool | None:
        """Yes, no, or nobody said."""
        found = self.get(path)
        return found if isinstance(found, bool) else None

    def lines(self, path: str) -> tuple[str, ...]:
        """Several texts; empty where nobody said."""
        found = self.get(path)
        return tuple(line for line in found if isinstance(line, str)) if isinstance(found, tuple) else ()

    @property
    def today(self) -> date:
        """The day that is written on the draft. Raises DossierIncomplete."""
        self.require("today")
        return self.day("today") or date.min

    @property
    def protected(self) -> bool:
        """Whether nobody at the old address may learn the new one."""
        return self.flag("household.protected") is True

    @property
    def movers(self) -> tuple[Adult, ...]:
        """The adults who move."""
        return tuple(adult for adult in self._adults() if adult.leaves is not False)

    @property
    def stayers(self) -> tuple[Adult, ...]:
        """The adults who stay behind."""
        return tuple(adult for adult in self._adults() if adult.leaves is False)

    @property
    def offices(self) -> tuple[PublicOffice, ...]:
        """The counterpart's own offices, where it is a public body and they were looked up."""
        found = self._facts.get("offices")
        nouns = found if isinstance(found, tuple) else ()
        return tuple(office for office in nouns if isinstance(office, PublicOffice))

    def require(self, *paths: str) -> None:
        """Raises DossierIncomplete with every one of these facts that is missing or empty."""
        missing = tuple(path for path in paths if self.get(path) in (None, "", ()))
        if missing:
            raise DossierIncomplete(self.step.id, missing)

    def _adults(self) -> tuple[Adult, ...]:
        found = self.get("household.adults")
        nouns = found if isinstance(found, tuple) else ()
        return tuple(adult for adult in nouns if isinstance(adult, Adult) and adult.name)


def address(known: Known, side: str) -> str:
    """A dwelling's address in one line, `leaving` or `arriving`, in French; empty where it is not known whole."""
    street, postcode, city = (known.text(f"{side}.{part}") for part in ("street", "postcode", "city"))
    if not (street and postcode and city):
        return ""
    complement, abroad = known.text(f"{side}.complement"), known.text(f"{side}.country")
    whole = f"{street}{f' ({complement})' if complement else ''}, {postcode} {city}"
    return whole if abroad in ("", "FR") else f"{whole}, {country(abroad, 'fr')}"


def address_paths(side: str) -> tuple[str, ...]:
    """The facts that make up a dwelling's address."""
    return tuple(f"{side}.{part}" for part in ("street", "complement", "postcode", "city", "country"))


def needed_address(side: str) -> tuple[str, ...]:
    """The facts without which a dwelling has no postal address."""
    return tuple(f"{side}.{part}" for part in ("street", "postcode", "city"))


def contact_path(manifest: Manifest, step: Step, what: str) -> str:
    """The fact that says where to reach the provider: a landlord is part of a dwelling, all others are accounts."""
    if manifest.kind == "landlord":
        return f"{'arriving' if step.template.side == 'arriving' else 'leaving'}.landlord.{what}"
    return f"accounts.{manifest.slug}.{what}"
