"""Who may see the files, and what killed writers leave."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from gateways.store.samples import IDENT, a_document, adding, counting, names_in

from demenagement.gateways.store import JourneyFiles
from demenagement.gateways.store.locks import held

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def _open_handed() -> Iterator[None]:
    """A person whose new files everybody may read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_open_handed")
def test_nobody_else_can_read_anything(home: Path) -> None:
    """Every folder is closed to others and every file too, whatever the person's umask."""
    store = JourneyFiles(home, version=1)
    store.create(IDENT, a_document())
    store.change(IDENT, 1, counting)
    store.keep(IDENT, b"letter", "pdf")
    store.index()
    with store.sending(IDENT):
        pass
    (home / "journeys" / f"{IDENT}.json").write_bytes(b"")
    store.read(IDENT)
    JourneyFiles(home, {1: lambda document: document}, 2).read(IDENT)
    paths = [home, *home.rglob("*")]
    modes = {(path.is_dir(), oct(stat.S_IMODE(path.stat().st_mode))) for path in paths}
    assert modes == {(True, "0o700"), (False, "0o600")}


def test_leftovers_are_swept_at_the_start(begun: JourneyFiles, home: Path) -> None:
    """Temporary files of writers that are gone are deleted when the program opens, wherever they lie."""
    begun.keep(IDENT, b"letter", "pdf")
    before = names_in(home)
    for name in (f"journeys/.tmp-{IDENT}", f"journeys/.tmp-{IDENT}.previous", f"files/.tmp-{IDENT}", ".tmp-index"):
        (home / name).write_bytes(b"half")
    JourneyFiles(home)
    assert names_in(home) == before


def test_a_live_writers_file_is_left_alone(begun: JourneyFiles, home: Path) -> None:
    """While a writer holds the lock its temporary file is not swept; those of others are."""
    mine, other = home / "journeys" / f".tmp-{IDENT}", home / "journeys" / ".tmp-gone"
    with held(home / "locks" / f"{IDENT}.lock", 0):
        for path in (mine, other):
            path.write_bytes(b"half")
        JourneyFiles(home)
        assert (mine.exists(), other.exists()) == (True, False)
    assert begun.change(IDENT, 1, counting).revision == 2
    assert not mine.exists()


def test_a_leftover_is_swept_by_the_next_change(begun: JourneyFiles, home: Path) -> None:
    """A change of the same journey needs no new start to be rid of it."""
    (home / "journeys" / f".tmp-{IDENT}").write_bytes(b"half")
    (home / "journeys" / f".tmp-{IDENT}.previous").write_bytes(b"half")
    begun.change(IDENT, 1, adding(number=1))
    assert names_in(home) == [f"journeys/{IDENT}.json", f"journeys/{IDENT}.last-good.json"]


def test_what_is_not_ours_is_left_alone(begun: JourneyFiles, home: Path) -> None:
    """A file that no writer of ours can have made stays."""
    strange = home / "journeys" / ".tmp-My notes"
    strange.write_bytes(b"notes")
    JourneyFiles(home)
    assert (strange.read_bytes(), begun.idents()) == (b"notes", (IDENT,))


def test_opening_an_absent_home_makes_nothing(home: Path) -> None:
    """A program that only looks leaves no trace."""
    store = JourneyFiles(home)
    assert (store.idents(), store.index(), home.exists()) == ((), (), False)
