"""Merci Facteur: what becomes of a letter, from the list to the last proof."""

from __future__ import annotations

import base64
import io
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader
from sandbox.merci_facteur_calls import Client, parties

from demenagement.sandbox.clock import moment, stamp
from demenagement.sandbox.merci_facteur import timeline

if TYPE_CHECKING:
    from typing import Any

    from sandbox.calls import Caller

    from demenagement.sandbox.server import Sandbox

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def client(caller: Caller) -> Client:
    """A service of Merci Facteur."""
    return Client(caller)


def an_envoi(taken: datetime, **changes: object) -> dict[str, Any]:
    """A letter that was taken then."""
    return {"created": stamp(taken), "date": None, "silent": False, "outcome": "delivered", "mode": "lrar", **changes}


@pytest.mark.parametrize(
    ("taken", "posted"),
    [
        ("2027-03-03 16:59", "2027-03-03"),
        ("2027-03-03 17:00", "2027-03-04"),
        ("2027-03-05 16:59", "2027-03-05"),
        ("2027-03-05 18:00", "2027-03-08"),
        ("2027-03-06 09:00", "2027-03-08"),
        ("2027-03-07 23:30", "2027-03-08"),
        ("2027-07-07 16:30", "2027-07-07"),
    ],
    ids=["before five", "at five", "on a Friday", "late on a Friday", "on a Saturday", "on a Sunday", "in summer"],
)
def test_a_letter_leaves_the_same_day_before_five_on_working_days(taken: str, posted: str) -> None:
    """By the clocks of Paris."""
    left = timeline.posted(an_envoi(datetime.fromisoformat(taken).replace(tzinfo=PARIS)))
    assert (left.date().isoformat(), left.hour) == (posted, 17)


@pytest.mark.parametrize(("asked", "posted"), [("2027-03-10", "2027-03-10"), ("2027-03-13", "2027-03-15")])
def test_a_letter_waits_for_the_day_that_was_asked_for(asked: str, posted: str) -> None:
    """Or for the working day after it."""
    taken = datetime(2027, 3, 3, 9, tzinfo=UTC)
    assert timeline.posted(an_envoi(taken, date=asked)).date().isoformat() == posted


@pytest.mark.parametrize(
    ("outcome", "codes"),
    [
        ("delivered", ["traitement", "distribution_en_cours", "distribue"]),
        ("refused", ["distribution_en_cours", "retour_expediteur", "distribue_expediteur"]),
        ("unclaimed", ["attente_au_guichet", "retour_expediteur", "distribue_expediteur"]),
        ("wrong-address", ["distribution_en_cours", "retour_expediteur", "distribue_expediteur"]),
        ("lost", ["scan_pdd", "traitement", "probleme_en_cours"]),
    ],
)
def test_each_outcome_has_its_road(outcome: str, codes: list[str]) -> None:
    """To its end, each event on its day."""
    taken = datetime(2027, 3, 3, 9, tzinfo=UTC)
    road = timeline.road(an_envoi(taken, outcome=outcome), taken + timedelta(days=60))
    assert [event.code for _, event in road][-3:] == codes
    assert [day for day, _ in road] == sorted(day for day, _ in road)


def test_an_unclaimed_letter_waits_fifteen_days(box: Sandbox, client: Client) -> None:
    """It is kept at the post office, then comes back."""
    box.fault("outcome:result=unclaimed")
    envoi = client.sent()
    box.advance(days=15)
    assert (client.road(envoi)["pnd"], "avis de passage" in client.road(envoi)["lastState"]) == ("0", True)
    box.advance(days=12)
    assert (client.road(envoi)["pnd"], "Distribué à l'expéditeur" in client.road(envoi)["lastState"]) == ("1", True)


def test_a_letter_that_was_just_taken_has_no_number_of_the_post(box: Sandbox, client: Client) -> None:
    """It comes with printing; until then the state of the printing is told."""
    envoi = client.sent()
    before = client.look("getSuiviEnvoi", idEnvoi=envoi)
    box.advance(days=5)
    after = client.look("getSuiviEnvoi", idEnvoi=envoi)
    assert (before["suiviCourrier"][0]["refTracking"], after["statutPrintEnvoi"]) == (None, "Impression terminée")
    assert after["suiviCourrier"][0]["refTracking"].startswith("SBX-2C")
    assert before["statutPrintEnvoi"] != "Impression terminée"


def test_a_letter_tells_its_history(box: Sandbox, client: Client) -> None:
    """One line an event, the last one again as its last state."""
    envoi = client.sent()
    box.advance(days=12)
    road = client.road(envoi)
    lines = road["historique"].split("\n")
    assert lines[-1] == road["lastState"]
    assert [line[10:13] for line in lines] == [" : "] * len(lines)
    assert lines[-1].endswith("Courrier distribué au destinataire")


def test_silence_never_progresses(box: Sandbox, client: Client) -> None:
    """Taken, and nothing is ever heard again."""
    box.fault("silence")
    envoi = client.sent()
    box.advance(days=60)
    said = client.look("getSuiviEnvoi", idEnvoi=envoi)
    assert (said["statutPrintEnvoi"], len(said["suiviCourrier"][0]["historique"].split("\n"))) == (
        "Traitement en attente",
        1,
    )


def test_an_outcome_may_be_meant_for_one_recipient(box: Sandbox, client: Client) -> None:
    """Found by a piece of the address, whatever its case."""
    box.fault("outcome:result=refused,recipient=lyon")
    first, second = client.sent(), client.sent(adress=parties(ville="LYON"))
    box.advance(days=12)
    assert ["refusé" in client.road(envoi)["historique"] for envoi in (first, second)] == [False, True]


def test_the_last_fifty_are_listed_the_newest_first(client: Client) -> None:
    """Those of the user who asks, without what was in them."""
    sent = [client.sent() for _ in range(52)]
    client.sent(idUser="8")
    listed = client.look("listEnvois", idUser="7")["envois"]
    assert [each["idEnvoi"] for each in listed] == sent[:1:-1]
    assert (listed[0]["modeEnvoi"], listed[0]["nbDest"]) == ("lrar", 1)
    assert "Exemple" not in json.dumps(listed)


def test_one_letter_is_shown_with_its_reference_and_recipient(client: Client) -> None:
    """As their webhooks show it."""
    envoi = client.sent(adress=parties("ref 1"))
    shown = client.look("getEnvoi", idEnvoi=envoi)["envoi"]
    [detail] = shown["detail"]
    assert (shown["general"]["idEnvoi"], detail["ref_interne"]) == (envoi, "ref 1")
    assert (detail["dest"]["nom"], detail["dest"]["ville"]) == ("Madame Anne Exemple", "DIJON")


def test_what_was_to_be_forgotten_is(box: Sandbox, client: Client) -> None:
    """So many days after printing: the address and the reference; the road stays."""
    envoi = client.sent(adress=parties("ref 1"), anonymize=json.dumps({"delay": 20, "target": ["dest"]}))
    box.advance(days=10)
    assert "Exemple" in json.dumps(client.look("getEnvoi", idEnvoi=envoi))
    box.advance(days=15)
    shown = json.dumps([client.look("getEnvoi", idEnvoi=envoi), client.road(envoi)])
    assert ("Exemple" in shown, "ref 1" in shown, "distribu" in shown) == (False, False, True)


@pytest.mark.parametrize("call", ["getEnvoi", "getSuiviEnvoi"])
def test_an_unknown_letter_is_not_shown(client: Client, call: str) -> None:
    """A code, at status 200."""
    assert client.look(call, idEnvoi="SBX-0")["error"] == "ENVOI_NOT_FOUND"


def test_a_proof_of_posting_exists_from_its_posting_on(box: Sandbox, client: Client) -> None:
    """And a proof of another kind never does."""
    envoi = client.sent()
    number = box.snapshot()["merci-facteur"]["envois"][0]["tracking"]
    assert client.look("getProof", trackingNumber=number, document="depot")["error"] == "PROOF_NOT_AVAILABLE"
    box.advance(days=5)
    number = client.road(envoi)["refTracking"]
    proof = client.look("getProof", trackingNumber=number, document="depot")
    assert proof["format_return"] == "pdf"
    assert watermarked(proof["document"], number)
    assert client.look("getProof", trackingNumber=number, document="photo")["error"] == "INVALID_DOCUMENT"


def test_a_signed_receipt_comes_back_scanned_where_it_was_asked_for(box: Sandbox, client: Client) -> None:
    """« pending » until then; on paper, it is no business of theirs."""
    scanned, paper = client.sent(modeEnvoi="lrare"), client.sent()
    box.advance(days=5)
    assert client.road(scanned)["are_base64_jpeg"] == "pending"
    box.advance(days=10)
    road = client.road(scanned)
    assert watermarked(road["are_base64_jpeg"], road["refTracking"])
    assert client.road(paper)["are_base64_jpeg"] is None
    reception = client.look("getProof", trackingNumber=road["refTracking"], document="reception")
    assert reception["document"] == road["are_base64_jpeg"]


def test_a_letter_by_plain_post_has_no_number(box: Sandbox, client: Client) -> None:
    """Nor proof, nor return."""
    envoi = client.sent(modeEnvoi="normal")
    box.advance(days=12)
    assert (client.road(envoi)["refTracking"], client.road(envoi)["pnd"]) == (None, None)
    assert client.look("getProof", trackingNumber="", document="depot")["error"] == "PROOF_NOT_AVAILABLE"


def test_what_was_taken_survives_a_restart(box: Sandbox, client: Client) -> None:
    """All that is kept is plain JSON."""
    client.sent(antidoublon="key-1")
    kept = box.state.of("merci-facteur")["envois"]
    assert json.loads(json.dumps(kept)) == kept
    assert moment(next(iter(kept.values()))["created"]) <= box.state.clock.now()


def watermarked(encoded: str, number: str) -> bool:
    """Whether it is a PDF that any reader opens, with its number and the warning across it."""
    text = PdfReader(io.BytesIO(base64.b64decode(encoded)), strict=True).pages[0].extract_text()
    return "SPÉCIMEN – BAC À SABLE" in text and number in text and "Madame Anne Exemple" in text
