"""Safes for secrets, plugged into keyring in place of the system's own: one that works, one that fails when asked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoSafe
from keyring.errors import PasswordDeleteError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FakeSafe", "LockedSafe", "NoSafe", "OpenDrawer", "plugged"]


class FakeSafe(KeyringBackend):
    """Keeps secrets in memory; `asked` remembers every look."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.asked: list[str] = []

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept under that name."""
        self.asked.append(username)
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it; as the real ones do, complain where there is nothing."""
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


class LockedSafe(FakeSafe):
    """Holds what it held, and answers nobody."""

    def get_password(self, service: str, username: str) -> str | None:
        """Whoever asks is sent away, in words of its own."""
        self.asked.append(username)
        raise RuntimeError(f"{service} is locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        """As above."""
        del username, password
        raise RuntimeError(f"{service} is locked")

    def delete_password(self, service: str, username: str) -> None:
        """As above."""
        del username
        raise RuntimeError(f"{service} is locked")


class OpenDrawer(FakeSafe):
    """Writes what it is given where anybody reads it: keyring does not recommend such a one."""

    priority = 0.5


@contextmanager
def plugged(backend: KeyringBackend) -> Iterator[KeyringBackend]:
    """That safe in place of the system's, for a while."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield backend
    finally:
        keyring.set_keyring(before)
