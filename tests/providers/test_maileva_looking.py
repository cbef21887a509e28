"""Maileva: is it there? Yes, surely not, or an error; never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from providers.maileva_setting import KEYS, MailevaSetting

from demenagement.adapter import Answer, Reconciles
from demenagement.errors import OutcomeUnknown, UnexpectedAnswer

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.sandbox.server import Sandbox


def page(total: object, *sendings: object) -> dict[str, object]:
    """One page of a list."""
    return {"sendings": list(sendings), "paging": {"total_results": total}}


OTHER = {"id": "other", "custom_id": "other", "status": "PENDING"}


class TestLooking(MailevaSetting):
    """By its key, over every page."""

    async def test_looking_clears_drafts_away(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """What was begun and never submitted: None is sure, and nothing is left there."""
        assert isinstance(carrier, Reconciles)
        box.fault("drop-before:route=submit")
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(self.approved(), http)
        assert len(box.snapshot()["maileva"]["sendings"]) == 1
        assert await carrier.find(self.approved().key, http) is None
        assert box.snapshot()["maileva"]["sendings"] == []

    async def test_it_is_found_on_any_page(self, carrier: Carrier, http: Http, monkeypatch: pytest.MonkeyPatch) -> None:
        """However many were sent."""
        assert isinstance(carrier, Reconciles)
        monkeypatch.setattr("demenagement.adapter.sendings._PAGE", 2)
        receipts = [await carrier.submit(self.approved(f"key-{number}"), http) for number in range(5)]
        assert [await carrier.find(f"key-{number}", http) for number in range(5)] == receipts
        assert await carrier.find("key-5", http) is None

    async def test_a_draft_that_cannot_be_cleared_away_is_a_doubt(
        self, carrier: Carrier, http: Http, box: Sandbox
    ) -> None:
        """It may be leaving at this very moment."""
        assert isinstance(carrier, Reconciles)
        box.fault("drop-before:route=submit", "refuse:route=delete-sending")
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(self.approved(), http)
        with pytest.raises(OutcomeUnknown):
            await carrier.find(self.approved().key, http)

    @pytest.mark.parametrize(
        "pages",
        [
            [page(None, OTHER)],
            [page("1", OTHER)],
            [{"sendings": [OTHER]}],
            [{"paging": {"total_results": 1}}],
            [page(1, "other")],
            [page(1, {"custom_id": "key", "status": "PENDING"})],
            [page(1, {"custom_id": "key", "status": "PENDING", "id": "../../admin"})],
            [page(1, {"custom_id": "key", "id": "a"})],
            [page(3, OTHER), page(2, OTHER)],
            [page(2, OTHER), page(2)],
            [page(1, OTHER, OTHER)],
            [page(10**9, OTHER)],
            [[]],
            [None],
        ],
        ids=[
            "no total",
            "total in words",
            "no paging",
            "no list",
            "no object",
            "no id",
            "an id that leads elsewhere",
            "no status",
            "shrinking",
            "stopping short",
            "counting wrong",
            "endless",
            "a list alone",
            "nothing",
        ],
    )
    async def test_a_list_that_cannot_be_trusted_is_an_error(self, carrier: Carrier, pages: list[object]) -> None:
        """One sending may hide in it."""
        assert isinstance(carrier, Reconciles)
        with pytest.raises(UnexpectedAnswer):
            await carrier.find("key", Listing(*pages))

    async def test_a_list_that_grows_is_read_to_its_end(self, carrier: Carrier) -> None:
        """Somebody else sends meanwhile."""
        assert isinstance(carrier, Reconciles)
        mine = {"id": "mine", "custom_id": "key", "status": "PROCESSED", "reference": "E1"}
        found = await carrier.find("key", Listing(page(2, OTHER), page(3, OTHER), page(3, mine)))
        assert (found and found.reference) == "E1"


class Listing:
    """An Http that signs in, then gives one page after the other."""

    def __init__(self, *pages: object) -> None:
        """In that order."""
        self.account = KEYS
        self._answers = [{"access_token": "jeton"}, *pages]

    async def request(self, method: str, path: str, **_asked: Any) -> Answer:  # noqa: ANN401, ARG002 # the Protocol's
        """The next answer."""
        return Answer(200, {}, b"", self._answers.pop(0))
