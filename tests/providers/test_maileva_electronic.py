"""Maileva's electronic letters: the contract of every carrier, then how one leaves and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from providers.maileva_electronic_setting import AGENCY, ELECTRONIC, PERSON, MailevaElectronicSetting
from providers.maileva_setting import KEYS, LETTER, PDF
from providers.test_maileva import ANNEX, Scripted

from demenagement.adapter import Answer, Reconciles, Tracks
from demenagement.domain.submission import Receipt, State
from demenagement.errors import Refused, SignInNeeded
from demenagement.gateways.registry import Registry
from demenagement.kit import AT, CallingBackContract, TrackingContract

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.bootstrap import Product
    from demenagement.domain.submission import Outcome
    from demenagement.sandbox.server import Sandbox

WAITS = "Rien n'est parti : Maileva attend votre code à usage unique."


class TestMailevaElectronic(MailevaElectronicSetting, CallingBackContract, TrackingContract):
    """The contract, then the letter."""

    async def test_the_letter_leaves_as_it_was_shown(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Under its key, from the checked sender, every document in order, to a name and an e-mail address."""
        await carrier.submit(self.draft().approve("key-1", AT, (PDF, ANNEX)), http)
        [sending] = box.snapshot()["maileva-electronic"]["sendings"]
        assert (sending["custom_id"], sending["name"], sending["sender_id"]) == (
            "key-1",
            "Congé du logement",
            "sandbox",
        )
        assert [each["sha256"] for each in sending["documents"]] == [PDF.sha256, ANNEX.sha256]
        [recipient] = sending["recipients"]
        told = {key: value for key, value in recipient.items() if key not in ("id", "status", "status_date")}
        assert told == {
            "legal_status": "INDIVIDUAL",
            "first_name": "Anne",
            "last_name": "Exemple",
            "email": "anne@exemple.fr",
        }

    async def test_a_body_is_named_as_one(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """With the name of the organisation."""
        draft = replace(self.draft(), letter=replace(ELECTRONIC, electronic=AGENCY))
        await carrier.submit(draft.approve("key-1", AT, (PDF,)), http)
        [recipient] = box.snapshot()["maileva-electronic"]["sendings"][0]["recipients"]
        assert (recipient["legal_status"], recipient["company"]) == ("PROFESSIONAL", "Agence Exemple")

    async def test_nothing_of_a_postal_address_leaves(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Neither the sender's nor anybody's: what leaves is on the letter itself."""
        await carrier.submit(self.approved(), http)
        assert "RUE" not in str(box.snapshot()["maileva-electronic"])

    async def test_it_is_the_sender_s_to_confirm(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Nothing left yet: the receipt says what to do, and where."""
        receipt = await carrier.submit(self.approved(), http)
        [sending] = box.snapshot()["maileva-electronic"]["sendings"]
        assert (receipt.reference, receipt.yours, receipt.url) == (sending["id"], True, "https://www.maileva.com")
        assert receipt.detail.startswith(WAITS)

    async def test_what_was_confirmed_meanwhile_is_found_so(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """After a lost answer, nobody is asked for a code that was given."""
        assert isinstance(carrier, Reconciles)
        await carrier.submit(self.approved(), http)
        box.advance(days=1)
        found = await carrier.find(self.approved().key, http)
        assert (found and (found.yours, found.url, found.detail)) == (False, None, "")

    @pytest.mark.parametrize("letter", [None, LETTER], ids=["none", "on paper"])
    async def test_what_is_no_electronic_letter_does_not_leave(
        self, carrier: Carrier, http: Http, box: Sandbox, letter: object
    ) -> None:
        """A plain letter never goes this way by accident; Maileva hears nothing of it."""
        draft = replace(self.draft(), letter=letter)
        with pytest.raises(Refused, match="pas de lettre électronique"):
            await carrier.submit(draft.approve("key", AT, (PDF,)), http)
        assert box.snapshot()["exchanges"] == []

    async def test_without_its_document_it_does_not_leave(self, carrier: Carrier, http: Http) -> None:
        """An empty letter is none."""
        with pytest.raises(Refused, match="pas de lettre électronique"):
            await carrier.submit(self.draft().approve("key", AT), http)

    async def test_on_paper_it_never_goes(self, product: Product) -> None:
        """The other service refuses it before it signs in."""
        paper, http = Registry(product.manifests).carrier("maileva"), Scripted(account=dict(KEYS))
        with pytest.raises(Refused, match="sur papier"):
            await paper.submit(self.approved(), http)
        assert http.asked == []

    @pytest.mark.parametrize("name", [*KEYS, "sender_id"])
    async def test_a_missing_key_asks_to_sign_in(self, carrier: Carrier, box: Sandbox, name: str) -> None:
        """The checked sender is one of them; Maileva is asked nothing."""
        incomplete = Scripted(account={**self.account, name: ""})
        with pytest.raises(SignInNeeded, match=name):
            await carrier.submit(self.approved(), incomplete)
        assert (incomplete.asked, box.snapshot()["exchanges"]) == ([], [])

    async def test_a_refusal_leaves_no_draft_behind(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """With somebody's address in it."""
        odd = replace(PERSON, email="anne@x")
        draft = replace(self.draft(), letter=replace(ELECTRONIC, electronic=odd))
        with pytest.raises(Refused, match="email"):
            await carrier.submit(draft.approve("key", AT, (PDF,)), http)
        assert box.snapshot()["maileva-electronic"]["sendings"] == []


class TestTracking(MailevaElectronicSetting):
    """From the sender's code to the recipient's answer."""

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (0, (State.SENT, WAITS)),
            (0.045, (State.ACKNOWLEDGED, "Code vérifié, accepté par Maileva")),
            (0.5, (State.ACKNOWLEDGED, "Déposé : le destinataire a quinze jours pour l'accepter, le ")),
            (1.5, (State.VERIFIED, "Accepté par le destinataire, le ")),
        ],
    )
    async def test_a_letter_is_followed(
        self, carrier: Carrier, http: Http, box: Sandbox, days: float, expected: tuple[State, str]
    ) -> None:
        """Until the code is given, nothing left."""
        outcome = await self.after(carrier, http, box, days)
        assert (outcome.state, outcome.detail[: len(expected[1])]) == expected

    async def test_waiting_for_the_code_is_no_news(self, carrier: Carrier, http: Http) -> None:
        """The receipt said the same."""
        assert isinstance(carrier, Tracks)
        receipt = await carrier.submit(self.approved(), http)
        outcome = await carrier.track(receipt, http)
        assert (outcome.state, outcome.detail) == (State.SENT, receipt.detail)

    @pytest.mark.parametrize(
        ("result", "expected"),
        [
            ("refused", (State.REFUSED, "Lettre non remise : le destinataire l'a refusée, le ")),
            ("unclaimed", (State.REFUSED, "Lettre non remise : le destinataire ne l'a pas réclamée sous quinze jours")),
            ("rejected", (State.REFUSED, "Rejeté par Maileva")),
            ("error", (State.FAILED, "Maileva n'a pas pu l'envoyer, le ")),
        ],
    )
    async def test_a_letter_that_was_not_taken_says_why(
        self, carrier: Carrier, http: Http, box: Sandbox, result: str, expected: tuple[State, str]
    ) -> None:
        """In plain words; no day on which it was received."""
        box.fault(f"outcome:result={result}")
        outcome = await self.after(carrier, http, box, 16)
        assert (outcome.state, outcome.detail[: len(expected[1])], outcome.day) == (*expected, None)

    async def test_nobody_is_late_before_fifteen_days(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """It is still under way the day before."""
        box.fault("outcome:result=unclaimed")
        assert (await self.after(carrier, http, box, 15)).state is State.ACKNOWLEDGED

    async def test_the_days_it_left_and_was_accepted_are_told(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """The first while it waits for its recipient, the second once they took it."""
        deposited, accepted = await self.after(carrier, http, box, 0.5), await self.after(carrier, http, box, 2)
        assert deposited.day is not None
        assert accepted.day is not None
        assert (accepted.day > deposited.day, accepted.detail[-10:]) == (True, f"{accepted.day:%d/%m/%Y}")

    @pytest.mark.parametrize(
        ("result", "name"),
        [
            ("accepted", "preuve-de-reception.pdf"),
            ("refused", "preuve-de-refus.pdf"),
            ("unclaimed", "preuve-de-non-reclamation.pdf"),
        ],
    )
    async def test_proofs_come_once_they_exist(
        self, carrier: Carrier, http: Http, box: Sandbox, result: str, name: str
    ) -> None:
        """Of the deposit, then of what the recipient did; all of them PDF."""
        box.fault(*([f"outcome:result={result}"] * 3))
        found = [await self.after(carrier, http, box, days) for days in (0, 0.5, 16)]
        assert [[proof.name for proof in each.proofs] for each in found] == [
            [],
            ["preuve-de-depot.pdf"],
            ["preuve-de-depot.pdf", name],
        ]
        assert {proof.content[:4] for proof in found[-1].proofs} == {b"%PDF"}

    @pytest.mark.parametrize("oddity", ["html", "huge", "redirect"])
    async def test_a_proof_that_is_none_is_not_kept(
        self, carrier: Carrier, http: Http, box: Sandbox, oddity: str
    ) -> None:
        """What became of the letter is still told."""
        box.fault(f"{oddity}:route=delivery-proof")
        outcome = await self.after(carrier, http, box, 2)
        assert (outcome.state, len(outcome.proofs)) == (State.ACCEPTED, 1)

    async def test_a_day_is_a_day_in_paris(self, carrier: Carrier) -> None:
        """Accepted at half past eleven at night by their clock, it was already the next day here."""
        assert isinstance(carrier, Tracks)
        late = datetime(2027, 3, 31, 22, 30, tzinfo=UTC).isoformat()
        answers = (
            {"access_token": "jeton"},
            {"status": "PROCESSED", "processed_date": late},
            {"recipients": [{"id": "r1", "status": "ACCEPTED", "status_date": late}]},
        )
        receipt = Receipt(reference="s1", details={"sending": "s1"})
        outcome = await carrier.track(receipt, Telling(self.account, *answers))
        assert str(outcome.day) == "2027-04-01"

    async def after(self, carrier: Carrier, http: Http, box: Sandbox, days: float) -> Outcome:
        """What is known of a fresh letter after some days."""
        assert isinstance(carrier, Tracks)
        receipt = await carrier.submit(self.approved(), http)
        box.advance(days=days)
        return await carrier.track(receipt, http)


class Telling:
    """An Http that gives one answer after the other."""

    def __init__(self, account: dict[str, str], *documents: object) -> None:
        """In that order."""
        self.account = account
        self._documents = list(documents)

    async def request(self, method: str, path: str, **_asked: Any) -> Answer:  # noqa: ANN401, ARG002 # the Protocol's
        """The next answer."""
        return Answer(200, {}, b"", self._documents.pop(0))
