"""Which public services there are, where they are found, and which of them the person allowed.

In the settings, `[lookups] allowed = true` allows all of them, `addresses = true` (or `false`) one; `addresses_address`
says where it is found now, and `letters_key` holds the key for tracking letters. Each may come from the environment:
`DEMENAGEMENT_LOOKUPS_ALLOWED`, `DEMENAGEMENT_LOOKUPS_LETTERS_KEY`…
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from demenagement.domain.lookups import SERVICES, Service
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml
from demenagement.gateways.http import ProviderHttp
from demenagement.gateways.lookups.asking import PATIENCE
from demenagement.gateways.lookups.letters import KEY
from demenagement.gateways.reach import Reach

if TYPE_CHECKING:
    from demenagement.gateways.http import Connections
    from demenagement.gateways.settings import Settings

_TABLE = Path(__file__).with_name("services.toml")
_SETTINGS = "lookups"
_WORDS = {"true": True, "yes": True, "oui": True, "1": True, "false": False, "no": False, "non": False, "0": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """What ships about one service: where it was found when somebody last looked, and whose data it gives."""

    address: str
    publisher: str
    licence: str
    source: str
    checked_on: date
    key: bool = False


class Services:
    """The shipped table, and what the person set up."""

    def __init__(self, settings: Settings) -> None:
        """The table is read when first needed."""
        self._settings = settings

    @cached_property
    def facts(self) -> dict[Service, ServiceFacts]:
        """The table."""
        table: dict[str, Any] = toml.read(_TABLE)
        return {name: ServiceFacts(**table[name], checked_on=table["checked_on"]) for name in SERVICES}

    def allowed(self, service: Service) -> bool:
        """Whether the person lets it be asked: all of them, or this one. Nobody said: no.

        A sandbox stands in for all unless one was refused: nothing leaves the machine. Raises FilesInvalid.
        """
        for name in (service, "allowed"):
            told = self._settings.told(_SETTINGS, name)
            if told is not None:
                return self._yes(name, told)
        return self._settings.sandbox is not None

    def address(self, service: Service) -> str:
        """Where it is found: at the sandbox where one stands in, else where the person says, else where it ships from.

        Raises FilesInvalid for what is no secure address.
        """
        if self._settings.sandbox is not None:
            return f"{self._settings.sandbox.rstrip('/')}/{service}"
        name = f"{service}_address"
        told = str(self._settings.told(_SETTINGS, name) or self.facts[service].address)
        try:
            return Reach(told, _hosts(told)).address(told)
        except ValueError:
            problem = Problem(str(self._settings.path), f"{_SETTINGS}.{name}", "not-secure-address")
            raise FilesInvalid((problem,)) from None

    def key(self, service: Service) -> str:
        """The key it wants, where it wants one and it is set up."""
        if not self.facts[service].key:
            return ""
        sandbox = "sandbox" if self._settings.sandbox is not None else ""
        return sandbox or str(self._settings.told(_SETTINGS, f"{service}_key") or "")

    def http(self, service: Service, connections: Connections) -> ProviderHttp:
        """The way out, bound to that service."""
        address = self.address(service)
        account = {KEY: key} if (key := self.key(service)) else {}
        return ProviderHttp(service, address, _hosts(address), account, connections=connections, limits=PATIENCE)

    def _yes(self, name: str, told: object) -> bool:
        answer = told if isinstance(told, bool) else _WORDS.get(str(told).strip().lower())
        if answer is None:
            problem = Problem(str(self._settings.path), f"{_SETTINGS}.{name}", "wrong-type", (("expected", "yes-no"),))
            raise FilesInvalid((problem,))
        return answer


def _hosts(address: str) -> frozenset[str]:
    try:
        return frozenset({(urlsplit(address).hostname or "").lower()})
    except ValueError:
        return frozenset()
