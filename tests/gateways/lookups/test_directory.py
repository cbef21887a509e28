"""Public offices: which are competent, where to write to them, where to go, when."""

from __future__ import annotations

from datetime import date

import pytest
from gateways.lookups.recording import leading_to, questions, recorded

from demenagement.domain.offices import OFFICES, Opening
from demenagement.gateways.lookups.directory import Directory

EMPTY = recorded("directory-empty")
OFFICES_AT, COMPETENT_AT = (
    f"/api-lannuaire-administration{which}/records?" for which in ("", "-locale-competence-geographique")
)


async def test_a_town_hall_is_asked_by_its_commune() -> None:
    """One question."""
    http, network = leading_to(recorded("directory-mairie"))
    await Directory(http).offices("mairie", "44109")
    assert questions(network) == [f'{OFFICES_AT}pivot LIKE "mairie" AND code_insee_commune="44109"']


async def test_an_office_has_an_address_for_letters_and_one_for_visits() -> None:
    """They are not the same; each is JSON inside a text."""
    http, _ = leading_to(recorded("directory-mairie"))
    (office,) = await Directory(http).offices("mairie", "44109")
    assert (office.name, office.competent) == ("Mairie - Nantes", True)
    assert office.visit == ("Hôtel de ville", "2 rue du Modèle", "44000 Nantes")
    assert office.letter == office.postal == ("CS 00001", "44000 Nantes Cedex 1")
    assert office.emails == ("accueil@exemple.invalid", "courrier@exemple.invalid")
    assert (office.phones, office.website) == (("01 99 00 00 01",), "https://exemple.invalid")
    assert (office.page, office.changed_on) == ("https://exemple.invalid/fiche", date(2026, 12, 22))


async def test_opening_hours_span_days() -> None:
    """Monday is 0; a day alone has no last one; hours have no seconds."""
    http, _ = leading_to(recorded("directory-mairie"))
    (office,) = await Directory(http).offices("mairie", "44109")
    assert office.hours == (
        Opening(0, 4, (("09:00", "12:00"), ("13:00", "17:00"))),
        Opening(5, 5, (("09:00", "12:00"),), "sur rendez-vous"),
    )


async def test_a_delegated_town_hall_is_left_out() -> None:
    """It is not where the commune is written to."""
    http, _ = leading_to(recorded("directory-mairie"))
    assert [office.name for office in await Directory(http).offices("mairie", "44109")] == ["Mairie - Nantes"]


async def test_the_competent_offices_are_all_given() -> None:
    """The second dataset names two: neither is preferred."""
    http, network = leading_to(recorded("directory-competent"), recorded("directory-cpam"))
    found = await Directory(http).offices("cpam", "44109")
    assert [(office.name, office.competent) for office in found] == [("CPAM - siège", True), ("CPAM - accueil", True)]
    assert questions(network) == [
        f'{COMPETENT_AT}code_insee_commune="44109" AND code_type_service_local="cpam"',
        f'{OFFICES_AT}id="aaaa-1" OR id="aaaa-2"',
    ]


async def test_an_office_without_an_address_for_visits_receives_nobody() -> None:
    """Nobody is sent to a post office box."""
    http, _ = leading_to(recorded("directory-competent"), recorded("directory-cpam"))
    seat, counter = await Directory(http).offices("cpam", "44109")
    assert (seat.visit, seat.letter[0]) == ((), "TSA 00002")
    assert (counter.postal, counter.letter) == ((), counter.visit)


async def test_where_nobody_is_named_those_that_stand_there_are_given_as_such() -> None:
    """Standing in the commune does not make them competent; and `msap` is no `msa`, though a text holds it."""
    http, network = leading_to(EMPTY, recorded("directory-msa"))
    found = await Directory(http).offices("msa", "44109")
    assert [(office.name, office.competent) for office in found] == [("MSA - Exemple", False)]
    assert questions(network)[1] == f'{OFFICES_AT}pivot LIKE "msa" AND code_insee_commune="44109"'


async def test_nothing_found_is_an_answer() -> None:
    """An empty one."""
    http, _ = leading_to(EMPTY)
    assert await Directory(http).offices("carsat", "44109") == ()


@pytest.mark.parametrize("kind", OFFICES)
async def test_only_codes_leave(kind: str) -> None:
    """The kind of office and the commune's code: nothing of the household."""
    http, network = leading_to(EMPTY)
    await Directory(http).offices(kind, "44109")
    told = {word for each in network.asked for word in each.url.params["where"].replace('"', " ").split()}
    assert told - {"44109", OFFICES[kind], "AND", "LIKE", "pivot"} <= {
        "code_insee_commune=",
        "code_type_service_local=",
    }
