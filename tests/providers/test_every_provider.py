"""Every provider of the catalogue is held to the level it claims; a claim that nothing shows fails here."""

from __future__ import annotations

import importlib
import inspect
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from providers.answering import AnsweringContract
from providers.contract import CarrierContract, TrackingContract
from providers.reconciling import ReconcilingContract

from demenagement.bootstrap import Product
from demenagement.cli.cases import case_problems, provider_problems, recorded_now
from demenagement.domain.provider import Channel
from demenagement.gateways.cases import in_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.domain.provider import Manifest
    from demenagement.domain.recorded import Case

SHIPPED = Product()
EVERY = [pytest.param(manifest, id=slug) for slug, manifest in sorted(SHIPPED.manifests.items())]
CONNECTED = [each for each in EVERY if SHIPPED.manifests[str(each.id)].level == "connected"]
CASES = [
    pytest.param(slug, case, number, id=f"{slug}-{number}")
    for slug in sorted(SHIPPED.manifests)
    for number, case in enumerate(SHIPPED.cases(slug), 1)
]
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


@pytest.mark.parametrize("manifest", EVERY)
def test_a_provider_holds_what_its_level_claims(manifest: Manifest, product: Product) -> None:
    """Complete where guided, with a recorded draft for each of its ways where drafted, with code where it sends."""
    assert provider_problems(product, manifest, date.today()) == []  # noqa: DTZ011 # a reading is not in the future


@pytest.mark.parametrize("manifest", EVERY)
def test_a_provider_says_everything_in_both_languages(manifest: Manifest) -> None:
    """Nothing is left blank, and nobody is told less for reading English."""
    words = (manifest.name, manifest.human, manifest.closing, manifest.breakdown, manifest.expects.answer)
    assert [each for each in words if not (each.fr.strip() and each.en.strip())] == []
    assert all(line.strip() for line in (*manifest.prepares.fr, *manifest.prepares.en))
    assert (manifest.source.strip() != "", manifest.expects.days > 0) == (True, True)


@pytest.mark.parametrize(("slug", "case", "number"), CASES)
def test_a_recorded_draft_is_what_leaves(slug: str, case: Case, number: int, product: Product) -> None:
    """Word for word: where it is not, `demenagement providers record` writes what leaves now, for somebody to read."""
    assert case.draft is not None
    assert in_toml(case.draft) == in_toml(recorded_now(product, slug, case, number))
    assert case_problems(product, slug, case, number) == []


@pytest.mark.parametrize(("slug", "case", "number"), CASES)
def test_a_draft_leads_somewhere(slug: str, case: Case, number: int, product: Product) -> None:
    """A site has its address or says where that is found; so has a number, a counter, a letter, an e-mail."""
    draft = recorded_now(product, slug, case, number)
    first = draft.text.partition("\n")[0]
    reached = {
        Channel.PREFILL: "rempli d'avance" in first,
        Channel.PORTAL: draft.url is not None or first.startswith("Ouvrez le site"),
        Channel.EMAIL: "@" in draft.recipient,
        Channel.ELECTRONIC: "@" in draft.recipient,
        Channel.LETTER: draft.letter is not None and len(draft.letter.recipient) > 1,
        Channel.PHONE: first.startswith(("Appelez le ", "Le numéro est sur ")),
        Channel.COUNTER: first.startswith(("Allez à ", "Cherchez l'adresse", "Le rendez-vous est")),
    }
    assert (draft.recipient != "", draft.subject != "", reached[draft.channel]) == (True, True, True)


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
