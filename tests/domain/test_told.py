"""What a person tells for one letter: days, lines, words, and that there was none."""

from __future__ import annotations

from datetime import date

import pytest

from demenagement.domain.told import TOLD, as_facts
from demenagement.errors import NotAllowed


@pytest.mark.parametrize("text", ["2027-06-15", "15/06/2027", "15.6.2027"])
def test_a_day_is_read_the_ways_people_write_it(text: str) -> None:
    """As everywhere else in the program."""
    assert as_facts({"complained_on": text}) == {"told.complained_on": date(2027, 6, 15)}


@pytest.mark.parametrize("text", ["hier", "31/02/2027", "2027"])
def test_what_is_no_day_is_refused(text: str) -> None:
    """A letter never holds a wrong date in silence."""
    with pytest.raises(NotAllowed) as caught:
        as_facts({"complained_on": text})
    assert caught.value.reason == "told-unreadable"


def test_an_address_is_several_lines() -> None:
    """Set apart by a semicolon or a line break; empty ones are left out."""
    for text in (" 1 rue du Port ;; 75009 Paris\n", "1 rue du Port, 75009 Paris"):
        assert as_facts({"mediator_address": text}) == {"told.mediator_address": ("1 rue du Port", "75009 Paris")}


@pytest.mark.parametrize("text", ["aucune", "Aucune", "none", "non"])
def test_no_answer_is_an_answer(text: str) -> None:
    """It is not asked again."""
    assert as_facts({"answer": text}) == {"told.answer": False}


def test_words_keep_their_line_breaks_and_nothing_else() -> None:
    """No command to a terminal or a printer."""
    assert as_facts({"what": " un\n\x1b[31mdeux "}) == {"told.what": "un\n\N{REPLACEMENT CHARACTER}[31mdeux"}


def test_what_is_left_empty_was_not_told() -> None:
    """It will be asked."""
    assert as_facts(dict.fromkeys(TOLD, " ")) == {}


def test_a_name_that_does_not_exist_is_refused_with_those_that_do() -> None:
    """A misspelt one would be lost."""
    with pytest.raises(NotAllowed) as caught:
        as_facts({"billd": "12"})
    assert (caught.value.reason, caught.value.facts["named"]) == ("told-unknown", TOLD)
