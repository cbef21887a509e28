"""Every provider of the catalogue is held to the level it claims; a claim that nothing shows fails here."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from demenagement.bootstrap import Product
from demenagement.kit import (
    AnsweringContract,
    CarrierContract,
    ProviderContract,
    ReconcilingContract,
    TrackingContract,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.domain.provider import Manifest

SHIPPED = Product()
EVERY = [pytest.param(manifest, id=slug) for slug, manifest in sorted(SHIPPED.manifests.items())]
CONNECTED = [each for each in EVERY if SHIPPED.manifests[str(each.id)].level == "connected"]
ABILITIES = {"reconciles": ReconcilingContract, "tracks": TrackingContract}
CONTRACTS = (AnsweringContract, CarrierContract, *ABILITIES.values())


def suites() -> Iterator[type]:
    """Every class that pytest collects from this folder and that inherits one of the contracts."""
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        if path.name == Path(__file__).name:
            continue
        module = importlib.import_module(f"providers.{path.stem}")
        for name, found in inspect.getmembers(module, inspect.isclass):
            if name.startswith("Test") and found.__module__ == module.__name__ and issubclass(found, CONTRACTS):
                yield found


def hollow(suite: type, contract: type) -> list[str]:
    """The contract's tests that a suite has made something else of, or keeps from running."""
    owed = {name: test for name, test in inspect.getmembers(contract) if name.startswith("test_")}
    marks = [mark.name for mark in getattr(suite, "pytestmark", ())]
    changed = [name for name, test in owed.items() if getattr(suite, name, None) is not test]
    return changed + [mark for mark in marks if mark.startswith(("skip", "xfail"))]


class TestEveryProvider(ProviderContract):
    """What a provider in a package of its own inherits, for each that ships."""

    @pytest.fixture(params=sorted(SHIPPED.manifests))
    def manifest(self, request: pytest.FixtureRequest) -> Manifest:
        """One after the other."""
        return SHIPPED.manifests[request.param]


@pytest.mark.parametrize("manifest", CONNECTED)
def test_what_is_connected_is_tested_as_such(manifest: Manifest) -> None:
    """A suite that runs inherits the contract, whole, for that provider, and one for each ability it announces."""
    mine = [suite for suite in suites() if getattr(suite, "slug", None) == manifest.slug]
    owed = [ABILITIES[name] for name in manifest.abilities if name in ABILITIES] or [CONTRACTS[:2]]
    for contract in owed:
        assert [suite for suite in mine if issubclass(suite, contract)], contract
    assert [hollow(suite, contract) for suite in mine for contract in CONTRACTS if issubclass(suite, contract)] == [
        [] for suite in mine for contract in CONTRACTS if issubclass(suite, contract)
    ]


def test_a_suite_that_gives_up_a_test_is_noticed() -> None:
    """A claim can't be kept by leaving out what would deny it."""

    class Lying(AnsweringContract):
        slug = "mail-server"

        async def test_a_slow_answer_is_not_waited_for(self) -> None:
            """Not tried."""

    assert hollow(Lying, AnsweringContract) == ["test_a_slow_answer_is_not_waited_for"]
    assert hollow(pytest.mark.skip(reason="no")(type("Quiet", (AnsweringContract,), {})), AnsweringContract) == ["skip"]


def test_the_catalogue_is_as_rich_as_it_says() -> None:
    """Enough providers are drafted for most households to find theirs word for word."""
    assert sum(manifest.level == "drafted" for manifest in SHIPPED.manifests.values()) >= 32
