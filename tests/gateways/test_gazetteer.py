"""The communes of France, as they ship."""

from __future__ import annotations

import re
import unicodedata
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.communes import name_key
from demenagement.gateways.gazetteer import ENCODING, FILE, ShippedGazetteer

GAZETTEER = ShippedGazetteer()
TEXT = zlib.decompress(FILE.read_bytes(), zlib.MAX_WBITS | 16).decode(ENCODING)
NAMES = re.findall(r"^([^#%@\n]+)@([0-9AB]{5})(?![^;\n]*~)", TEXT, re.MULTILINE)
"""Every name with the code of its commune: those of today, older ones, arrondissements."""
EVERY = len(NAMES)


def found(text: str, limit: int = 10) -> list[str]:
    """The names that a search gives."""
    return [match.name for match in GAZETTEER.search(text, limit)]


def codes(text: str) -> list[str]:
    """The communes that a search gives, however many."""
    return [match.commune.insee for match in GAZETTEER.search(text, EVERY)]


def test_the_whole_of_france_ships() -> None:
    """Every commune of the year's official codes, in half a megabyte."""
    assert (len(GAZETTEER), GAZETTEER.edition) == (34_969, 2026)
    assert FILE.stat().st_size < 500_000


def test_the_file_says_where_its_facts_come_from() -> None:
    """At its head: whose they are, and under which licences."""
    head = TEXT.partition("%")[0]
    wanted = ("Insee", "La Poste", "Licence Ouverte", "Etalab", "@etalab/decoupage-administratif", "MIT")
    assert [word for word in wanted if word not in head] == []


@given(name=st.sampled_from(NAMES), length=st.integers(1, 60))
def test_any_beginning_of_any_name_finds_the_commune(name: tuple[str, str], length: int) -> None:
    """A commune of today by its own name, and by those of the communes it swallowed."""
    assert name[1] in codes(name[0][:length])


@given(name=st.sampled_from(NAMES), length=st.integers(1, 60))
def test_accents_capitals_and_hyphens_make_no_difference(name: tuple[str, str], length: int) -> None:
    """Typed in a hurry, it finds what it finds when written with care."""
    written = name[0][:length]
    bare = "".join(mark for mark in unicodedata.normalize("NFD", written) if not unicodedata.combining(mark))
    hurried = bare.replace("œ", "oe").replace("Œ", "OE").replace("-", " ").replace("'", "’").upper()
    assert codes(hurried) == codes(written)


@given(name=st.sampled_from(NAMES))
def test_a_whole_name_comes_first(name: tuple[str, str]) -> None:
    """Before the names that only begin so."""
    exact = [
        match.commune.insee for match in GAZETTEER.search(name[0], 40) if name_key(match.name) == name_key(name[0])
    ]
    assert name[1] in exact
    assert codes(name[0])[: len(exact)] == exact


@given(name=st.sampled_from(NAMES))
def test_a_name_names_the_communes_that_bear_it(name: tuple[str, str]) -> None:
    """Or once did."""
    assert name[1] in {commune.insee for commune in GAZETTEER.named(name[0])}


@given(typed=st.text(max_size=12))
def test_whatever_is_typed_each_commune_comes_once(typed: str) -> None:
    """And no more than were wanted."""
    given_ = codes(typed)
    assert len(given_) == len(set(given_))
    assert found(typed, 3) == found(typed, EVERY)[:3]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dijon", ["Dijon", "Fontaine-lès-Dijon"]),
        ("saint-den", ["Saint-Denis", "Saint-Denis"]),
        ("s", ["Strasbourg", "Saint-Étienne"]),
        ("st", ["Strasbourg", "Saint-Étienne"]),
        ("ste mar", ["Sainte-Marie", "Sainte-Marie"]),
        ("havre", ["Le Havre"]),
        ("sables", ["Les Sables-d'Olonne"]),
        ("l’hay", ["L'Haÿ-les-Roses"]),
        ("oeuilly", ["Œuilly", "Œuilly"]),
        ("bors canton de cha", ["Bors (Canton de Charente-Sud)"]),
        ("Lyon 3", ["Lyon 3e Arrondissement"]),
        ("PARIS 01", ["Paris 1er Arrondissement"]),
        ("21000", ["Dijon"]),
        ("2100", ["Dijon"]),
        ("21 000", ["Dijon"]),
        ("69", ["Lyon", "Villeurbanne"]),
    ],
)
def test_what_is_searched_for_most_comes_first(typed: str, first: list[str]) -> None:
    """What is called just so, then the most peopled; a later word of the name finds it too."""
    assert found(typed)[: len(first)] == first


@pytest.mark.parametrize("typed", ["", " ", "-", "zzzz", "99999", "中", "@", "\n", "Dijon@21231"])
def test_what_is_nothing_finds_nothing(typed: str) -> None:
    """Signs that the file itself uses are no names."""
    assert (found(typed), GAZETTEER.named(typed), GAZETTEER.at_postcode(typed)) == ([], (), ())


def test_an_older_name_finds_the_commune_of_today() -> None:
    """And stays the name by which it was found."""
    (match,) = GAZETTEER.search("Pierrefitte-sur-Seine")
    assert (match.name, match.commune.name, match.commune.insee) == ("Pierrefitte-sur-Seine", "Saint-Denis", "93066")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("21231", "Dijon"),
        ("2A004", "Ajaccio"),
        ("75111", "Paris"),
        ("69383", "Lyon"),
        ("13201", "Marseille"),
        ("20004", "Ajaccio"),
        ("93059", "Saint-Denis"),
        ("69152", "Oullins-Pierre-Bénite"),
        ("97411", "Saint-Denis"),
        ("98735", "Papeete"),
    ],
)
def test_a_code_gives_the_commune_of_today(code: str, name: str) -> None:
    """Its own, that of an arrondissement, or one from before a merger."""
    commune = GAZETTEER.commune(code)
    assert commune is not None
    assert commune.name == name


@pytest.mark.parametrize("code", ["99999", "", "2C004", "2123", "21231;", "=", "20999"])
def test_a_code_of_nothing_gives_nothing(code: str) -> None:
    """Nor does what is no code."""
    assert GAZETTEER.commune(code) is None


def test_a_merged_commune_of_which_the_sources_disagree_is_left_out() -> None:
    """Two communes of today are said to hold it: neither is taken."""
    assert (GAZETTEER.commune("55273"), GAZETTEER.named("Lamarche-en-Woëvre")) == (None, ())


def test_a_postcode_may_serve_many_communes() -> None:
    """The most peopled first."""
    served = GAZETTEER.at_postcode("51300")
    assert (len(served), served[0].name) == (46, "Vitry-le-François")
    assert all("51300" in commune.postcodes for commune in served)


def test_every_postcode_of_paris_is_that_of_paris() -> None:
    """Twenty, and one more for the sixteenth."""
    paris = GAZETTEER.commune("75056")
    assert paris is not None
    assert {GAZETTEER.at_postcode(postcode) for postcode in paris.postcodes} == {(paris,)}
    assert len(paris.postcodes) == 21


@pytest.mark.parametrize(
    ("code", "name"),
    [("21", "Côte-d'Or"), ("2A", "Corse-du-Sud"), ("974", "La Réunion"), ("99", None), ("é", None), ("", None)],
)
def test_a_departement_has_its_name(code: str, name: str | None) -> None:
    """By its code."""
    assert GAZETTEER.department(code) == name
