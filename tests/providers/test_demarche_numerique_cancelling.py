"""Prefilled forms: a draft that was not submitted is forgotten; a submitted file is not ours to take back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from providers.prefill_setting import PrefillSetting
from sandbox.calls import Caller

from demenagement.adapter import Cancels
from demenagement.domain.submission import State
from demenagement.errors import Refused
from demenagement.kit import CancellingContract

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.domain.submission import Outcome
    from demenagement.sandbox.server import Sandbox


class TestCancelling(PrefillSetting, CancellingContract):
    """Nobody got it until the person submits it."""

    cancels = "list-dossiers"

    @pytest.mark.parametrize(("taken", "said"), [(False, "personne n'a ouvert"), (True, "jamais déposé")])
    async def test_a_draft_is_simply_forgotten(
        self, carrier: Carrier, http: Http, box: Sandbox, taken: bool, said: str
    ) -> None:
        """It says that it has no effect, opened or not."""
        outcome = await self.cancelled(carrier, http, box, submit=False if taken else None)
        assert (outcome.state, said in outcome.detail, "sans effet" in outcome.detail) == (State.CANCELLED, True, True)

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (0, ("accepte", "Dossier déposé")),
            (2, ("accepte", "Dossier à l'examen")),
            (6, ("accepte", "Dossier accepté")),
            (6, ("refuse", "Dossier refusé")),
        ],
    )
    async def test_what_was_submitted_is_not_taken_back(
        self, carrier: Carrier, http: Http, box: Sandbox, days: float, expected: tuple[str, str]
    ) -> None:
        """It says where it is: whoever got it is asked."""
        result, said = expected
        box.fault(f"outcome:result={result}")
        with pytest.raises(Refused, match=said):
            await self.cancelled(carrier, http, box, submit=True, days=days)

    async def test_a_dossier_that_is_gone_was_not_taken_back(self, carrier: Carrier, http: Http) -> None:
        """Nobody can say what became of it."""
        assert isinstance(carrier, Cancels)
        receipt = await carrier.submit(self.approved(), http)
        gone = replace(receipt, details={**receipt.details, "token": "SBX-inconnu"})
        with pytest.raises(Refused, match="introuvable"):
            await carrier.cancel(gone, http)

    async def cancelled(
        self, carrier: Carrier, http: Http, box: Sandbox, *, submit: bool | None = None, days: float = 0
    ) -> Outcome:
        """What taking back a fresh draft gives, once taken and perhaps submitted, after some days."""
        assert isinstance(carrier, Cancels)
        receipt = await carrier.submit(self.approved(), http)
        if submit is not None:
            Caller(box.url).control("POST", "claim", {"prefill_token": receipt.details["token"], "submit": submit})
        box.advance(days=days)
        return await carrier.cancel(receipt, http)
