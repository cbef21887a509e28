"""Six households, every relation of each: a way, a draft or what to ask for it, and a person to reach."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from demenagement import locations
from demenagement.application.telling import about_fact, human
from demenagement.bootstrap import Product
from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import declared
from demenagement.domain.plain import place
from demenagement.errors import DossierIncomplete
from demenagement.gateways import toml
from demenagement.wording import LANGUAGES, phrasebook

if TYPE_CHECKING:
    from demenagement.application.journeys import Overview
    from demenagement.domain.draft import Draft
    from demenagement.domain.plan import Step

TODAY = date(2027, 1, 4)
HOUSEHOLDS = {
    path.stem: path
    for path in (locations.shipped("demo", "family.toml"), *sorted((Path(__file__).parent / "households").glob("*")))
}
NOBODY_TO_TELL = {
    *("packing", "moving-day", "hand-over-documents", "first-night-bag", "moving-leave", "no-junk-mail"),
    *("mailbox-name", "old-mailbox-name", "locks-keys", "neighbours-notice", "next-occupant-note", "identity-papers"),
    *("address-change-list", "tv-press-subscriptions", "loyalty-cards", "hunting-boat-drone", "sale-handover"),
    *("lease-signing-file", "lease-last-rent-prorata", "insurance-old-home-until-end", "guarantor-visale-end"),
    *("boiler-chimney-certificates", "separation-lease", "mover-deposit", "mover-value-declaration", "tax-frais-reels"),
    *("mover-claim-prescription", "landlord-becoming", "custody-notice", "alimony-notice", "guardianship"),
    *("leaving-france-vehicle", "entering-france", "mail-forwarding-end"),
    *(f"check-d{days}" for days in (1, 10, 30, 90, 180, 365)),
}
"""Steps that are the household's alone, or that go to a person whom no provider stands for."""

ANSWERS: dict[str, Any] = {
    "address": ["Service clients", "CS 10000", "35000 RENNES"],
    "email": "a@example.org",
    "reference": "EX-1",
    "name": "Agence Modèle",
    "reserves": ["Une table : un pied cassé"],
    "keys": date(2027, 7, 1),
}
"""What a household would answer, by the last word of the fact."""


@pytest.fixture(scope="module", params=HOUSEHOLDS, ids=HOUSEHOLDS)
def facts(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What one of the households said."""
    return toml.read(HOUSEHOLDS[request.param])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Product:
    """A program where no account is set up."""
    return Product(str(tmp_path_factory.mktemp("relations")), environment={})


def _look(home: Product, facts: dict[str, Any]) -> Overview:
    journey = home.journeys.begin(home.facts(deepcopy(facts), "household"), home.clock())
    return home.journeys.look(journey.id, TODAY)


@pytest.fixture(scope="module")
def overview(home: Product, facts: dict[str, Any]) -> Overview:
    """Its plan, months before the move."""
    return _look(home, facts)


def _relations(overview: Overview) -> list[Step]:
    return [step for step in overview.plan.steps if step.provider is not None]


def _tried(home: Product, overview: Overview, step: Step) -> Draft | DossierIncomplete:
    try:
        return home.submissions.draft(overview, step.id, TODAY)
    except DossierIncomplete as fault:
        return fault


def test_every_step_that_goes_to_somebody_has_a_provider(overview: Overview) -> None:
    """And the others are known."""
    assert {step.slug for step in overview.plan.steps if step.provider is None} <= NOBODY_TO_TELL
    assert len(_relations(overview)) > 15


def test_every_relation_has_a_provider_with_a_way_and_a_person(home: Product, overview: Overview) -> None:
    """In both languages."""
    for step in _relations(overview):
        manifest = home.manifests[step.provider or ""]
        routes = [human(step, home.manifests, lang) for lang in LANGUAGES]
        assert (step.id, len(manifest.channels) > 0, manifest.carries, all(routes)) == (step.id, True, None, True)


def test_every_relation_has_a_draft_or_names_facts_that_can_be_asked(home: Product, overview: Overview) -> None:
    """A draft says whom it is for and what to do; a missing fact is one of the dossier and has its question."""
    for step in _relations(overview):
        found = _tried(home, overview, step)
        if isinstance(found, DossierIncomplete):
            assert found.missing, step.id
            for path in found.missing:
                asked = about_fact("question", path, phrasebook("fr"), overview.plan.names)
                assert (path, declared(Dossier, path.split(".")) is None, asked == path) == (path, False, False)
        else:
            assert (step.id, bool(found.recipient), bool(found.letter or found.text)) == (step.id, True, True)


def test_what_a_household_named_is_whom_its_draft_is_for(home: Product, overview: Overview) -> None:
    """Whatever family serves it; what is asked is asked under its name."""
    named = [step for step in _relations(overview) if step.own is not None]
    for step in named:
        found = _tried(home, overview, step)
        if isinstance(found, DossierIncomplete):
            whose = {path.split(".")[1] for path in found.missing if path.startswith("accounts.")}
            assert step.provider not in whose, step.id
        else:
            assert str(step.own) in found.recipient, step.id
    assert named or overview.dossier.household.subscriptions == ()


def test_once_answered_every_relation_has_its_draft(home: Product, facts: dict[str, Any]) -> None:
    """What was asked once is remembered, and nothing is asked again."""
    answered, asked = deepcopy(facts), set[str]()
    for _ in range(4):
        overview = _look(home, answered)
        tried = (_tried(home, overview, step) for step in _relations(overview))
        missing = {path for found in tried if isinstance(found, DossierIncomplete) for path in found.missing}
        assert missing & asked == set()
        if not missing:
            return
        asked |= missing
        for path in missing:
            place(answered, path, ANSWERS[path.rpartition(".")[2]])
    assert missing == set()
