"""Proofs and letters beside a journey."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from gateways.store.samples import IDENT, a_document, names_in
from hypothesis import given, settings
from hypothesis import strategies as st

from demenagement.errors import NotFound, StorageFailed
from demenagement.gateways.store import JourneyFiles

if TYPE_CHECKING:
    from pathlib import Path

LETTER = b"%PDF-1.7 a letter"
DIGEST = sha256(LETTER).hexdigest()


def test_a_letter_is_kept_under_its_digest(begun: JourneyFiles, home: Path) -> None:
    """The file's name tells what it holds."""
    path = begun.keep(IDENT, LETTER, "pdf")
    assert (path, path.read_bytes()) == (home / "files" / IDENT / f"{DIGEST}.pdf", LETTER)
    assert begun.kept(IDENT, DIGEST) == LETTER


@settings(deadline=None, max_examples=25)
@given(content=st.binary(max_size=2000))
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Any content, an empty one too."""
    store = JourneyFiles(tmp_path_factory.mktemp("home"))
    store.create(IDENT, a_document())
    digest = store.keep(IDENT, content, "bin").stem
    assert store.kept(IDENT, digest) == content


def test_the_same_letter_is_kept_once(begun: JourneyFiles, home: Path) -> None:
    """Keeping it again writes nothing."""
    inode = begun.keep(IDENT, LETTER, "pdf").stat().st_ino
    assert begun.keep(IDENT, LETTER, "pdf").stat().st_ino == inode
    assert [name for name in names_in(home) if name.startswith("files")] == [f"files/{IDENT}/{DIGEST}.pdf"]


@pytest.mark.parametrize(
    ("given_suffix", "suffix"),
    [("PDF", "pdf"), (".jpeg", "jpeg"), ("", "bin"), ("../../x", "bin"), ("pdf/", "bin"), ("verylongsuffix", "bin")],
)
def test_an_odd_suffix_keeps_no_proof_out(begun: JourneyFiles, home: Path, given_suffix: str, suffix: str) -> None:
    """A suffix comes from the person's own file: what can't be used becomes `bin`, in the same folder."""
    assert begun.keep(IDENT, LETTER, given_suffix) == home / "files" / IDENT / f"{DIGEST}.{suffix}"


@pytest.mark.parametrize("digest", ["0" * 64, DIGEST[:63], "*", f"../{DIGEST}", DIGEST.upper(), ""])
def test_an_unknown_digest_is_not_found(begun: JourneyFiles, digest: str) -> None:
    """Nor can a digest be a pattern or a path."""
    begun.keep(IDENT, LETTER, "pdf")
    with pytest.raises(NotFound):
        begun.kept(IDENT, digest)


def test_a_letter_that_changed_on_the_disk_is_told(begun: JourneyFiles) -> None:
    """A proof that is no longer what was kept is never handed out as if it were."""
    begun.keep(IDENT, LETTER, "pdf").write_bytes(b"forged")
    with pytest.raises(StorageFailed) as failure:
        begun.kept(IDENT, DIGEST)
    assert failure.value.reason == "damaged"


def test_keeping_a_damaged_letter_again_mends_it(begun: JourneyFiles, home: Path) -> None:
    """The sound content takes its place; the damaged file is set aside."""
    begun.keep(IDENT, LETTER, "pdf").write_bytes(b"forged")
    begun.keep(IDENT, LETTER, "pdf")
    assert begun.kept(IDENT, DIGEST) == LETTER
    assert (home / "set-aside" / f"{IDENT}.001.pdf").read_bytes() == b"forged"
