"""The parts that depend on the machine."""

from __future__ import annotations

import platform
from datetime import date
from typing import TYPE_CHECKING

import pytest

from demenagement.errors import StorageFailed
from demenagement.gateways import machine
from demenagement.gateways.successes import SuccessFile

if TYPE_CHECKING:
    from pathlib import Path


def test_the_program_knows_on_what_it_runs() -> None:
    """For whoever reports a mistake."""
    assert machine.program()["python"] == platform.python_version()


def test_a_letter_is_set_for_real() -> None:
    """The compiler and its fonts are there."""
    made = machine.typesetting()["bytes"]
    assert isinstance(made, int)
    assert made > 1_000


def test_a_folder_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    """Nothing stays in it, and none is made."""
    assert machine.writable(tmp_path) == {"folder": tmp_path, "there": True}
    assert machine.writable(tmp_path / "a" / "b") == {"folder": tmp_path / "a" / "b", "there": False}
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_can_t_be_written_is_told(tmp_path: Path) -> None:
    """A file stands in its place, or above it."""
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    for folder in (file, file / "home"):
        with pytest.raises(StorageFailed):
            machine.writable(folder)


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"poste": "hier"}', b'{"poste": 1}', b"null"])
def test_days_that_can_t_be_read_are_none(content: bytes | None, tmp_path: Path) -> None:
    """They are found again by trying."""
    if content is not None:
        (tmp_path / "reached.json").write_bytes(content)
    assert SuccessFile(tmp_path).read() == {}


def test_days_are_kept(tmp_path: Path) -> None:
    """By name, in a home that is made for them."""
    days = {"poste": date(2027, 5, 24)}
    SuccessFile(tmp_path / "home").keep(days)
    assert SuccessFile(tmp_path / "home").read() == days
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["reached.json"]
