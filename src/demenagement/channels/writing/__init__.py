"""The matter of letters and e-mails, by the kind of letter that a step's template names. Always in French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.writing.claims import deposit_reminder, mover_reserves
from demenagement.channels.writing.contracts import address_change, termination, transfer
from demenagement.channels.writing.lease_notice import lease_notice
from demenagement.channels.writing.matter import Body, Writing
from demenagement.channels.writing.request import request

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LETTERS", "Body", "Writing", "write"]

LETTERS: dict[str, Callable[[Writing], Body]] = {
    "lease-notice": lease_notice,
    "termination": termination,
    "transfer": transfer,
    "address-change": address_change,
    "deposit-reminder": deposit_reminder,
    "mover-reserves": mover_reserves,
}
"""The kinds of letter; a step that names none gets a plain request."""


def write(writing: Writing) -> Body:
    """What the step's letter says. Raises DossierIncomplete."""
    return LETTERS.get(writing.known.step.template.letter or "", request)(writing)
