"""A carrier before the sandbox: what every test of one needs."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, ClassVar

import pytest

from demenagement.bootstrap import Product
from demenagement.errors import OutcomeUnknown, ProviderError
from demenagement.gateways.http import Connections, ProviderHttp
from demenagement.gateways.limits import Limits
from demenagement.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from demenagement.adapter import Carrier, Http
    from demenagement.domain.draft import Approved, Draft

FAST = Limits(connect=2, read=0.5, whole=5, attempts=2, wait=0.001, max_wait=0.05, failures=1_000, pause=0)
"""Less patient, and ready at once for whatever comes next."""
AT = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@cache
def catalogue() -> Product:
    """The product with the providers that ship and those of every installed package, read once."""
    return Product()


class Setting:
    """Say which provider it is, which routes of the sandbox `submit` calls, and which one takes effect.

    The people of the draft are called « Exemple »: no error may repeat that name.
    """

    slug: ClassVar[str]
    submits: ClassVar[str]
    routes: ClassVar[tuple[str, ...]]
    looks: ClassVar[tuple[str, ...]] = ()
    """The routes that `find` calls, where there is one."""
    in_doubt: ClassVar[type[ProviderError]] = OutcomeUnknown
    """What a lost answer to the submission is: a doubt, unless asking twice has no effect."""
    account: ClassVar[dict[str, str]] = {}

    def draft(self) -> Draft:
        """Something that this carrier transports."""
        raise NotImplementedError

    def approved(self, key: str = "0b3ad2d2-6a3c-4c47-9d5e-8b1f6f0a1c11") -> Approved:
        """The yes to it."""
        return self.draft().approve(key, AT)

    @pytest.fixture
    def box(self) -> Iterator[Sandbox]:
        """A running sandbox, empty."""
        with Sandbox() as box:
            yield box

    @pytest.fixture
    async def http(self, box: Sandbox) -> AsyncIterator[Http]:
        """The way out to it, as the product makes it, only less patient."""
        hosts, base = catalogue().manifests[self.slug].hosts, f"{box.url}/{self.slug}"
        async with Connections(encrypted=False) as connections:
            yield ProviderHttp(self.slug, base, hosts, self.account, connections=connections, limits=FAST)

    @pytest.fixture
    def carrier(self) -> Carrier:
        """Loaded as the product loads it."""
        return catalogue().registry.carrier(self.slug)

    def effects(self, box: Sandbox) -> int:
        """How many submissions took effect."""
        return len(box.snapshot()["submissions"])

    def arm(self, box: Sandbox, oddity: str, route: str, *, always: bool = False) -> None:
        """Ask the sandbox for one oddity on one route."""
        kind, _, options = oddity.partition(":")
        told = [options, f"route={route}", f"provider={self.slug}", "times=always" if always else ""]
        box.fault(f"{kind}:{','.join(filter(None, told))}")
