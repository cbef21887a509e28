"""Providers that an installed package brings: a package made for the test, with the metadata an installer writes."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Protocol

import pytest

from demenagement import locations
from demenagement.adapter import Tracks
from demenagement.bootstrap import Product
from demenagement.cli.cases import failing_providers
from demenagement.gateways.installed import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from commands import Run

NAVIGO = (locations.bundled("providers") / "navigo" / "manifest.toml").read_text(encoding="utf-8")
CASES = (locations.bundled("providers") / "navigo" / "cases.toml").read_text(encoding="utf-8")
MAILEVA = (locations.bundled("providers") / "maileva" / "manifest.toml").read_text(encoding="utf-8")
CARRIER = """
class Pigeon:
    async def submit(self, approved, http): ...
    async def track(self, receipt, http): ...
def adapter(manifest): return Pigeon()
"""


class Install(Protocol):
    """Puts a package where Python finds it."""

    def __call__(self, files: dict[str, str], name: str = "ville", package: str = "ville.providers") -> Product:
        """`files` are those of the package; the product is one that starts after it was installed."""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """A site of one's own, as an installer leaves it."""
    site = tmp_path / "site"
    monkeypatch.syspath_prepend(site)

    def put(files: dict[str, str], name: str = "ville", package: str = "ville.providers") -> Product:
        for path, text in files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, encoding="utf-8")
        facts = site / f"{name}-1.0.dist-info"
        facts.mkdir(parents=True)
        (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (facts / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {package}\n", encoding="utf-8")
        importlib.invalidate_caches()
        return Product(str(tmp_path / "home"))

    yield put
    for module in [module for module in sys.modules if module.partition(".")[0] == "ville"]:
        del sys.modules[module]


def velo(text: str = NAVIGO) -> str:
    """Navigo's words under another name."""
    return text.replace("navigo", "ville-velo")


ONE = {
    "ville/__init__.py": "",
    "ville/providers/__init__.py": "",
    "ville/providers/ville_velo/manifest.toml": velo(),
    "ville/providers/ville_velo/cases.toml": velo(CASES),
}


def test_a_package_adds_a_provider_with_its_recorded_drafts(install: Install) -> None:
    """The tree is not touched, and the check holds it to its level as it does any other."""
    product = install(ONE)
    assert product.manifests["ville-velo"].kind == "transport"
    assert len(product.cases("ville-velo")) > 1
    assert (product.provider_problems(), failing_providers(product, product.clock().date(), "ville-velo")) == ([], [])


def test_a_package_s_draft_that_changed_is_told(install: Install) -> None:
    """By its own file."""
    product = install({**ONE, "ville/providers/ville_velo/cases.toml": velo(CASES).replace("Nantes", "Brest", 1)})
    wrong = velo(CASES).replace("Donner la nouvelle adresse", "Donner l'adresse", 1)
    (product.provider_folder("ville-velo") / "cases.toml").write_text(wrong, encoding="utf-8")
    told = failing_providers(product, product.clock().date(), "ville-velo")
    assert [
        (problem.code, problem.file.endswith("site/ville/providers/ville_velo/cases.toml")) for problem in told
    ] == [("draft-differs", True)]


def test_a_package_s_code_is_loaded_from_the_package(install: Install) -> None:
    """With the abilities that its manifest announces."""
    manifest = MAILEVA.replace('"maileva"', '"pigeon"').replace('["reconciles", "tracks", "cancels"]', '["tracks"]')
    files = {"ville/providers/pigeon/manifest.toml": manifest, "ville/providers/pigeon/adapter.py": CARRIER}
    product = install({**ONE, **files})
    assert isinstance(product.registry.carrier("pigeon"), Tracks)
    assert product.registry.broken() == {}


@pytest.mark.parametrize(
    ("files", "package", "code", "why"),
    [
        (
            {"ville/__init__.py": "raise RuntimeError('\\x1b[2J en panne')"},
            "ville.providers",
            "package-broken",
            "en panne",
        ),
        ({"ville/__init__.py": "import sys; sys.exit(3)"}, "ville.providers", "package-broken", "SystemExit"),
        ({"ville/__init__.py": ""}, "ville.providers", "package-broken", "No package named"),
        ({"ville/__init__.py": ""}, "nulle.part", "package-broken", "nulle"),
        ({"ville/__init__.py": "", "ville/providers/__init__.py": ""}, "ville.providers", "package-empty", ""),
        ({**ONE, "ville/providers/ville_velo/manifest.toml": velo().replace("kind", "knid")}, "", "missing-key", ""),
        ({**ONE, "ville/providers/ville_velo/manifest.toml": "[["}, "", "file-not-toml", ""),
        ({**ONE, "ville/providers/ville_velo/manifest.toml": NAVIGO}, "", "slug-taken", ""),
        (
            {**ONE, "ville/providers/ville_velo/manifest.toml": NAVIGO.replace("navigo", "tram")},
            "",
            "folder-differs",
            "",
        ),
    ],
)
def test_a_broken_package_is_told_and_takes_nobody_along(
    install: Install, files: dict[str, str], package: str, code: str, why: str
) -> None:
    """Whatever its code does when it is found, and whatever stands in its files."""
    product = install(files, package=package or "ville.providers")
    problem = product.provider_problems()[0]
    assert (problem.code, why in str(problem.details)) == (code, True)
    assert ("ville-velo" in product.manifests, len(product.manifests) > 30) == (False, True)


def test_a_slug_that_ships_stays_what_it_was(install: Install) -> None:
    """A stranger can't take a provider's name; nor can a second stranger take the first one's."""
    product = install({**ONE, "ville/providers/navigo/manifest.toml": NAVIGO})
    assert product.provider_folder("navigo") == locations.bundled("providers") / "navigo"
    assert dict(product.provider_problems()[0].details) == {"name": "navigo", "by": "demenagement"}
    again = {path.replace("ville/", "zone/", 1): text for path, text in ONE.items()}
    product = install(again, name="zone", package="zone.providers")
    assert dict(product.provider_problems()[-1].details) == {"name": "ville-velo", "by": "ville.providers"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_broken_package_is_one_line_of_the_list(run: Run, install: Install, lang: str) -> None:
    """Never a traceback; the others are listed, and the program goes on."""
    install({"ville/__init__.py": "raise RuntimeError('\\x1b[2J en panne\\nsuite')"})
    ran = run("providers", "--lang", lang)
    assert (ran.code, ran.err, "navigo" in ran.out) == (0, "", True)
    assert ran.words.count("en panne") == 1
    assert ("\x1b" in ran.out, "suite" in ran.out, "Traceback" in ran.out) == (False, False, False)
    assert run("plans", "check").code == 0
    assert (run("providers", "check").code, run("providers", "check", "navigo").code) == (2, 0)


def test_no_package_costs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where no installed package names our group, no metadata is read."""
    monkeypatch.setitem(sys.modules, "importlib.metadata", None)
    assert len(Product(str(tmp_path)).manifests) > 30
