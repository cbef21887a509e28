"""Prefilled forms: what became of a draft since the person has it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from providers.prefill_setting import PrefillSetting, Scripted
from sandbox.calls import Caller

from demenagement.adapter import Tracks
from demenagement.domain.submission import State
from demenagement.errors import UnexpectedAnswer

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.domain.submission import Outcome
    from demenagement.sandbox.server import Sandbox


class TestTracking(PrefillSetting):
    """From the draft to the decision."""

    async def test_until_it_is_filed_it_is_the_persons(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Prefilled, then taken."""
        before, taken = await self.after(carrier, http, box), await self.after(carrier, http, box, submit=False)
        assert [each.state for each in (before, taken)] == [State.SENT, State.SENT]
        assert [each.detail.partition(" : ")[0] for each in (before, taken)] == ["Brouillon prêt", "Brouillon repris"]

    @pytest.mark.parametrize(("days", "detail"), [(0, "Dossier déposé, le "), (2, "Dossier à l'examen, déposé, le ")])
    async def test_a_filed_dossier_is_acknowledged(
        self, carrier: Carrier, http: Http, box: Sandbox, days: float, detail: str
    ) -> None:
        """With the day on which it was filed."""
        outcome = await self.after(carrier, http, box, submit=True, days=days)
        assert (outcome.state, outcome.detail[:-10]) == (State.ACKNOWLEDGED, detail)
        assert outcome.detail[-4:].isdigit()

    @pytest.mark.parametrize(
        ("result", "expected"),
        [
            ("accepte", (State.ACCEPTED, "Dossier accepté, le ")),
            ("refuse", (State.REFUSED, "Dossier refusé, le ")),
            ("sans_suite", (State.REFUSED, "Dossier classé sans suite, le ")),
        ],
    )
    async def test_a_decision_is_told(
        self, carrier: Carrier, http: Http, box: Sandbox, result: str, expected: tuple[State, str]
    ) -> None:
        """With its day."""
        box.fault(f"outcome:result={result}")
        outcome = await self.after(carrier, http, box, submit=True, days=6)
        assert (outcome.state, outcome.detail[:-10]) == expected
        assert outcome.detail[-4:].isdigit()

    async def test_a_dossier_that_is_gone_is_unknown(self, carrier: Carrier, http: Http) -> None:
        """They know the form, not the draft."""
        assert isinstance(carrier, Tracks)
        receipt = await carrier.submit(self.approved(), http)
        gone = replace(receipt, details={**receipt.details, "token": "SBX-inconnu"})
        assert (await carrier.track(gone, http)).state is State.UNKNOWN

    @pytest.mark.parametrize(
        "answered", [{}, [3], [{"state": "accepte"}], [{"state": "x", "dossier_prefill_token": "jeton"}]]
    )
    async def test_news_that_cannot_be_read_are_none(self, carrier: Carrier, http: Http, answered: object) -> None:
        """Another dossier, a state of tomorrow: nothing is guessed."""
        assert isinstance(carrier, Tracks)
        receipt = await carrier.submit(self.approved(), http)
        with pytest.raises(UnexpectedAnswer):
            await carrier.track(replace(receipt, details={"token": "jeton", "demarche": "1001"}), Scripted(answered))

    async def after(
        self, carrier: Carrier, http: Http, box: Sandbox, *, submit: bool | None = None, days: float = 0
    ) -> Outcome:
        """What is known of a fresh draft, once taken and perhaps filed, after some days."""
        assert isinstance(carrier, Tracks)
        receipt = await carrier.submit(self.approved(), http)
        if submit is not None:
            Caller(box.url).control("POST", "claim", {"prefill_token": receipt.details["token"], "submit": submit})
        box.advance(days=days)
        return await carrier.track(receipt, http)
