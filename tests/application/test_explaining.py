"""Rules in words, for people who read no code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from demenagement.application.explaining import condition_in_words, date_in_words
from demenagement.domain.circumstances import CIRCUMSTANCES
from demenagement.domain.condition import parse
from demenagement.domain.law import LAW
from demenagement.domain.template import DateSource
from demenagement.wording import LANGUAGES, phrasebook

if TYPE_CHECKING:
    from demenagement.bootstrap import Product

CODE = re.compile(r"==|!=|<|>|\w\.\w|\w_\w|\bpresumed\(|\bany\(|\bNone\b|\bTrue\b|\bFalse\b")


def worded(text: str, lang: str = "fr") -> str:
    """A condition in words."""
    return condition_in_words(parse(text), phrasebook(lang))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("True", "Tous les foyers"),
        ("rents_old_home and not ends_at_term", "L'ancien logement est loué ; et le bail ne finit pas de lui-même"),
        ('vehicle.kind in ("quad", "minimoto")', "Type de véhicule : Quad ou Mini-moto"),
        ('"jobseeker" in adult.status', "Situation professionnelle et autres statuts : Inscription à France Travail"),
        ("age(adult) < 25", "Âge : moins de 25"),
        ("len(household.vehicles) > 0", "Il y a : véhicules"),
    ],
)
def test_a_condition_is_read_aloud(condition: str, words: str) -> None:
    """Facts and their values by the names that people know."""
    assert worded(condition) == words


def test_what_is_mixed_keeps_its_brackets() -> None:
    """« a and (b or c) » is not « a and b or c »."""
    assert worded("leaving_france and (household.boat or household.drone)").count("(") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_condition_that_ships_is_read_without_code(product: Product, lang: str) -> None:
    """No operator, no dotted path, no name of a function."""
    say = phrasebook(lang)
    steps = [step for family in product.families for step in family.steps]
    told = {step.slug: condition_in_words(step.when, say) for step in steps}
    assert {slug: text for slug, text in told.items() if CODE.search(text) or not text} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_date_that_ships_is_read_without_code(product: Product, lang: str) -> None:
    """Named days, offsets and rules of law."""
    say = phrasebook(lang)
    steps = [step for family in product.families for step in family.steps]
    sources = {source for step in steps for source in (step.opens, step.ideal, step.due) if source is not None}
    assert [text for source in sources if CODE.search(text := date_in_words(source, say))] == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("move.day", "jour du déménagement"),
        ("move.day - 5 working days", "jour du déménagement, 5 jours ouvrés avant"),
        ("move.day + 1 months", "jour du déménagement, 1 mois après"),
        ("end of month keys.in + 1 months", "la fin du mois de : remise des clés du nouveau logement, 1 mois après"),
    ],
)
def test_a_date_is_counted_in_words(source: str, words: str) -> None:
    """From the named day."""
    assert date_in_words(DateSource.parse(source), phrasebook("fr")) == words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_circumstance_and_every_rule_of_law_has_words(lang: str) -> None:
    """A circumstance its contrary too."""
    say = phrasebook(lang)
    keys = [f"rule.{name}" for name in CIRCUMSTANCES] + [f"rule.not-{name}" for name in CIRCUMSTANCES]
    keys += [f"rule.law-{name}" for name in LAW]
    assert [key for key in keys if not say.has(key)] == []
