"""What the person set up: accounts and addresses of the providers that are connected.

`settings.toml` holds one table a provider; any value can come from the environment instead, as
`DEMENAGEMENT_<PROVIDER>_<NAME>`, so that a secret need not be written down. `DEMENAGEMENT_SANDBOX` points every
connected provider at the local sandbox.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml
from demenagement.gateways.reach import Reach

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.domain.provider import Manifest

_PREFIX = "DEMENAGEMENT_"
_SANDBOX_ACCOUNT = "sandbox"


@dataclass(frozen=True, slots=True)
class Connection:
    """How one provider is reached: its base address, the other addresses and the account's values by name."""

    base: str
    account: Mapping[str, str]
    complete: bool


class Settings:
    """The settings file and the environment, read once."""

    def __init__(self, path: Path, environment: Mapping[str, str] | None = None) -> None:
        """A missing file means that nothing is set up. Raises FilesInvalid for a file that can't be read."""
        self._path = path
        self._environment = os.environ if environment is None else environment
        self._document: dict[str, Any] = toml.read(path) if path.is_file() else {}
        for table, values in self._document.items():
            if not isinstance(values, dict):
                raise FilesInvalid((Problem(str(path), table, "wrong-type", (("expected", "table"),)),))

    @property
    def sandbox(self) -> str | None:
        """The address of the local sandbox, when it stands in for the real providers."""
        return self._environment.get(f"{_PREFIX}SANDBOX") or None

    @property
    def path(self) -> Path:
        """The settings file, there or not."""
        return self._path

    def told(self, table: str, name: str) -> object:
        """One value of a table: from the environment, as text, else from the file; None where nobody said."""
        variable = f"{_PREFIX}{table}_{name}".upper().replace("-", "_")
        return self._environment.get(variable) or self._document.get(table, {}).get(name)

    def address(self, name: str, shipped: str) -> str:
        """Where a list is fetched: at the sandbox where one stands in, else where the person says, else `shipped`.

        Raises FilesInvalid for an address on another host than the shipped one, or than this machine.
        """
        if self.sandbox is not None:
            return f"{self.sandbox.rstrip('/')}/{name}"
        told = self._environment.get(f"{_PREFIX}{name.upper().replace('-', '_')}_ADDRESS")
        told = told or str(self._document.get(name, {}).get("address", "")) or shipped
        host = urlsplit(shipped).hostname or ""
        try:
            return Reach(told, frozenset({host})).address(told)
        except ValueError:
            problem = Problem(str(self._path), f"{name}.address", "other-host", (("host", host),))
            raise FilesInvalid((problem,)) from None

    def connection(self, manifest: Manifest) -> Connection:
        """How that provider is reached; not complete when a value that its manifest names is missing.

        A provider that names no host is not spoken to over HTTP: no sandbox stands in for it.
        """
        if self.sandbox is not None:
            account = dict.fromkeys(manifest.account, _SANDBOX_ACCOUNT)
            return Connection(f"{self.sandbox.rstrip('/')}/{manifest.slug}", account, bool(manifest.hosts))
        told = {str(key): str(value) for key, value in self._document.get(manifest.slug, {}).items()}
        prefix = f"{_PREFIX}{manifest.slug.upper().replace('-', '_')}_"
        told |= {
            key.removeprefix(prefix).lower(): value
            for key, value in self._environment.items()
            if key.startswith(prefix) and value
        }
        addresses = {**manifest.endpoints, **told}
        complete = bool(addresses.get("base") or not manifest.hosts) and all(
            told.get(name) for name in manifest.account
        )
        return Connection(addresses.get("base", ""), addresses, complete)
