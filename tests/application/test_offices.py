"""The offices of public bodies in drafts: where nobody gave an address, and never one chosen among several."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from fakes import FakeProviders
from submission_builders import TODAY, World, a_manifest, a_template, some_facts

from demenagement.application.drafting import Drafting
from demenagement.application.offices import office_of
from demenagement.channels import COMPOSERS
from demenagement.domain.offices import Opening, PublicOffice
from demenagement.domain.provider import Channel
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from demenagement.adapter import Composer
    from demenagement.domain.draft import Draft
    from demenagement.domain.provider import Manifest

CAF = PublicOffice(
    ident="a",
    kind="caf",
    name="Caf de Loire-Atlantique",
    competent=True,
    visit=("1 rue du Modèle", "44000 Nantes"),
    postal=("TSA 00001", "44000 Nantes Cedex"),
    phones=("01 99 00 00 01",),
    hours=(Opening(0, 4, (("09:00", "12:00"),)), Opening(5, 5)),
    changed_on=date(2027, 1, 5),
)
PLACED = {"arriving__insee": "44109", "leaving__insee": "69386"}
HOME = {"leaving__street": "2 rue du Modèle", "leaving__postcode": "69006", "leaving__city": "Lyon"}
DWELLING = ("leaving.street", "leaving.postcode", "leaving.city")
MANIFEST = a_manifest("caf", Channel.LETTER, Channel.COUNTER, requires=("household.adults",), optional=DWELLING)


class ComposingProviders(FakeProviders):
    """Writes drafts as they are shipped."""

    def composer(self, manifest: Manifest, channel: Channel) -> Composer:
        """The channel's own, in French."""
        return COMPOSERS[channel](manifest, phrasebook("fr"))


def drafted(*offices: PublicOffice, by: Channel | None = None, side: str = "move", **facts: object) -> Draft:
    """The draft of a step for the CAF, when these offices are known for the commune it is asked for."""
    step = a_template("step", provider="caf", side=side)
    world = World(step, manifests={"caf": MANIFEST}, facts=some_facts(**{**PLACED, **HOME, **facts}))
    commune = "69123" if side == "leaving" else "44109"
    known = {("caf", commune): offices}
    providers = ComposingProviders(world.providers.manifests, {}, set())
    drafting = Drafting(providers, lambda kind, insee: known.get((kind, insee), ()))
    overview = world.look()
    return drafting.draft(overview, overview.step("step"), TODAY, channel=by)


def test_a_letter_goes_to_the_address_kept_for_letters() -> None:
    """The way is then open, and it stands on the draft that is shown."""
    draft = drafted(CAF)
    assert draft.channel is Channel.LETTER
    assert draft.letter is not None
    assert draft.letter.recipient == ("Caf de Loire-Atlantique", "TSA 00001", "44000 NANTES CEDEX")


@pytest.mark.parametrize(
    "offices",
    [(), (CAF, replace(CAF, ident="b")), (replace(CAF, competent=False),), (replace(CAF, visit=(), postal=()),)],
)
def test_no_letter_is_addressed_where_the_office_is_not_sure(offices: tuple[PublicOffice, ...]) -> None:
    """None, several, one that only stands there, one without an address: the person goes, or says where."""
    assert drafted(*offices).channel is Channel.COUNTER


def test_the_address_that_the_household_gave_comes_first() -> None:
    """It is on their own letters."""
    own = ("Caf, service courrier", "9 rue du Modèle", "44000 Nantes")
    draft = drafted(CAF, accounts={"caf": {"address": list(own)}})
    assert draft.letter is not None
    assert draft.letter.recipient == ("Caf, service courrier", "9 rue du Modèle", "44000 NANTES")


def test_a_sheet_says_where_to_go_and_when() -> None:
    """With the day of the entry: hours change."""
    text = drafted(CAF, by=Channel.COUNTER).text
    assert text.startswith(
        "Caf de Loire-Atlantique : 1 rue du Modèle, 44000 Nantes\n- du lundi au vendredi : 09:00-12:00\n"
        "- samedi : heures non indiquées\nTéléphone : 01 99 00 00 01\n"
    )
    assert "5 janvier 2027" in text


def test_a_sheet_names_every_office() -> None:
    """The person chooses."""
    text = drafted(CAF, replace(CAF, name="Caf, antenne", competent=False), by=Channel.COUNTER).text
    assert text.startswith("L'annuaire officiel donne 2 adresses.")
    assert [
        word
        for word in ("Caf de Loire-Atlantique", "Caf, antenne", "ne dit pas que c'est le vôtre")
        if word not in text
    ] == []


def test_what_ends_with_the_old_home_is_seen_to_there() -> None:
    """By the commune's own code, whatever arrondissement it is in."""
    assert drafted(CAF, side="leaving").channel is Channel.LETTER


def test_an_office_is_no_fact_that_leaves() -> None:
    """It is where the draft goes, not what is told there."""
    draft = drafted(CAF)
    assert {field.fact for field in draft.fields} <= {"household.adults", *DWELLING}


def test_a_step_for_a_company_has_no_office() -> None:
    """Nor has one whose commune nobody knows."""
    step = a_template("step", provider="club")
    overview = World(step, facts=some_facts(**PLACED)).look()
    assert office_of(overview.step("step"), overview.dossier) is None
    unplaced = World(a_template("step", provider="caf"), manifests={"caf": MANIFEST}).look()
    assert (
        office_of(unplaced.step("step"), replace(unplaced.dossier, arriving=type(unplaced.dossier.arriving)())) is None
    )


def test_the_words_of_hours_are_in_both_languages() -> None:
    """A range and a day alone, with or without hours."""
    for lang, first in (("fr", "du lundi au vendredi : 09:00-12:00"), ("en", "Monday to Friday: 09:00-12:00")):
        key, details = CAF.hours[0].told
        assert phrasebook(lang)(f"lookup.{key}", **details) == first
