"""A disk that takes no more, or a folder that may not be written."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING

import pytest
from gateways.store.programs import output_of
from gateways.store.samples import IDENT, adding, counting, names_in

from demenagement.errors import StorageFailed

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.gateways.store import JourneyFiles


def _endings_of(program: str, *arguments: str) -> dict[str, str]:
    endings: dict[str, str] = json.loads(output_of(program, *arguments))
    return endings


def test_a_writing_cut_short_leaves_the_state_before(begun: JourneyFiles, home: Path) -> None:
    """When the system stops a writing half-way (here by a limit on the size of files), what was there stays, whole."""
    before = begun.change(IDENT, 1, counting)
    endings = _endings_of("full_disk_program.py", str(home), "20000")
    assert endings == {"change": "full", "begin": "full", "keep": "full", "small change": "done"}
    stored = begun.read(IDENT)
    assert stored.document["entries"] == [*before.document["entries"], {"text": "small"}]
    assert (stored.revision, stored.notices) == (3, ())
    assert names_in(home) == [f"journeys/{IDENT}.json", f"journeys/{IDENT}.last-good.json"]


READABLE = {"open": "done", "read": "done", "change": "denied", "begin": "denied", "index": "done", "revision": "2"}
HIDDEN = READABLE | {"open": "denied", "read": "denied", "index": "denied"}
REFUSALS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "denied",
    errno.EACCES: "denied",
    errno.EIO: "disk",
}


@pytest.mark.parametrize("code", REFUSALS)
@pytest.mark.parametrize("step", ["fsync", "replace", "open"])
def test_a_refusal_at_any_step_is_told_and_leaves_the_state_before(
    begun: JourneyFiles, home: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    """Whichever call the system refuses (scripted, on the temporary file), the reason is told and nothing is lost."""
    original = getattr(os, step)

    def refusing(first: object, *rest: object, **named: object) -> object:
        if step == "fsync" or ".tmp-" in str(first):
            raise OSError(code, os.strerror(code))
        return original(first, *rest, **named)

    before, names = begun.read(IDENT), names_in(home)
    with monkeypatch.context() as patched:
        patched.setattr(os, step, refusing)
        with pytest.raises(StorageFailed) as failure:
            begun.change(IDENT, 1, adding(number=1))
    assert (failure.value.reason, failure.value.file) == (REFUSALS[code], str(home / "journeys" / f"{IDENT}.json"))
    assert (begun.read(IDENT), names_in(home)) == (before, names)


def test_a_closed_folder_of_journeys_is_told(begun: JourneyFiles, home: Path) -> None:
    """Where nothing can be written, reading goes on, and every writing says it was denied."""
    begun.change(IDENT, 1, counting)
    endings = _endings_of("denied_program.py", str(home), "journeys", "500")
    assert endings == READABLE


def test_a_hidden_folder_of_journeys_is_told(begun: JourneyFiles, home: Path) -> None:
    """Where nothing can be seen, the journey is not said to be missing."""
    begun.change(IDENT, 1, counting)
    endings = _endings_of("denied_program.py", str(home), "journeys", "000")
    assert endings == HIDDEN | {"open": "done"}


def test_a_hidden_home_is_told(begun: JourneyFiles, home: Path) -> None:
    """Where the home itself can't be seen, that is said from the opening on."""
    begun.change(IDENT, 1, counting)
    assert _endings_of("denied_program.py", str(home), ".", "000") == HIDDEN


def test_closed_locks_are_told(begun: JourneyFiles, home: Path) -> None:
    """A folder of locks that can't be used stops writing, at once, and not reading."""
    begun.change(IDENT, 1, counting)
    endings = _endings_of("denied_program.py", str(home), "locks", "000")
    assert endings == READABLE
