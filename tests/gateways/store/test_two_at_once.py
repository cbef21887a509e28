"""Several threads or programs on one journey."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from gateways.store.programs import started
from gateways.store.samples import IDENT, a_document, adding, counting

from demenagement.errors import StorageFailed
from demenagement.gateways.store import JourneyFiles

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


def test_two_programs_lose_no_change(begun: JourneyFiles, home: Path) -> None:
    """Two programs that add a hundred entries each leave two hundred, each program's in its order."""
    writers = [started("adding_program.py", str(home), IDENT, name, "100") for name in ("a", "b")]
    assert [writer.communicate()[0] for writer in writers] == ["", ""]
    stored = begun.read(IDENT)
    by = {name: [row["number"] for row in stored.document["entries"] if row["by"] == name] for name in ("a", "b")}
    assert (by, stored.revision) == ({"a": list(range(100)), "b": list(range(100))}, 201)


def test_threads_lose_no_change(begun: JourneyFiles) -> None:
    """Threads that share one store wait for each other as programs do."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: begun.change(IDENT, None, counting), range(40)))
    numbers = [row["number"] for row in begun.read(IDENT).document["entries"]]
    assert numbers == list(range(1, 41))


def test_reading_needs_no_lock(begun: JourneyFiles) -> None:
    """While a change is under way, others read the state before it."""
    seen = []

    def looking(document: dict[str, Any]) -> dict[str, Any]:
        seen.append(begun.read(IDENT).revision)
        return counting(document)

    begun.change(IDENT, 1, looking)
    assert (seen, begun.read(IDENT).revision) == ([1], 2)


def test_a_change_within_a_change_is_told_to_wait(home: Path) -> None:
    """A change that asks for another of the same journey ends with `busy`, not by waiting for ever."""
    store = JourneyFiles(home, patience=0.01)
    store.create(IDENT, a_document())

    def nested(document: dict[str, Any]) -> dict[str, Any]:
        return store.change(IDENT, None, lambda _: document).document

    with pytest.raises(StorageFailed) as failure:
        store.change(IDENT, 1, nested)
    assert (failure.value.reason, store.read(IDENT).revision) == ("busy", 1)


def test_journeys_do_not_wait_for_each_other(home: Path) -> None:
    """A change of one journey may change another."""
    store = JourneyFiles(home, patience=0.01)
    for ident in ("first", "second"):
        store.create(ident, a_document())
    store.change("first", 1, lambda document: (store.change("second", 1, counting), counting(document))[1])
    assert [store.read(ident).revision for ident in ("first", "second")] == [2, 2]


def test_one_program_sends_at_a_time(begun: JourneyFiles, home: Path) -> None:
    """While another program sends, ours is told so at once; when that program is killed, we may."""
    other = started("sending_program.py", str(home), IDENT)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "sending\n"
        with pytest.raises(StorageFailed) as failure, begun.sending(IDENT, patience=0):
            pass
        assert failure.value.reason == "busy"
    finally:
        other.kill()
        other.communicate()
    with begun.sending(IDENT, patience=1):
        pass


def test_a_journey_can_be_changed_while_it_is_sent(begun: JourneyFiles) -> None:
    """Sending holds a lock of its own: what goes out is noted as it goes."""
    with begun.sending(IDENT):
        assert begun.change(IDENT, 1, adding(kind="sending")).revision == 2


def test_sending_may_end_in_another_thread(begun: JourneyFiles) -> None:
    """A lock taken in one thread is given back in another, as asynchronous work does."""
    sending = begun.sending(IDENT)
    sending.__enter__()
    thread = threading.Thread(target=sending.__exit__, args=(None, None, None))
    thread.start()
    thread.join()
    with begun.sending(IDENT, patience=0):
        pass
