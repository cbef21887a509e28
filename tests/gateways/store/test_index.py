"""The list of journeys, derived from their files."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any

import pytest
from gateways.store.samples import IDENT, a_document, counting

from demenagement.gateways.store import JourneyFiles
from demenagement.gateways.store.locks import held

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _retitled(title: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda document: document | {"meta": [{"title": title}]}


def _titles(store: JourneyFiles) -> dict[str, str]:
    return {row["id"]: row["title"] for row in store.index()}


def _grow_old(home: Path) -> None:
    """Let every file look a minute old, as it will be when the list is next asked for."""
    a_minute_ago = time.time_ns() - 60_000_000_000
    for path in (home / "journeys").iterdir():
        os.utime(path, ns=(a_minute_ago, a_minute_ago))


@pytest.fixture
def listed(store: JourneyFiles, home: Path) -> JourneyFiles:
    """Three journeys, whose list was asked for once."""
    for ident in ("lyon", "brest", "paris"):
        store.create(ident, a_document(ident.title()))
    _grow_old(home)
    store.index()
    return store


def test_the_list_holds_the_meta_of_each_journey(begun: JourneyFiles) -> None:
    """Each line is the row of `meta`."""
    begun.change(IDENT, 1, counting)
    assert begun.index() == ({"version": 1, "revision": 2, "id": IDENT, "title": "De Rennes à Lyon"},)


def test_the_list_is_in_the_order_of_the_ids(listed: JourneyFiles) -> None:
    """Whatever the order they were begun in."""
    assert list(_titles(listed)) == ["brest", "lyon", "paris"]


def test_a_list_still_true_is_not_read_again(listed: JourneyFiles, home: Path) -> None:
    """Old files are known by their stamp: the index alone is opened, and not written."""
    index = home / "index.json"
    index.write_bytes(index.read_bytes().replace(b"Lyon", b"LYON"))
    before = index.stat().st_mtime_ns
    assert (_titles(listed)["lyon"], index.stat().st_mtime_ns) == ("LYON", before)


def test_a_changed_journey_is_read_again(listed: JourneyFiles) -> None:
    """The list shows the last revision at once, and again when changes follow each other closely."""
    for title in ("Caen", "Metz"):
        listed.change("lyon", None, _retitled(title))
        assert _titles(listed) == {"brest": "Brest", "lyon": title, "paris": "Paris"}


def test_a_change_of_an_old_file_is_seen(listed: JourneyFiles, home: Path) -> None:
    """A journey changed long before the list is asked for is known by its stamp to differ."""
    listed.change("lyon", None, _retitled("Caen"))
    _grow_old(home)
    assert _titles(listed)["lyon"] == "Caen"


def test_a_young_file_is_not_known_by_its_stamp(listed: JourneyFiles, home: Path) -> None:
    """Two writings within one tick of the file system's clock can look alike: both are seen."""
    listed.change("lyon", None, _retitled("Caen"))
    assert _titles(listed)["lyon"] == "Caen"
    path = home / "journeys" / "lyon.json"
    looks = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Caen", b"Metz"))
    os.utime(path, ns=(looks.st_atime_ns, looks.st_mtime_ns))
    assert _titles(listed)["lyon"] == "Metz"


def test_a_change_by_another_program_is_seen(listed: JourneyFiles, home: Path) -> None:
    """The list does not depend on who wrote."""
    JourneyFiles(home).change("paris", None, _retitled("Nice"))
    assert _titles(listed)["paris"] == "Nice"


def test_new_and_vanished_journeys_are_seen(listed: JourneyFiles, home: Path) -> None:
    """What was begun is added; what was deleted by hand is gone."""
    listed.create("tours", a_document("Tours"))
    for path in (home / "journeys").glob("brest.*"):
        path.unlink()
    assert list(_titles(listed)) == ["lyon", "paris", "tours"]


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"journeys": {"1": {}}}',
        b'{"journeys": {"1": {"meta": {"id": "lyon"}, "stamp": 7}}}',
        b'{"journeys": {"1": {"meta": {"id": "gone"}, "stamp": "1-2-3"}}}',
        b'{"journeys": {"1": {"meta": [], "stamp": ""}}}',
        b'{"journeys": {"1": {"meta": {"id": []}, "stamp": ""}}}',
        b'{"other": {}}',
    ],
)
def test_a_missing_or_damaged_index_is_rebuilt(listed: JourneyFiles, home: Path, content: bytes | None) -> None:
    """The index can be deleted or spoilt: the list is the same, and the index sound again."""
    index = home / "index.json"
    index.unlink() if content is None else index.write_bytes(content)
    assert _titles(listed) == {"brest": "Brest", "lyon": "Lyon", "paris": "Paris"}
    assert len(json.loads(index.read_bytes())["journeys"]) == 3


def test_a_damaged_journey_is_listed_by_its_last_good_state(listed: JourneyFiles, home: Path) -> None:
    """The list does not repair: who opens the journey is told."""
    (home / "journeys" / "lyon.json").write_bytes(b"")
    assert _titles(listed)["lyon"] == "Lyon"
    assert len(listed.read("lyon").notices) == 1


def test_a_journey_beyond_repair_is_a_line_of_the_list(listed: JourneyFiles, home: Path) -> None:
    """One broken journey keeps no other from being listed."""
    for path in (home / "journeys").glob("lyon.*"):
        path.write_bytes(b"")
    assert [row.get("trouble") for row in listed.index()] == [None, "damaged", None]


def test_a_trouble_is_not_remembered(listed: JourneyFiles, home: Path) -> None:
    """A journey that can be opened again is listed again, even where its own file did not change."""
    journey, last_good = home / "journeys" / "lyon.json", home / "journeys" / "lyon.last-good.json"
    content = journey.read_bytes()
    for path in (journey, last_good):
        path.write_bytes(b"")
    _grow_old(home)
    assert [row.get("trouble") for row in listed.index()] == [None, "damaged", None]
    last_good.write_bytes(content)
    assert _titles(listed)["lyon"] == "Lyon"


def test_a_newer_journey_is_a_line_of_the_list(listed: JourneyFiles, home: Path) -> None:
    """What a later version wrote can't be read, and says so."""
    JourneyFiles(home, {1: lambda document: document}, 2).create("nantes", a_document())
    troubles = {row["id"]: row.get("trouble") for row in listed.index()}
    assert troubles == {"brest": None, "lyon": None, "nantes": "newer", "paris": None}


def test_an_older_journey_is_listed_as_this_version_has_it(listed: JourneyFiles, home: Path) -> None:
    """Listing upgrades no file."""
    before = (home / "journeys" / "lyon.json").read_bytes()
    newer = JourneyFiles(home, {1: lambda document: document | {"meta": [document["meta"][0] | {"new": True}]}}, 2)
    assert {row["new"] for row in newer.index()} == {True}
    assert ((home / "journeys" / "lyon.json").read_bytes(), len(listed.index())) == (before, 3)


def test_the_list_does_not_wait_to_be_remembered(listed: JourneyFiles, home: Path) -> None:
    """While another program writes the index, or where it can't be written, the list is given all the same."""
    (home / "index.json").unlink()
    with held(home / "locks" / "_index.lock", 0):
        assert len(listed.index()) == 3
    (home / "index.json").mkdir()
    assert len(listed.index()) == 3
