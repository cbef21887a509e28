"""Chases on the command line: each ready one is shown and asked for, like any draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.cli.printing import words
from demenagement.errors import DossierIncomplete, NotAllowed

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from demenagement.bootstrap import Product
    from demenagement.domain.draft import Document, Draft


def approve_chases(
    product: Product,
    arguments: Namespace,
    enclosed: tuple[Document, ...],
    said_yes: Callable[[Draft, str, Product, Namespace], bool],
) -> tuple[list[str], list[str]]:
    """The steps whose chase was said yes to, and those said no to: of the named steps, else of all that are silent."""
    say = words(arguments)
    overview = product.journeys.look(arguments.id, arguments.today)
    ready = [each.awaited.step.id for each in product.watching.silences(overview) if each.rung and not each.prepared]
    approved: list[str] = []
    declined: list[str] = []
    for name in arguments.steps or dict.fromkeys(ready):
        try:
            made = product.watching.chase(overview, name, by_hand=arguments.by_hand)
        except (DossierIncomplete, NotAllowed):
            if arguments.steps:
                raise
            continue
        question = say("sending.confirm-chase", title=overview.step(made.step).template.title[say.lang])
        said = said_yes(made, question, product, arguments)
        if said:
            product.submissions.approve(overview, made, arguments.today, enclosed)
        (approved if said else declined).append(made.step)
    return approved, declined
