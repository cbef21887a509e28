"""What a calendar says to whoever opens it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from agenda_builders import a_plan, a_step

from demenagement.application.journeys import Overview
from demenagement.cli.agenda_words import AgendaWords
from demenagement.domain.deadline import Nature, because
from demenagement.domain.dossier import Dossier
from demenagement.domain.household import Household
from demenagement.domain.journey import Journey
from demenagement.domain.move import Arriving, Leaving
from demenagement.domain.provider import Channel, Expects, Manifest
from demenagement.domain.words import WordLists, Words
from demenagement.wording import LANGUAGES, phrasebook, sentences

if TYPE_CHECKING:
    from demenagement.bootstrap import Product
    from demenagement.domain.plan import Step

_JOURNEY = Journey(id="dijon-lyon", uid="", title="Dijon → Lyon", created="", facts={})
_TOWNS = Dossier(leaving=Leaving(city="Dijon"), arriving=Arriving(city="Lyon"))
_BANK = Manifest(
    slug="bank",
    name=Words("Votre banque", "Your bank"),
    kind="bank",
    level="guided",
    channels=(Channel.PORTAL,),
    source="exemple.fr",
    checked_on=date(2026, 11, 21),
    human=Words("Votre conseiller.", "Your adviser."),
    closing=Words("", ""),
    breakdown=Words("", ""),
    expects=Expects(answer=Words("", ""), days=5),
    homepage="https://exemple.fr",
    portal="https://exemple.fr/adresse",
)


def _words(*steps: Step, lang: str = "fr", dossier: Dossier = _TOWNS, manifest: Manifest = _BANK) -> AgendaWords:
    overview = Overview(_JOURNEY, dossier, a_plan(*steps))
    return AgendaWords(overview, {manifest.slug: manifest}, phrasebook(lang))


def _templated(step: Step, **changes: object) -> Step:
    return step._replace(template=replace(step.template, **changes))  # type: ignore[arg-type] # fields of a template


def _whole() -> tuple[Step, Step]:
    """A step with everything there is to say, and the one it waits for."""
    step = _templated(
        a_step(
            "bank/camille",
            subject="Camille",
            opens=date(2027, 4, 1),
            ideal=date(2027, 4, 20),
            due=date(2027, 5, 8),
            advised=date(2027, 5, 7),
            nature=Nature.LEGAL,
            provider="bank",
            after=("elec-open",),
            covered_by="elec-open",
            why=(because("anchor", name="move.day", day=date(2027, 5, 8)), because("after-step", step="elec-open")),
        ),
        what=Words("Dites la nouvelle adresse.", "Give the new address."),
        otherwise=Words("La carte se perd.", "The card gets lost."),
        needs=WordLists(("une pièce d'identité",), ("an identity document",)),
        law="Code civil, art. 1",
    )
    return step, _templated(a_step("elec-open"), title=Words("Ouvrir l'électricité", "Open electricity"))


_FRENCH = """\
Dernier jour : samedi 8 mai 2027 (la loi).
Jour conseillé : mardi 20 avril 2027.
Possible à partir du jeudi 1er avril 2027.

Dites la nouvelle adresse.
Sinon : La carte se perd.

À préparer :
- une pièce d'identité

Cette date vient de :
- jour du déménagement : 8 mai 2027
- à faire après une autre étape : Ouvrir l'électricité

Quelqu'un à qui parler : Votre conseiller.
Après : Ouvrir l'électricité.
Se fait aussi d'un seul coup avec : Ouvrir l'électricité.
Texte : Code civil, art. 1.
Source : service-public.fr. Vérifié le 21 novembre 2026."""


def test_a_step_says_everything_in_french() -> None:
    """The days first, then what to do, then who, after what, and says who."""
    step, before = _whole()
    assert _words(step, before).describe(step) == ("Prévenir la banque (Camille)", _FRENCH)


def test_a_step_says_as_much_in_english() -> None:
    """Line for line."""
    step, before = _whole()
    title, notes = _words(step, before, lang="en").describe(step)
    assert (title, notes.count("\n"), notes.splitlines()[0]) == (
        "Tell the bank (Camille)",
        _FRENCH.count("\n"),
        "Last day: Saturday 8 May 2027 (law).",
    )


def test_a_step_with_little_to_say_says_little() -> None:
    """No heading without anything below it."""
    step = a_step(ideal=date(2027, 4, 20))
    assert [line for line in _words(step).describe(step)[1].splitlines() if line] == [
        "Jour conseillé : mardi 20 avril 2027.",
        "Source : service-public.fr. Vérifié le 21 novembre 2026.",
    ]


def test_the_calendar_is_called_by_its_towns() -> None:
    """To be told from the other calendars of a household."""
    assert _words().name == "Déménagement : Dijon → Lyon"


@pytest.mark.parametrize("dossier", [Dossier(), replace(_TOWNS, household=Household(protected=True))])
def test_towns_that_are_unknown_or_secret_are_not_named(dossier: Dossier) -> None:
    """Calendars are often shared with those who stay behind."""
    words = _words(dossier=dossier)
    assert (words.name, words.moving_day[0]) == ("Déménagement", "Jour du déménagement")


@pytest.mark.parametrize("nature", Nature)
def test_a_last_day_is_tagged_by_whom_it_binds(nature: Nature) -> None:
    """After what the step is about."""
    step = a_step(due=date(2027, 5, 8), nature=nature)
    labels = {"legal": "Délai légal", "contract": "Contrat", "advice": "Conseil", "counterpart": "Autre partie"}
    assert _words(step).tags(step) == ("Banque", labels[nature])


def test_a_category_without_words_is_told_as_it_is() -> None:
    """A plan file may name a new one."""
    step = _templated(a_step(), category="boats")
    assert _words(step).tags(step) == ("boats",)


@pytest.mark.parametrize(
    ("portal", "link"), [("https://exemple.fr/adresse", "https://exemple.fr/adresse"), (None, "https://exemple.fr")]
)
def test_the_page_is_where_it_is_done_else_the_home_page(portal: str | None, link: str) -> None:
    """As near to the gesture as is known."""
    step = a_step(provider="bank")
    assert _words(step, manifest=replace(_BANK, portal=portal)).link(step) == link


def test_a_step_at_home_has_no_page() -> None:
    """Nobody has to be told."""
    assert _words().link(a_step()) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_category_of_the_plans_has_its_words(lang: str, product: Product) -> None:
    """People sort by them."""
    categories = {step.category for family in product.families for step in family.steps}
    assert categories - {key.removeprefix("category.") for key in sentences(lang, "agenda")} == set()


def test_both_languages_say_the_same_things() -> None:
    """Key for key."""
    assert sentences("fr", "agenda").keys() == sentences("en", "agenda").keys()
