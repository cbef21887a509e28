"""The companies people know by name: read from one file, and checked against the providers' folders."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Protocol

import pytest

from demenagement import locations
from demenagement.gateways.catalogue import NAMES, Shelf, read_names, read_shelf, recalled_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.bootstrap import Product

WATT = '[[name]]\nname = "Watt & Co"\nalso = ["Watt et Compagnie"]\nkinds = ["electricity", "gas"]\n'


class Reading(Protocol):
    """Reads a file of names."""

    def __call__(self, text: str) -> list[tuple[str, str]]:
        """The key and the code of each problem."""


@pytest.fixture
def reading(product: Product, tmp_path: Path) -> Reading:
    """What is wrong with a file of names beside the shipped folders."""

    def read(text: str) -> list[tuple[str, str]]:
        (tmp_path / NAMES).write_text(text, encoding="utf-8")
        _, problems = read_names(tmp_path / NAMES, product.manifests)
        assert {problem.file for problem in problems} <= {str(tmp_path / NAMES)}
        return [(problem.key, problem.code) for problem in problems]

    return read


def test_a_name_is_its_spellings_and_its_families(product: Product, tmp_path: Path) -> None:
    """The best known family first."""
    (tmp_path / NAMES).write_text(WATT, encoding="utf-8")
    (company,), problems = read_names(tmp_path / NAMES, product.manifests)
    assert (company.name, company.spellings, company.kinds, problems) == (
        "Watt & Co",
        ("watt-co", "watt-et-compagnie"),
        ("electricity", "gas"),
        [],
    )


def test_a_catalogue_may_have_no_names(product: Product, tmp_path: Path) -> None:
    """It works without."""
    assert read_names(tmp_path / NAMES, product.manifests) == ((), [])


def test_every_problem_is_told_at_once(reading: Reading) -> None:
    """Each with the name it is about, or its number where it has none."""
    text = (
        'title = "Names"\n'
        '[[name]]\nname = "Watt & Co"\nkinds = ["electricty"]\nphone = "3004"\n'
        '[[name]]\nname = "Volt"\nkinds = ["bees", "honey"]\n'
        '[[name]]\nkinds = ["gas"]\n'
        '[[name]]\nname = "Ohm"\nkinds = []\n'
    )
    assert reading(text) == [
        ("title", "unknown-key"),
        ("Watt & Co.phone", "unknown-key"),
        ("name 3.name", "missing-key"),
        ("Volt.kinds", "no-such-kind"),
        ("Volt.kinds", "no-such-kind"),
        ("Ohm.kinds", "kind-missing"),
    ]


def test_no_spelling_is_said_twice(reading: Reading) -> None:
    """Neither for two companies nor for one, whatever its accents."""
    twice = '[[name]]\nname = "Wâtt & Co"\nkinds = ["gas"]\n[[name]]\nname = "Ohm"\nalso = ["OHM"]\nkinds = ["gas"]\n'
    assert reading(WATT + twice) == [("Wâtt & Co", "name-twice"), ("Ohm", "name-twice")]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ('name = "Engie"\nkinds = ["electricity", "gas"]', []),
        ('name = "Caf"\nkinds = ["family-benefits"]', []),
        ('name = "Engie"\nkinds = ["water"]', [("Engie", "name-elsewhere")]),
        ('name = "Watt"\nalso = ["engie"]\nkinds = ["water"]', [("Watt", "name-elsewhere")]),
        ('name = "Engie"\nalso = ["EDF"]\nkinds = ["electricity"]', [("Engie", "name-elsewhere")]),
        ('name = "Watt"\nkinds = ["family-benefits"]', [("Watt.kinds", "no-such-kind")]),
    ],
)
def test_a_name_that_is_a_folder_s_slug_leads_nowhere_else(
    reading: Reading, text: str, problems: list[tuple[str, str]]
) -> None:
    """Its family is among the name's, it is the only folder, and a family nobody else serves is its alone."""
    assert reading(f"[[name]]\n{text}\n") == problems


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[[name]\n", [("", "toml-line")]),
        ('name = "Watt"\n', [("name 1", "wrong-type")]),
        ('[name]\nname = "Watt"\nkinds = ["gas"]\n', []),
        ('[[name]]\nname = "???"\nkinds = ["gas"]\n', [("???.name", "bad-form")]),
    ],
)
def test_an_odd_file_is_told_and_nothing_breaks(reading: Reading, text: str, problems: list[tuple[str, str]]) -> None:
    """Whatever stands in it."""
    assert reading(text) == problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small catalogue: no plan, one provider, one name."""
    (tmp_path / "plans").mkdir()
    shutil.copytree(locations.bundled("providers") / "gas", tmp_path / "providers" / "gas")
    (tmp_path / "providers" / NAMES).write_text(WATT.replace('"electricity", ', ""), encoding="utf-8")
    return tmp_path


def _recalled(folder: Path) -> Shelf:
    return recalled_shelf(folder / "plans", folder / "providers")


def test_what_is_wrong_with_a_name_is_wrong_with_the_providers(folder: Path) -> None:
    """`providers check` says it."""
    (folder / "providers" / NAMES).write_text(WATT, encoding="utf-8")
    problems = read_shelf(folder / "plans", folder / "providers").provider_problems
    assert [problem.code for problem in problems] == ["no-such-kind"]


def test_the_recalled_catalogue_has_the_names_by_each_spelling(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first time and when it is recalled, and a changed file is noticed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    first, again = _recalled(folder), _recalled(folder)
    assert (set(first.companies), again) == ({"watt-co", "watt-et-compagnie"}, first)
    (folder / "providers" / NAMES).write_text('[[name]]\nname = "Volt"\nkinds = ["gas"]\n', encoding="utf-8")
    assert set(_recalled(folder).companies) == {"volt"}
