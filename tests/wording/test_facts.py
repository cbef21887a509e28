"""Every fact of the dossier has its words: a label, a question and its reason, a label for each option."""

from __future__ import annotations

import string
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from demenagement import wording
from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import declared, keys, noun_types, options
from demenagement.wording import LANGUAGES, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(wording.__file__).parent
FILES = sorted({path.stem for path in FOLDER.glob("*/*.toml")} - {"letter"})  # letters are French for every reader

# A whole table is never one question; the second line of an address belongs to the question about the first.
NEVER_ASKED = {"move", "leaving", "arriving", "household", "leaving.complement", "arriving.complement"}

# A member is asked about by its name, once it has one.
MEMBERS = ("household.adults", "household.children", "household.vehicles", "household.pets", "accounts")
WHAT_NAMES_A_MEMBER = {
    "household.adults.name",
    "household.children.name",
    "household.vehicles.plate",
    "household.pets.name",
}


def paths(noun: type, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Every key of the dossier file below a noun: tables and lists too, members of lists without their instance."""
    for key in keys(noun):
        path = (*above, key)
        yield ".".join(path)
        for inner in noun_types(declared(Dossier, path)):
            yield from paths(inner, path)


# The program writes it, to keep a name that was corrected; nobody is asked for it or shown it.
NEVER_SHOWN = {f"{member}.key" for member in MEMBERS}
FACTS = set(paths(Dossier)) - NEVER_SHOWN
ASKED = FACTS - NEVER_ASKED
OPTIONS = {f"{path}.{word}" for path in FACTS for word in options(declared(Dossier, path.split(".")))}
NAMED = {path for path in ASKED if path.startswith(tuple(f"{member}." for member in MEMBERS))} - WHAT_NAMES_A_MEMBER


def gaps(sentence: str) -> set[str]:
    """The names of the gaps of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fact_has_a_label(lang: str) -> None:
    """No less, so that no screen shows a bare key; no more, so that no label outlives its fact."""
    assert set(sentences(lang, "fact")) == FACTS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_facts_share_a_label(lang: str) -> None:
    """A warning that names two dates must not call both the same."""
    assert [label for label, times in Counter(sentences(lang, "fact").values()).items() if times > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fact_that_may_be_unknown_has_a_question(lang: str) -> None:
    """Whatever the planner lacks, it can ask for."""
    assert set(sentences(lang, "question")) == ASKED


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_says_why_it_is_asked(lang: str) -> None:
    """Nothing is asked without telling what it changes."""
    assert set(sentences(lang, "because")) == set(sentences(lang, "question"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_is_one_sentence(lang: str) -> None:
    """Two questions at once would get one answer."""
    found = sentences(lang, "question").items()
    assert [fact for fact, text in found if not text.endswith("?") or text.count("?") > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_about_a_member_names_it(lang: str) -> None:
    """With two children, "which school?" cannot be answered."""
    found = {fact: gaps(text) for fact, text in sentences(lang, "question").items()}
    assert found == {fact: {"name"} if fact in NAMED | {"accounts"} else set() for fact in ASKED}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_option_has_a_label(lang: str) -> None:
    """Each word that a fact may be, and none that it may not."""
    assert set(sentences(lang, "option")) == OPTIONS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_options_of_a_fact_share_a_label(lang: str) -> None:
    """A person who chooses must see what they choose between."""
    chosen = Counter((key.rpartition(".")[0], label) for key, label in sentences(lang, "option").items())
    assert [pair for pair, times in chosen.items() if times > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("area", ["fact", "because", "option"])
def test_a_label_or_a_reason_has_no_gap(lang: str, area: str) -> None:
    """Other sentences look these up with nothing to fill them with."""
    assert [key for key, text in sentences(lang, area).items() if gaps(text)] == []


@pytest.mark.parametrize("area", FILES)
def test_both_languages_hold_the_same_keys(area: str) -> None:
    """A sentence that one language lacks would be a KeyError in front of a person."""
    french, english = sentences("fr", area), sentences("en", area)
    assert set(french) ^ set(english) == set()


@pytest.mark.parametrize("area", FILES)
def test_both_languages_have_the_same_gaps(area: str) -> None:
    """A sentence is filled in with the same details whatever the language."""
    french, english = sentences("fr", area), sentences("en", area)
    shared = french.keys() & english.keys()
    assert {key: gaps(french[key]) for key in shared} == {key: gaps(english[key]) for key in shared}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("area", FILES)
def test_no_sentence_is_empty(lang: str, area: str) -> None:
    """An empty sentence is a forgotten one."""
    assert [key for key, text in sentences(lang, area).items() if not text.strip()] == []
