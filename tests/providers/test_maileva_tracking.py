"""Maileva: what became of a letter, and the proofs of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from providers.maileva_setting import MailevaSetting

from demenagement.adapter import Tracks
from demenagement.domain.submission import State

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.domain.submission import Outcome
    from demenagement.sandbox.server import Sandbox


class TestTracking(MailevaSetting):
    """From their desk to the recipient's hands, or back."""

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (0, (State.ACKNOWLEDGED, "Reçu par Maileva, en attente d'examen, le ")),
            (0.01, (State.ACKNOWLEDGED, "Accepté par Maileva, le ")),
            (0.5, (State.ACKNOWLEDGED, "En cours d'impression, le ")),
            (1.8, (State.ACKNOWLEDGED, "Tri départ, le ")),
            (3.1, (State.ACKNOWLEDGED, "Absent avisé, le ")),
            (5, (State.VERIFIED, "Distribué, le ")),
        ],
    )
    async def test_a_letter_is_followed(
        self, carrier: Carrier, http: Http, box: Sandbox, days: float, expected: tuple[State, str]
    ) -> None:
        """From their desk to the recipient's hands, each with its day."""
        outcome = await self.after(carrier, http, box, days)
        assert (outcome.state, outcome.detail[:-10]) == expected
        assert outcome.detail[-4:].isdigit()

    @pytest.mark.parametrize(
        ("result", "reason"),
        [
            ("unclaimed", "le destinataire, avisé, ne l'a pas retirée à temps"),
            ("wrong-address", "l'adresse est incorrecte"),
            ("unknown", "le destinataire est inconnu à l'adresse"),
            ("refused", "le destinataire l'a refusée"),
        ],
    )
    async def test_a_letter_that_comes_back_is_refused(
        self, carrier: Carrier, http: Http, box: Sandbox, result: str, reason: str
    ) -> None:
        """With the reason, in plain words."""
        box.fault(f"outcome:result={result}")
        outcome = await self.after(carrier, http, box, 40)
        assert (outcome.state, outcome.detail[:-15]) == (State.REFUSED, f"Lettre non remise : {reason}")

    async def test_a_sending_may_be_rejected(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Before it was printed."""
        box.fault("outcome:result=rejected")
        outcome = await self.after(carrier, http, box, 1)
        assert (outcome.state, outcome.detail[:45]) == (State.REFUSED, "Rejeté par Maileva : Envoi refusé à l'analyse")

    async def test_proofs_come_once_they_exist(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Deposit and content with printing, the acknowledgement of receipt with delivery; all of them PDF."""
        before, posted = await self.after(carrier, http, box, 0.5), await self.after(carrier, http, box, 1)
        delivered = await self.after(carrier, http, box, 5)
        deposit = ("preuve-de-depot.pdf", "preuve-de-contenu.pdf")
        assert [tuple(proof.name for proof in each.proofs) for each in (before, posted, delivered)] == [
            (),
            deposit,
            (*deposit, "avis-de-reception.pdf"),
        ]
        assert {(proof.media_type, proof.content[:4]) for proof in delivered.proofs} == {("application/pdf", b"%PDF")}

    @pytest.mark.parametrize("oddity", ["html", "huge", "redirect"])
    async def test_a_proof_that_is_none_is_not_kept(
        self, carrier: Carrier, http: Http, box: Sandbox, oddity: str
    ) -> None:
        """What became of the letter is still told."""
        box.fault(f"{oddity}:route=acknowledgement-of-receipt")
        outcome = await self.after(carrier, http, box, 5)
        assert (outcome.state, len(outcome.proofs)) == (State.ACCEPTED, 2)

    async def after(self, carrier: Carrier, http: Http, box: Sandbox, days: float) -> Outcome:
        """What is known of a fresh letter after some days."""
        assert isinstance(carrier, Tracks)
        receipt = await carrier.submit(self.approved(), http)
        box.advance(days=days)
        return await carrier.track(receipt, http)
