"""What a carrier owes that can be asked, after a doubt, whether it is there: never lost, never two."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from demenagement.adapter import Reconciles
from demenagement.errors import (
    OutcomeUnknown,
    ProviderError,
    Refused,
    SignInNeeded,
    Unavailable,
    UnexpectedAnswer,
)
from demenagement.kit.contract import CarrierContract

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.domain.submission import Receipt
    from demenagement.sandbox.server import Sandbox

DOUBTFUL = ("error", "drop-before", "drop-after", "refuse", "rate-limit:retry_after=60", "garbage")
"""Those after which a careless sender sends twice, or not at all."""


class ReconcilingContract(CarrierContract):
    """Sent as the product sends, whatever happens: one receipt, one effect."""

    async def settle(self, carrier: Carrier, http: Http, key: str) -> Receipt:
        """Send as the product does: once, then look before anything is sent again."""
        assert isinstance(carrier, Reconciles)
        for _ in range(10):
            try:
                return await carrier.submit(self.approved(key), http)
            except (OutcomeUnknown, UnexpectedAnswer):
                pass
            except (Unavailable, Refused, SignInNeeded):
                continue
            while True:
                try:
                    found = await carrier.find(key, http)
                    break
                except ProviderError:
                    continue
            if found is not None:
                return found
        raise AssertionError(key)

    async def test_a_lost_answer_is_a_doubt_that_a_look_settles(
        self, carrier: Carrier, http: Http, box: Sandbox
    ) -> None:
        """It was accepted, then the connection dropped: it is found, and never sent again."""
        assert isinstance(carrier, Reconciles)
        approved = self.approved()
        self.arm(box, "drop-after", self.submits)
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(approved, http)
        found = await carrier.find(approved.key, http)
        assert (found is not None, self.effects(box)) == (True, 1)

    @pytest.mark.parametrize("oddity", ["error", "html", "garbage", "huge", "redirect"])
    async def test_an_answer_that_says_nothing_is_a_doubt(
        self, carrier: Carrier, http: Http, box: Sandbox, oddity: str
    ) -> None:
        """A server error may come after the effect, and so may a page that nobody can read."""
        self.arm(box, oddity, self.submits)
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(self.approved(), http)

    async def test_before_the_submission_nothing_is_in_doubt(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """What only prepares may be lost: try later, and nothing left."""
        for route in self.routes:
            if route != self.submits:
                self.arm(box, "drop-after", route, always=True)
                with pytest.raises(Unavailable):
                    await carrier.submit(self.approved(), http)
                box.state.faults.clear()
        assert self.effects(box) == 0

    async def test_what_is_found_is_what_the_lost_answer_would_have_said(self, carrier: Carrier, http: Http) -> None:
        """The same receipt, to the letter."""
        assert isinstance(carrier, Reconciles)
        approved = self.approved()
        assert await carrier.submit(approved, http) == await carrier.find(approved.key, http)

    async def test_what_never_arrived_is_not_found(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """It may be sent again."""
        assert isinstance(carrier, Reconciles)
        self.arm(box, "drop-before", self.submits)
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(self.approved(), http)
        assert await carrier.find(self.approved().key, http) is None

    async def test_what_is_still_on_its_way_has_one_effect(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """A request that the provider reads late, after the look said no and it was sent again: one letter, not two."""
        assert isinstance(carrier, Reconciles)
        self.arm(box, "slow:seconds=0.9", self.submits)
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(self.approved(), http)
        assert await carrier.find(self.approved().key, http) is None
        await self.settle(carrier, http, self.approved().key)
        while [each["route"] for each in box.snapshot()["exchanges"]].count(self.submits) < 2:  # noqa: ASYNC110 # another thread, no event
            await asyncio.sleep(0.02)
        assert self.effects(box) == 1

    async def test_another_key_finds_nothing(self, carrier: Carrier, http: Http) -> None:
        """Nor does a beginning of the same key."""
        assert isinstance(carrier, Reconciles)
        approved = self.approved()
        await carrier.submit(approved, http)
        assert [await carrier.find(key, http) for key in ("another", approved.key[:-1], "")] == [None, None, None]

    @pytest.mark.parametrize("oddity", DOUBTFUL)
    async def test_whatever_goes_wrong_it_is_sent_once(
        self, carrier: Carrier, http: Http, box: Sandbox, oddity: str
    ) -> None:
        """On every route: never lost, never two."""
        for route in (*self.routes, *self.looks):
            self.arm(box, oddity, route)
            if route in self.looks:
                self.arm(box, "drop-before", self.submits)
            receipt = await self.settle(carrier, http, f"key-{route}")
            sent = [each for each in box.snapshot()["submissions"] if each["custom_id"] == f"key-{route}"]
            assert (len(sent), sent[0]["reference"]) == (1, receipt.reference)

    @pytest.mark.parametrize("seed", range(3))
    async def test_a_bad_day_ends_well(self, carrier: Carrier, http: Http, box: Sandbox, seed: int) -> None:
        """Errors and dropped connections at random: each submission is there once."""
        box.fault(f"random:rate=0.2,seed={seed}")
        keys = [f"key-{number}" for number in range(4)]
        for key in keys:
            await self.settle(carrier, http, key)
        assert [each["custom_id"] for each in box.snapshot()["submissions"]] == keys

    @pytest.mark.parametrize("oddity", ["error", "html", "garbage", "huge", "redirect", "refuse", "drop-after"])
    async def test_a_look_that_fails_never_says_no(
        self, carrier: Carrier, http: Http, box: Sandbox, oddity: str
    ) -> None:
        """Not knowing is an error: « it is not there » would send a second one."""
        assert isinstance(carrier, Reconciles)
        approved = self.approved()
        await carrier.submit(approved, http)
        box.fault(f"{oddity}:times=always")
        with pytest.raises(ProviderError):
            await carrier.find(approved.key, http)


class CallingBackContract(ReconcilingContract):
    """A carrier of several steps: what the look did not find can't take effect any more."""

    async def test_what_is_still_on_its_way_is_called_back(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """A request that the provider reads late has no effect once the look said no."""
        assert isinstance(carrier, Reconciles)
        self.arm(box, "slow:seconds=0.9", self.submits)
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(self.approved(), http)
        assert await carrier.find(self.approved().key, http) is None
        while box.snapshot()["exchanges"][-1]["route"] != self.submits:  # noqa: ASYNC110 # another thread, no event
            await asyncio.sleep(0.02)
        assert self.effects(box) == 0
