"""Electronic registered letters: taken with 202, confirmed by the sender, accepted, refused or not claimed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, ClassVar

import pytest
from pypdf import PdfReader
from sandbox.calls import Caller

if TYPE_CHECKING:
    from demenagement.sandbox.server import Sandbox

PERSON = {"legal_status": "INDIVIDUAL", "first_name": "Anne", "last_name": "Exemple", "email": "anne@exemple.fr"}
SENDER = "0b3ad2d2-6a3c-4c47-9d5e-8b1f6f0a1c11"


class Electronic(Caller):
    """Calls the electronic letters of one sandbox."""

    api = "/maileva-electronic/electronic_qualified_registered_mail/v1"
    token = "/maileva-electronic/auth/realms/services/protocol/openid-connect/token"  # noqa: S105 # a path
    takes = 202
    sent: ClassVar[dict[str, object]] = {"name": "Congé", "sender_id": "sandbox"}
    to: ClassVar[dict[str, str]] = PERSON


@pytest.fixture
def caller(box: Sandbox) -> Electronic:
    """Someone who calls it."""
    return Electronic(box.url)


def test_a_submission_is_taken_and_waits_for_the_sender(caller: Electronic) -> None:
    """202, with nothing in it: it is not gone yet."""
    sending = caller.draft(custom_id="key-1")
    taken = caller.maileva("POST", f"/sendings/{sending}/submit")
    assert (taken.status, taken.body, taken.headers["location"].rpartition("/")[2]) == (202, b"", sending)
    assert (caller.sending(sending)["status"], caller.recipient(sending)["status"]) == ("PENDING", "PENDING")
    assert [each["custom_id"] for each in caller.state()["submissions"]] == ["key-1"]


def test_once_confirmed_it_is_deposited(box: Sandbox, caller: Electronic) -> None:
    """Within the hour the sender gives the code; the proof of deposit exists from then on."""
    sending = caller.submitted()
    assert "deposit_proof" not in caller.recipient(sending)
    box.advance(seconds=3_601)
    assert caller.sending(sending)["status"] == "ACCEPTED"
    assert caller.recipient(sending)["status"] == "PENDING"
    box.advance(seconds=600)
    recipient = caller.recipient(sending)
    assert (caller.sending(sending)["status"], recipient["status"]) == ("PROCESSED", "PROCESSED")
    assert recipient["deposit_proof"]["type"] == "DEPOSIT_PROOF"
    assert recipient["deposit_proof"]["creation_date"] == caller.sending(sending)["processed_date"]


@pytest.mark.parametrize(
    ("result", "days", "expected"),
    [
        ("accepted", 1.1, ("ACCEPTED", "ACKNOWLEDGMENT_OF_RECEIPT")),
        ("refused", 1.1, ("REFUSED", "REFUSAL_PROOF")),
        ("unclaimed", 15.1, ("NOT_CLAIMED", "NOT_CLAIMED_PROOF")),
    ],
)
def test_a_recipient_answers_or_lets_it_pass(
    box: Sandbox, caller: Electronic, result: str, days: float, expected: tuple[str, str]
) -> None:
    """Each end has its own proof."""
    box.fault(f"outcome:result={result}")
    sending = caller.submitted()
    box.advance(days=days - 0.2)
    assert caller.recipient(sending)["status"] == "PROCESSED"
    box.advance(days=0.2)
    recipient = caller.recipient(sending)
    assert (recipient["status"], recipient["delivery_proof"]["type"]) == expected
    assert recipient["delivery_proof"]["creation_date"] == recipient["status_date"]


def test_what_nobody_claims_waits_fifteen_days(box: Sandbox, caller: Electronic) -> None:
    """Not one less."""
    box.fault("outcome:result=unclaimed")
    sending = caller.submitted()
    box.advance(days=15)
    assert caller.recipient(sending)["status"] == "PROCESSED"


def test_a_sending_may_be_rejected(box: Sandbox, caller: Electronic) -> None:
    """It was never deposited."""
    box.fault("outcome:result=rejected")
    sending = caller.submitted()
    box.advance(days=1)
    recipient = caller.recipient(sending)
    assert (caller.sending(sending)["status"], recipient["status"]) == ("REJECTED", "REJECTED")
    assert recipient["status_detail"] == "Envoi refusé à l'analyse (bac à sable)"
    assert "deposit_proof" not in recipient


def test_a_sender_who_never_confirms_keeps_it_waiting(box: Sandbox, caller: Electronic) -> None:
    """For ever."""
    box.fault("silence:provider=maileva-electronic")
    sending = caller.submitted()
    box.advance(days=400)
    assert caller.sending(sending)["status"] == "PENDING"


@pytest.mark.parametrize("kind", ["deposit_proof", "delivery_proof"])
def test_a_proof_is_a_watermarked_page(box: Sandbox, caller: Electronic, kind: str) -> None:
    """404 until it exists."""
    sending = caller.submitted()
    where = f"/sendings/{sending}/recipients/{caller.recipient(sending)['id']}/download_{kind}"
    assert caller.maileva("GET", where).codes == ["DOCUMENT_NOT_FOUND"]
    box.advance(days=2)
    text = PdfReader(io.BytesIO(caller.maileva("GET", where).body)).pages[0].extract_text()
    assert ("BAC À SABLE" in text, "Anne Exemple, anne@exemple.fr" in text) == (True, True)


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"sender_id": None}, ["UNEXPECTED_NOT_VALID_ERROR"]),
        ({"sender_id": "somebody"}, ["UNEXPECTED_NOT_VALID_ERROR"]),
        ({"name": ""}, ["EMPTY_NAME"]),
        ({"name": "x" * 257, "custom_id": "x" * 39}, ["NAME_TOO_LONG", "CUSTOM_ID_WRONG_FORMAT"]),
        ({"message": "x" * 451, "pre_notification": "yes"}, ["UNEXPECTED_NOT_VALID_ERROR"] * 2),
    ],
)
def test_an_invalid_sending_is_refused(caller: Electronic, fields: dict[str, object], codes: list[str]) -> None:
    """It has a checked sender and a name."""
    refused = caller.maileva("POST", "/sendings", {**caller.sent, **fields})
    assert (refused.status, refused.codes) == (400, codes)


def test_a_checked_sender_is_named_by_an_identifier(caller: Electronic) -> None:
    """As the contract writes it."""
    assert caller.maileva("POST", "/sendings", {"name": "Congé", "sender_id": SENDER}).status == 201


@pytest.mark.parametrize(
    "fields",
    [
        {"email": None},
        {"email": "1 rue du Modèle, 21000 Dijon"},
        {"first_name": ""},
        {"last_name": "x" * 51},
        {"legal_status": None},
        {"legal_status": "SOMEBODY"},
        {"company": "x" * 39},
    ],
)
def test_an_invalid_recipient_is_refused(caller: Electronic, fields: dict[str, object]) -> None:
    """It has an e-mail address, a first name, a last name and a status; never a postal address."""
    sending = caller.maileva("POST", "/sendings", caller.sent).json["id"]
    refused = caller.maileva("POST", f"/sendings/{sending}/recipients", {**PERSON, **fields})
    assert (refused.status, refused.codes) == (400, ["UNEXPECTED_NOT_VALID_ERROR"])


def test_documents_of_every_type_are_taken(caller: Electronic) -> None:
    """A registered letter on paper takes PDF only."""
    sending = caller.maileva("POST", "/sendings", caller.sent).json["id"]
    taken = caller.upload(sending, b"GIF89a", {"name": "plan.gif"})
    assert (taken.status, {key: taken.json[key] for key in ("name", "size")}) == (201, {"name": "plan.gif", "size": 6})


def test_a_sending_is_submitted_once_and_changes_no_more(caller: Electronic) -> None:
    """Neither deleted nor sent again."""
    sending = caller.submitted()
    again = [caller.maileva("POST", f"/sendings/{sending}/submit"), caller.maileva("DELETE", f"/sendings/{sending}")]
    assert [each.codes for each in again] == [["SENDING_STATUS_IS_NOT_DRAFT"]] * 2


def test_the_two_letter_services_keep_their_sendings_apart(box: Sandbox, caller: Electronic) -> None:
    """One account signs in to both; neither list shows what the other holds."""
    paper = Caller(box.url)
    caller.draft(custom_id="electronic")
    paper.draft(custom_id="paper")
    listed = [each.maileva("GET", "/sendings?count=1").json for each in (caller, paper)]
    assert [[sending["custom_id"] for sending in page["sendings"]] for page in listed] == [["electronic"], ["paper"]]


def test_pages_lead_to_one_another(caller: Electronic) -> None:
    """By addresses below the version, as in the other contract."""
    for _ in range(3):
        caller.maileva("POST", "/sendings", caller.sent)
    paging = caller.maileva("GET", "/sendings?start_index=2&count=1").json["paging"]
    assert (paging["total_results"], paging["next"]) == (3, "/sendings?start_index=3&count=1")
