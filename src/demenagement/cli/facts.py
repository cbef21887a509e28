"""Changing facts: `set` shows what moves and what must be amended; `undo` takes the last change back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.application.telling import caution_line
from demenagement.bootstrap import Product
from demenagement.cli.called_off import remind
from demenagement.cli.difference import difference_document, print_difference
from demenagement.cli.document import caution_document
from demenagement.cli.printing import line, print_json, tell, words

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.changing import Change
    from demenagement.wording import Phrasebook


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
    print_difference(change.difference, change.before, change.after, say, whole=arguments.all)
    # Only what is new: the rest was said before, and `show` says it again.
    for caution in plan.warnings:
        told = caution.code == "window-missed" and caution.step in change.difference.missed
        if not told and caution not in change.before.plan.warnings:
            line(f"! {caution_line(caution, plan, say)}")
    remind(change.after, say)
