"""Two ways to move, side by side: what each costs, when its days fall, what it is too late for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from demenagement.domain.load import Load, Week
from demenagement.domain.plan import Standing

if TYPE_CHECKING:
    from demenagement.domain.plan import Plan

_TOLD = ("move.day", "keys.in", "keys.out", "lease.notice_posting", "lease.notice_latest", "lease.end")
"""The anchors that decide between two ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to move in a few figures; `overlap` is what two rents at once cost, `late` the steps already too late."""

    anchors: Mapping[str, date | None]
    steps: int
    late: tuple[str, ...]
    asked: int
    overlap: Decimal | None
    last_rent: Decimal | None
    heaviest: Week | None


def way(plan: Plan, people: tuple[str, ...]) -> Way:
    """The figures of one plan."""
    weeks = Load(plan, people).weeks()
    return Way(
        anchors={name: plan.anchors[name].day for name in _TOLD},
        steps=len(plan.steps),
        late=tuple(step.id for step in plan.steps if step.standing is Standing.LATE),
        asked=len(plan.questions),
        overlap=next((each.amount for each in plan.warnings if each.code == "overlap-rent"), None),
        last_rent=next((step.amount for step in plan.steps if step.slug == "lease-last-rent-prorata"), None),
        heaviest=max(weeks, key=lambda week: max(week.minutes.values(), default=0), default=None),
    )
