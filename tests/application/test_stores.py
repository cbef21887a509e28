"""What every Store promises: the one in memory, which the other tests use, and the one in files, which people use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fakes import NOON
from memory_store import MemoryStore

from demenagement.domain.journey import Journey
from demenagement.errors import Conflict, NotAllowed, NotFound, StorageFailed
from demenagement.gateways.journeys import JourneyStore

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.application.ports import Store

_JOURNEY = Journey(
    id="dijon-nantes", uid="5a0c2f6e", title="Dijon → Nantes", created=NOON.isoformat(), facts={"move": {}}
).record("begun", NOON, title="Dijon → Nantes")


@pytest.fixture(params=["memory", "files"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """One of the two, empty."""
    return MemoryStore() if request.param == "memory" else JourneyStore(tmp_path)


@pytest.fixture
def begun(store: Store) -> Store:
    """With one journey."""
    store.create(_JOURNEY)
    return store


def test_what_was_created_is_read_again(begun: Store) -> None:
    """At its first revision."""
    assert begun.read(_JOURNEY.id) == replace(_JOURNEY, revision=1)


def test_an_id_is_given_once(begun: Store) -> None:
    """The second journey is refused, the first is untouched."""
    with pytest.raises(Conflict):
        begun.create(replace(_JOURNEY, title="autre"))
    assert begun.read(_JOURNEY.id).title == "Dijon → Nantes"


def test_a_journey_that_is_not_there_is_not_found(store: Store) -> None:
    """By name."""
    with pytest.raises(NotFound) as missing:
        store.read("lyon-brest")
    assert (missing.value.kind, missing.value.name) == ("journey", "lyon-brest")


def test_a_change_is_given_the_journey_as_it_stands_and_counted(begun: Store) -> None:
    """One revision a write."""
    changed = begun.change(_JOURNEY.id, lambda journey: journey.record("done", NOON, step="bank"), 1)
    assert (changed.revision, [entry.kind for entry in changed.entries]) == (2, ["begun", "done"])
    assert begun.read(_JOURNEY.id) == changed


def test_a_change_of_an_older_revision_conflicts(begun: Store) -> None:
    """Somebody else wrote first; nothing of it is kept."""
    begun.change(_JOURNEY.id, lambda journey: replace(journey, facts={"move": {"by": "friends"}}))
    with pytest.raises(Conflict):
        begun.change(_JOURNEY.id, lambda journey: replace(journey, facts={}), 1)
    assert begun.read(_JOURNEY.id).facts == {"move": {"by": "friends"}}


def test_entries_only_grow(begun: Store) -> None:
    """Nothing that happened is taken away."""
    with pytest.raises(NotAllowed) as refused:
        begun.change(_JOURNEY.id, lambda journey: replace(journey, entries=()))
    assert (refused.value.reason, len(begun.read(_JOURNEY.id).entries)) == ("entries-only-grow", 1)


def test_entries_are_never_altered(begun: Store) -> None:
    """Not even one word."""

    def alter(journey: Journey) -> Journey:
        return replace(journey, entries=(replace(journey.entries[0], kind="sent"),))

    with pytest.raises(NotAllowed):
        begun.change(_JOURNEY.id, alter)


def test_what_a_change_raises_leaves_everything_as_it_was(begun: Store) -> None:
    """A unit of work is whole or is not."""

    def fail(journey: Journey) -> Journey:
        raise NotAllowed("already-sent", step=journey.id)

    with pytest.raises(NotAllowed):
        begun.change(_JOURNEY.id, fail)
    assert begun.read(_JOURNEY.id).revision == 1


def test_journeys_are_summed_up(begun: Store) -> None:
    """One line each."""
    (row,) = begun.summaries()
    assert (row["id"], row["title"], row["revision"]) == (_JOURNEY.id, "Dijon → Nantes", 1)


def test_a_kept_file_is_found_by_its_fingerprint(begun: Store) -> None:
    """Its name is the fingerprint and the suffix."""
    path = begun.keep(_JOURNEY.id, b"%PDF preuve", "pdf")
    digest, suffix = path.name.split(".")
    assert (begun.kept(_JOURNEY.id, digest), suffix) == (b"%PDF preuve", "pdf")


def test_what_was_never_kept_is_not_found(begun: Store) -> None:
    """By fingerprint."""
    with pytest.raises(NotFound):
        begun.kept(_JOURNEY.id, "0" * 64)


def test_one_sends_at_a_time(begun: Store) -> None:
    """The second is told that somebody is at it; once the first is through, it may."""
    with begun.sending(_JOURNEY.id), pytest.raises(StorageFailed) as busy, begun.sending(_JOURNEY.id):
        pass
    assert busy.value.reason == "busy"
    with begun.sending(_JOURNEY.id):
        assert begun.read(_JOURNEY.id).revision == 1
