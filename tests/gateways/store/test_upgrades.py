"""Files written by earlier and later versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from gateways.store.samples import IDENT, a_document, counting, names_in

from demenagement.errors import FilesInvalid, StorageFailed
from demenagement.gateways.store import JourneyFiles

if TYPE_CHECKING:
    from pathlib import Path


def _renamed(document: dict[str, Any]) -> dict[str, Any]:
    """Version 1 to 2: a fact changes its name."""
    facts = document["facts"][0]
    facts["date"] = facts.pop("moving_on")
    return document


def _outboxed(document: dict[str, Any]) -> dict[str, Any]:
    """Version 2 to 3: a table more."""
    return document | {"outbox": [{"from": document["facts"][0]["date"]}]}


STEPS = {1: _renamed, 2: _outboxed}


def test_a_file_is_upgraded_one_step_at_a_time(begun: JourneyFiles, home: Path) -> None:
    """Each step meets what the one before made; the reading says so once."""
    begun.change(IDENT, 1, counting)
    newer = JourneyFiles(home, STEPS, 3)
    stored = newer.read(IDENT)
    assert stored.document["meta"][0]["version"] == 3
    assert stored.document["outbox"] == [{"from": "2027-03-14"}]
    kept = str(home / "journeys" / f"{IDENT}.v1.json")
    assert [(notice.code, dict(notice.facts)) for notice in stored.notices] == [
        ("upgraded", {"from": "1", "to": "3", "kept": kept})
    ]
    assert newer.read(IDENT).notices == ()


def test_the_old_file_is_kept_beside(begun: JourneyFiles, home: Path) -> None:
    """The file as the earlier version wrote it stays, byte for byte, through later changes."""
    content = (home / "journeys" / f"{IDENT}.json").read_bytes()
    newer = JourneyFiles(home, {1: _renamed}, 2)
    newer.read(IDENT)
    newer.change(IDENT, None, counting)
    assert (home / "journeys" / f"{IDENT}.v1.json").read_bytes() == content
    assert begun.idents() == (IDENT,)


def test_an_older_kept_file_is_set_aside_not_lost(begun: JourneyFiles, home: Path) -> None:
    """When an old file was put back and is upgraded again, both old files are kept."""
    journey, kept = home / "journeys" / f"{IDENT}.json", home / "journeys" / f"{IDENT}.v1.json"
    kept.write_bytes(b"from the first time")
    content = journey.read_bytes()
    JourneyFiles(home, {1: _renamed}, 2).read(IDENT)
    assert kept.read_bytes() == content
    assert (home / "set-aside" / f"{IDENT}.v1.001.json").read_bytes() == b"from the first time"
    assert begun.idents() == (IDENT,)


def test_an_upgrade_is_not_a_change(begun: JourneyFiles, home: Path) -> None:
    """The revision stays: who wants to change what was read before meets no conflict."""
    newer = JourneyFiles(home, {1: _renamed}, 2)
    assert newer.change(IDENT, begun.read(IDENT).revision, counting).revision == 2


def test_an_upgraded_file_that_is_damaged_loses_no_change(begun: JourneyFiles, home: Path) -> None:
    """The last good state is the one that was upgraded."""
    begun.change(IDENT, 1, counting)
    newer = JourneyFiles(home, {1: _renamed}, 2)
    newer.read(IDENT)
    (home / "journeys" / f"{IDENT}.json").write_bytes(b"")
    stored = newer.read(IDENT)
    assert (stored.document["entries"], stored.document["facts"][0]["date"]) == ([{"number": 1}], "2027-03-14")


def test_the_last_good_state_is_upgraded_too(begun: JourneyFiles, home: Path) -> None:
    """A damaged file whose last good state is of an earlier version is opened in this version."""
    begun.change(IDENT, 1, counting)
    (home / "journeys" / f"{IDENT}.json").write_bytes(b"")
    stored = JourneyFiles(home, {1: _renamed}, 2).read(IDENT)
    assert stored.document["facts"][0]["date"] == "2027-03-14"
    assert [notice.code for notice in stored.notices] == ["last-good-opened", "upgraded"]


@pytest.mark.parametrize("damage", [None, b""])
def test_a_newer_file_is_not_touched(home: Path, damage: bytes | None) -> None:
    """A file, or a last good state, that a later version wrote is refused, and no byte of it changes."""
    newer = JourneyFiles(home, STEPS, 3)
    newer.create(IDENT, a_document())
    newer.change(IDENT, 1, lambda document: {**document, "calendar": [], "strange": []})
    if damage is not None:
        (home / "journeys" / f"{IDENT}.json").write_bytes(damage)
    before = {name: (home / name).read_bytes() for name in names_in(home)}
    older = JourneyFiles(home, {1: _renamed}, 2)
    for attempt in (older.read, lambda ident: older.change(ident, None, counting)):
        with pytest.raises(StorageFailed) as failure:
            attempt(IDENT)
        assert failure.value.reason == "newer"
    assert {name: (home / name).read_bytes() for name in names_in(home)} == before


def test_a_newer_file_is_refused_whatever_it_looks_like(begun: JourneyFiles, home: Path) -> None:
    """A later version may have other tables: its file is newer, not damaged."""
    path = home / "journeys" / f"{IDENT}.json"
    path.write_text('{"meta": {"1": {"version": 2, "stamp": "abc"}}, "steps": {}}')
    with pytest.raises(StorageFailed) as failure:
        begun.read(IDENT)
    assert failure.value.reason == "newer"


def test_an_upgrade_that_breaks_the_shape_is_refused(begun: JourneyFiles, home: Path) -> None:
    """A step that loses a table leaves the old file where it is."""
    before = names_in(home)
    newer = JourneyFiles(home, {1: lambda document: {"meta": document["meta"]}}, 2)
    with pytest.raises(FilesInvalid):
        newer.read(IDENT)
    assert (names_in(home), begun.read(IDENT).revision) == (before, 1)


def test_a_missing_step_is_seen_at_the_start(home: Path) -> None:
    """A store that can't upgrade every earlier version does not open."""
    with pytest.raises(KeyError):
        JourneyFiles(home, {1: _renamed}, 3)
