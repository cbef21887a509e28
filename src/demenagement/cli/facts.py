"""Changing facts: `set` shows what moves and what must be amended; `undo` takes the last change back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.application.telling import caution_text, titled
from demenagement.bootstrap import Product
from demenagement.cli.document import caution_document, euros
from demenagement.cli.printing import line, print_json, tell, words

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.changing import Change
    from demenagement.wording import Phrasebook

_STEPS = ("appeared", "vanished", "missed", "amend", "cancel")


def set_facts(arguments: Namespace) -> int:
    """Change facts; with `--dry-run` only print what would move."""
    product, say = Product.of(arguments), words(arguments)
    changes = dict(_read(text, product) for text in arguments.facts)
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


def _read(text: str, product: Product) -> tuple[str, object]:
    """KEY=VALUE; VALUE is TOML, a bare word is a string."""
    key, _, given = text.partition("=")
    return key.strip(), product.read_value(given.strip())


def _print(change: Change, arguments: Namespace, say: Phrasebook) -> None:
    if arguments.json:
        print_json(change_document(change, say))
        return
    difference = change.difference
    if not difference:
        tell(say("change.nothing"))
    titles = {step.id: titled(step, say.lang) for at in (change.before, change.after) for step in at.plan.steps}
    for move in difference.moved:
        before, after = (say.day(day) if day else say("cli.undated") for day in (move.before, move.after))
        line(say("change.moved", step=titles[move.step], which=move.which, before=before, after=after))
    for key in _STEPS:
        for step in getattr(difference, key):
            line(say(f"change.{key}", step=titles[step]))
    for each in difference.sums:
        name = titles[each.step] if each.step else say("change.two-rents")
        sums = (each.before, each.after)
        before, after = (say("change.no-sum") if euro is None else say.euros(euro) for euro in sums)
        line(say("change.sum", step=name, before=before, after=after))
    for caution in change.after.plan.warnings:
        line(f"! {caution_text(caution, say)}")


def change_document(change: Change, say: Phrasebook) -> dict[str, Any]:
    """The difference as JSON."""
    difference = change.difference
    return {
        "version": 1,
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
        "warnings": [caution_document(caution, say) for caution in change.after.plan.warnings],
    }
