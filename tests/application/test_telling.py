"""What a plan has to say, in the reader's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from agenda_builders import a_plan, a_step
from submission_builders import a_manifest

from demenagement.application.telling import (
    about_fact,
    addressed,
    caution_lines,
    caution_text,
    derivation,
    human,
    named_by_id,
    sentences,
    titled,
)
from demenagement.domain.deadline import because
from demenagement.domain.plan import Caution
from demenagement.domain.provider import Channel
from demenagement.domain.words import Words
from demenagement.locations import shipped
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from demenagement.bootstrap import Product

FR = phrasebook("fr")
DAYS = (("start", date(2027, 5, 1)), ("end", date(2027, 5, 31)))


def test_a_title_names_whom_the_step_is_for() -> None:
    """Two cars are two steps."""
    assert titled(a_step("car", subject="AB-123-CD"), "fr") == "Prévenir la banque (AB-123-CD)"


def test_a_title_stands_alone_where_the_step_is_for_nobody_in_particular() -> None:
    """No empty brackets."""
    assert titled(a_step("bank"), "en") == "Tell the bank"


def test_a_step_is_named_as_it_is_typed() -> None:
    """One that left the plan by that alone."""
    plan = a_plan(a_step("bank"))
    assert [named_by_id(name, plan, "en") for name in ("bank", "gone")] == ["Tell the bank [bank]", "gone"]


@pytest.mark.parametrize(
    ("recipient", "lang", "told"),
    [
        ("Votre mairie", "fr", "À votre mairie, par vous-même"),
        ("Votre mairie", "en", "To your town hall, par vous-même"),
        ("Le greffe", "fr", "Au greffe, par vous-même"),
        ("Le greffe", "en", "To the registry, par vous-même"),
        ("L'école", "fr", "À l'école, par vous-même"),
        ("La Poste", "fr", "À La Poste, par vous-même"),
    ],
)
def test_a_kind_of_provider_is_written_as_inside_a_sentence(recipient: str, lang: str, told: str) -> None:
    """With its article; a brand keeps its capital."""
    english = {"Votre mairie": "Your town hall", "Le greffe": "The registry"}.get(recipient, "")
    manifest = a_manifest("any", name=Words(recipient, english))
    assert addressed(recipient, manifest, "par vous-même", phrasebook(lang)) == told


def test_a_name_of_somebody_s_own_stays_as_it_is_written() -> None:
    """Even one that begins like an article."""
    manifest = a_manifest("landlord", name=Words("Votre bailleur", "Your landlord"))
    assert addressed("Le Bihan Immobilier", manifest, "par Post", FR) == "À Le Bihan Immobilier, par Post"


def test_a_reason_is_a_sentence() -> None:
    """One each."""
    assert sentences((because("given"), because("days-before", count=3)), FR) == ["date donnée", "− 3 jours"]


def test_another_step_is_called_by_its_title() -> None:
    """Nobody knows steps by their names in the catalogue."""
    step = a_step("late", why=(because("after-step", step="bank"),))
    assert derivation(step, a_plan(a_step("bank"), step), FR) == ["à faire après une autre étape : Prévenir la banque"]


def test_a_step_that_left_the_plan_keeps_its_name() -> None:
    """Better than a hole."""
    step = a_step("late", why=(because("after-step", step="gone"),))
    assert derivation(step, a_plan(step), FR) == ["à faire après une autre étape : gone"]


def test_whom_to_reach_is_said_by_the_step_itself() -> None:
    """It knows better than its provider."""
    step = a_step("bank", provider="bank")
    step = step._replace(template=replace(step.template, human=Words("L'Adil.", "The Adil.")))
    assert human(step, {"bank": a_manifest("bank", Channel.PORTAL)}, "fr") == "L'Adil."


def test_whom_to_reach_is_else_said_by_the_provider() -> None:
    """Its manifest always names somebody."""
    assert human(a_step("bank", provider="bank"), {"bank": a_manifest("bank", Channel.PORTAL)}, "en") == "An adviser."


def test_a_step_without_a_provider_has_nobody_to_reach() -> None:
    """It is done at home."""
    assert human(a_step("packing"), {}, "fr") is None


def test_a_warning_is_a_sentence() -> None:
    """With a capital, whatever it begins with."""
    said = caution_text(Caution("notice-void", "lease-notice", details=(("cause", "email"),)), FR)
    assert said.startswith("Un congé donné par courriel est nul")


@pytest.mark.parametrize(
    ("amount", "end"), [(Decimal(840), "vous coûte 840,00 € sur ces jours."), (None, "pour en connaître le coût.")]
)
def test_two_rents_cost_something_or_nobody_knows_what(amount: Decimal | None, end: str) -> None:
    """The rent may not be known."""
    said = caution_text(Caution("overlap-rent", None, amount, DAYS), FR).replace("\N{NO-BREAK SPACE}", " ")
    assert said.endswith(end)


def test_many_rules_that_were_not_looked_at_for_a_year_are_one_sentence(product: Product) -> None:
    """Nobody reads the same warning seventy times; one or two are told each."""
    dossier = product.read_dossier(shipped("demo", "family.toml"))
    plan = product.planning.plan(dossier, date(2029, 1, 10))
    stale = [caution for caution in plan.warnings if caution.code == "rule-stale"]
    lines = list(caution_lines(plan.warnings, plan, FR))
    assert (len(stale) > 50, len(lines)) == (True, len(plan.warnings) - len(stale) + 1)
    assert lines[-1].startswith(f"{len(stale)} règles de ce plan")
    assert len(list(caution_lines(stale[:2], plan, FR))) == 2


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("move.day", "jour du déménagement"),
        ("accounts.mover.address", "adresse postale où écrire"),
        ("no.such.fact", "no.such.fact"),
    ],
)
def test_a_fact_has_a_name(fact: str, said: str) -> None:
    """The same for every account; itself where nobody named it."""
    assert about_fact("fact", fact, FR, {}) == said


def test_a_question_about_a_member_names_it() -> None:
    """As people call it."""
    said = about_fact("question", "household.pets.filou.kind", FR, {"household.pets.filou": "Filou"})
    assert "Filou" in said
