"""The imported list as it lies in the person's home."""

from __future__ import annotations

import stat
from datetime import date
from typing import TYPE_CHECKING

import pytest

from demenagement.domain.zoning import ZoneList
from demenagement.errors import FilesInvalid, StorageFailed
from demenagement.gateways.zone_lists.kept import ZoneListFile

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = ZoneList(
    zones={"33063": "tight", "05046": "tourist", "21231": "none", "2A004": "none"},
    complete=True,
    source="zonage-tlv.csv",
    imported_on=date(2026, 11, 24),
    day=date(2025, 12, 22),
    changed={"33063": date(2023, 8, 25), "05046": date(2025, 12, 22)},
)
BARE = ZoneList({"33063": "tight"}, complete=False, source="codes.txt", imported_on=date(2027, 1, 2))


@pytest.mark.parametrize("found", [WHOLE, BARE], ids=["whole", "bare"])
def test_what_was_kept_is_read_back(found: ZoneList, tmp_path: Path) -> None:
    """All of it."""
    file = ZoneListFile(tmp_path / "home")
    file.keep(found)
    assert file.read() == found


def test_where_no_list_was_brought_in_there_is_none(tmp_path: Path) -> None:
    """And nothing is made by looking."""
    assert ZoneListFile(tmp_path / "home").read() is None
    assert list(tmp_path.iterdir()) == []


def test_a_list_replaces_the_one_before(tmp_path: Path) -> None:
    """Nothing else is left in the folder, and nobody else may read it."""
    file = ZoneListFile(tmp_path)
    for found in (WHOLE, BARE):
        file.keep(found)
    (kept,) = (tmp_path / "lists").iterdir()
    assert (file.read(), stat.S_IMODE(kept.stat().st_mode)) == (BARE, 0o600)


def test_where_it_can_t_be_written_the_one_before_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk says no at the last moment."""
    file = ZoneListFile(tmp_path)
    file.keep(WHOLE)

    def full(*_paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(StorageFailed) as caught:
        file.keep(BARE)
    assert (caught.value.reason, file.read()) == ("full", WHOLE)
    assert [each.name for each in (tmp_path / "lists").iterdir()] == ["zone-tendue.json"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"version": 2}', b"\xff", b'{"version": 1, "day": 3}', b"[" * 100_000],
)
def test_a_damaged_list_is_told_and_not_guessed_at(content: bytes, tmp_path: Path) -> None:
    """A zone read from half a list could be wrong."""
    file = ZoneListFile(tmp_path)
    file.keep(WHOLE)
    (tmp_path / "lists" / "zone-tendue.json").write_bytes(content)
    with pytest.raises(FilesInvalid) as caught:
        file.read()
    assert [problem.code for problem in caught.value.problems] == ["zone-list-damaged"]


def test_a_list_that_can_t_be_opened_is_told(tmp_path: Path) -> None:
    """Such as a folder of its name."""
    (tmp_path / "lists" / "zone-tendue.json").mkdir(parents=True)
    with pytest.raises(StorageFailed) as caught:
        ZoneListFile(tmp_path).read()
    assert caught.value.reason == "disk"


def test_a_home_that_is_no_folder_holds_no_list(tmp_path: Path) -> None:
    """Whoever writes there is told."""
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    assert ZoneListFile(tmp_path / "home").read() is None
    with pytest.raises(StorageFailed):
        ZoneListFile(tmp_path / "home").keep(BARE)
