"""What costs more to make than to keep."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest

from demenagement import locations
from demenagement.gateways.recall import recall

if TYPE_CHECKING:
    from pathlib import Path


class Kitchen:
    """Makes a dish from a recipe, and counts how often."""

    def __init__(self, folder: Path) -> None:
        """The recipe is a file."""
        self.recipe = folder / "recipe.txt"
        self.recipe.write_text("soup", encoding="utf-8")
        self.made = 0

    def make(self) -> str:
        """Cook."""
        self.made += 1
        return self.recipe.read_text(encoding="utf-8")

    def served(self) -> str | None:
        """What the guest gets."""
        return recall("dish", str, [self.recipe], self.make)

    def kept(self) -> list[Path]:
        """What lies in the cupboard."""
        return sorted(locations.cache().glob("dish-*.pickle"))


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kitchen:
    """A kitchen with an empty cupboard."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Kitchen(tmp_path)


def test_what_was_made_is_not_made_again(kitchen: Kitchen) -> None:
    """While nothing changed."""
    assert [kitchen.served() for _ in range(3)] == ["soup"] * 3
    assert kitchen.made == 1


def test_a_changed_file_is_noticed(kitchen: Kitchen) -> None:
    """Whatever its size."""
    kitchen.served()
    kitchen.recipe.write_text("stew", encoding="utf-8")
    assert (kitchen.served(), kitchen.made) == ("stew", 2)


def test_nothing_is_kept_of_none(kitchen: Kitchen) -> None:
    """It is asked for again each time."""
    assert recall("dish", str, [kitchen.recipe], lambda: None) is None
    assert kitchen.kept() == []


@pytest.mark.parametrize("content", [b"", b"nonsense", pickle.dumps("other marks") + pickle.dumps("poison")])
def test_what_is_not_what_was_kept_is_made_again(kitchen: Kitchen, content: bytes) -> None:
    """Cut short, damaged, or kept for other files under the same name."""
    kitchen.served()
    kitchen.kept()[0].write_bytes(content)
    assert (kitchen.served(), kitchen.made) == ("soup", 2)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_what_others_may_write_is_not_trusted(kitchen: Kitchen, mode: int) -> None:
    """A pickle runs what it holds."""
    kitchen.served()
    kitchen.kept()[0].chmod(mode)
    assert (kitchen.served(), kitchen.made) == ("soup", 2)


def test_what_is_kept_is_the_person_s_alone(kitchen: Kitchen) -> None:
    """Others neither read nor write it."""
    kitchen.served()
    assert kitchen.kept()[0].stat().st_mode & 0o077 == 0


def test_another_kind_of_thing_is_made_again(kitchen: Kitchen) -> None:
    """It was kept by another version."""
    kitchen.served()
    assert recall("dish", list, [kitchen.recipe], lambda: ["tea"]) == ["tea"]


def test_the_cupboard_does_not_grow(kitchen: Kitchen) -> None:
    """The last few are enough."""
    for number in range(8):
        os.utime(kitchen.recipe, ns=(number, number))
        kitchen.served()
    assert len(kitchen.kept()) == 3


def test_without_a_cupboard_everything_works(kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands where the folder would be."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(kitchen.recipe))
    assert [kitchen.served() for _ in range(2)] == ["soup"] * 2
    assert kitchen.made == 2
