"""How sentences are found and filled in, in each language."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from demenagement.wording import LANGUAGES, Phrasebook, phrasebook, sentences


@pytest.fixture
def fr() -> Phrasebook:
    """The French phrasebook."""
    return Phrasebook("fr")


@pytest.fixture
def en() -> Phrasebook:
    """The English phrasebook."""
    return Phrasebook("en")


def test_a_sentence_is_found_by_file_and_name(fr: Phrasebook) -> None:
    """The part before the first dot is the file."""
    assert fr("reason.given") == "date donnée"


def test_the_name_of_a_sentence_may_hold_dots(fr: Phrasebook) -> None:
    """A dotted path is one name."""
    assert fr("fact.move.day") == "jour du déménagement"


@pytest.mark.parametrize("key", ["reason.no-such", "nowhere.given", "reason", "", "../fr/reason.given"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_unknown_key_is_a_key_error(lang: str, key: str) -> None:
    """A missing sentence is a mistake of ours, never an empty line."""
    with pytest.raises(KeyError):
        Phrasebook(lang)(key)


def test_a_detail_that_was_not_given_is_a_key_error(fr: Phrasebook) -> None:
    """A sentence is not shown with a hole in it."""
    with pytest.raises(KeyError):
        fr("reason.received")


@pytest.mark.parametrize(("key", "there"), [("fact.move.day", True), ("fact.move.hour", False), ("nowhere.x", False)])
def test_a_phrasebook_says_whether_it_has_a_sentence(fr: Phrasebook, key: str, there: bool) -> None:
    """Asking costs no error."""
    assert fr.has(key) is there


def test_a_language_that_does_not_exist_is_french() -> None:
    """People in France read French first."""
    assert phrasebook("de")("reason.given") == "date donnée"


def test_a_file_that_does_not_exist_has_no_sentence() -> None:
    """Nor does a name that tries to leave the folder."""
    assert (sentences("fr", "nowhere"), sentences("fr", "../fr/reason")) == ({}, {})


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        ("fr", date(2027, 5, 7), "7 mai 2027"),
        ("fr", date(2027, 5, 1), "1er mai 2027"),
        ("fr", date(2027, 8, 21), "21 août 2027"),
        ("fr", date(2027, 12, 31), "31 décembre 2027"),
        ("en", date(2027, 5, 7), "7 May 2027"),
        ("en", date(2027, 5, 1), "1 May 2027"),
        ("en", date(2027, 1, 31), "31 January 2027"),
    ],
)
def test_a_date_is_written_as_people_write_it(lang: str, day: date, text: str) -> None:
    """Only the French first of the month is an ordinal."""
    assert Phrasebook(lang).day(day) == text


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        ("fr", date(2027, 5, 7), "vendredi 7 mai 2027"),
        ("fr", date(2027, 8, 1), "dimanche 1er août 2027"),
        ("en", date(2027, 5, 3), "Monday 3 May 2027"),
    ],
)
def test_a_long_date_has_its_day_of_the_week(lang: str, day: date, text: str) -> None:
    """Monday is the first day of the week, Sunday the last."""
    assert Phrasebook(lang).long_day(day) == text


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [("fr", date(2027, 5, 7), "ven. 07/05"), ("en", date(2027, 5, 7), "Fri 07/05")],
)
def test_a_short_date_fits_a_narrow_column(lang: str, day: date, text: str) -> None:
    """The day comes before the month in both languages."""
    assert Phrasebook(lang).short_day(day) == text


def test_a_date_in_a_sentence_is_written_out(fr: Phrasebook) -> None:
    """Whoever calls passes a date, never its text."""
    assert fr("reason.received", day=date(2027, 5, 1)) == "congé reçu par le bailleur le 1er mai 2027"


def test_a_moment_in_a_sentence_is_its_date(en: Phrasebook) -> None:
    """The hour is left out."""
    moment = datetime(2027, 5, 7, 23, 59, tzinfo=UTC)
    assert en("reason.received", day=moment) == "notice received by the landlord on 7 May 2027"


@pytest.mark.parametrize(
    ("lang", "amount", "text"),
    [
        ("fr", Decimal(840), "840,00 €"),
        ("fr", Decimal("1234.5"), "1 234,50 €"),
        ("fr", Decimal("1234567.89"), "1 234 567,89 €"),
        ("en", Decimal("0.5"), "€0.50"),
        ("en", Decimal("1234.5"), "€1,234.50"),
    ],
)
def test_euros_are_written_as_people_write_them(lang: str, amount: Decimal, text: str) -> None:
    """Two decimals, thousands set apart."""
    assert Phrasebook(lang).euros(amount).replace("\N{NO-BREAK SPACE}", " ") == text


def test_an_amount_in_a_sentence_is_in_euros(en: Phrasebook) -> None:
    """A decimal is always money."""
    details = {"start": date(2027, 5, 1), "end": date(2027, 5, 31), "amount": Decimal(840)}
    assert en("warning.overlap-rent", **details) == (
        "Two rents run from 1 May 2027 to 31 May 2027. The old home costs you €840.00 for those days."
    )


@pytest.mark.parametrize(
    ("lang", "count", "text"),
    [
        ("fr", 0, "+ 0 jour"),
        ("fr", 1, "+ 1 jour"),
        ("fr", 1.5, "+ 1.5 jour"),
        ("fr", 2, "+ 2 jours"),
        ("en", 0, "+ 0 days"),
        ("en", 1, "+ 1 day"),
        ("en", 2, "+ 2 days"),
    ],
)
def test_a_noun_agrees_with_its_number(lang: str, count: float, text: str) -> None:
    """French is plural from two on; English for everything but one."""
    assert Phrasebook(lang)("reason.days-after", count=count) == text


def test_a_detail_may_be_looked_up_in_another_file(fr: Phrasebook) -> None:
    """`{ground:ground}` is the word of ground.toml."""
    said = fr("reason.notice-ground", ground="transfer")
    assert said == "motif de préavis réduit : mutation professionnelle"


def test_a_fact_named_in_a_sentence_is_shown_by_its_label(fr: Phrasebook) -> None:
    """`{fact:fact}` takes a dotted path."""
    said = fr("warning.date-in-past", fact="move.day", day=date(2027, 5, 8))
    assert said == "La date « jour du déménagement » est passée (8 mai 2027). Corrigez-la si elle est fausse."


def test_a_detail_without_a_word_of_its_own_is_shown_as_it_is(fr: Phrasebook) -> None:
    """Better a bare word than no sentence."""
    assert fr("reason.notice-ground", ground="whim") == "motif de préavis réduit : whim"


def test_a_name_between_braces_is_not_filled_in(fr: Phrasebook) -> None:
    """What people typed is never read as a pattern."""
    assert fr("question.household.pets.kind", name="{day}").startswith("Quel animal est {day} :")
