"""The script that makes the file of communes: the same rows give the same bytes, and nothing in doubt gets in."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

import pytest
from sizes import ROOT

from demenagement.gateways.gazetteer import ShippedGazetteer

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def _commune(code: str, name: str, **more: object) -> dict[str, Any]:
    return {"code": code, "nom": name, "type": "commune-actuelle", **more}


COMMUNES = [
    _commune("21231", "Dijon", population=160_000, codesPostaux=["21000"]),
    _commune("75056", "Paris", population=2_100_000, codesPostaux=["75001", "75002"]),
    _commune("22203", "Plœuc-L'Hermitage", population=4_000, codesPostaux=["22150"], anciensCodes=["22076", "99001"]),
    _commune("99002", "Doute", population=1),
    {"code": "75101", "nom": "Paris 1er Arrondissement", "type": "arrondissement-municipal", "commune": "75056"},
    {"code": "22076", "nom": "L'Hermitage-Lorge", "type": "commune-deleguee", "chefLieu": "22203"},
    {"code": "22203", "nom": "Plœuc-sur-Lié", "type": "commune-deleguee", "chefLieu": "22203"},
    {"code": "99001", "nom": "Disputée", "type": "commune-deleguee", "chefLieu": "99002"},
]
DEPARTMENTS = [{"code": "21", "nom": "Côte-d'Or"}, {"code": "75", "nom": "Paris"}]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script, as a module."""
    spec = importlib.util.spec_from_file_location("communes_script", ROOT / "tools" / "gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def made(script: ModuleType, tmp_path: Path) -> ShippedGazetteer:
    """The gazetteer of those few communes."""
    file = tmp_path / "communes.txt.gz"
    file.write_bytes(script.written(COMMUNES, DEPARTMENTS))
    return ShippedGazetteer(file)


def test_the_same_rows_give_the_same_bytes(script: ModuleType) -> None:
    """In whatever order they come."""
    assert script.written(COMMUNES, DEPARTMENTS) == script.written(COMMUNES[::-1], DEPARTMENTS)


def test_what_was_written_is_found(made: ShippedGazetteer) -> None:
    """Communes, their postcodes, their départements."""
    assert [match.name for match in made.search("75")] == ["Paris"]
    assert (len(made), made.department("21")) == (4, "Côte-d'Or")


@pytest.mark.parametrize(
    ("typed", "insee"),
    [
        ("Ploeuc sur Lie", "22203"),
        ("ploeuc l'hermitage", "22203"),
        ("L'Hermitage-Lorge", "22203"),
        ("Paris 1", "75056"),
        ("Paris 01", "75056"),
        ("Paris 1er", "75056"),
    ],
)
def test_older_names_and_other_spellings_are_found(typed: str, insee: str, made: ShippedGazetteer) -> None:
    """Ligatures written out, arrondissements by their number."""
    assert [commune.insee for commune in made.named(typed)] == [insee]


def test_an_older_code_is_found(made: ShippedGazetteer) -> None:
    """It belongs to the commune of today."""
    commune = made.commune("22076")
    assert commune is not None
    assert commune.insee == "22203"


def test_what_two_communes_claim_is_left_out(made: ShippedGazetteer, script: ModuleType) -> None:
    """Name and code: nobody can say whose they are."""
    assert list(script.disputed(COMMUNES)) == ["99001"]
    assert (made.commune("99001"), made.named("Disputée")) == (None, ())


def test_the_shipped_file_is_the_one_of_the_package_that_the_script_names(script: ModuleType) -> None:
    """Another version of the package means another file."""
    assert ShippedGazetteer().edition == script.EDITION
