"""A sending: drafted, filled, submitted once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sandbox.calls import ADDRESS, MAILEVA

if TYPE_CHECKING:
    from sandbox.calls import Caller


def test_a_created_sending_is_a_draft_and_says_where_it_is(caller: Caller) -> None:
    """201, a Location, the defaults of the contract, an id and a reference that cannot be taken for real."""
    made = caller.maileva("POST", "/sendings", {"name": "Congé", "custom_id": "key-1"})
    assert made.status == 201
    assert made.headers["location"] == f"{caller.url}{MAILEVA}/sendings/{made.json['id']}"
    assert (made.json["status"], made.json["custom_id"], made.json["postage_type"]) == ("DRAFT", "key-1", "FAST")
    assert made.json["id"].startswith("SBX-")
    assert made.json["reference"].startswith("SBX-")
    assert len(made.json["id"]) == 40


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"name": None}, ["EMPTY_NAME"]),
        ({"name": "x" * 257}, ["NAME_TOO_LONG"]),
        ({"custom_id": "x" * 39}, ["CUSTOM_ID_WRONG_FORMAT"]),
        ({"custom_id": ""}, ["CUSTOM_ID_EMPTY"]),
        ({"sender_address_line_3": "x" * 39}, ["ADDRESS_LINE_3_TOO_LONG"]),
        ({"sender_country_code": "DE"}, ["INVALID_COUNTRY_CODE"]),
        ({"notification_email": "nobody"}, ["INVALID_NOTIFICATION_EMAIL"]),
        ({"expected_date": "tomorrow"}, ["INVALID_SCHEDULED_DATE_FORMAT"]),
        ({"expected_date": "2001-01-01"}, ["INVALID_SCHEDULED_DATE"]),
        ({"postage_type": "SLOW", "archiving_duration": 4}, ["UNEXPECTED_NOT_VALID_ERROR"] * 2),
        ({"acknowledgement_of_receipt": 1}, ["UNEXPECTED_NOT_VALID_ERROR"]),
        ({"name": " ", "custom_id": 5}, ["EMPTY_NAME", "UNEXPECTED_NOT_VALID_ERROR"]),
    ],
)
def test_an_invalid_sending_is_refused_with_every_problem(
    caller: Caller, fields: dict[str, object], codes: list[str]
) -> None:
    """400 and all the codes at once; nothing is created."""
    refused = caller.maileva("POST", "/sendings", {"name": "Congé", **fields})
    assert (refused.status, refused.codes) == (400, codes)
    assert caller.state()["maileva"]["sendings"] == []


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"address_line_2": ""}, ["ADDRESS_LINE_1_OR_ADDRESS_LINE_2_MANDATORY"]),
        ({"address_line_6": None}, ["EMPTY_ADDRESS_LINE_6"]),
        ({"address_line_6": "DIJON"}, ["INVALID_ADDRESS_LINE_6"]),
        ({"address_line_4": "x" * 39}, ["ADDRESS_LINE_4_TOO_LONG"]),
        ({"address_line_4": ["x"]}, ["UNEXPECTED_NOT_VALID_ERROR"]),
        ({"country_code": None}, ["COUNTRY_CODE_EMPTY"]),
        ({"country_code": "FRA"}, ["COUNTRY_CODE_TOO_LONG"]),
        ({"country_code": "BE"}, ["INVALID_COUNTRY_CODE"]),
        ({"custom_id": "x" * 37}, ["CUSTOM_ID_WRONG_FORMAT"]),
    ],
)
def test_an_invalid_recipient_is_refused(caller: Caller, fields: dict[str, object], codes: list[str]) -> None:
    """The address rules of the contract, each with its code."""
    sending = caller.maileva("POST", "/sendings", {"name": "Congé"}).json["id"]
    refused = caller.maileva("POST", f"/sendings/{sending}/recipients", {**ADDRESS, **fields})
    assert (refused.status, refused.codes) == (400, codes)


@pytest.mark.parametrize("country", ["MC", "RE", "YT", "MQ", "GP", "MF", "BL", "GF"])
def test_every_country_that_is_served_is_accepted(caller: Caller, country: str) -> None:
    """France is not the only one."""
    sending = caller.maileva("POST", "/sendings", {"name": "Congé"}).json["id"]
    given = {**ADDRESS, "country_code": country}
    assert caller.maileva("POST", f"/sendings/{sending}/recipients", given).status == 201


def test_an_empty_draft_cannot_be_submitted(caller: Caller) -> None:
    """At least one document and one recipient."""
    sending = caller.maileva("POST", "/sendings", {"name": "Congé"}).json["id"]
    refused = caller.maileva("POST", f"/sendings/{sending}/submit")
    assert (refused.status, refused.codes) == (400, ["INVALID_DOCUMENTS_COUNT", "INVALID_RECIPIENTS_COUNT"])


def test_a_sending_is_submitted_once(caller: Caller) -> None:
    """The second time it is no draft any more, and the log holds one submission."""
    sending = caller.submitted(custom_id="key-1")
    again = caller.maileva("POST", f"/sendings/{sending}/submit")
    assert (again.status, again.codes) == (400, ["SENDING_STATUS_IS_NOT_DRAFT"])
    assert [(each["id"], each["custom_id"]) for each in caller.state()["submissions"]] == [(sending, "key-1")]


def test_the_same_custom_id_twice_makes_two_sendings(caller: Caller) -> None:
    """Maileva has no idempotency: a double submission is possible, and seen."""
    caller.submitted(custom_id="key-1")
    caller.submitted(custom_id="key-1")
    assert [each["custom_id"] for each in caller.state()["maileva"]["sendings"]] == ["key-1", "key-1"]
    assert len(caller.state()["submissions"]) == 2


@pytest.mark.parametrize(("method", "path"), [("DELETE", ""), ("PATCH", ""), ("POST", "/recipients")])
def test_a_submitted_sending_cannot_change(caller: Caller, method: str, path: str) -> None:
    """Neither deleted, nor modified, nor sent to somebody else."""
    sending = caller.submitted()
    refused = caller.maileva(method, f"/sendings/{sending}{path}", ADDRESS)
    assert (refused.status, refused.codes) == (400, ["SENDING_STATUS_IS_NOT_DRAFT"])


def test_a_draft_can_be_deleted(caller: Caller) -> None:
    """204 with nothing in it, then 404."""
    sending = caller.draft()
    gone = caller.maileva("DELETE", f"/sendings/{sending}")
    assert (gone.status, gone.body) == (204, b"")
    assert caller.maileva("GET", f"/sendings/{sending}").codes == ["SENDING_NOT_FOUND"]


def test_a_draft_can_be_modified(caller: Caller) -> None:
    """Only what is given changes; an empty text takes an attribute away."""
    sending = caller.draft(custom_id="key-1", custom_data="first")
    changed = caller.maileva("PATCH", f"/sendings/{sending}", {"custom_data": "second", "custom_id": ""}).json
    assert (changed["name"], changed["custom_data"], changed.get("custom_id")) == ("Congé", "second", None)


def test_the_name_cannot_be_taken_away(caller: Caller) -> None:
    """What is required stays required."""
    assert caller.maileva("PATCH", f"/sendings/{caller.draft()}", {"name": ""}).codes == ["EMPTY_NAME"]


def test_sendings_are_listed_by_pages(caller: Caller) -> None:
    """`start_index` counts from 1; the total is told; next and previous pages are named."""
    for number in range(5):
        caller.maileva("POST", "/sendings", {"name": f"Envoi {number}"})
    page = caller.maileva("GET", "/sendings?start_index=3&count=2").json
    assert [sending["name"] for sending in page["sendings"]] == ["Envoi 2", "Envoi 3"]
    assert page["paging"] == {
        "total_results": 5,
        "next": "/sendings?start_index=5&count=2",
        "prev": "/sendings?start_index=1&count=2",
    }


@pytest.mark.parametrize("query", ["start_index=0", "count=501", "count=a", "count=", f"start_index={'9' * 5000}"])
def test_a_senseless_page_is_refused(caller: Caller, query: str) -> None:
    """400, never a crash."""
    assert caller.maileva("GET", f"/sendings?{query}").codes == ["UNEXPECTED_NOT_VALID_ERROR"]


def test_an_unknown_recipient_is_not_found(caller: Caller) -> None:
    """404, with its own code."""
    missing = caller.maileva("GET", f"/sendings/{caller.draft()}/recipients/none")
    assert (missing.status, missing.codes) == (404, ["RECIPIENT_NOT_FOUND"])


def test_a_draft_lists_its_documents_and_recipients(caller: Caller) -> None:
    """Whoever adopts a draft after a crash sees what is already in it."""
    sending = caller.draft()
    documents = caller.maileva("GET", f"/sendings/{sending}/documents").json
    recipients = caller.maileva("GET", f"/sendings/{sending}/recipients").json
    assert [each["name"] for each in documents["documents"]] == ["lettre.pdf"]
    assert [each["address_line_6"] for each in recipients["recipients"]] == ["21000 DIJON"]
    assert (documents["paging"]["total_results"], recipients["paging"]["total_results"]) == (1, 1)
