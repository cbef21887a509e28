"""The six-line postal block: what goes on which line, what is shortened, and what is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.postal import (
    Unfit,
    capitals,
    from_lines,
    from_parts,
    names_somebody,
    shorten_street,
    shorten_town,
)


def test_a_person_and_a_street_make_three_lines() -> None:
    """Unused lines are dropped, never left empty."""
    block = from_parts("Camille Martin", street="5 quai des Brumes", postcode="44000", city="Nantes")
    assert block.lines == ("Camille Martin", "5 quai des Brumes", "44000 NANTES")


def test_the_flat_comes_before_the_building() -> None:
    """Line 2 is what lies within the building, line 3 the building."""
    block = from_parts(
        "Camille Martin", street="12 rue Verte", postcode="21000", city="Dijon", complement="Bât. B, 3e étage, appt 12"
    )
    assert block.lines[1:3] == ("3e étage, appt 12", "Bât. B")


def test_a_place_name_or_a_box_comes_after_the_street() -> None:
    """Line 5 is for the lieu-dit, BP, CS or TSA."""
    block = from_parts(
        "Camille Martin", street="2 route du Lac", postcode="74000", city="Annecy", complement="lieu-dit Les Prés"
    )
    assert block.lines == ("Camille Martin", "2 route du Lac", "lieu dit Les Prés", "74000 ANNECY")


@pytest.mark.parametrize(
    ("street", "line"),
    [
        ("12, rue de l'Église", "12 rue de l Église"),
        ("12-14 rue du Port-Neuf", "12 14 rue du Port Neuf"),
        ("3 rue du Sacré-Cœur", "3 rue du Sacré Coeur"),
    ],
)
def test_the_street_has_no_punctuation(street: str, line: str) -> None:
    """No comma after the number, no hyphen, no apostrophe, no ligature."""
    assert from_parts("A", street=street, postcode="21000", city="Dijon").lines[1] == line


@pytest.mark.parametrize(
    ("city", "line"),
    [
        ("Saint-Étienne", "42000 SAINT ETIENNE"),
        ("L'Haÿ-les-Roses", "42000 L HAY LES ROSES"),
        ("Œuilly", "42000 OEUILLY"),
        ("Blois Cedex 9", "42000 BLOIS CEDEX 9"),
    ],
)
def test_the_last_line_is_in_plain_capitals(city: str, line: str) -> None:
    """No accent, no hyphen, no apostrophe, no ligature."""
    assert from_parts("A", street="1 rue A", postcode="42000", city=city).lines[-1] == line


def test_a_street_that_fits_is_left_as_it_is() -> None:
    """Thirty-two characters are not too long."""
    assert shorten_street("7 Boulevard du Professeur Marchand") == "7 Boulevard du Professeur Marchand"


@pytest.mark.parametrize(
    ("street", "shorter"),
    [
        ("BOULEVARD DU MARECHAL JEAN MARIE DE LATTRE DE TASSIGNY", "BD MAL J M DE LATTRE DE TASSIGNY"),
        ("12 Avenue du Général Leclerc de Hauteclocque", "12 Av Gal Leclerc de Hauteclocque"),
        ("4 bis chemin de la fontaine des quatre vents du nord", "4 bis che fontaine quatre vents nord"),
    ],
)
def test_a_long_street_is_shortened_from_the_left(street: str, shorter: str) -> None:
    """Type of way, articles, titles and first names, one by one, until it fits."""
    assert shorten_street(street) == shorter


def test_the_last_word_of_a_street_is_never_shortened() -> None:
    """It is what the sorting reads."""
    assert shorten_street("Promenade des anciens combattants du boulevard").split()[-1] == "boulevard"


def test_the_number_counts_in_the_width_of_the_line() -> None:
    """A name of thirty-two characters with a long number is shortened too."""
    assert len(shorten_street("1250 quater Avenue des Marronniers du Vieux Parc")) <= 38


def test_a_long_town_gets_its_saints_shortened() -> None:
    """SAINT and SAINTE, wherever they stand."""
    assert shorten_town("SAINTE MARIE DU LAC NUISEMENT SAINT LOUP") == "STE MARIE DU LAC NUISEMENT ST LOUP"


def test_a_town_that_fits_keeps_its_saint() -> None:
    """Only what overflows is shortened."""
    assert shorten_town("SAINT MALO") == "SAINT MALO"


def test_a_town_that_can_not_fit_is_named() -> None:
    """Nothing is cut off: the line and the reason are told."""
    block = from_parts("A", street="1 rue A", postcode="51290", city="Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson")
    assert block.problems == (Unfit(3, "too-long", "51290 ST REMY EN BOUZEMONT ST GENEST ET ISSON"),)


def test_a_long_name_goes_on_in_the_next_line() -> None:
    """An organisation may take the line below, where one is free."""
    block = from_lines(
        ["Société coopérative d'habitations à loyer modéré de Bourgogne", "4 place Darcy", "21000 Dijon"]
    )
    assert block.lines[:2] == ("Société coopérative d'habitations à", "loyer modéré de Bourgogne")


def test_a_word_longer_than_the_line_is_named() -> None:
    """It can't be broken in two."""
    assert from_lines(["X" * 39, "1 rue A", "21000 Dijon"]).problems == (Unfit(1, "too-long", "X" * 39),)


def test_a_seventh_line_is_named() -> None:
    """Six lines at most."""
    block = from_lines(["A", "B", "C", "D", "E", "1 rue F", "21000 Dijon"])
    assert block.problems == (Unfit(7, "too-many-lines", "21000 DIJON"),)


@pytest.mark.parametrize("last", ["Dijon", "2100 Dijon", "Dijon 21000", "21000"])
def test_an_address_without_postcode_and_town_is_named(last: str) -> None:
    """The last line begins with five digits."""
    assert [each.reason for each in from_lines(["A", "1 rue B", last]).problems] == ["no-postcode"]


def test_an_address_without_a_name_is_named() -> None:
    """A letter is for somebody."""
    assert from_lines(["1 rue B", "21000 Dijon"]).problems == (Unfit(1, "no-name"),)


def test_an_address_without_a_street_is_named() -> None:
    """A dwelling has one."""
    assert from_parts("A", street="", postcode="21000", city="Dijon").problems == (Unfit(2, "no-street"),)


def test_an_empty_address_is_no_address() -> None:
    """Both ends are missing."""
    assert [each.reason for each in from_lines([]).problems] == ["no-name", "no-postcode"]


def test_a_name_is_put_before_an_address_that_lacks_it() -> None:
    """Whoever copied only the street is helped."""
    assert from_lines(["4 place Darcy", "21000 Dijon"], "Agence Darcy").lines[0] == "Agence Darcy"


def test_a_name_that_is_there_is_not_repeated() -> None:
    """However it was spelled."""
    assert from_lines(["AGENCE DARCY", "4 place Darcy", "21000 Dijon"], "Agence Darcy").lines[0] == "AGENCE DARCY"


def test_a_special_delivery_is_kept_before_the_town() -> None:
    """Businesses have a TSA or CS and often no street."""
    block = from_lines(["EDF Service Client", "TSA 20012", "41975 Blois Cedex 9"])
    assert block.lines == ("EDF Service Client", "TSA 20012", "41975 BLOIS CEDEX 9")


@pytest.mark.parametrize("town", ["F-21000 Dijon", "F - 21000 Dijon", "21000  Dijon"])
def test_the_old_country_letter_is_dropped(town: str) -> None:
    """Nor is FRANCE written inside France."""
    assert from_lines(["A", "1 rue B", town, "France"]).lines == ("A", "1 rue B", "21000 DIJON")


def test_control_characters_never_reach_an_envelope() -> None:
    """They are shown as unreadable."""
    assert from_lines(["A\x1b]0;x", "1 rue B", "21000 Dijon"]).lines[0] == "A\N{REPLACEMENT CHARACTER}]0;x"


@pytest.mark.parametrize(
    ("line", "named"), [("Agence Darcy", True), ("4 place Darcy", False), ("TSA 20012", False), ("21000 Dijon", False)]
)
def test_an_address_says_whether_it_names_somebody(line: str, named: bool) -> None:
    """A street, a box or a town is nobody."""
    assert names_somebody([line]) is named


def test_no_line_names_nobody() -> None:
    """There is nothing to read."""
    assert names_somebody([]) is False


@given(st.lists(st.text(max_size=60), max_size=8), st.text(max_size=50))
def test_a_block_without_problems_fits(lines: list[str], name: str) -> None:
    """Six lines of 38 characters, none empty, the last one a postcode and plain capitals."""
    block = from_lines(lines, name)
    if not block.problems:
        assert len(block.lines) <= 6
        assert all(0 < len(line) <= 38 for line in block.lines)
        assert re.fullmatch(r"\d{5} \S.*", block.lines[-1])


@given(st.text(max_size=80))
def test_capitals_are_stable(text: str) -> None:
    """Written twice, it is the same."""
    assert capitals(capitals(text)) == capitals(text)
