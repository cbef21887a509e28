"""`cases.toml`: what is written can be read, and what a person wrote stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.provider import Channel
from demenagement.domain.recorded import Recorded, RecordedLetter
from demenagement.errors import FilesInvalid
from demenagement.gateways.cases import read_cases, with_drafts

if TYPE_CHECKING:
    from pathlib import Path

ASKED = """\
# What this file is.

[[case]]
about = "Un badge."   # a remark of the person's
today = 2027-04-12
step = "bank"

[case.dossier]
move.day = 2027-05-08
accounts.la-poste.reference = "7"

# The second one is harder.
[[case]]
about = "Deux adultes."
today = 2027-04-12
step = "bank"
channel = "letter"

[case.dossier]
move.day = 2027-05-08
"""
FIRST = Recorded(channel=Channel.PORTAL, recipient="Banque", subject="Adresse", fields={"Ville": "Nantes"})
SECOND = Recorded(channel=Channel.LETTER, recipient="Banque", subject="Adresse", text="[[case]]\n[case.draft]\n# Fin")

_WORDS = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" \"'\\#[]"), min_size=1, max_size=12)
_WORD = _WORDS.map(str.strip).filter(bool)
_TEXT = st.lists(_WORD, max_size=4).map("\n".join)
_LINES = st.lists(_WORD, max_size=3).map(tuple)
_LETTERS = st.builds(
    RecordedLetter,
    sender=_LINES,
    recipient=_LINES,
    references=_LINES,
    paragraphs=_TEXT.filter(bool),
    enclosures=_LINES,
    signature=_LINES,
    registered=st.booleans(),
)
DRAFTS = st.builds(
    Recorded,
    channel=st.sampled_from(Channel),
    recipient=_WORD,
    subject=_WORD,
    url=st.none() | st.just("https://exemple.fr/a"),
    text=_TEXT,
    fields=st.dictionaries(_WORD, _WORD, max_size=3),
    letter=st.none() | _LETTERS.filter(lambda letter: bool(letter.sender and letter.recipient and letter.signature)),
    enclosures=_LINES,
)


def read(path: Path, text: str) -> tuple[Recorded | None, ...]:
    """The drafts of a file with that text."""
    path.write_text(text, encoding="utf-8")
    return tuple(case.draft for case in read_cases(path))


@given(draft=DRAFTS)
def test_a_draft_is_read_as_it_was_written(draft: Recorded, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Quotes, backslashes, brackets, labels of any letters."""
    path = tmp_path_factory.getbasetemp() / "cases.toml"
    assert read(path, with_drafts(ASKED, [draft, None])) == (draft, None)


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    """Their remarks too, each with the case it speaks of; the drafts stand below."""
    once = with_drafts(ASKED, [FIRST, SECOND])
    lines = iter(once.splitlines())
    assert [line for line in ASKED.splitlines() if line and line not in lines] == []
    assert once.index("# The second one is harder.") > once.index("Ville = ")
    assert read(tmp_path / "cases.toml", once) == (FIRST, SECOND)


def test_recording_again_changes_nothing(tmp_path: Path) -> None:
    """Nor do remarks pile up; a draft that could not be made leaves the old one."""
    once = with_drafts(f"{ASKED}\n# The end.\n", [FIRST, SECOND])
    assert with_drafts(once, [FIRST, SECOND]) == once
    assert with_drafts(once, [None, None]) == once
    assert read(tmp_path / "cases.toml", with_drafts(once, [SECOND, None])) == (SECOND, SECOND)


def test_there_need_be_no_file(tmp_path: Path) -> None:
    """A provider that is only guided has none."""
    assert read_cases(tmp_path / "cases.toml") == ()


def test_every_problem_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    """Blanks, misspelt keys, wrong values: by the number of their case."""
    text = ASKED.replace('about = "Un badge."', 'about = ""').replace('channel = "letter"', 'chanel = "letter"')
    with pytest.raises(FilesInvalid) as caught:
        read(tmp_path / "cases.toml", f"[cases]\n\n{text}")
    assert [(problem.key, problem.code) for problem in caught.value.problems] == [
        ("cases", "unknown-key"),
        ("case.1.about", "blank"),
        ("case.2.chanel", "unknown-key"),
    ]
