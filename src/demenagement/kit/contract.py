"""What every carrier keeps to, against the real sandbox: a test class inherits it and says which provider it is.

`CarrierContract` holds for all, `TrackingContract` for those that tell what became of it; `reconciling.py` for those
that can look up what they were sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from demenagement.adapter import Tracks
from demenagement.errors import OutcomeUnknown, ProviderError, Refused, Unavailable, UnexpectedAnswer
from demenagement.kit.setting import FAST, Setting

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.sandbox.server import Sandbox

ODDITIES = (
    "error",
    "error:status=503",
    "drop-before",
    "drop-after",
    "refuse",
    "refuse:status=401",
    "refuse:status=404",
    "rate-limit:retry_after=60",
    "rate-limit:retry_after=0",
    "html",
    "huge",
    "garbage",
    "escapes",
    "redirect",
)
"""Everything the sandbox can do to an answer, apart from being late."""


class CarrierContract(Setting):
    """Whatever a provider does, a carrier gives a receipt or one of our errors, and tells nothing of the person."""

    async def test_what_is_accepted_has_a_receipt(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """And took effect once."""
        receipt = await carrier.submit(self.approved(), http)
        assert (bool(receipt.reference), self.effects(box)) == (True, 1)

    async def test_a_refusal_is_told_in_their_words(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Nothing took effect."""
        self.arm(box, "refuse", self.submits)
        with pytest.raises(Refused, match="Demande refusée"):
            await carrier.submit(self.approved(), http)
        assert self.effects(box) == 0

    async def test_a_provider_that_is_down_is_unavailable(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Try later."""
        box.stop()
        with pytest.raises(Unavailable):
            await carrier.submit(self.approved(), http)

    async def test_a_slow_answer_is_not_waited_for(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """What it was about is known, or said to be in doubt."""
        self.arm(box, "slow:seconds=5", self.submits, always=True)
        with pytest.raises(self.in_doubt):
            await carrier.submit(self.approved(), http)

    @pytest.mark.parametrize("oddity", ["html", "garbage", "huge", "redirect"])
    async def test_an_unreadable_answer_is_no_receipt(
        self, carrier: Carrier, http: Http, box: Sandbox, oddity: str
    ) -> None:
        """A maintenance page, ten megabytes, half a document, another address: it may have gone through."""
        self.arm(box, oddity, self.submits)
        with pytest.raises((OutcomeUnknown, UnexpectedAnswer)):
            await carrier.submit(self.approved(), http)

    async def test_their_words_are_made_harmless(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """No terminal sequence, no change of direction, no line break."""
        self.arm(box, "escapes", self.submits)
        with pytest.raises(Refused) as caught:
            await carrier.submit(self.approved(), http)
        assert caught.value.detail.startswith("Demande refusée")
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\x00", "\n", "\r"} & set(caught.value.detail)

    async def test_a_rate_limit_says_when_to_come_back(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Nothing took effect."""
        self.arm(box, "rate-limit:retry_after=60", self.submits, always=True)
        with pytest.raises(Unavailable) as caught:
            await carrier.submit(self.approved(), http)
        assert (caught.value.retry_after, self.effects(box)) == (60.0, 0)

    @pytest.mark.parametrize("oddity", ODDITIES)
    async def test_whatever_happens_is_a_receipt_or_one_of_our_errors(
        self, carrier: Carrier, http: Http, box: Sandbox, oddity: str
    ) -> None:
        """On every route; and no error repeats what the person wrote."""
        for route in self.routes:
            self.arm(box, oddity, route)
            try:
                await carrier.submit(self.approved(f"key-{route}"), http)
            except ProviderError as fault:
                assert (fault.provider, "Exemple" in repr(fault)) == (self.slug, False)  # noqa: PT017 # either is right


class TrackingContract(CarrierContract):
    """A carrier that tells what became of it."""

    async def test_what_was_just_sent_is_under_way(self, carrier: Carrier, http: Http) -> None:
        """An answer is still possible."""
        assert isinstance(carrier, Tracks)
        outcome = await carrier.track(await carrier.submit(self.approved(), http), http)
        assert outcome.state.under_way

    @pytest.mark.parametrize("oddity", ODDITIES)
    async def test_odd_news_are_one_of_our_errors(
        self, carrier: Carrier, http: Http, box: Sandbox, oddity: str
    ) -> None:
        """Following never invents an outcome."""
        assert isinstance(carrier, Tracks)
        receipt = await carrier.submit(self.approved(), http)
        box.fault(*([oddity] * FAST.attempts))
        try:
            outcome = await carrier.track(receipt, http)
        except ProviderError:
            return
        assert outcome.state.under_way
