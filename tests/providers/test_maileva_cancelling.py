"""Maileva: a draft is taken away; what was let go is not, and they say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from providers.maileva_setting import MailevaSetting
from sandbox.calls import Caller

from demenagement.adapter import Cancels
from demenagement.domain.submission import Receipt, State
from demenagement.errors import Refused, SignInNeeded, UnexpectedAnswer
from demenagement.kit import CancellingContract

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.sandbox.server import Sandbox


class TestCancelling(MailevaSetting, CancellingContract):
    """By their contract a draft may be deleted, and nothing else."""

    cancels = "delete-sending"

    @pytest.fixture(autouse=True)
    def desk(self, box: Sandbox) -> None:
        """Somebody at their own desk, on the same account."""
        self.caller = Caller(box.url)

    async def draft_of(self, carrier: Carrier, http: Http) -> Receipt:
        """A sending that was never let go."""
        del carrier, http
        made = self.caller.maileva("POST", "/sendings", {"name": "Congé"}).json
        return Receipt(reference=made["reference"], details={"sending": made["id"]})

    async def test_a_draft_is_gone_once_it_is_taken_away(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Nothing of it is left with them."""
        assert isinstance(carrier, Cancels)
        await carrier.cancel(await self.draft_of(carrier, http), http)
        assert box.snapshot()["maileva"]["sendings"] == []

    async def test_a_lost_answer_is_asked_for_again(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """The second time they know it no more: it is gone."""
        assert isinstance(carrier, Cancels)
        receipt = await self.draft_of(carrier, http)
        self.arm(box, "drop-after", self.cancels)
        assert (await carrier.cancel(receipt, http)).state is State.CANCELLED

    @pytest.mark.parametrize("days", [0, 0.01, 0.5, 2, 5])
    async def test_what_was_let_go_is_not_taken_back(
        self, carrier: Carrier, http: Http, box: Sandbox, days: float
    ) -> None:
        """Waiting, accepted, at the printer's, on the road, arrived: their words, and the letter goes on."""
        assert isinstance(carrier, Cancels)
        receipt = await carrier.submit(self.approved(), http)
        box.advance(days=days)
        with pytest.raises(Refused, match="n'est plus un brouillon"):
            await carrier.cancel(receipt, http)
        assert self.effects(box) == 1

    async def test_what_they_rejected_needs_no_taking_back(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """It never left."""
        assert isinstance(carrier, Cancels)
        box.fault("outcome:result=rejected")
        receipt = await carrier.submit(self.approved(), http)
        box.advance(days=1)
        outcome = await carrier.cancel(receipt, http)
        assert (outcome.state, outcome.detail.partition(" : ")[0]) == (State.REFUSED, "Rejeté par Maileva")

    async def test_what_they_don_t_know_was_not_taken_back(self, carrier: Carrier, http: Http) -> None:
        """It may be under another account."""
        assert isinstance(carrier, Cancels)
        with pytest.raises(Refused, match="n'existe pas"):
            await carrier.cancel(Receipt(reference="x", details={"sending": "SBX-inconnu"}), http)

    async def test_a_receipt_of_somebody_else_is_none(self, carrier: Carrier, http: Http) -> None:
        """No address is made of it."""
        assert isinstance(carrier, Cancels)
        with pytest.raises(UnexpectedAnswer):
            await carrier.cancel(Receipt(reference="x", details={"sending": "../recipients"}), http)

    async def test_without_an_account_nothing_is_taken_back(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """They let nobody in."""
        assert isinstance(carrier, Cancels)
        receipt = await self.draft_of(carrier, http)
        self.arm(box, "refuse:status=401", "token", always=True)
        with pytest.raises(SignInNeeded):
            await carrier.cancel(receipt, http)
