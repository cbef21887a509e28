"""What a provider is connected with, and where each value of it is kept."""

from __future__ import annotations

from enum import StrEnum

_SECRET = {"secret", "password", "key", "token", "pin"}


class Place(StrEnum):
    """Where a value is kept, in the order in which it is looked for."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    FILE = "file"


def secret(name: str) -> bool:
    """Whether a value of that name is never shown, and goes to the keyring: it is a password, a key, a token."""
    return not _SECRET.isdisjoint(name.split("_"))
