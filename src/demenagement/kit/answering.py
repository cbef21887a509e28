"""What `level = "connected"` claims of a carrier that no sandbox plays: accepted, refused, down, slow."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest

from demenagement.errors import ProviderError, Refused, Unavailable

if TYPE_CHECKING:
    from demenagement.domain.submission import Receipt


class AnsweringContract:
    """Say which provider it is, and how the other side is made to answer; see `contract.py` for the others."""

    slug: ClassVar[str]

    async def submit_to(self, how: str) -> Receipt:
        """Submit while the other side is `fine`, `refusing`, `down` or `slow`, less patient than the product."""
        raise NotImplementedError

    async def test_what_is_accepted_has_a_receipt(self) -> None:
        """By which it can be named later."""
        assert (await self.submit_to("fine")).reference

    async def test_a_refusal_is_told_in_their_words(self) -> None:
        """Asking again unchanged gives the same answer."""
        with pytest.raises(Refused) as caught:
            await self.submit_to("refusing")
        assert caught.value.detail

    async def test_a_provider_that_is_down_is_unavailable(self) -> None:
        """Try later."""
        with pytest.raises(Unavailable):
            await self.submit_to("down")

    async def test_a_slow_answer_is_not_waited_for(self) -> None:
        """It ends with one of our errors, under the provider's name."""
        with pytest.raises(ProviderError) as caught:
            await self.submit_to("slow")
        assert caught.value.provider == self.slug
