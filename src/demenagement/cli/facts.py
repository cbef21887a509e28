"""Changing facts: `set` shows what moves and what must be amended; `undo` takes the last change back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.application.telling import caution_line, titled
from demenagement.bootstrap import Product
from demenagement.cli.called_off import remind
from demenagement.cli.document import caution_document, euros
from demenagement.cli.printing import line, print_json, tell, words

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.changing import Change
    from demenagement.application.journeys import Overview
    from demenagement.domain.replanning import Difference
    from demenagement.wording import Phrasebook

_STEPS = ("appeared", "vanished", "missed", "amend", "cancel")


def set_facts(arguments: Namespace) -> int:
    """Change facts; with `--dry-run` only print what would move."""
    product, say = Product.of(arguments), words(arguments)
    changes = read_changes(arguments.facts, product)
    change = product.changing.propose(arguments.id, changes, arguments.today)
    if not arguments.dry_run:
        product.changing.apply(change)
    _print(change, arguments, say)
    return 0


def undo(arguments: Namespace) -> int:
    """Take the last change back, as long as nothing was sent on it."""
    product, say = Product.of(arguments), words(arguments)
    change = product.changing.propose_undo(arguments.id, arguments.today)
    product.changing.undo(change)
    _print(change, arguments, say)
    return 0


def read_changes(texts: list[str], product: Product) -> dict[str, object]:
    """Facts by dotted path from KEY=VALUE; VALUE is TOML, a bare word is a string."""
    parts = [text.partition("=") for text in texts]
    return {key.strip(): product.read_value(given.strip()) for key, _, given in parts}


def _print(change: Change, arguments: Namespace, say: Phrasebook) -> None:
    plan = change.after.plan
    if arguments.json:
        warnings = [caution_document(caution, say) for caution in plan.warnings]
        print_json({"version": 1, **difference_document(change.difference), "warnings": warnings})
        return
    if not change.difference:
        tell(say("change.nothing"))
    print_difference(change.difference, change.before, change.after, say)
    # Only what is new: the rest was said before, and `show` says it again.
    for caution in plan.warnings:
        if caution not in change.before.plan.warnings:
            line(f"! {caution_line(caution, plan, say)}")
    remind(change.after, say)


def print_difference(difference: Difference, before: Overview, after: Overview, say: Phrasebook) -> None:
    """What a change changes, a line each, steps by their titles."""
    titles = {step.id: titled(step, say.lang) for at in (before, after) for step in at.plan.steps}
    for move in difference.moved:
        old, new = (say.day(day) if day else say("cli.undated") for day in (move.before, move.after))
        line(say("change.moved", step=titles[move.step], which=move.which, before=old, after=new))
    for key in _STEPS:
        for step in getattr(difference, key):
            line(say(f"change.{key}", step=titles[step]))
    for each in difference.sums:
        name = titles[each.step] if each.step else say("change.two-rents")
        sums = (each.before, each.after)
        old, new = (say("change.no-sum") if euro is None else say.euros(euro) for euro in sums)
        line(say("change.sum", step=name, before=old, after=new))


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
        **{key: list(getattr(difference, key)) for key in _STEPS},
        "sums": [
            {"step": each.step, "before": euros(each.before), "after": euros(each.after)} for each in difference.sums
        ],
    }
