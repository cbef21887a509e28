"""Providers' code, loaded and checked: a broken one is a line of text, and the rest is fine."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest

from demenagement.adapter import Reconciles, Tracks
from demenagement.domain.provider import Channel
from demenagement.errors import NotFound, ProviderBroken
from demenagement.gateways.mail_server import MailCarrier
from demenagement.gateways.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from demenagement.bootstrap import Product

PACKAGES = count()
CARRIER = """
class Bus:
    def __init__(self, manifest):
        self.slug = manifest.slug
    async def submit(self, approved, http): ...
    async def track(self, receipt, http): ...
adapter = Bus
"""


@pytest.fixture
def registry(product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Registry]:
    """A registry over folders written for the test: `registry(le_bus="…the code…")`."""
    package = f"providers_of_a_test_{next(PACKAGES)}"
    monkeypatch.syspath_prepend(tmp_path)

    def written(**codes: str) -> Registry:
        manifests = {}
        for folder, code in codes.items():
            (tmp_path / package / folder).mkdir(parents=True)
            if code:
                (tmp_path / package / folder / "adapter.py").write_text(code, "utf-8")
            manifest = replace(product.manifests["maileva"], slug=folder.replace("_", "-"), abilities=("tracks",))
            manifests[manifest.slug] = manifest
        return Registry(manifests, package)

    return written


def test_a_carrier_is_loaded_with_its_manifest(registry: Callable[..., Registry]) -> None:
    """By its slug, whatever the folder is called; once."""
    known = registry(le_bus=CARRIER)
    carrier = known.carrier("le-bus")
    assert (getattr(carrier, "slug", ""), known.carrier("le-bus") is carrier) == ("le-bus", True)
    assert (isinstance(carrier, Tracks), isinstance(carrier, Reconciles)) == (True, False)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("raise OSError('disque\\nplein')", "OSError: disque"),
        ("import sys; sys.exit('adieu')", "SystemExit: adieu"),
        ("import rien_de_tel", "ModuleNotFoundError: No module named 'rien_de_tel'"),
        ("def adapter(:", "SyntaxError: "),
        ("", "ModuleNotFoundError: "),
        ("x = 1", "adapter.py ne définit pas « adapter »"),
        ("adapter = 3", "adapter.py ne définit pas « adapter »"),
        ("def adapter(manifest): raise KeyError('jeton')", "KeyError: 'jeton'"),
        ("def adapter(): ...", "TypeError: adapter() takes 0 positional arguments"),
        ("def adapter(manifest): raise ValueError", "ValueError"),
        ("def adapter(manifest): return None", "ni submit ni draft"),
        (CARRIER.replace("track", "cancel"), "le manifeste annonce tracks, le code offre cancels"),
        (CARRIER.replace("track", "dance"), "le manifeste annonce tracks, le code offre ∅"),
        (CARRIER + "    \nBus.find = Bus.track", "le manifeste annonce tracks, le code offre reconciles, tracks"),
        ("raise OSError('\\x1b[2J' + 'x' * 500)", "OSError: �[2Jxxx"),
    ],
)
def test_a_broken_provider_is_a_line(registry: Callable[..., Registry], code: str, why: str) -> None:
    """Whatever its code does on import or when called, and whatever it lacks or boasts of."""
    known = registry(casse=code)
    with pytest.raises(ProviderBroken) as caught:
        known.carrier("casse")
    told = caught.value.why
    assert (caught.value.provider, told[: len(why)]) == ("casse", why)
    assert (len(told) <= 200, "\n" in told, known.broken()) == (True, False, {"casse": told})


def test_the_others_are_fine(registry: Callable[..., Registry]) -> None:
    """One that breaks takes nobody along."""
    known = registry(casse="raise OSError", le_bus=CARRIER)
    assert list(known.broken()) == ["casse"]
    assert known.carrier("le-bus") is not None


def test_a_composer_alone_carries_nothing(registry: Callable[..., Registry]) -> None:
    """It loads; it is no carrier."""
    code = CARRIER.replace("submit(self, approved, http)", "draft(self, step, facts)")
    known = registry(plume=code)
    with pytest.raises(ProviderBroken, match="no submit"):
        known.carrier("plume")
    assert known.broken() == {}


def test_a_provider_that_nobody_knows_is_not_found(product: Product) -> None:
    """A slip of the hand, no fault of a provider."""
    with pytest.raises(NotFound):
        Registry(product.manifests).carrier("mailvea")


def test_what_ships_keeps_its_promises(product: Product) -> None:
    """Every provider with code loads, and does what its manifest announces."""
    assert product.registry.broken() == {}
    carriers = {manifest.carries for manifest in product.manifests.values() if manifest.carries}
    assert carriers == {Channel.LETTER, Channel.ELECTRONIC, Channel.PREFILL, Channel.EMAIL}


def test_a_carrier_of_our_own_needs_no_adapter(product: Product) -> None:
    """It keeps the same promises: what its manifest announces, it does."""
    manifest = product.manifests["mail-server"]
    known = Registry({"mail-server": manifest}, own={"mail-server": MailCarrier})
    assert isinstance(known.carrier("mail-server"), MailCarrier)
    boastful = replace(manifest, abilities=("reconciles",))
    assert "reconciles" in Registry({"mail-server": boastful}, own={"mail-server": MailCarrier}).broken()["mail-server"]


def test_nothing_is_imported_before_it_is_needed() -> None:
    """Knowing the providers costs none of their code."""
    asked = (
        "import sys; from demenagement.bootstrap import Product; from demenagement.gateways.registry import Registry\n"
        "Registry(Product('/nowhere').manifests); print([name for name in sys.modules if name.endswith('.adapter')])"
    )
    shown = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "['demenagement.adapter']"
