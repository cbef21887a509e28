"""What happens while a journey is sent is on the disk before anybody goes on, and costs few writings."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from typing import TYPE_CHECKING

import pytest
from fakes import NOON, TickingClock
from submission_builders import World

from demenagement.application.pen import Pen
from demenagement.domain.journey import Journey
from demenagement.errors import NotAllowed, StorageFailed
from demenagement.gateways.journeys import JourneyStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def noting(text: str) -> Callable[[Journey], Journey]:
    """A change that writes one entry."""
    return lambda journey: journey.record("note", TickingClock()(), text=text)


def refusing(_journey: Journey) -> Journey:
    """A change that the journey refuses."""
    raise NotAllowed("draft-changed")


def notes(world: World) -> list[str]:
    """What stands in the journey."""
    return [entry.body["text"] for entry in world.journey.entries if entry.kind == "note"]


async def test_what_is_written_is_on_the_disk_when_the_writer_goes_on() -> None:
    """Not sooner, not later."""
    world = World()
    journey = await Pen(world.store, world.ident).write(noting("one"))
    assert (notes(world), journey.revision) == (["one"], world.journey.revision)


async def test_what_happens_together_is_written_in_one_go() -> None:
    """In the order in which it came."""
    world = World()
    before, pen = world.journey.revision, Pen(world.store, world.ident)
    await asyncio.gather(*(pen.write(noting(str(number))) for number in range(50)))
    assert (notes(world), world.journey.revision - before) == ([str(number) for number in range(50)], 1)


async def test_what_comes_during_a_writing_is_in_the_next_one() -> None:
    """Nothing waits for ever."""
    world = World()
    pen = Pen(world.store, world.ident)
    for text in ("one", "two"):
        await pen.write(noting(text))
    assert notes(world) == ["one", "two"]


async def test_who_goes_along_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three letters that arrive one after another are written down together, as soon as the last is there."""
    monkeypatch.setattr("demenagement.application.pen._PATIENCE", 3600)
    world = World()
    before, pen = world.journey.revision, Pen(world.store, world.ident)

    async def arrives(number: int) -> None:
        with pen.along():
            await asyncio.sleep(number / 1000)
            await pen.write(noting(str(number)))

    await asyncio.gather(*(arrives(number) for number in range(3)))
    assert (notes(world), world.journey.revision - before) == (["0", "1", "2"], 1)


async def test_who_does_not_come_is_not_waited_for() -> None:
    """A letter that hangs keeps no other from being written down."""
    world = World()
    pen, done = Pen(world.store, world.ident), asyncio.Event()

    async def hangs() -> None:
        with pen.along():
            await done.wait()

    hanging = asyncio.ensure_future(hangs())
    await asyncio.sleep(0)
    with pen.along():
        await pen.write(noting("one"))
    assert notes(world) == ["one"]
    done.set()
    await hanging


async def test_who_leaves_without_a_line_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines that are there are written when the last one without any has gone."""
    monkeypatch.setattr("demenagement.application.pen._PATIENCE", 3600)
    world = World()
    pen = Pen(world.store, world.ident)
    with pen.along():
        line = asyncio.ensure_future(pen.write(noting("one")))
        with pen.along():
            await asyncio.sleep(0)
        await asyncio.wait_for(line, 60)
    assert notes(world) == ["one"]


async def test_what_the_journey_refuses_is_told_to_who_asked_and_spoils_nothing() -> None:
    """The others are written."""
    world = World()
    pen = Pen(world.store, world.ident)
    told = await asyncio.gather(
        pen.write(noting("one")), pen.write(refusing), pen.write(noting("two")), return_exceptions=True
    )
    assert ([type(each).__name__ for each in told], notes(world)) == (
        ["Journey", "NotAllowed", "Journey"],
        ["one", "two"],
    )


async def test_a_full_disk_is_told_to_all() -> None:
    """And the pen writes again once there is room."""
    world = World()
    world.store.full = True
    pen = Pen(world.store, world.ident)
    told = await asyncio.gather(pen.write(noting("one")), pen.write(noting("two")), return_exceptions=True)
    assert [type(each) for each in told] == [StorageFailed, StorageFailed]
    world.store.full = False
    await pen.write(noting("three"))
    assert notes(world) == ["three"]


async def test_who_does_not_wait_any_more_is_not_waited_for() -> None:
    """What was asked is written all the same."""
    world = World()
    pen = Pen(world.store, world.ident)
    left = asyncio.ensure_future(pen.write(noting("one")))
    await asyncio.sleep(0)
    left.cancel()
    await pen.write(noting("two"))
    assert notes(world) == ["one", "two"]
    with pytest.raises(asyncio.CancelledError):
        await left


class SlowDisk:
    """Files on a disk that was slow once, and then answers only when it is let go."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """One journey with nothing in it yet."""
        self.store, self.ident = JourneyStore(home), "dijon-nantes"
        self.store.create(Journey(id=self.ident, uid="5a0c2f6e", title="", created=NOON.isoformat(), facts={}))
        self.asked, self.let_go, self.in_time = threading.Event(), threading.Event(), list[bool]()
        really, self.held = os.fsync, False

        def fsync(descriptor: int) -> None:
            if self.held:
                self.asked.set()
                self.in_time.append(self.let_go.wait(10))
            else:
                time.sleep(0.03)
            really(descriptor)

        monkeypatch.setattr("demenagement.gateways.store.disk.os.fsync", fsync)

    async def writing(self) -> asyncio.Future[Journey]:
        """A line that is on its way to the disk."""
        pen = Pen(self.store, self.ident)
        await pen.write(noting("one"))
        self.held = True
        line = asyncio.ensure_future(pen.write(noting("two")))
        assert await asyncio.to_thread(self.asked.wait, 10)
        return line

    @property
    def notes(self) -> list[str]:
        """What stands in the journey."""
        return [entry.body["text"] for entry in self.store.read(self.ident).entries]


async def test_nobody_else_waits_for_a_slow_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The letters of other journeys go on meanwhile; this line is told when it is there."""
    disk = SlowDisk(tmp_path, monkeypatch)
    line = await disk.writing()
    assert not line.done()
    disk.let_go.set()
    await line
    assert (disk.notes, set(disk.in_time)) == (["one", "two"], {True})


def test_what_was_begun_is_finished_when_the_program_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that came in is not lost because somebody closes the window."""
    disk = SlowDisk(tmp_path, monkeypatch)

    async def closed_meanwhile() -> None:
        await disk.writing()
        disk.let_go.set()

    asyncio.run(closed_meanwhile())
    assert disk.notes == ["one", "two"]
