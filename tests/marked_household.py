"""A household in which every fact that can be is unlike any other, so that whatever leaves can be traced to it.

Texts, days and amounts are markers; words of a list, yes or no, and small numbers say nothing of whom they come from.
It is made from the nouns themselves: a fact that is added tomorrow is marked tomorrow.
"""

from __future__ import annotations

import typing
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from decimal import Decimal

from demenagement.domain.dossier import Account, Dossier
from demenagement.domain.facts import hints, key_of, noun_types, options
from demenagement.wording import phrasebook

FIRST_DAY = date(2031, 1, 5)
_APART = timedelta(days=37)
"""No whole number of months: no day that is worked out from one marker is another one."""

_FIXED = {"country": "FR", "kind": "permanent", "who": "household", "citizenship": "other", "notice_by": "registered"}
_SILENT = ("key", "zone")


@dataclass
class Marks:
    """The markers by fact: each of the ways in which the fact may be printed."""

    printed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    count: int = 0

    def text(self, path: str) -> str:
        """A text that stands nowhere else; what is typed as a postcode looks like one."""
        self.count += 1
        name = path.rpartition(".")[2]
        made = f"9{self.count:04}" if name == "postcode" else f"Zq{self.count:04}z"
        # An electronic letter is opened by a first and a last name.
        made = f"{made} {made}" if path.endswith("landlord.name") else made
        made = f"{made.lower()}@exemple.fr" if name == "email" else made
        self.printed[path] = (*self.printed.get(path, ()), made.casefold())
        return made

    def day(self, path: str) -> date:
        """A day that is no other's, however it is written."""
        self.count += 1
        made = FIRST_DAY + self.count * _APART
        self.printed[path] = (f"{made:%d/%m/%Y}", made.isoformat(), phrasebook("fr").day(made))
        return made

    def amount(self, path: str) -> Decimal:
        """A sum that is no other's, however it is written."""
        self.count += 1
        made = Decimal(f"{1000 + self.count}.{self.count % 90 + 10}")
        self.printed[path] = (phrasebook("fr").euros(made).casefold(), str(made))
        return made

    def found_in(self, text: str) -> set[str]:
        """The facts that a text holds a marker of."""
        plain = text.casefold()
        return {path for path, forms in self.printed.items() if any(form in plain for form in forms)}


def marked(slugs: typing.Iterable[str]) -> tuple[Dossier, Marks]:
    """The household, with an account at each of these providers, and its marks."""
    marks = Marks()
    tables = {name: _noun(next(noun_types(hints(Dossier)[name])), name, marks) for name in _TABLES}
    accounts = {slug: _noun(Account, f"accounts.{slug}", marks) for slug in slugs}
    dossier = Dossier(**tables, accounts=accounts)  # type: ignore[arg-type] # each under its own name
    adults = tuple(replace(adult, leaves=True) for adult in dossier.household.adults or ())
    home = replace(dossier.household, adults=adults, protected=False, subscriptions=tuple(slugs))
    leaving = replace(dossier.leaving, notice_received=None, notice_posted=None)
    return replace(dossier, household=home, leaving=leaving), marks


_TABLES = ("move", "leaving", "arriving", "household")


def _noun(kind: type, path: str, marks: Marks) -> object:
    return kind(**{each.name: _value(hints(kind)[each.name], each.name, path, marks) for each in fields(kind)})


def _value(declared: object, name: str, above: str, marks: Marks) -> object:
    """A value of the declared type: a marker where it can be one."""
    path, words = f"{above}.{key_of(name)}", options(declared)
    if name in _SILENT:
        return None
    if words or name == "country":
        chosen = _FIXED[name] if name in _FIXED and (not words or _FIXED[name] in words) else words[0]
        return (chosen,) if "tuple" in str(declared) else chosen
    kinds = list(noun_types(declared))
    if "tuple" in str(declared) and kinds:
        return tuple(_noun(kinds[0], f"{path}#{number}", marks) for number in (1, 2))
    if kinds:
        return _noun(kinds[0], path, marks)
    return _plain(str(declared), name, path, marks)


def _plain(declared: str, name: str, path: str, marks: Marks) -> object:
    if "datetime.date" in declared:
        return marks.day(path)
    if "Decimal" in declared:
        return marks.amount(path)
    if "bool" in declared:
        return True
    if "int" in declared.replace("Annotated", ""):
        return 2
    if name == "address":
        # The last line of an address is a postcode and a town.
        return marks.text(path), f"{marks.text(f'{path}.postcode')} {marks.text(path)}"
    return (marks.text(path), marks.text(path)) if "tuple" in declared else marks.text(path)
