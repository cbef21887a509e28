"""What an electronic registered letter must have: a checked sender, a name, whom it is for; every problem, once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from demenagement.sandbox.maileva.auth import ACCEPTED
from demenagement.sandbox.maileva.rules import settle, texts
from demenagement.sandbox.maileva.wording import refused, unexpected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demenagement.sandbox.exchange import Record
    from demenagement.sandbox.multipart import Part

LARGEST = 256_000_000
"""All the documents of a sending, together."""
_SENDER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_EMAIL = re.compile(r"\w[\w.+-]*@[\w-]{2,}(?:\.[a-zA-Z]{2,}|\.[\w-]{2,}\.[a-zA-Z]{2,})+")
_SENDING = {
    "sender_id": 36,
    "name": 256,
    "custom_id": 38,
    "custom_data": 255,
    "additional_sender_name": 255,
    "message": 450,
}
_RECIPIENT = {"custom_id": 36, "first_name": 50, "last_name": 50, "email": 254, "company": 38}
_REQUIRED = ("first_name", "last_name", "email")
_STATUSES = ("PROFESSIONAL", "INDIVIDUAL")


def sending(given: Record) -> Record:
    """The fields of a sending, or a refusal with every problem; unknown fields are ignored."""
    wanted = {key: given[key] for key in (*_SENDING, "pre_notification") if given.get(key) is not None}
    problems = list(texts(wanted, _SENDING, required=("sender_id", "name")))
    sender = str(wanted.get("sender_id", ACCEPTED))
    # The account of the sandbox has one checked sender, called as everything in it is.
    if sender != ACCEPTED and not _SENDER.fullmatch(sender):
        problems.append(unexpected("sender_id"))
    if not isinstance(wanted.get("pre_notification", True), bool):
        problems.append(unexpected("pre_notification"))
    settle(problems)
    return wanted


def recipient(given: Record) -> Record:
    """The fields of a recipient, or a refusal with every problem. There is no postal address among them."""
    wanted = {key: given[key] for key in (*_RECIPIENT, "legal_status") if given.get(key) is not None}
    problems = list(texts(wanted, _RECIPIENT, required=_REQUIRED))
    if wanted.get("legal_status") not in _STATUSES:
        problems.append(unexpected("legal_status"))
    if isinstance(wanted.get("email"), str) and not _EMAIL.fullmatch(wanted["email"]):
        problems.append(unexpected("email"))
    settle(problems)
    return wanted


def document(file: Part, kept: Sequence[Record]) -> None:
    """Every type of document is taken, and as many as one likes, up to a total size."""
    if sum(record["size"] for record in kept) + len(file.body) > LARGEST:
        raise refused("INVALID_TOTAL_SENDING_SIZE")
