"""Merci Facteur: signing in, and what it takes: `success` in every answer, one letter for each `antidoublon`."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from sandbox.merci_facteur_calls import FILE, Client, letter, parties

if TYPE_CHECKING:
    from sandbox.calls import Caller

    from demenagement.sandbox.server import Sandbox


@pytest.fixture
def client(caller: Caller) -> Client:
    """A service of Merci Facteur."""
    return Client(caller)


def error(answer: object) -> object:
    """What an answer of status 200 refuses with."""
    assert getattr(answer, "status", 200) == 200
    found = getattr(answer, "json", answer)
    assert isinstance(found, dict)
    assert found["success"] is False
    return found["error"]


def test_a_signed_request_gives_a_token_for_a_day(client: Client) -> None:
    """`success`, no error, the token and when it ends, in seconds."""
    granted = client.token()
    assert (granted["success"], granted["error"], granted["token"][:4]) == (True, None, "SBX-")
    assert abs(granted["expire"] - time.time() - 86_400) < 60


def test_a_token_that_holds_is_given_again(client: Client) -> None:
    """Whoever signs in a second time ends nobody's use; another service has its own."""
    assert client.token() == client.token()
    assert Client(client.caller, "other").token()["token"] != client.token()["token"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"secret": "wrong"}, "INVALID_SIGNATURE"),
        ({"now": str(int(time.time()) - 3600)}, "INVALID_TIMESTAMP"),
        ({"now": "today"}, "INVALID_TIMESTAMP"),
        ({"ww-authorized-ip": ""}, "MISSING_HEADER"),
        ({"ww-service-id": ""}, "MISSING_HEADER"),
        ({"ww-service-signature": ""}, "INVALID_SIGNATURE"),
    ],
)
def test_a_request_that_is_not_well_signed_is_refused(client: Client, changes: dict[str, str], code: str) -> None:
    """By a code, at status 200; a signature holds for five minutes."""
    assert error(client.token(**changes)) == code


def test_a_token_is_prolonged_or_renewed_when_asked(client: Client) -> None:
    """`extend` keeps it, `renewal` ends it; `timeLimit` counts in days, up to a year."""
    first = client.token()
    longer = client.extended(timeLimit="30", force="extend")
    assert (longer["token"], longer["expire"] > first["expire"] + 28 * 86_400) == (first["token"], True)
    assert client.extended(force="renewal")["token"] != first["token"]
    assert error(client.extended(timeLimit="366")) == "INVALID_TIME_LIMIT"


@pytest.mark.parametrize("headers", [{}, {"ww-access-token": "SBX-invented"}, {"ww-access-token": ""}])
def test_nothing_is_answered_without_a_token(caller: Caller, headers: dict[str, str]) -> None:
    """Missing or unknown: refused by a code, at status 200."""
    answer = caller.call("GET", "/merci-facteur/listEnvois?idUser=7", headers={"ww-service-id": "service", **headers})
    assert error(answer) == "INVALID_ACCESS_TOKEN"


def test_a_token_opens_its_own_service_only(client: Client) -> None:
    """And not once it has ended."""
    headers = {**client.headers(), "ww-service-id": "other"}
    answer = client.caller.call("GET", "/merci-facteur/listEnvois?idUser=7", headers=headers)
    assert error(answer) == "INVALID_ACCESS_TOKEN"


def test_a_token_that_has_ended_opens_nothing(box: Sandbox, client: Client) -> None:
    """Time is real here, whatever the clock of the letters says."""
    client.headers()
    box.state.of("merci-facteur")["tokens"]["service"]["expire"] = int(time.time()) - 1
    assert error(client.look("listEnvois", idUser="7")) == "INVALID_ACCESS_TOKEN"


def test_a_letter_is_taken_by_one_call(client: Client) -> None:
    """Its number, what it costs here, which is nothing, and how much it is."""
    answer = client.post(antidoublon="key-1")
    assert (answer.status, answer.json["success"], answer.json["error"]) == (200, True, None)
    assert answer.json["envoi_id"].startswith("SBX-")
    assert answer.json["price"]["total"]["ttc"] == 0
    assert answer.json["resume"] == {"nb_dest": 1, "nb_page": 1}
    assert [each["custom_id"] for each in client.caller.state()["submissions"]] == ["key-1"]


def test_the_same_key_twice_is_an_error(client: Client) -> None:
    """The second call has no effect; without a key, two calls are two letters."""
    client.sent(antidoublon="key-1")
    assert error(client.post(antidoublon="key-1")) == "ANTIDOUBLON_ALREADY_USED"
    client.sent(antidoublon="key-2")
    client.sent()
    client.sent()
    assert len(client.caller.state()["submissions"]) == 4


def test_a_key_protects_for_thirty_days(box: Sandbox, client: Client) -> None:
    """They run from the letter that was taken, by the clock that can be moved."""
    client.sent(antidoublon="key-1")
    box.advance(days=29.9)
    assert error(client.post(antidoublon="key-1")) == "ANTIDOUBLON_ALREADY_USED"
    box.advance(days=0.2)
    client.sent(antidoublon="key-1")


def test_a_key_of_a_refused_call_is_free(client: Client) -> None:
    """Only what was taken counts."""
    assert error(client.post(antidoublon="key-1", modeEnvoi="pigeon")) == "INVALID_MODE_ENVOI"
    client.sent(antidoublon="key-1")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"idUser": None}, "INVALID_USER"),
        ({"modeEnvoi": "ere_otp_mail"}, "INVALID_MODE_ENVOI"),
        ({"adress": None}, "ADRESS_MUST_BE_ARRAY"),
        ({"adress": "[1]"}, "ADRESS_MUST_BE_ARRAY"),
        ({"adress": "{"}, "ADRESS_MUST_BE_ARRAY"),
        ({"adress": "{}"}, "INFO_ADDRESS_MISSING"),
        ({"adress": parties(nom="")}, "INFO_ADDRESS_MISSING"),
        ({"adress": parties(cp="")}, "INFO_ADDRESS_MISSING"),
        ({"adress": parties(adresse3=None)}, "INFO_ADDRESS_MISSING"),
        ({"adress": parties(adresse1="x" * 91)}, "INFO_ADDRESS_TOO_LONG"),
        ({"adress": parties(pays="Frankreich")}, "INVALID_COUNTRY"),
        ({"adress": parties(reference="a.b")}, "INVALID_REFERENCE"),
        ({"adress": parties(reference="x" * 31)}, "INVALID_REFERENCE"),
        ({"content": None}, "NO_CONTENT"),
        ({"content": json.dumps({"letter": ""})}, "NO_CONTENT"),
        ({"content": letter(files=[])}, "LETTER_INVALID_FILES"),
        ({"content": letter(base64files=[])}, "LETTER_INVALID_BASE64_FILES"),
        ({"content": letter(base64files=[FILE] * 11)}, "LETTER_INVALID_BASE64_FILES"),
        ({"content": letter(base64files=["?"])}, "LETTER_INVALID_BASE64_FILES"),
        ({"content": letter(base64files=["cGxhaW4="])}, "LETTER_INVALID_BASE64_FILES"),
        ({"content": letter(base64files=[7])}, "LETTER_INVALID_BASE64_FILES"),
        ({"antidoublon": "x" * 201}, "INVALID_ANTIDOUBLON"),
        ({"designation": "x" * 51}, "INVALID_DESIGNATION"),
        ({"anonymize": "{}"}, "INVALID_ANONYMIZE"),
        ({"anonymize": json.dumps({"delay": 41, "target": ["dest"]})}, "INVALID_ANONYMIZE"),
        ({"anonymize": json.dumps({"delay": 1, "target": ["name"]})}, "INVALID_ANONYMIZE"),
        ({"dateEnvoi": ""}, "INVALID_DATE_ENVOI"),
        ({"dateEnvoi": "2001-01-01"}, "INVALID_DATE_ENVOI"),
    ],
)
def test_a_letter_that_is_not_as_it_should_be_is_refused(
    client: Client, changes: dict[str, str | None], code: str
) -> None:
    """By its code, at status 200; nothing is taken."""
    assert error(client.post(**changes)) == code
    assert client.caller.state()["submissions"] == []


@pytest.mark.parametrize("changes", [{"nom": "", "societe": "Agence"}, {"pays": "GUYANE FRANCAISE"}, {"prenom": "A"}])
def test_what_may_vary_in_an_address_may(client: Client, changes: dict[str, str]) -> None:
    """A company rather than a name; a country as they spell it, in capitals or not."""
    client.sent(adress=parties(**changes))


def test_what_else_goes_wrong_keeps_its_status(client: Client) -> None:
    """With a code and a text, as their clients read it."""
    answer = client.caller.call("GET", "/merci-facteur/nowhere")
    assert (answer.status, answer.json["success"], answer.json["error"]["code"]) == (404, False, "NOT_FOUND")
