"""A writer that dies, at any moment, leaves a journey that opens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from gateways.store.programs import output_of
from gateways.store.samples import IDENT

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY, LAST_GOOD = f"journeys/{IDENT}.json", f"journeys/{IDENT}.last-good.json"


def _lines_of(program: str, *arguments: str) -> list[dict[str, Any]]:
    """Run a program whose children die, and read what it found."""
    return [json.loads(line) for line in output_of(program, *arguments).splitlines()]


@pytest.mark.parametrize("rounds", [20, pytest.param(100, marks=pytest.mark.slow)])
def test_a_killed_writer_loses_nothing_that_was_told_as_done(home: Path, rounds: int) -> None:
    """After SIGKILL at random moments every change told as done is there, at most one more, and no leftover stays."""
    found = _lines_of("killed_program.py", str(home), IDENT, str(rounds), "8541")
    assert len(found) == rounds
    before = 1
    for line in found:
        told = line["told"] or before
        assert line["revision"] in {told, told + 1}
        assert line["entries"] == list(range(1, line["revision"]))
        assert line["notices"] == []
        assert line["names"] == [JOURNEY, LAST_GOOD]
        before = line["revision"]


def test_a_death_at_any_step_of_beginning_leaves_all_or_nothing(tmp_path: Path) -> None:
    """A journey is there whole or not at all."""
    found = _lines_of("dying_program.py", str(tmp_path), "begin")
    assert {(line["revision"], tuple(line.get("notices", ()))) for line in found} == {(None, ()), (1, ())}
    assert all(line["names"] in ([], [JOURNEY], [JOURNEY, LAST_GOOD]) for line in found)
    assert (found[-1]["died"], found[-1]["names"]) == (False, [JOURNEY, LAST_GOOD])


def test_a_death_at_any_step_of_a_change_leaves_it_done_or_not(tmp_path: Path) -> None:
    """The journey is as before or as after, opens without a word, and no leftover stays."""
    found = _lines_of("dying_program.py", str(tmp_path), "change")
    assert {(line["revision"], *line["entries"]) for line in found} == {(3, 1, 2), (4, 1, 2, 3)}
    assert {(*line["notices"], *line["names"]) for line in found} == {(JOURNEY, LAST_GOOD)}
    assert (found[-1]["died"], found[-1]["revision"]) == (False, 4)


def test_a_death_at_any_step_of_a_recovery_loses_neither_file(tmp_path: Path) -> None:
    """The last good state is opened in the end, told at most once more, and the damaged file is kept."""
    found = _lines_of("dying_program.py", str(tmp_path), "recover")
    assert {(line["revision"], *line["entries"]) for line in found} == {(4, 1)}
    assert {tuple(line["notices"]) for line in found} == {(), ("last-good-opened",)}
    assert {tuple(line["aside"]) for line in found} == {('{"meta": {"1',)}
    assert not any(".tmp-" in name for line in found for name in line["after"])


def test_a_death_at_any_step_of_an_upgrade_ends_in_the_new_version(tmp_path: Path) -> None:
    """The journey is upgraded once, whoever dies on the way, and its old file is kept beside."""
    found = _lines_of("dying_program.py", str(tmp_path), "upgrade")
    states = {(line["version"], line["upgraded"], line["revision"], *line["entries"]) for line in found}
    assert states == {(2, True, 3, 1, 2)}
    assert {tuple(line["after"]) for line in found} == {(JOURNEY, LAST_GOOD, f"journeys/{IDENT}.v1.json")}


def test_a_death_at_any_step_of_keeping_leaves_no_half_letter(tmp_path: Path) -> None:
    """A letter is kept whole or not at all."""
    found = _lines_of("dying_program.py", str(tmp_path), "keep")
    assert {tuple(line["kept"]) for line in found} == {(), ("a letter",)}
    assert not any(".tmp-" in name for line in found for name in line["after"])
