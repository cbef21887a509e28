"""The safe for secrets that the person's system has: the door of keyring, which loads when a secret is first asked for.

A safe that is locked, broken or not there (a server, a console without a desktop) is no fault: secrets are then looked
for elsewhere, and nothing is put into it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from demenagement.errors import StorageFailed

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "demenagement"
_LEAST_PRIORITY = 1
"""What keyring itself counts as recommended: below it are stand-ins that fail, forget, or write in the clear."""


class Keychain:
    """The Safe port."""

    def __init__(self) -> None:
        """Nothing is loaded or asked yet."""
        self._failed = False

    @property
    def usable(self) -> bool:
        """Whether this system has a safe that answers, as far as was seen."""
        return not self._failed and self._backend() is not None

    def get(self, provider: str, name: str) -> str | None:
        """The value kept there; None where there is none. A safe that fails once is not asked again."""
        backend = None if self._failed else self._backend()
        if backend is None:
            return None
        try:
            return backend.get_password(_service(provider), name)
        except Exception:  # noqa: BLE001 # each system's safe fails in its own way, and locked is one of them
            self._failed = True
            return None

    def put(self, provider: str, name: str, value: str) -> None:
        """Keep a value. Raises StorageFailed where the safe does not take it."""
        backend = self._backend()
        try:
            if backend is not None:
                backend.set_password(_service(provider), name, value)
        except Exception:  # noqa: BLE001 # as above
            backend, self._failed = None, True
        if backend is None:
            raise StorageFailed(_service(provider), "keyring")

    def remove(self, provider: str, name: str) -> None:
        """Forget a value, where there is one. Raises StorageFailed where it may still be there."""
        backend = self._backend()
        if backend is None:
            return
        from keyring.errors import PasswordDeleteError  # noqa: PLC0415 # loads when a secret is asked for

        try:
            if backend.get_password(_service(provider), name) is not None:
                with suppress(PasswordDeleteError):
                    backend.delete_password(_service(provider), name)
            gone = backend.get_password(_service(provider), name) is None
        except Exception:  # noqa: BLE001 # as above
            gone = False
        if not gone:
            self._failed = True
            raise StorageFailed(_service(provider), "keyring")

    def _backend(self) -> KeyringBackend | None:
        """The system's safe; None where there is none to trust."""
        import keyring  # noqa: PLC0415 # takes a third of a second: only when a secret is asked for

        try:
            backend = keyring.get_keyring()
            trusted = backend.priority >= _LEAST_PRIORITY
        except Exception:  # noqa: BLE001 # as above
            return None
        return backend if trusted else None


def _service(provider: str) -> str:
    return f"{_SERVICE}/{provider}"
