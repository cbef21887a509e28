"""Maileva: the contract of every carrier, then how a letter leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from providers.maileva_setting import KEYS, LETTER, PDF, MailevaSetting

from demenagement.adapter import Answer, Reconciles
from demenagement.domain.draft import Document
from demenagement.errors import OutcomeUnknown, Refused, SignInNeeded, UnexpectedAnswer
from demenagement.kit import AT, CallingBackContract, TrackingContract

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.sandbox.server import Sandbox

ANNEX = Document("justificatif.pdf", "application/pdf", b"%PDF-1.7\njustificatif\n%%EOF\n")


class TestMaileva(MailevaSetting, CallingBackContract, TrackingContract):
    """The contract, then the letter."""

    async def test_the_letter_leaves_as_it_was_shown(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Under its key, with every document in order, from and to whom was written."""
        await carrier.submit(self.draft().approve("key-1", AT, (PDF, ANNEX)), http)
        [sending] = box.snapshot()["maileva"]["sendings"]
        assert (sending["custom_id"], sending["name"]) == ("key-1", "Congé du logement")
        assert sending["acknowledgement_of_receipt"] is True
        assert [each["sha256"] for each in sending["documents"]] == [PDF.sha256, ANNEX.sha256]
        assert [each["name"] for each in sending["documents"]] == ["conge.pdf", "justificatif.pdf"]
        assert lines(sending, "sender_") == {2: LETTER.sender[0], 4: LETTER.sender[1], 6: LETTER.sender[2]}
        [recipient] = sending["recipients"]
        assert lines(recipient) == dict(zip((2, 3, 4, 5, 6), LETTER.recipient, strict=True))

    async def test_a_receipt_names_their_reference(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """It left: nothing is left to the person."""
        receipt = await carrier.submit(self.approved(), http)
        [sending] = box.snapshot()["maileva"]["sendings"]
        assert (receipt.reference, receipt.yours) == (sending["reference"], False)
        assert receipt.details == {"sending": sending["id"]}

    @pytest.mark.parametrize("name", KEYS)
    async def test_a_missing_key_asks_to_sign_in(self, carrier: Carrier, http: Http, box: Sandbox, name: str) -> None:
        """Without asking Maileva anything."""
        incomplete = Scripted(account={**KEYS, name: ""})
        with pytest.raises(SignInNeeded, match=name):
            await carrier.submit(self.approved(), incomplete)
        assert (incomplete.asked, http.account) == ([], KEYS)
        assert box.snapshot()["exchanges"] == []

    async def test_a_rejected_account_asks_to_sign_in(self, carrier: Carrier, http: Http) -> None:
        """In their words, without the password."""
        rejecting = Through(http, {**KEYS, "password": "ouvre-toi"})
        with pytest.raises(SignInNeeded, match="Identifiants incorrects") as caught:
            await carrier.submit(self.approved(), rejecting)
        assert "ouvre-toi" not in repr(caught.value)

    async def test_the_sign_in_may_be_elsewhere(self, carrier: Carrier) -> None:
        """The account says where."""
        http = Scripted(account={**KEYS, "auth": "https://connexion.maileva.com/jeton"})
        with pytest.raises(UnexpectedAnswer):
            await carrier.submit(self.approved(), http)
        assert http.asked == [("POST", "https://connexion.maileva.com/jeton")]

    @pytest.mark.parametrize("recipient", [(), tuple("1234567")])
    async def test_an_address_that_does_not_fit_is_refused(
        self, carrier: Carrier, http: Http, recipient: tuple[str, ...]
    ) -> None:
        """No line is ever left out."""
        draft = replace(self.draft(), letter=replace(LETTER, recipient=recipient))
        with pytest.raises(Refused, match="six lignes"):
            await carrier.submit(draft.approve("key", AT, (PDF,)), http)

    async def test_without_a_letter_nothing_leaves(self, carrier: Carrier, http: Http) -> None:
        """A draft without its document is no letter."""
        with pytest.raises(Refused, match="pas de lettre"):
            await carrier.submit(self.draft().approve("key", AT), http)

    async def test_a_refusal_names_every_problem(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """And leaves no draft behind, with somebody's address in it."""
        draft = replace(self.draft(), letter=replace(LETTER, recipient=("X" * 39, "NANTES")))
        with pytest.raises(Refused) as caught:
            await carrier.submit(draft.approve("key", AT, (PDF,)), http)
        assert caught.value.detail.count("ligne") == 2
        assert box.snapshot()["maileva"]["sendings"] == []

    async def test_a_refusal_after_it_left_is_a_doubt(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Somebody between us and them submitted twice: « no more a draft » is not believed."""
        assert isinstance(carrier, Reconciles)
        twice = Through(http, KEYS, twice="/submit")
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(self.approved(), twice)
        assert await carrier.find(self.approved().key, http) is not None
        assert self.effects(box) == 1


def lines(record: dict[str, object], prefix: str = "") -> dict[int, object]:
    """The address lines of a record by their rank."""
    return {
        rank: record[f"{prefix}address_line_{rank}"] for rank in range(1, 7) if f"{prefix}address_line_{rank}" in record
    }


class Scripted:
    """An Http that answers nothing of use; remembers what was asked."""

    def __init__(self, account: dict[str, str]) -> None:
        """With that account."""
        self.account = account
        self.asked: list[tuple[str, str]] = []

    async def request(self, method: str, path: str, **_asked: Any) -> Answer:  # noqa: ANN401 # the Protocol's
        """One exchange."""
        self.asked.append((method, path))
        return Answer(200, {}, b"")


class Through:
    """An Http with another account; `twice` is the end of the path that somebody in between repeats."""

    def __init__(self, http: Http, account: dict[str, str], twice: str = "?") -> None:
        """Around a real one."""
        self.http, self.account, self.twice = http, account, twice

    async def request(self, method: str, path: str, **asked: Any) -> Answer:  # noqa: ANN401 # the Protocol's
        """One exchange, or two for one."""
        if path.endswith(self.twice):
            await self.http.request(method, path, **asked)
        return await self.http.request(method, path, **asked)
