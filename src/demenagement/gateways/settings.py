"""What the person set up: accounts and addresses of the providers that are connected.

`settings.toml` holds one table a provider; any value can come from the environment instead, as
`DEMENAGEMENT_<PROVIDER>_<NAME>`, and a secret from the system's safe, so that it need not be written down. The
environment comes first, then the safe, then the file. `DEMENAGEMENT_SANDBOX` points every connected provider at the
local sandbox.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from demenagement.domain.keeping import Place, secret
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml
from demenagement.gateways.reach import Reach

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.application.ports import Safe
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
    """The settings file and the environment, read once; the safe is asked once for each provider that is used."""

    def __init__(self, path: Path, environment: Mapping[str, str] | None = None, safe: Safe | None = None) -> None:
        """A missing file means that nothing is set up. Raises FilesInvalid for a file that can't be read."""
        self._path = path
        self._environment = os.environ if environment is None else environment
        self._safe = safe
        self._connections: dict[str, Connection] = {}
        self._document: dict[str, Any] = toml.read(path) if path.is_file() else {}
        for table, values in self._document.items():
            if not isinstance(values, dict):
                raise FilesInvalid((Problem(str(path), table, "wrong-type", (("expected", "table"),)),))

    @property
    def sandbox(self) -> str | None:
        """The address of the local sandbox, when it stands in for the real providers."""
        return self._environment.get(f"{_PREFIX}SANDBOX") or None

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
        if manifest.slug not in self._connections:
            self._connections[manifest.slug] = self._connection(manifest)
        return self._connections[manifest.slug]

    def _connection(self, manifest: Manifest) -> Connection:
        file, environment = self._file(manifest.slug), self._from_environment(manifest.slug)
        told = {**file, **environment}
        # Of a provider that nobody set up, and for what the environment holds, no safe need be opened.
        known = (file or environment or manifest.slug in self._document) and all(
            told.get(name) for name in manifest.account if not secret(name)
        )
        if known:
            told |= self._from_safe(manifest, environment)
        addresses = {**manifest.endpoints, **told}
        complete = bool(addresses.get("base") or not manifest.hosts) and all(
            told.get(name) for name in manifest.account
        )
        return Connection(addresses.get("base", ""), addresses, complete)

    def places(self, manifest: Manifest) -> dict[str, Place]:
        """Where each value that is set for that provider is kept; a value kept twice is used from the first place."""
        environment = self._from_environment(manifest.slug)
        return {
            **dict.fromkeys((name for name, value in self._file(manifest.slug).items() if value), Place.FILE),
            **dict.fromkeys(self._from_safe(manifest, environment), Place.KEYRING),
            **dict.fromkeys(environment, Place.ENVIRONMENT),
        }

    def variable(self, slug: str, name: str) -> str:
        """What the environment calls a value of that provider."""
        return f"{_PREFIX}{slug}_{name}".upper().replace("-", "_")

    def _file(self, slug: str) -> dict[str, str]:
        return {str(key): str(value) for key, value in self._document.get(slug, {}).items()}

    def _from_environment(self, slug: str) -> dict[str, str]:
        prefix = self.variable(slug, "")
        return {
            key.removeprefix(prefix).lower(): value
            for key, value in self._environment.items()
            if key.startswith(prefix) and value
        }

    def _from_safe(self, manifest: Manifest, environment: Mapping[str, str]) -> dict[str, str]:
        """The secrets of a provider that the system's safe holds, and that need be looked for there."""
        safe = self._safe
        wanted = [name for name in manifest.account if secret(name) and name not in environment]
        found = {name: safe.get(manifest.slug, name) for name in wanted} if safe is not None else {}
        return {name: value for name, value in found.items() if value}
