"""Every manifest is complete, every family is reached, and every name is somebody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from demenagement.bootstrap import Product
from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import declared
from demenagement.domain.provider import Channel

if TYPE_CHECKING:
    from demenagement.domain.provider import Manifest

PRODUCT = Product()
MANIFESTS = PRODUCT.manifests
COUNTERPARTS = {slug: manifest for slug, manifest in MANIFESTS.items() if manifest.carries is None}
GENERIC = {slug for slug, manifest in COUNTERPARTS.items() if manifest.kind == slug}
NAMED = COUNTERPARTS.keys() - GENERIC
STEPS = [step for family in PRODUCT.families for step in family.steps]
COMPANIES = {company.name: company for company in PRODUCT.companies.values()}

EACH = pytest.mark.parametrize("manifest", MANIFESTS.values(), ids=MANIFESTS)
COULD_BE_MOVED = {
    *("electricity", "gas", "internet", "mobile", "home-insurance", "car-insurance", "mutual", "bank", "alarm"),
    *("toll-tag", "press", "gym", "streaming", "heating", "other-insurance", "car-leasing", "subscription"),
}
"""Families of contracts that somebody else would like to sell."""


def _texts(manifest: Manifest) -> list[str]:
    words = (manifest.name, manifest.human, manifest.closing, manifest.breakdown, manifest.expects.answer)
    noted = (manifest.note,) if manifest.note else ()
    return [text for each in (*words, *noted) for text in (each.fr, each.en)]


def test_the_catalogue_is_as_big_as_it_says() -> None:
    """At least 25 counterparts by name, 18 families, and 150 names that people know."""
    counts = {"named": len(NAMED), "generic": len(GENERIC), "names": len(COMPANIES)}
    assert [name for name, least in (("named", 25), ("generic", 18), ("names", 150)) if counts[name] < least] == []


@EACH
def test_a_manifest_says_what_to_prepare_in_both_languages(manifest: Manifest) -> None:
    """As many lines in each, and each a line."""
    french, english = manifest.prepares.fr, manifest.prepares.en
    assert (len(french), all(map(str.strip, (*french, *english)))) == (len(english), True)
    assert french


@EACH
def test_a_manifest_says_how_it_answers_ends_breaks_and_who_can_be_reached(manifest: Manifest) -> None:
    """Every one of them, in whole sentences."""
    sentences = [text for text in _texts(manifest)[2:] if not text.endswith((".", ")"))]
    assert (sentences, manifest.expects.days > 0, bool(manifest.source)) == ([], True, True)


@EACH
def test_a_ladder_goes_down(manifest: Manifest) -> None:
    """What asks least of the household comes first, and nothing twice."""
    ladder = [channel for channel in Channel if channel in manifest.channels]
    assert list(manifest.channels) == ladder


@EACH
def test_a_manifest_asks_for_facts_that_there_are(manifest: Manifest) -> None:
    """By the names of the dossier file; of accounts, for its own."""
    paths = (*manifest.requires, *manifest.optional)
    accounts = {path.split(".")[1] for path in paths if path.startswith("accounts.")}
    assert ([path for path in paths if declared(Dossier, path.split(".")) is None], accounts - {manifest.slug}) == (
        [],
        set(),
    )


@EACH
def test_an_answer_that_no_source_dates_is_only_usual(manifest: Manifest) -> None:
    """It starts a chase, never a deadline."""
    told = (("d'ordinaire", manifest.expects.answer.fr), ("usually", manifest.expects.answer.en))
    exempt = manifest.carries is not None
    assert exempt or [word for word, text in told if word not in text] == []


@pytest.mark.parametrize("slug", sorted(slug for slug in COUNTERPARTS if COUNTERPARTS[slug].kind in COULD_BE_MOVED))
def test_keeping_one_s_contract_is_the_default_and_no_one_is_paid(slug: str) -> None:
    """Said wherever a contract could be moved."""
    note = COUNTERPARTS[slug].note
    assert note is not None
    assert ("aucune commission" in note.fr, "no commission" in note.en) == (True, True)


def test_every_family_is_reached() -> None:
    """By a step of the plans, or by a name that people type."""
    reached = {step.kind for step in STEPS} | {kind for company in COMPANIES.values() for kind in company.kinds}
    assert reached >= GENERIC


def test_every_counterpart_that_has_a_folder_is_known_by_name() -> None:
    """So that it is found however its name is written."""
    assert sorted(NAMED - PRODUCT.companies.keys()) == []


@pytest.mark.parametrize("slug", sorted(NAMED))
def test_a_counterpart_is_found_by_what_it_calls_itself(slug: str) -> None:
    """The name leads to the folder."""
    company = PRODUCT.companies[slug]
    assert [name for name in company.spellings if name in NAMED] == [slug]


@pytest.mark.parametrize(
    "family",
    [
        *("electricity", "gas", "water", "internet", "mobile", "home-insurance", "car-insurance", "mutual", "bank"),
        *(
            "toll-tag",
            "press",
            "gym",
            "transport",
            "toll-tag",
            "mover",
            "truck-rental",
            "streaming",
            "delivery",
            "alarm",
        ),
        *("retirement", "building-manager", "landlord", "school", "student-services"),
    ],
)
def test_a_family_has_its_names(family: str) -> None:
    """Those that most households would type; of schools there are few that are national."""
    names = [company.name for company in COMPANIES.values() if family in company.kinds]
    assert len(names) >= (1 if family in ("school", "student-services") else 5)
