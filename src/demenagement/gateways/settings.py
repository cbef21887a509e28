"""What the person set up: accounts and addresses of the providers that are connected.

`settings.toml` holds one table a provider; any value can come from the environment instead, as
`DEMENAGEMENT_<PROVIDER>_<NAME>`, and a secret from the system's safe, so that it need not be written down: see
`account_values.py`. The table `carriers` says who is to carry a channel where several could:
`letter = "merci-facteur"`. `DEMENAGEMENT_SANDBOX` points every connected provider at the local sandbox.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml
from demenagement.gateways.account_values import AccountValues, variable
from demenagement.gateways.reach import Reach

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.application.account_ports import Safe
    from demenagement.domain.provider import Channel, Manifest

_SANDBOX = "DEMENAGEMENT_SANDBOX"
_CARRIERS = "carriers"
_SANDBOX_ACCOUNT = "sandbox"
_WINDOW = {"top": ("35", "60"), "left": ("95", "120")}
"""How far an address may be moved, in millimetres."""


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
        self._connections: dict[str, Connection] = {}
        self._document: dict[str, Any] = toml.read(path) if path.is_file() else {}
        for table, values in self._document.items():
            if not isinstance(values, dict):
                raise FilesInvalid((Problem(str(path), table, "wrong-type", (("expected", "table"),)),))
        self.accounts = AccountValues(self._document, self._environment, safe)

    @property
    def sandbox(self) -> str | None:
        """The address of the local sandbox, when it stands in for the real providers."""
        return self._environment.get(_SANDBOX) or None

    @property
    def path(self) -> Path:
        """The settings file, there or not."""
        return self._path

    def told(self, table: str, name: str) -> object:
        """One value of a table: from the environment, as text, else from the file; None where nobody said."""
        return self._environment.get(variable(table, name)) or self._document.get(table, {}).get(name)

    def address(self, name: str, shipped: str) -> str:
        """Where a list is fetched: at the sandbox where one stands in, else where the person says, else `shipped`.

        Raises FilesInvalid for an address on another host than the shipped one, or than this machine.
        """
        if self.sandbox is not None:
            return f"{self.sandbox.rstrip('/')}/{name}"
        told = self._environment.get(variable(name, "address"))
        told = told or str(self._document.get(name, {}).get("address", "")) or shipped
        host = urlsplit(shipped).hostname or ""
        try:
            return Reach(told, frozenset({host})).address(told)
        except ValueError:
            problem = Problem(str(self._path), f"{name}.address", "other-host", (("host", host),))
            raise FilesInvalid((problem,)) from None

    def preferred(self, channel: Channel, manifests: Mapping[str, Manifest]) -> str | None:
        """Who is to carry that channel where several are ready; None where the person does not say.

        Raises FilesInvalid for whoever carries nothing of it, and for a channel that nobody carries.
        """
        table = self._document.get(_CARRIERS, {})
        told = self._environment.get(variable(_CARRIERS, channel)) or table.get(channel)
        carried = sorted({str(each.carries) for each in manifests.values() if each.carries})
        able = sorted(slug for slug, each in manifests.items() if each.carries is channel)
        odd = [(key, carried) for key in table if key not in carried]
        odd += [(channel, able)] if told is not None and told not in able else []
        if odd:
            problems = [(f"{_CARRIERS}.{key}", (("options", ", ".join(options)),)) for key, options in odd]
            raise FilesInvalid(tuple(Problem(str(self._path), key, "not-an-option", each) for key, each in problems))
        return None if told is None else str(told)

    def window(self) -> dict[str, float]:
        """Where the address of a letter begins, in millimetres, where the person says so: `[letters] window_top = 47`.

        Raises FilesInvalid for what is no number, or leaves the sheet or the text no room.
        """
        told = self._document.get("letters", {})
        problems = [
            Problem(str(self._path), f"letters.window_{side}", "out-of-window", (("least", least), ("most", most)))
            for side, (least, most) in _WINDOW.items()
            if not _within(told.get(f"window_{side}", int(least)), int(least), int(most))
        ]
        if problems:
            raise FilesInvalid(tuple(problems))
        return {side: float(told[f"window_{side}"]) for side in _WINDOW if f"window_{side}" in told}

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
        told = self.accounts.told(manifest)
        addresses = {**manifest.endpoints, **told}
        complete = bool(addresses.get("base") or not manifest.hosts) and all(
            told.get(name) for name in manifest.account
        )
        return Connection(addresses.get("base", ""), addresses, complete)


def _within(value: object, least: int, most: int) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool) and least <= value <= most
