"""The shipped catalogue keeps a protected household's new home from the old side, whatever is written there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from demenagement import locations
from demenagement.domain.plain import place
from demenagement.domain.provider import Channel
from demenagement.errors import DossierIncomplete
from demenagement.gateways import toml
from demenagement.gateways.dossiers import DossierDocuments

if TYPE_CHECKING:
    from demenagement.application.journeys import Overview
    from demenagement.bootstrap import Product

_OLD_SIDE = {"landlord", "building-manager"}
_NEW_HOME = ("Lilas", "LILAS", "Nantes", "NANTES", "44000")


@pytest.fixture(scope="module", params=[date(2027, 5, 24), date(2027, 9, 24)], ids=["before", "after"])
def overview(request: pytest.FixtureRequest, product: Product) -> Overview:
    """The example's family, protected, before its move and after."""
    facts = toml.read(locations.shipped("demo", "family.toml"))
    for path, value in (
        ("household.protected", True),
        ("leaving.condominium", True),
        ("leaving.keys", date(2027, 7, 20)),
        ("leaving.landlord.accepts_electronic", True),
        ("leaving.landlord.email", "regie@exemple.fr"),
        ("accounts.building-manager", {"email": "syndic@exemple.fr", "address": ["Syndic", "69002 LYON"]}),
    ):
        place(facts, path, value)
    journey = product.journeys.begin(DossierDocuments().load(facts), product.clock())
    return product.journeys.look(journey.id, request.param)


def test_no_draft_for_the_old_side_says_where_the_new_home_is(product: Product, overview: Overview) -> None:
    """By no way, in no field, in no line: landlord and building manager."""
    seen, telling = 0, []
    for step in overview.plan.steps:
        if step.provider not in _OLD_SIDE or step.template.side != "leaving":
            continue
        for channel in product.manifests[step.provider].channels:
            try:
                draft = product.submissions.draft(overview, step.id, overview.plan.today, channel=channel)
            except DossierIncomplete:
                continue
            seen += 1
            telling += [step.id for word in _NEW_HOME if word in str(draft.document())]
    assert (telling, seen > 4) == ([], True)


def test_what_is_checked_by_the_old_letterbox_is_asked_for_at_a_counter(product: Product, overview: Overview) -> None:
    """Somebody else may open it: the post office does without its code."""
    step = overview.step("mail-forwarding")
    draft = product.submissions.draft(overview, step.id, overview.plan.today)
    assert draft.channel is Channel.COUNTER
