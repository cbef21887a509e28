"""What a change of facts changes, on the screen: what hurts first, then what follows; and as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.application.telling import titled
from demenagement.cli.document import euros
from demenagement.cli.printing import line
from demenagement.domain.replanning import followers, last_days, unsettled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from demenagement.application.journeys import Overview
    from demenagement.domain.replanning import Difference, Moved, Sum
    from demenagement.wording import Phrasebook

_URGENT, _NEW = ("cancel", "amend", "agree", "missed"), ("vanished", "appeared")
_FEW = 3
"""As many days that follow are still named one by one."""


def print_difference(
    difference: Difference, before: Overview, after: Overview, say: Phrasebook, *, whole: bool
) -> None:
    """A line for each thing: whom to tell and what is missed, steps, money, last days by what binds.

    Most advised days move with the moving day: they are counted, and named only where they are few or `whole` is asked.
    """
    difference = unsettled(difference, before.plan, after.plan)
    titles = {step.id: titled(step, say.lang) for at in (before, after) for step in at.plan.steps}
    for key in (*_URGENT, *_NEW):
        for step in getattr(difference, key):
            line(say(f"change.{key}", step=titles[step]))
    _print_sums(difference.sums, titles, say)
    deciding = last_days(difference, after.plan)
    _print_moves(deciding, titles, say)
    following = followers(difference)
    if whole:
        _print_moves([move for move in difference.moved if move not in deciding], titles, say)
    elif len(following) <= _FEW:
        _print_moves(following, titles, say)
    else:
        line(_following(following, say))


def _print_moves(moves: Iterable[Moved], titles: Mapping[str, str], say: Phrasebook) -> None:
    for move in moves:
        old, new = (say.day(day) if day else say("cli.undated") for day in (move.before, move.after))
        line(say("change.moved", step=titles[move.step], which=move.which, before=old, after=new))


def _print_sums(sums: Iterable[Sum], titles: Mapping[str, str], say: Phrasebook) -> None:
    for each in sums:
        name = titles[each.step] if each.step else say("change.two-rents")
        old, new = (say("change.no-sum") if euro is None else say.euros(euro) for euro in (each.before, each.after))
        line(say("change.sum", step=name, before=old, after=new))


def _following(moves: Iterable[Moved], say: Phrasebook) -> str:
    """How many steps follow, by how many days: the shift that most of them share first."""
    shifts = [move.days for move in moves]
    told = sorted(set(shifts), key=lambda days: (-shifts.count(days), days or 0))
    return say(
        "change.followers",
        count=len(shifts),
        shifts=", ".join(f"{_shift(days, say)} ({shifts.count(days)})" for days in told),
    )


def _shift(days: int | None, say: Phrasebook) -> str:
    if days is None:
        return say("change.shift-other")
    return say("change.shift-later" if days > 0 else "change.shift-earlier", count=abs(days))


def difference_document(difference: Difference) -> dict[str, Any]:
    """The difference as JSON."""
    return {
        "moved": [
            {
                "step": move.step,
                "which": move.which,
                "before": move.before.isoformat() if move.before else None,
                "after": move.after.isoformat() if move.after else None,
            }
            for move in difference.moved
        ],
        **{
            key: list(getattr(difference, key))
            for key in ("appeared", "vanished", "missed", "amend", "cancel", "agree")
        },
        "sums": [
            {"step": each.step, "before": euros(each.before), "after": euros(each.after)} for each in difference.sums
        ],
    }
