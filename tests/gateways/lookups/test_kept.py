"""What services answered, kept and forgotten."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from demenagement.application.lookup_ports import KeptAnswer
from demenagement.domain.communes import Commune
from demenagement.domain.distributors import Distributor
from demenagement.domain.offices import Opening, PublicOffice
from demenagement.domain.places import typed_place
from demenagement.domain.tracking import Passage, TrackedLetter
from demenagement.errors import StorageFailed
from demenagement.gateways.lookups.kept import AnswerFiles

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.domain.lookups import Service

DAY = date(2027, 5, 24)
OFFICE = PublicOffice(
    ident="a",
    kind="caf",
    name="Caf",
    competent=True,
    visit=("1 rue du Modèle", "44000 Nantes"),
    hours=(Opening(0, 4, (("09:00", "12:00"),), "le matin"),),
    changed_on=DAY,
)
FOUND: dict[Service, tuple[object, ...]] = {
    "addresses": (typed_place("1 rue du Modèle 44000 Nantes"),),
    "communes": (Commune("44109", "Nantes", ("44000",)),),
    "directory": (OFFICE, OFFICE),
    "distributors": (Distributor("gas", "GRDF"),),
    "letters": (TrackedLetter(number="1A34567890123", seen="found", passages=(Passage(DAY, "Distribué"),)),),
}
SECRET = ("12 rue Cachée",)


@pytest.mark.parametrize("service", FOUND)
def test_what_is_kept_comes_back_as_it_was(service: Service, tmp_path: Path) -> None:
    """With its day."""
    kept, answer = AnswerFiles(tmp_path / "home"), KeptAnswer(DAY, FOUND[service])
    kept.keep(service, ("question",), answer)
    assert kept.recall(service, ("question",)) == answer
    assert kept.recall(service, ("another",)) is None


def test_the_question_is_not_written_down(tmp_path: Path) -> None:
    """Neither in a file nor in its name."""
    kept = AnswerFiles(tmp_path)
    kept.keep("addresses", SECRET, KeptAnswer(DAY, ()))
    (file,) = (tmp_path / "lookups").iterdir()
    assert ("Cachée" in file.name, "Cachée" in file.read_text(encoding="utf-8")) == (False, False)
    assert file.stat().st_mode & 0o077 == 0


def test_what_a_sandbox_made_up_lies_apart(tmp_path: Path) -> None:
    """A letter must never go to an address of its invention."""
    AnswerFiles(tmp_path, sandbox=True).keep("directory", ("caf", "44109"), KeptAnswer(DAY, (OFFICE,)))
    assert AnswerFiles(tmp_path).recall("directory", ("caf", "44109")) is None
    assert AnswerFiles(tmp_path, sandbox=True).recall("directory", ("caf", "44109")) is not None


def test_everything_is_forgotten_at_once(tmp_path: Path) -> None:
    """What a sandbox made up included."""
    for sandbox in (False, True):
        AnswerFiles(tmp_path, sandbox=sandbox).keep("addresses", SECRET, KeptAnswer(DAY, ()))
    assert AnswerFiles(tmp_path).forget() == 2
    assert [path for path in (tmp_path / "lookups").rglob("*") if path.is_file()] == []
    assert AnswerFiles(tmp_path).forget() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"version": 2, "day": "2027-05-24", "found": []}',
        b'{"version": 1, "day": "hier", "found": []}',
        b'{"version": 1, "day": "2027-05-24", "found": [{"insee": 1}]}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_answer_is_none(content: bytes, tmp_path: Path) -> None:
    """It is asked again."""
    kept = AnswerFiles(tmp_path)
    kept.keep("communes", SECRET, KeptAnswer(DAY, ()))
    (file,) = (tmp_path / "lookups").iterdir()
    file.write_bytes(content)
    assert kept.recall("communes", SECRET) is None


def test_a_folder_that_can_t_be_written_is_told(tmp_path: Path) -> None:
    """As the storage that it is."""
    (tmp_path / "lookups").write_text("a file", encoding="utf-8")
    with pytest.raises(StorageFailed):
        AnswerFiles(tmp_path).keep("communes", SECRET, KeptAnswer(DAY, ()))
