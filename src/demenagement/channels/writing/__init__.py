"""The matter of letters and e-mails, by the kind of letter that a step's template names. Always in French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.writing.afterwards import amendment, notice_withdrawal, status_request, withdrawal
from demenagement.channels.writing.claims import deposit_reminder, mover_reserves
from demenagement.channels.writing.contracts import address_change, termination, transfer
from demenagement.channels.writing.disputes import complaint, index_dispute, mediator
from demenagement.channels.writing.lease_notice import lease_notice
from demenagement.channels.writing.matter import Body, Writing
from demenagement.channels.writing.request import request

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LETTERS", "ON_REQUEST", "Body", "Writing", "write"]

LETTERS: dict[str, Callable[[Writing], Body]] = {
    "lease-notice": lease_notice,
    "termination": termination,
    "transfer": transfer,
    "address-change": address_change,
    "deposit-reminder": deposit_reminder,
    "mover-reserves": mover_reserves,
}
"""The kinds of letter; a step that names none gets a plain request."""

ON_REQUEST: dict[str, Callable[[Writing], Body]] = {
    "amendment": amendment,
    "withdrawal": withdrawal,
    "notice-withdrawal": notice_withdrawal,
    "status-request": status_request,
    "complaint": complaint,
    "index-dispute": index_dispute,
    "mediator": mediator,
}
"""The kinds of letter that no step is for: a person asks for one about a step, by a verb."""


def write(writing: Writing) -> Body:
    """What the step's letter says. Raises DossierIncomplete."""
    kind = writing.known.step.template.letter or ""
    return (LETTERS | ON_REQUEST).get(kind, request)(writing)
