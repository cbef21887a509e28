"""The public services that the sandbox plays, with the oddities of their models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from sandbox.calls import Caller

from demenagement.sandbox.server import Sandbox

if TYPE_CHECKING:
    from sandbox.calls import Answer

OFFICES = "/directory/api-lannuaire-administration/records"
COMPETENT = "/directory/api-lannuaire-administration-locale-competence-geographique/records"
DISTRIBUTORS = "/distributors/distributeurs-denergie-par-commune/records"


def get(caller: Caller, path: str, **query: object) -> Answer:
    """One reading."""
    return caller.call("GET", f"{path}?{urlencode(query)}")


def letters(caller: Caller, *numbers: str, key: str = "k") -> Answer:
    """Where letters are."""
    return caller.call("GET", f"/letters/idships/{','.join(numbers)}?lang=fr_FR", headers={"X-Okapi-Key": key})


def test_an_address_is_scored(caller: Caller) -> None:
    """Without a town two come close; with a postcode one stands out."""
    close = get(caller, "/addresses/search", q="8 boulevard du port").json["features"]
    assert [each["properties"]["city"] for each in close] == ["Dijon", "Amiens"]
    assert {each["properties"]["score"] for each in close} == {close[0]["properties"]["score"]}
    first, *_ = get(caller, "/addresses/search", q="8 boulevard du port 80000 amiens").json["features"]
    assert (first["properties"]["citycode"], first["properties"]["score"] > 0.9) == ("80021", True)
    assert first["properties"]["id"].startswith("80021_")


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ({}, "q: required param"),
        ({"q": "ab"}, "q: must contain between 3 and 200 chars and start with a number or a letter"),
        ({"q": "?abc"}, "q: must contain between 3 and 200 chars and start with a number or a letter"),
        ({"q": "abc", "limit": "21"}, "limit: must be an integer between 1 and 20"),
    ],
)
def test_a_bad_question_is_refused_with_details(query: dict[str, str], detail: str, caller: Caller) -> None:
    """In a list."""
    refused = get(caller, "/addresses/search", **query)
    assert (refused.status, refused.json) == (400, {"code": 400, "message": "Failed parsing query", "detail": [detail]})


def test_what_is_typed_is_completed(caller: Caller) -> None:
    """With another shape than a search has."""
    results = get(caller, "/addresses/completion", text="2 rue des cord").json["results"]
    assert [each["fulltext"] for each in results] == ["Rue des Cordiers, 35400 Saint-Malo"]


def test_too_many_questions_close_it_for_five_seconds() -> None:
    """Both the search and the completion."""
    with Sandbox(speed=0) as box:
        caller = Caller(box.url)
        asked = [get(caller, "/addresses/completion", text="rue").status for _ in range(11)]
        assert asked == [200] * 10 + [429]
        assert get(caller, "/addresses/search", q="rue").status == 429
        box.advance(seconds=4)
        assert get(caller, "/addresses/search", q="rue").status == 429
        box.advance(seconds=2)
        assert get(caller, "/addresses/search", q="rue").status == 200


def test_a_commune_has_the_fields_that_were_asked(caller: Caller) -> None:
    """And its name and code always."""
    found = get(caller, "/communes/communes", codePostal="44100", fields="codesPostaux,x").json
    assert found == [{"nom": "Nantes", "code": "44109", "codesPostaux": ["44000", "44100", "44200", "44300"]}]
    assert get(caller, "/communes/communes/44109").json["population"] == 327734


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/communes/communes?limit=x", 400),
        ("/communes/communes?geometry=contour", 400),
        ("/communes/communes?format=geojson", 400),
        ("/communes/communes/99999", 404),
    ],
)
def test_communes_refuse_in_plain_text(path: str, status: int, caller: Caller) -> None:
    """Not in JSON."""
    refused = caller.call("GET", path)
    assert (refused.status, refused.headers["content-type"]) == (status, "text/plain; charset=utf-8")


def test_an_office_is_json_inside_json(caller: Caller) -> None:
    """Addresses, hours and kind are texts that hold JSON."""
    where = 'pivot LIKE "mairie" AND code_insee_commune="44109"'
    (office,) = get(caller, OFFICES, where=where, limit=100).json["results"]
    kinds = [each["type_adresse"] for each in json.loads(office["adresse"])]
    assert kinds == ["Adresse", "Adresse postale"]
    assert json.loads(office["plage_ouverture"])[0]["nom_jour_debut"] == "Lundi"
    assert office["id"].startswith("SBX-")


def test_a_condition_on_a_text_finds_more_than_it_says(caller: Caller) -> None:
    """`msa` is a part of `msap`."""
    found = get(caller, OFFICES, where='pivot LIKE "msa" AND code_insee_commune="21231"').json
    assert (
        found["total_count"],
        {json.loads(each["pivot"])[0]["type_service_local"] for each in found["results"]},
    ) == (
        2,
        {"msa", "msap"},
    )


def test_a_commune_may_have_two_competent_offices(caller: Caller) -> None:
    """Their ids are JSON inside a text."""
    where = 'code_insee_commune="44109" AND code_type_service_local="cpam"'
    (found,) = get(caller, COMPETENT, where=where).json["results"]
    assert json.loads(found["id_service_local"]) == ["SBX-cpam-006", "SBX-cpam-007"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"where": 'nulle_part="1"'}, "ODSQLError"),
        ({"where": "id ="}, "ODSQLError"),
        ({"limit": "101"}, "InvalidRESTParameterError"),
    ],
)
def test_datasets_refuse_with_a_code(query: dict[str, str], code: str, caller: Caller) -> None:
    """In their own dialect."""
    refused = get(caller, OFFICES, **query)
    assert (refused.status, refused.json["error_code"]) == (400, code)


def test_the_list_of_distributors_may_change_its_shape(caller: Caller) -> None:
    """And then refuses the field of yesterday."""
    assert get(caller, DISTRIBUTORS, where='codeinseecommune="44109"').json["results"][0]["codegrdelec"] == ["ENED"]
    assert caller.send("POST", "/distributors/_shape", {"shape": "older"}).status == 200
    assert get(caller, DISTRIBUTORS, where='codeinseecommune="44109"').status == 400
    assert get(caller, DISTRIBUTORS, where='code_insee="44109"').json["results"][0]["grd_gaz"] == ["SBX GRDF"]
    assert caller.send("POST", "/distributors/_shape", {"shape": "round"}).status == 400


@pytest.mark.parametrize(
    ("number", "status", "code"),
    [
        ("1A34567890123", 200, 200),
        ("1A34567890404", 404, 104),
        ("1A34567890400", 400, 101),
        ("1A34567890504", 504, 504),
    ],
)
def test_what_becomes_of_a_letter_is_written_in_its_number(number: str, status: int, code: int, caller: Caller) -> None:
    """Each with its code, in the answer and in what it holds."""
    answered = letters(caller, number)
    assert (answered.status, answered.json["returnCode"]) == (status, code)


def test_a_letter_may_come_alone_in_an_array(caller: Caller) -> None:
    """As the description has it."""
    answered = letters(caller, "2A34567890123")
    assert (answered.status, [each["shipment"]["idShip"] for each in answered.json]) == (200, ["2A34567890123"])


def test_several_letters_come_under_207(caller: Caller) -> None:
    """Each with its own code; five stages always, the newest event first."""
    answered = letters(caller, "1A34567890021", "1A34567890404")
    assert (answered.status, [each["returnCode"] for each in answered.json]) == (207, [200, 104])
    shipment = answered.json[0]["shipment"]
    assert ([each["type"] for each in shipment["timeline"]], shipment["deliveryDate"]) == ([1, 1, 1, 1, -1], None)
    assert [each["order"] for each in shipment["event"]] == [2, 1]


def test_letters_want_a_key(caller: Caller) -> None:
    """None is refused; the one that everybody shares is used up."""
    assert (
        letters(caller, "1A34567890123", key="").status,
        letters(caller, "1A34567890123", key="partagee").status,
    ) == (
        401,
        429,
    )
    assert letters(caller, *[f"1A{number:011}" for number in range(11)]).status == 400


def test_a_drift_renames_every_key(box: Sandbox, caller: Caller) -> None:
    """Sound JSON, of a shape that nobody announced."""
    box.fault("drift:provider=directory")
    assert get(caller, OFFICES).json.keys() == {"total_count_v2", "results_v2"}
    assert get(caller, OFFICES).json.keys() == {"total_count", "results"}
