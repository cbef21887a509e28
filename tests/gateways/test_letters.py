"""Letters as PDF: the whole text is there, the address lies in the window, values are never markup."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from channels.conftest import a_notice, every_letter

from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import declared, options
from demenagement.gateways.letters import TypstLetters, Window

if TYPE_CHECKING:
    from demenagement.domain.draft import Letter

MILLIMETRE = 72 / 25.4
FOLD = 99.0
KINDS = sorted(every_letter())
GROUNDS = sorted(options(declared(Dossier, ["leaving", "notice_ground"])))
LEASES = sorted(set(options(declared(Dossier, ["leaving", "lease"]))) - {"unfurnished"})
HOSTILE = (
    '#import "secret.typ"',
    "#panic()",
    "]#[",
    "\\ \\u{41}",
    "<b>bold</b> <label>",
    "*bold* _slanted_ $x$ `raw`",
    "= title",
    "- list",
    "+ list",
    "/ term: what",
    "@reference // comment /* more",
    "{{braces}} ~ -- ...",
    '"quoted" \\" end',
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of text and where it begins, in millimetres from the top left corner."""

    text: str
    left: float
    top: float


def reader(letter: Letter) -> pypdf.PdfReader:
    """The letter as it is set."""
    return pypdf.PdfReader(io.BytesIO(TypstLetters().letter(letter)))


def placed(letter: Letter) -> list[Placed]:
    """Every piece of text on the first page."""
    return placed_in(TypstLetters().letter(letter))


def placed_in(pdf: bytes) -> list[Placed]:
    """The same of a letter that is set already."""
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    height, found = float(page.mediabox.height), list[Placed]()

    def note(text: str, matrix: list[float], line: list[float], _font: Any, _size: float) -> None:  # noqa: ANN401 # pypdf's
        if text.strip():
            left = line[4] * matrix[0] + line[5] * matrix[2] + matrix[4]
            base = line[4] * matrix[1] + line[5] * matrix[3] + matrix[5]
            found.append(Placed(text.strip(), left / MILLIMETRE, (height - base) / MILLIMETRE))

    page.extract_text(visitor_text=note)
    return found


def plain(text: str) -> str:
    """Text without what typography changes: kinds of space, line breaks, apostrophes."""
    return re.sub(r"\s+", " ", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).strip()


def read(letter: Letter) -> str:
    """All the text of all pages."""
    return plain(" ".join(page.extract_text() for page in reader(letter).pages))


@pytest.mark.parametrize("kind", KINDS)
def test_every_paragraph_is_there(kind: str) -> None:
    """Nothing of what was shown is lost in setting it."""
    letter = every_letter()[kind]
    text = read(letter)
    parts = (letter.subject, *letter.references, *letter.paragraphs, *letter.enclosures, *letter.signature.split("\n"))
    assert [part for part in parts if plain(part) not in text] == []


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_notice_of_every_ground_is_set_whole(ground: str) -> None:
    """Each with its article, its reason and its proofs."""
    letter = a_notice(leaving__notice_ground=ground, leaving__zone="tight" if ground == "zone" else "none")
    text = read(letter)
    assert [part for part in (*letter.paragraphs, *letter.enclosures) if plain(part) not in text] == []
    assert "89-462" in text or ground == "unfit"
    assert bool(letter.enclosures) == (ground != "none")


@pytest.mark.parametrize("lease", LEASES)
def test_a_notice_of_every_lease_is_set_whole(lease: str) -> None:
    """Furnished, mobility, a residence, students."""
    letter = a_notice(leaving__lease=lease, leaving__notice_ground=None)
    text = read(letter)
    assert [part for part in letter.paragraphs if plain(part) not in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_has_all_its_parts_in_order(kind: str) -> None:
    """Sender, recipient, place and day, how it is sent, object, greeting, closing, signature, enclosures."""
    letter = every_letter()[kind]
    day = "1er" if letter.day.day == 1 else str(letter.day.day)
    parts = [
        letter.sender[0],
        letter.recipient[-1],
        f"{letter.place}, le {day}",
        *(["Lettre recommandée avec demande d'avis de réception"] if letter.registered else []),
        "Objet : " + letter.subject,
        "Madame, Monsieur,",
        "salutations distinguées.",
        letter.signature.split("\n")[-1],
        *(["P.J. :"] if letter.enclosures else []),
    ]
    text, at = read(letter), 0
    for part in parts:
        at = text.index(plain(part), at)


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_fits_on_one_page(kind: str) -> None:
    """With its signature and its enclosures."""
    assert len(reader(every_letter()[kind]).pages) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_address_lies_in_the_window(kind: str) -> None:
    """45 to 80 mm from the top, from 105 mm to the margin."""
    letter = every_letter()[kind]
    lines = [each for each in placed(letter) if plain(each.text) in letter.recipient and each.left > 100]
    assert [plain(each.text) for each in lines] == list(letter.recipient)
    assert all(45 <= each.top <= 80 and each.left == pytest.approx(105, abs=0.5) for each in lines)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_else_lies_in_the_window(kind: str) -> None:
    """The sorting machine reads one address only."""
    letter = every_letter()[kind]
    inside = [plain(each.text) for each in placed(letter) if 45 <= each.top <= 85 and each.left > 100]
    assert inside == list(letter.recipient)


def test_six_wide_lines_stay_in_the_window() -> None:
    """Thirty-eight of the widest letters are set smaller, not broken and not cut."""
    letter = replace(a_notice(), recipient=("W" * 38,) * 6, sender=("M" * 38,) * 6)
    lines = [each for each in placed(letter) if each.text == "W" * 38]
    assert len(lines) == 6
    assert max(each.top for each in lines) < 80
    assert all(each.left == pytest.approx(105, abs=0.5) for each in lines)


def test_the_sender_stands_top_left() -> None:
    """Outside the window."""
    letter = a_notice()
    lines = [each for each in placed(letter) if each.text in letter.sender and each.left < 100 and each.top < FOLD]
    assert [each.text for each in lines] == list(letter.sender)
    assert max(each.top for each in lines) < 50


def test_the_body_begins_below_the_addresses() -> None:
    """The window shows nothing of what is written."""
    first = next(each for each in placed(a_notice()) if each.text.startswith("Objet"))
    assert first.top > FOLD


@pytest.mark.parametrize(("registered", "there"), [(True, True), (False, False)])
def test_a_registered_letter_says_so(registered: bool, there: bool) -> None:
    """And no other."""
    letter = replace(a_notice(), registered=registered)
    assert ("Lettre recommandée avec demande d'avis de réception" in read(letter)) is there


def test_place_and_day_are_written_out() -> None:
    """As French letters are dated."""
    assert "Dijon, le 1er mars 2027" in read(a_notice())


def test_a_letter_without_a_place_has_only_its_day() -> None:
    """A protected household does not say where it writes from."""
    assert "Le 1er mars 2027" in read(replace(a_notice(), place=""))


def test_the_same_letter_gives_the_same_bytes() -> None:
    """What was approved is what is sent."""
    assert TypstLetters().letter(a_notice()) == TypstLetters().letter(a_notice())


def test_another_letter_gives_other_bytes() -> None:
    """One changed word is another document."""
    assert TypstLetters().letter(a_notice()) != TypstLetters().letter(replace(a_notice(), subject="Autre"))


def test_the_document_is_dated_by_the_letter() -> None:
    """Not by the clock."""
    metadata = reader(a_notice()).metadata
    assert metadata is not None
    assert metadata["/CreationDate"] == "D:20270301000000Z"


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_never_markup(value: str) -> None:
    """What people type comes out as they typed it, wherever it stands."""
    letter = replace(
        a_notice(),
        sender=(value,),
        recipient=(value,),
        place=value,
        subject=value,
        references=(value,),
        paragraphs=(value, value),
        enclosures=(value,),
        signature=value,
    )
    assert read(letter).count(plain(value)) == 9


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\x1b", "\x00", "\x9b"])
def test_marks_that_turn_or_command_are_shown_as_unreadable(mark: str) -> None:
    """A line can't be made to read backwards."""
    assert "abc\N{REPLACEMENT CHARACTER}def" in read(replace(a_notice(), subject=f"abc{mark}def"))


def test_french_letters_and_signs_come_out() -> None:
    """Ligatures, capitals with accents, the euro."""
    text = "Œuvre, cœur, ÿ, É, À, Ç, « ici », 1 234,50 €, n° 5, l'œil"
    assert text in read(replace(a_notice(), paragraphs=(text, "Fin.")))


def test_a_sign_never_begins_a_line() -> None:
    """A colon, a question mark or a euro stays with the word before it."""
    raw = reader(replace(a_notice(), paragraphs=("Combien : 12 € ?", "Fin."))).pages[0].extract_text()
    assert "Combien\N{NO-BREAK SPACE}: 12\N{NO-BREAK SPACE}€\N{NO-BREAK SPACE}?" in raw


def test_a_line_break_within_a_paragraph_is_kept() -> None:
    """A list stays a list."""
    tops = {each.text: each.top for each in placed(replace(a_notice(), paragraphs=("1. premier\n2. second", "Fin.")))}
    assert tops["2. second"] > tops["1. premier"]


def test_a_long_letter_goes_on_over_pages_and_numbers_them() -> None:
    """A single page has no number."""
    letter = replace(a_notice(), paragraphs=("Un paragraphe. " * 30,) * 12 + ("Fin.",))
    pages = reader(letter).pages
    assert len(pages) > 1
    assert plain(pages[-1].extract_text()).endswith(f"{len(pages)} / {len(pages)}")
    assert "1 / 1" not in read(a_notice())


def test_the_last_words_stay_with_the_signature() -> None:
    """Nobody signs an empty page."""
    for count in range(6, 14):
        last = reader(replace(a_notice(), paragraphs=("Un paragraphe. " * 22,) * count + ("Fin.",))).pages[-1]
        assert "Fin." in last.extract_text()


def test_everybody_gets_room_to_sign() -> None:
    """Side by side, below the closing."""
    letter = replace(a_notice(), signature="Camille Martin\nNoa Diallo")
    names = [each for each in placed(letter) if each.text in ("Camille Martin", "Noa Diallo") and each.top > FOLD]
    assert len({round(each.top) for each in names}) == 1
    assert len({round(each.left) for each in names}) == 2


def test_six_lines_of_thirty_eight_fit_in_the_window() -> None:
    """The longest block that the post accepts, in its widest letters."""
    block = tuple(f"{number} {'W' * 36}" for number in range(6))
    lines = [each for each in placed(replace(a_notice(), recipient=block)) if each.text in block]
    assert [each.text for each in lines] == list(block)
    assert all(45 <= each.top <= 80 and each.left == pytest.approx(105, abs=0.5) for each in lines)


def test_the_window_is_where_the_person_says() -> None:
    """Envelopes and printers differ."""
    letter = a_notice()
    pdf = TypstLetters(Window(top=52, left=110)).letter(letter)
    (line,) = [each for each in placed_in(pdf) if each.text == letter.recipient[0] and each.left > 100]
    assert (line.left, 52 <= line.top <= 57) == (pytest.approx(110, abs=0.5), True)


def test_a_trial_draws_the_window_and_changes_no_word() -> None:
    """To be folded into an envelope once."""
    letter = a_notice()
    trial = TypstLetters().trial(letter)
    drawn = pypdf.PdfReader(io.BytesIO(trial))
    assert plain(" ".join(page.extract_text() for page in drawn.pages)) == read(letter)
    assert trial != TypstLetters().letter(letter)


def test_enclosures_stay_with_the_signature() -> None:
    """A page of its own for three lines would be lost."""
    for count in range(6, 14):
        letter = replace(
            a_notice(), paragraphs=("Un paragraphe. " * 22,) * count + ("Fin.",), enclosures=("Une photo", "Un reçu")
        )
        last = reader(letter).pages[-1].extract_text()
        assert ("Fin." in last, "Un reçu" in last) == (True, True)


def test_a_date_is_never_broken_over_two_lines() -> None:
    """Nobody reads half a day."""
    letter = replace(a_notice(), paragraphs=("mot " * 17 + "le 15 mai 2027, puis le 1er août 2027.", "Fin."))
    raw = reader(letter).pages[0].extract_text()
    assert "15\N{NO-BREAK SPACE}mai\N{NO-BREAK SPACE}2027" in raw
    assert "1er\N{NO-BREAK SPACE}août\N{NO-BREAK SPACE}2027" in raw
