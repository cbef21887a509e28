"""Documents of a sending."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from sandbox.calls import MAILEVA, PDF

if TYPE_CHECKING:
    from sandbox.calls import Caller


def test_a_document_is_received_byte_for_byte(caller: Caller) -> None:
    """Its size and fingerprint are those of what was sent, line ends and boundaries inside it included."""
    caller.draft()
    kept = caller.state()["maileva"]["sendings"][0]["documents"][0]
    assert (kept["size"], kept["sha256"]) == (len(PDF), hashlib.sha256(PDF).hexdigest())


@pytest.mark.parametrize(
    ("document", "metadata", "code"),
    [
        (b"PK\x03\x04", None, "DOCUMENT_TYPE_NOT_ACCEPTED"),
        (b"", None, "EMPTY_DOCUMENT"),
        (PDF, "", "EMPTY_METADATA"),
        (PDF, "{", "METADATA_WRONG_FORMAT"),
        (PDF, {"priority": 0}, "INVALID_PRIORITY"),
        (PDF, {"priority": "1"}, "INVALID_PRIORITY"),
        (b"%PDF" + b"x" * 20_000_000, None, "INVALID_DOCUMENT_SIZE"),
    ],
)
def test_an_unfit_document_is_refused(caller: Caller, document: bytes, metadata: object, code: str) -> None:
    """Each fault of a document has its code."""
    sending = caller.maileva("POST", "/sendings", {"name": "Congé"}).json["id"]
    refused = caller.upload(sending, document, metadata)
    assert (refused.status, refused.codes) == (400, [code])


def test_two_documents_in_one_call_are_refused(caller: Caller) -> None:
    """One document a call."""
    sending = caller.maileva("POST", "/sendings", {"name": "Congé"}).json["id"]
    assert caller.upload(sending, twice=True).codes == ["TOO_MANY_PARAMETER_DOCUMENT"]


def test_two_documents_of_the_same_rank_are_refused(caller: Caller) -> None:
    """The printing order must be clear."""
    assert caller.upload(caller.draft()).codes == ["DUPLICATE_PRIORITY"]


def test_a_document_must_come_as_multipart(caller: Caller) -> None:
    """A PDF alone, or a damaged form, is refused."""
    sending = caller.maileva("POST", "/sendings", {"name": "Congé"}).json["id"]
    path, token = f"{MAILEVA}/sendings/{sending}/documents", caller.sign_in().json["access_token"]
    for kind in ("application/pdf", "multipart/form-data", "multipart/form-data; boundary=edge"):
        headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
        assert caller.call("POST", path, PDF, headers).codes == ["UNEXPECTED_NOT_VALID_ERROR"]


def test_documents_have_a_limit_together(caller: Caller) -> None:
    """20 MB for all of them."""
    sending = caller.draft()
    refused = caller.upload(sending, b"%PDF" + b"x" * 19_999_990, {"priority": 2})
    assert refused.codes == ["INVALID_TOTAL_SENDING_SIZE"]


def test_a_sending_has_thirty_documents_at_most(caller: Caller) -> None:
    """The thirty-first is refused; without a rank, each comes after the others."""
    sending = caller.maileva("POST", "/sendings", {"name": "Congé"}).json["id"]
    answers = [caller.upload(sending, PDF, {"name": "page.pdf"}) for _ in range(31)]
    assert [answer.json.get("priority") for answer in answers] == [*range(1, 31), None]
    assert answers[-1].codes == ["INVALID_DOCUMENTS_COUNT"]
