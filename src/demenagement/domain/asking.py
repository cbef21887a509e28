"""What to ask a household, and in which order: what belongs together is asked at once, what decides most comes first.

A person who is asked about weapons, hunting, a boat and a drone answers once: none of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from demenagement.domain.plan import Question

if TYPE_CHECKING:
    from collections.abc import Sequence


_FITTINGS = ("gas", "water", "heating", "boiler", "solar", "alarm", "sewage", "internet", "electricity", "insurance")
_OWNERSHIP = ("condominium", "loan", "new_build")

_PEOPLE = ("household.adults", "household.children", "household.vehicles", "household.pets")

GROUPS: dict[str, tuple[str, ...]] = {
    "move.transport": ("move.by", "move.street_parking"),
    "leaving.sureties": ("leaving.deposit", "leaving.guarantee"),
    "leaving.fittings": (*(f"leaving.{name}" for name in _FITTINGS), "leaving.water.metered"),
    "leaving.ownership": tuple(f"leaving.{name}" for name in _OWNERSHIP[:2]),
    "arriving.fittings": (*(f"arriving.{name}" for name in _FITTINGS), "arriving.water.metered"),
    "arriving.ownership": tuple(f"arriving.{name}" for name in _OWNERSHIP),
    "household.belongings": (
        *(f"household.{name}" for name in ("weapons", "hunting", "boat", "drone", "subscriptions")),
        *("household.vehicles", "household.pets"),
    ),
    "household.support": (
        *(f"household.{name}" for name in ("benefits", "fund", "low_income", "disability_file", "home_care")),
        *("household.frail_register", "household.pays_alimony", "household.childcare"),
    ),
}
"""Facts that are asked on one page: a tick, or one word, for each."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One thing to ask: a single question, or those of a group that are still open."""

    name: str
    questions: tuple[Question, ...]

    @property
    def decides(self) -> frozenset[str]:
        """The steps that hang on it."""
        return frozenset(step for question in self.questions for step in question.decides)

    @property
    def grouped(self) -> bool:
        """Whether it asks several things at once."""
        return len(self.questions) > 1


def group_of(fact: str) -> str | None:
    """The group that a fact is asked with; what is asked of each adult, or of each child, is one page."""
    people = next((name for name in _PEOPLE if fact.startswith(f"{name}.")), None)
    return people or next((name for name, facts in GROUPS.items() if fact in facts), None)


def inquiries(questions: Sequence[Question]) -> tuple[Inquiry, ...]:
    """What to ask, first what decides most."""
    gathered: dict[str, list[Question]] = {}
    for question in questions:
        gathered.setdefault(group_of(question.fact) or question.fact, []).append(question)
    found = [Inquiry(name if len(asked) > 1 else asked[0].fact, tuple(asked)) for name, asked in gathered.items()]
    return tuple(sorted(found, key=lambda inquiry: (-len(inquiry.decides), inquiry.name)))
