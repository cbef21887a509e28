"""Making, reading and changing journeys."""

from __future__ import annotations

import math
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest
from gateways.store.samples import IDENT, a_document, adding, names_in
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where

from demenagement.errors import Conflict, FilesInvalid, NotAllowed, NotFound
from demenagement.gateways.store import JourneyFiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Change = Callable[[dict[str, Any]], dict[str, Any]]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
ROWS = st.dictionaries(st.text(), JSON, max_size=4)
DOCUMENTS = st.fixed_dictionaries(
    {
        "meta": st.lists(st.fixed_dictionaries({"title": st.text()}), min_size=1, max_size=1),
        "facts": st.lists(ROWS, min_size=1, max_size=1),
        "entries": st.lists(ROWS, max_size=12),
        "calendar": st.lists(ROWS, max_size=3),
    }
)


@settings(deadline=None, max_examples=60)
@given(document=DOCUMENTS)
def test_what_is_read_is_what_was_written(tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]) -> None:
    """Any JSON document comes back as it was given, with the store's own marks in `meta`."""
    home = tmp_path_factory.mktemp("home")
    JourneyFiles(home).create(IDENT, document)
    own = {"version": 1, "revision": 1, "id": IDENT}
    assert JourneyFiles(home).read(IDENT).document == document | {"meta": [document["meta"][0] | own]}


@settings(deadline=None, max_examples=40)
@given(entries=st.lists(ROWS, min_size=1, max_size=4))
def test_entries_keep_their_order(tmp_path_factory: pytest.TempPathFactory, entries: list[dict[str, Any]]) -> None:
    """Entries added one by one are read in that order, and each change is one revision."""
    store = JourneyFiles(tmp_path_factory.mktemp("home"))
    store.create(IDENT, a_document())
    for entry in entries:
        store.change(IDENT, None, lambda document, entry=entry: {**document, "entries": [*document["entries"], entry]})
    stored = store.read(IDENT)
    assert (stored.document["entries"], stored.revision) == (entries, 1 + len(entries))


def test_half_a_character_survives(begun: JourneyFiles) -> None:
    """Text that has no UTF-8, as a broken import may hold, is kept as it is."""
    begun.change(IDENT, 1, adding(text="caf\ud83d é"))
    assert begun.read(IDENT).document["entries"] == [{"text": "caf\ud83d é"}]


def test_the_file_is_an_ordinary_tinydb_file(begun: JourneyFiles, home: Path) -> None:
    """Anyone can open a journey with TinyDB alone and search it."""
    begun.change(IDENT, 1, adding(kind="sent", step="electricite"))
    with TinyDB(home / "journeys" / f"{IDENT}.json", access_mode="r") as database:
        found = database.table("entries").search(where("kind") == "sent")
    assert [(row.doc_id, dict(row)) for row in found] == [(1, {"kind": "sent", "step": "electricite"})]


def test_accents_are_readable_in_the_file(begun: JourneyFiles, home: Path) -> None:
    """A person who opens the file reads French, not escapes."""
    assert begun.idents() == (IDENT,)
    assert "De Rennes à Lyon" in (home / "journeys" / f"{IDENT}.json").read_text(encoding="utf-8")


def test_a_change_returns_what_it_wrote(begun: JourneyFiles) -> None:
    """The journey a change returns is the one the next reading finds."""
    assert begun.change(IDENT, 1, adding(number=1)) == begun.read(IDENT)


def test_a_change_is_one_writing_flushed_before_and_after(begun: JourneyFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file is on the disk before it takes its place, and its place is flushed: two flushes, no more."""
    steps = []

    def recorded(name: str) -> Callable[..., object]:
        original = getattr(os, name)

        def step(first: object, *rest: object) -> object:
            folder = isinstance(first, int) and stat.S_ISDIR(os.fstat(first).st_mode)
            steps.append(f"{name} folder" if folder else name)
            return original(first, *rest)

        return step

    with monkeypatch.context() as patched:
        for name in ("fsync", "replace"):
            patched.setattr(os, name, recorded(name))
        begun.change(IDENT, 1, adding(number=1))
    assert steps == ["fsync", "replace", "replace", "fsync folder"]


def test_a_change_may_alter_what_it_is_given(begun: JourneyFiles) -> None:
    """A change that works in place is as good as one that returns a new document."""

    def moved(document: dict[str, Any]) -> dict[str, Any]:
        document["facts"][0]["moving_on"] = "2027-04-01"
        return document

    begun.change(IDENT, 1, moved)
    assert begun.read(IDENT).document["facts"][0]["moving_on"] == "2027-04-01"


def test_tables_of_other_names_are_kept(begun: JourneyFiles) -> None:
    """A table the store knows nothing of is stored like the others, empty or not."""
    begun.change(IDENT, 1, lambda document: document | {"outbox": [{"key": "k"}], "notes": []})
    document = begun.read(IDENT).document
    assert (document["outbox"], document["notes"]) == ([{"key": "k"}], [])


def test_the_marks_of_the_store_cannot_be_changed(begun: JourneyFiles) -> None:
    """Version, revision and id belong to the store, whatever a change writes there."""
    forged = {"version": 9, "revision": 9, "id": "other", "title": "t"}
    begun.change(IDENT, 1, lambda document: document | {"meta": [forged]})
    assert begun.read(IDENT).document["meta"] == [{"version": 1, "revision": 2, "id": IDENT, "title": "t"}]


def test_a_second_journey_of_the_same_id_is_a_conflict(begun: JourneyFiles) -> None:
    """Beginning a journey never overwrites one."""
    with pytest.raises(Conflict):
        begun.create(IDENT, a_document("autre"))
    assert begun.read(IDENT).document["meta"][0]["title"] == "De Rennes à Lyon"


def test_a_stale_revision_is_a_conflict(begun: JourneyFiles) -> None:
    """Of two changes made from one reading the second is refused, and nothing of it is written."""
    begun.change(IDENT, 1, adding(by="first"))
    with pytest.raises(Conflict):
        begun.change(IDENT, 1, adding(by="second"))
    stored = begun.read(IDENT)
    assert (stored.document["entries"], stored.revision) == ([{"by": "first"}], 2)


def test_a_change_without_revision_takes_what_is_there(begun: JourneyFiles) -> None:
    """What must be noted in any case does not ask which revision it meets."""
    begun.change(IDENT, 1, adding(by="first"))
    assert begun.change(IDENT, None, adding(by="second")).revision == 3


@pytest.mark.parametrize(
    "rewritten",
    [
        [],
        [{"number": 1}],
        [{"number": 2}, {"number": 1}],
        [{"number": 1}, {"number": 2, "more": 1}],
        [{"number": True}, {"number": 2}],
        [{"number": 1.0}, {"number": 2}],
        [{"number": 0}, {"number": 1}, {"number": 2}],
    ],
)
def test_entries_only_grow(begun: JourneyFiles, rewritten: list[dict[str, Any]]) -> None:
    """A change that removes, alters or precedes an entry is refused, and nothing is written."""
    begun.change(IDENT, 1, adding(number=1))
    before = begun.change(IDENT, 2, adding(number=2))
    with pytest.raises(NotAllowed) as refusal:
        begun.change(IDENT, 3, lambda document: document | {"entries": rewritten})
    assert (refusal.value.reason, refusal.value.facts["journey"]) == ("entries-only-grow", IDENT)
    assert begun.read(IDENT) == before


def test_an_entry_altered_in_place_is_refused(begun: JourneyFiles) -> None:
    """Altering an entry of the given document is seen as well."""
    begun.change(IDENT, 1, adding(number=1))

    def altered(document: dict[str, Any]) -> dict[str, Any]:
        document["entries"][0]["number"] = 7
        return document

    with pytest.raises(NotAllowed):
        begun.change(IDENT, 2, altered)
    assert begun.read(IDENT).document["entries"] == [{"number": 1}]


def test_keys_of_an_entry_have_no_order(begun: JourneyFiles) -> None:
    """An entry whose keys come in another order is the same entry."""
    begun.change(IDENT, 1, adding(a=1, b=2))
    begun.change(IDENT, 2, lambda document: document | {"entries": [{"b": 2, "a": 1}]})
    assert begun.read(IDENT).revision == 3


def test_every_fault_of_a_document_is_told_at_once(store: JourneyFiles, home: Path) -> None:
    """A document of the wrong shape is refused with all that is wrong, and leaves no file."""
    wrong: Any = {"meta": [], "facts": [{}, {}], "entries": ["text"]}
    with pytest.raises(FilesInvalid) as refusal:
        store.create(IDENT, wrong)
    expected = {
        ("calendar", "table-missing"),
        ("meta", "not-one-row"),
        ("facts", "not-one-row"),
        ("entries", "not-rows"),
    }
    assert {(problem.key, problem.code) for problem in refusal.value.problems} == expected
    assert names_in(home) == []


@pytest.mark.parametrize("value", [math.nan, math.inf, {1, 2}, b"bytes", object()])
@pytest.mark.parametrize("table", ["entries", "calendar"])
def test_what_json_cannot_hold_is_refused(begun: JourneyFiles, home: Path, table: str, value: object) -> None:
    """A value without a strict JSON form leaves the journey as it was."""
    before = (begun.read(IDENT), names_in(home))
    with pytest.raises(FilesInvalid) as refusal:
        begun.change(IDENT, 1, lambda document: document | {table: [{"value": value}]})
    assert [problem.code for problem in refusal.value.problems] == ["not-json"]
    assert (begun.read(IDENT), names_in(home)) == before


def test_a_change_that_fails_writes_nothing(begun: JourneyFiles, home: Path) -> None:
    """What a change raises reaches the caller, and the lock is free again."""
    before = names_in(home)

    def failing(document: dict[str, Any]) -> dict[str, Any]:
        raise ZeroDivisionError(len(document))

    with pytest.raises(ZeroDivisionError):
        begun.change(IDENT, 1, failing)
    assert (begun.change(IDENT, 1, adding(number=1)).revision, names_in(home)) == (2, before)


@pytest.mark.parametrize(
    "ident", ["", "ab", "a" * 41, "../etc", "a/b", "Lyon", "lyon\n", "lyon.v1", "..", "l\u00e9on", "lyon\0", "_index"]
)
def test_an_id_cannot_be_a_path(store: JourneyFiles, home: Path, ident: str) -> None:
    """An id that is not made of small letters, figures and hyphens names no journey, and touches no file."""
    for attempt in (
        store.read,
        lambda name: store.create(name, a_document()),
        lambda name: store.keep(name, b"", "pdf"),
    ):
        with pytest.raises(NotFound):
            attempt(ident)
    assert not home.exists()


def test_a_misspelt_id_is_not_found_and_the_likely_one_is_named(begun: JourneyFiles) -> None:
    """Never taken for it."""
    with pytest.raises(NotFound) as missing:
        begun.read(IDENT[:-1])
    assert missing.value.near == (IDENT,)


def test_what_was_never_begun_is_not_found(store: JourneyFiles, home: Path) -> None:
    """A journey that does not exist can't be read, changed or sent, and asking leaves no trace."""
    for attempt in (
        store.read,
        lambda name: store.change(name, None, adding()),
        lambda name: store.keep(name, b"", "pdf"),
    ):
        with pytest.raises(NotFound):
            attempt(IDENT)
    with pytest.raises(NotFound), store.sending(IDENT):
        pass
    assert not home.exists()


def test_journeys_are_listed_in_order(store: JourneyFiles, home: Path) -> None:
    """The ids are those of the journeys alone, sorted."""
    for ident in ("zzz", "abc", "abc-def"):
        store.create(ident, a_document())
    store.change("zzz", 1, adding(number=1))
    (home / "journeys" / "Notes of mine.json").write_text("{}")
    assert store.idents() == ("abc", "abc-def", "zzz")
