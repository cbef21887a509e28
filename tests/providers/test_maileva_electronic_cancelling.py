"""Maileva's electronic letters: a draft is taken away; one that waits for a code stays, and goes nowhere without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from providers.maileva_electronic_setting import MailevaElectronicSetting

from demenagement.adapter import Cancels
from demenagement.domain.submission import Receipt, State
from demenagement.errors import Refused, UnexpectedAnswer
from demenagement.kit import CancellingContract

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.sandbox.server import Sandbox


class TestCancelling(MailevaElectronicSetting, CancellingContract):
    """By their contract a draft may be deleted, and nothing else."""

    cancels = "delete-sending"

    async def draft_of(self, carrier: Carrier, http: Http) -> Receipt:
        """A sending that was never let go."""
        account = await carrier.service.sign_in(http)  # type: ignore[attr-defined] # what this adapter signs in by
        made = await account.draft({"sender_id": "sandbox", "name": "Congé"}, (), self.recipient())
        return Receipt(reference=made["id"], details={"sending": made["id"]})

    def recipient(self) -> dict[str, str]:
        """Somebody."""
        return {"legal_status": "INDIVIDUAL", "first_name": "Anne", "last_name": "Exemple", "email": "a@exemple.fr"}

    async def test_a_draft_is_gone_once_it_is_taken_away(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Nothing of it is left with them."""
        assert isinstance(carrier, Cancels)
        await carrier.cancel(await self.draft_of(carrier, http), http)
        assert box.snapshot()["maileva-electronic"]["sendings"] == []

    async def test_what_waits_for_the_code_is_the_sender_s_to_leave(
        self, carrier: Carrier, http: Http, box: Sandbox
    ) -> None:
        """They don't take it away; it is not said to be gone, and what to do is."""
        assert isinstance(carrier, Cancels)
        receipt = await carrier.submit(self.approved(), http)
        outcome = await carrier.cancel(receipt, http)
        assert (outcome.state, "Ne le donnez pas" in outcome.detail, self.effects(box)) == (State.SENT, True, 1)

    @pytest.mark.parametrize("days", [1, 3])
    async def test_what_left_is_not_taken_back(self, carrier: Carrier, http: Http, box: Sandbox, days: int) -> None:
        """Their words, and the letter goes on."""
        assert isinstance(carrier, Cancels)
        receipt = await carrier.submit(self.approved(), http)
        box.advance(days=days)
        with pytest.raises(Refused, match="n'est plus un brouillon"):
            await carrier.cancel(receipt, http)
        assert self.effects(box) == 1

    async def test_a_receipt_of_somebody_else_is_none(self, carrier: Carrier, http: Http) -> None:
        """No address is made of it."""
        assert isinstance(carrier, Cancels)
        with pytest.raises(UnexpectedAnswer):
            await carrier.cancel(Receipt(reference="x", details={"sending": "../recipients"}), http)
