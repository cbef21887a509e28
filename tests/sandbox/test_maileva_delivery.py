"""What becomes of a registered letter, as virtual days pass."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from demenagement.sandbox.clock import Clock

if TYPE_CHECKING:
    from sandbox.calls import Caller

    from demenagement.sandbox.server import Sandbox

KINDS = ("deposit_proof", "content_proof", "acknowledgement_of_receipt", "undelivered_mail")


def codes(caller: Caller, sending: str) -> list[str]:
    """The delivery codes so far."""
    return [status["code"] for status in caller.recipient(sending)["delivery_statuses"]]


def test_a_submitted_sending_goes_through_every_status(box: Sandbox, caller: Caller) -> None:
    """PENDING, ACCEPTED within a minute, PREPARING, PROCESSED the next day."""
    sending = caller.submitted()
    seen = [caller.sending(sending)["status"]]
    for seconds in (60, 7_200, 86_400):
        box.advance(seconds=seconds)
        seen.append(caller.sending(sending)["status"])
    assert seen == ["PENDING", "ACCEPTED", "PREPARING", "PROCESSED"]
    history = [status["code"] for status in caller.sending(sending)["statuses"]]
    assert history == ["DRAFT", "PENDING", "ACCEPTED", "PREPARING", "PROCESSED"]


def test_a_printed_letter_has_its_number_and_its_deposit_proof(box: Sandbox, caller: Caller) -> None:
    """Both come with PROCESSED, and neither before."""
    sending = caller.submitted()
    assert caller.recipient(sending).keys().isdisjoint({"registered_number", "deposit_proof_url"})
    box.advance(days=1.1)
    posted = caller.recipient(sending)
    assert (posted["status"], posted["postage_class"]) == ("PROCESSED", "REGISTERED_MAIL_J3_AR")
    assert posted["registered_number"].startswith("SBX-")
    assert posted["deposit_proof_url"] == f"/sendings/{sending}/recipients/{posted['id']}/download_deposit_proof"


def test_a_letter_is_presented_then_delivered_with_its_receipt(box: Sandbox, caller: Caller) -> None:
    """DELIVERING, FIRST_PRESENTATION, DELIVERED: over several days."""
    sending = caller.submitted()
    seen = []
    for _day in range(6):
        box.advance(days=1)
        seen.append(caller.recipient(sending).get("last_main_delivery_status", {}).get("category"))
    assert seen == [None, "DELIVERING", "FIRST_PRESENTATION", "DELIVERED", "DELIVERED", "DELIVERED"]
    arrived = caller.recipient(sending)
    assert "LP15" in codes(caller, sending)
    assert arrived["acknowledgement_of_receipt_date"] == arrived["last_main_delivery_status"]["date"]


@pytest.mark.parametrize(
    ("result", "code", "reason"),
    [
        ("refused", "LP22", "N05"),
        ("unclaimed", "LP19", "N03"),
        ("wrong-address", "LP20", "N07"),
        ("unknown", "LP21", "N02"),
    ],
)
def test_a_letter_may_come_back(box: Sandbox, caller: Caller, result: str, code: str, reason: str) -> None:
    """Each way of not being delivered has its code and its reason, and no receipt."""
    box.fault(f"outcome:result={result}")
    sending = caller.submitted()
    box.advance(days=30)
    returned = caller.recipient(sending)
    assert returned["last_main_delivery_status"]["category"] == "UNDELIVERED"
    assert returned["undelivered_mail_reason"] == reason
    assert {code, "LP17"} <= set(codes(caller, sending))
    assert "acknowledgement_of_receipt_date" not in returned


def test_an_unclaimed_letter_waits_fifteen_days(box: Sandbox, caller: Caller) -> None:
    """It was presented, and is only given up when the post office has kept it long enough."""
    box.fault("outcome:result=unclaimed")
    sending = caller.submitted()
    box.advance(days=17)
    assert caller.recipient(sending)["last_main_delivery_status"]["category"] == "FIRST_PRESENTATION"
    box.advance(days=2)
    assert caller.recipient(sending)["last_main_delivery_status"]["category"] == "UNDELIVERED"


def test_an_outcome_may_be_meant_for_one_recipient(box: Sandbox, caller: Caller) -> None:
    """Found by a piece of the address, whatever its case."""
    box.fault("outcome:result=refused,recipient=dijon", "outcome:result=unknown,recipient=lyon")
    sending = caller.submitted()
    box.advance(days=10)
    assert "LP22" in codes(caller, sending)
    assert [fault["spec"] for fault in caller.state()["faults"]] == ["outcome:result=unknown,recipient=lyon"]


def test_a_sending_may_be_rejected_on_analysis(box: Sandbox, caller: Caller) -> None:
    """Accepted by the call, refused a minute later, never printed."""
    box.fault("outcome:result=rejected")
    sending = caller.submitted()
    box.advance(days=9)
    assert caller.sending(sending)["status"] == "REJECTED"
    assert caller.recipient(sending)["status"] == "SENDING_REJECTED"
    assert codes(caller, sending) == []


def test_silence_never_progresses(box: Sandbox, caller: Caller) -> None:
    """Submitted, and nothing is ever heard again."""
    box.fault("silence")
    sending = caller.submitted()
    box.advance(days=60)
    assert caller.sending(sending)["status"] == "PENDING"


def test_a_late_letter_leaves_after_its_days(box: Sandbox, caller: Caller) -> None:
    """Accepted at once, and printed when nobody thought of it any more."""
    box.fault("late:days=30")
    sending = caller.submitted()
    box.advance(days=29)
    assert caller.sending(sending)["status"] == "ACCEPTED"
    box.advance(days=3)
    assert caller.sending(sending)["status"] == "PROCESSED"


def test_a_letter_waits_for_the_day_that_was_asked_for(box: Sandbox, caller: Caller) -> None:
    """`expected_date` delays printing, not acceptance."""
    day = (Clock().now() + timedelta(days=20)).date().isoformat()
    sending = caller.submitted(expected_date=day)
    box.advance(days=10)
    assert caller.sending(sending)["status"] == "ACCEPTED"
    box.advance(days=12)
    assert caller.sending(sending)["status"] == "PROCESSED"


def test_a_letter_without_receipt_has_none(box: Sandbox, caller: Caller) -> None:
    """Delivered, and no acknowledgement to download."""
    sending = caller.submitted(acknowledgement_of_receipt=False, postage_type="URGENT")
    box.advance(days=9)
    arrived = caller.recipient(sending)
    assert (arrived["postage_class"], "LP18" in codes(caller, sending)) == ("REGISTERED_MAIL_J2", False)
    assert "acknowledgement_of_receipt_url" not in arrived


def test_no_proof_exists_before_its_time(caller: Caller) -> None:
    """404 for the four of them on the first day."""
    sending = caller.submitted()
    where = f"/sendings/{sending}/recipients/{caller.recipient(sending)['id']}"
    assert {caller.maileva("GET", f"{where}/download_{kind}").status for kind in KINDS} == {404}


@pytest.mark.parametrize(
    ("kind", "result"),
    [(KINDS[0], "delivered"), (KINDS[1], "delivered"), (KINDS[2], "delivered"), (KINDS[3], "refused")],
)
def test_a_proof_is_a_watermarked_pdf(box: Sandbox, caller: Caller, kind: str, result: str) -> None:
    """A PDF that any reader opens, with its number, the address, and the warning."""
    box.fault(f"outcome:result={result}")
    sending = caller.submitted(returned_mail_scanning=True)
    box.advance(days=30)
    found = caller.recipient(sending)
    proof = caller.maileva("GET", found[f"{kind}_url"])
    assert (proof.status, proof.headers["content-type"]) == (200, "application/pdf")
    pages = PdfReader(io.BytesIO(proof.body), strict=True).pages
    text = pages[0].extract_text()
    assert len(pages) == 1
    assert "SPÉCIMEN – BAC À SABLE" in text
    assert found["registered_number"] in text
    assert "Madame Anne Exemple" in text
