"""What a carrier owes that takes things back: a yes that is one, a no in their words, and nothing invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from demenagement.adapter import Cancels
from demenagement.domain.submission import Receipt, State
from demenagement.errors import ProviderError, Unavailable
from demenagement.kit.contract import ODDITIES, CarrierContract
from demenagement.kit.setting import FAST

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.sandbox.server import Sandbox


class CancellingContract(CarrierContract):
    """A carrier that takes back what it still can."""

    cancels: str
    """The route of the sandbox that takes it back, or tells that it can be."""

    async def draft_of(self, carrier: Carrier, http: Http) -> Receipt:
        """The receipt of something that can still be taken back."""
        return await carrier.submit(self.approved(), http)

    async def test_what_can_be_taken_back_is(self, carrier: Carrier, http: Http) -> None:
        """And it says what became of it."""
        assert isinstance(carrier, Cancels)
        receipt = await self.draft_of(carrier, http)
        outcome = await carrier.cancel(receipt, http)
        assert (outcome.state, outcome.reference, outcome.detail != "") == (State.CANCELLED, receipt.reference, True)

    async def test_a_provider_that_is_down_took_nothing_back(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Try later."""
        assert isinstance(carrier, Cancels)
        receipt = await self.draft_of(carrier, http)
        box.stop()
        with pytest.raises(Unavailable):
            await carrier.cancel(receipt, http)

    @pytest.mark.parametrize("oddity", ODDITIES)
    async def test_an_odd_answer_is_no_yes(self, carrier: Carrier, http: Http, box: Sandbox, oddity: str) -> None:
        """What is said to be taken back, was: at the next look it is gone, or has no effect."""
        assert isinstance(carrier, Cancels)
        receipt = await self.draft_of(carrier, http)
        for _ in range(FAST.attempts):
            self.arm(box, oddity, self.cancels)
        try:
            outcome = await carrier.cancel(receipt, http)
        except ProviderError as fault:
            assert "Exemple" not in repr(fault)  # noqa: PT017 # either is right
        else:
            assert (outcome.state, self.effects(box)) == (State.CANCELLED, 0)
