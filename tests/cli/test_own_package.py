"""A provider in somebody else's package: made by `providers new`, played by their own sandbox, judged by the kit."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from demenagement import locations
from demenagement.gateways.installed import GROUP as PROVIDERS
from demenagement.sandbox.table import GROUP as CONTRACTS

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Run

NAVIGO = locations.bundled("providers") / "navigo"
MAILEVA = locations.bundled("providers") / "maileva" / "manifest.toml"
PLAYED = """
from demenagement.sandbox.contract import Contract, Route
from demenagement.sandbox.exchange import answer


def taken(state, request):
    told = request.record()
    reference = f"SBX-{state.next('pli'):04d}"
    state.submitted("pli-sur", custom_id=told["key"], reference=reference)
    return answer(201, {"reference": reference})


def dialect(refusal):
    return answer(refusal.status, {"error": " ".join(message for _, message in refusal.problems)}, *refusal.headers)


CONTRACT = Contract("pli-sur", (Route("submit", "POST", "/pli-sur/plis", taken),), dialect, lambda state: {})
"""


@pytest.fixture
def site(tmp_path: Path, run: Run) -> Path:
    """A package of two providers, a drafted one and one that sends, as an installer leaves it."""
    site = tmp_path / "site"
    mine = site / "ville" / "providers"
    assert run("providers", "new", "ville-velo", "--into", str(mine)).code == 0
    assert run("providers", "new", "pli-sur", "--connected", "--into", str(mine)).code == 0
    for package in (site / "ville", mine):
        (package / "__init__.py").write_text("", encoding="utf-8")
    for name in ("manifest.toml", "cases.toml"):
        text = (NAVIGO / name).read_text(encoding="utf-8").replace("navigo", "ville-velo")
        (mine / "ville_velo" / name).write_text(text, encoding="utf-8")
    manifest = re.sub(r'"maileva"', '"pli-sur"', MAILEVA.read_text(encoding="utf-8"))
    manifest = re.sub(r"(?m)^abilities = .*$", "abilities = []", manifest)
    (mine / "pli_sur" / "manifest.toml").write_text(manifest, encoding="utf-8")
    _replace(mine / "pli_sur" / "adapter.py", 'PATH = ""', 'PATH = "/plis"')
    _replace(mine / "pli_sur" / "test_pli_sur.py", 'submits = ""', 'submits = "submit"')
    _replace(mine / "pli_sur" / "test_pli_sur.py", 'routes = ("",)', 'routes = ("submit",)')
    (site / "ville" / "played.py").write_text(PLAYED, encoding="utf-8")
    facts = site / "ville-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: ville\nVersion: 1.0\n", encoding="utf-8")
    points = f"[{PROVIDERS}]\nville = ville.providers\n[{CONTRACTS}]\npli-sur = ville.played:CONTRACT\n"
    (facts / "entry_points.txt").write_text(points, encoding="utf-8")
    return site


def _replace(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def judged(site: Path) -> tuple[int, str]:
    """How pytest ends in that package, and its last line."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "asyncio_mode=auto"]
    home = {"HOME": str(site.parent / "home"), "PYTHONPATH": str(site), "PYTHON_KEYRING_BACKEND": ""}
    ran = subprocess.run(
        [*command, "-c", os.devnull, f"--rootdir={site}", "--import-mode=importlib", str(site / "ville")],
        capture_output=True,
        text=True,
        check=False,
        cwd=site,
        env={**os.environ, **home},
    )
    return ran.returncode, ran.stdout


def test_a_package_s_providers_are_judged_by_the_inherited_suite(site: Path) -> None:
    """Both: what every provider owes, and what every carrier owes before the sandbox that its package brings."""
    code, told = judged(site)
    assert (code, re.search(r"(\d+) passed", told) is not None) == (0, True), told
    assert int(re.search(r"(\d+) passed", told)[1]) > 25


def test_a_package_s_careless_carrier_is_told_what_it_broke(site: Path) -> None:
    """A refusal that is taken for a receipt, and a draft that is not what leaves."""
    adapter = site / "ville" / "providers" / "pli_sur" / "adapter.py"
    _replace(adapter, 'raise Refused(self.slug, safe_text(str(said["error"])))', 'return Receipt(reference="SBX-0")')
    _replace(
        site / "ville" / "providers" / "ville_velo" / "cases.toml", "Donner la nouvelle adresse", "Donner l'adresse"
    )
    code, told = judged(site)
    failed = {line.rpartition("::")[2].partition(" ")[0] for line in told.splitlines() if line.startswith("FAILED")}
    assert code == 1
    assert {"test_a_refusal_is_told_in_their_words", "test_it_holds_what_its_level_claims"} <= failed


def test_a_contract_that_does_not_load_is_left_out_and_said(site: Path) -> None:
    """The sandbox plays all the others."""
    (site / "ville" / "played.py").write_text("raise RuntimeError('en panne')", encoding="utf-8")
    text = "from demenagement.sandbox.table import CONTRACTS; print(*[each.name for each in CONTRACTS])"
    ran = subprocess.run(
        [sys.executable, "-c", text],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(site)},
    )
    assert ("maileva" in ran.stdout.split(), "pli-sur" in ran.stdout.split()) == (True, False)
    assert "pli-sur: contrat écarté" in ran.stderr
    assert "RuntimeError: en panne" in ran.stderr
