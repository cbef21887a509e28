"""Merci Facteur: what became of a letter, and the proofs of it."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest
from providers.merci_facteur_setting import MerciFacteurSetting, Scripted, Through

from demenagement.adapter import Tracks
from demenagement.domain.submission import Receipt, State
from demenagement.errors import UnexpectedAnswer

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.domain.submission import Outcome
    from demenagement.sandbox.server import Sandbox

JPEG = base64.b64encode(b"\xff\xd8\xff\xe0 image").decode()
PDF = base64.b64encode(b"%PDF-1.4 image").decode()


class TestTracking(MerciFacteurSetting):
    """From their desk to the recipient's hands, or back, over the road that the sandbox plays."""

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (0, (State.ACKNOWLEDGED, "Courrier en attente d'impression, le ")),
            (12, (State.ACCEPTED, "Courrier distribué au destinataire, le ")),
        ],
    )
    async def test_a_letter_is_followed(
        self, carrier: Carrier, http: Http, box: Sandbox, days: float, expected: tuple[State, str]
    ) -> None:
        """With the day of each."""
        outcome = await self.after(carrier, http, box, days)
        assert (outcome.state, outcome.detail[:-10]) == expected
        assert outcome.detail[-4:].isdigit()

    async def test_the_day_it_was_handed_over_is_known(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """A notice runs from it; the day on which the signed receipt came back is another."""
        outcome = await self.after(carrier, Through(http, mode="lrare"), box, 20)
        assert outcome.day is not None
        assert outcome.detail == f"Courrier distribué au destinataire, le {outcome.day:%d/%m/%Y}"

    @pytest.mark.parametrize(
        ("result", "reason"),
        [
            ("refused", "refusé par le destinataire"),
            ("unclaimed", "non réclamé"),
            ("wrong-address", "adresse incomplète"),
        ],
    )
    async def test_a_letter_that_comes_back_is_refused(
        self, carrier: Carrier, http: Http, box: Sandbox, result: str, reason: str
    ) -> None:
        """With the reason, long after it is back."""
        box.fault(f"outcome:result={result}")
        outcome = await self.after(carrier, http, box, 36)
        assert (outcome.state, outcome.detail[:-15]) == (State.REFUSED, f"Lettre non remise : {reason}")
        assert outcome.day is None

    async def test_a_lost_letter_is_never_called_delivered(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """A problem of the post is told, and an answer is still possible."""
        box.fault("outcome:result=lost")
        outcome = await self.after(carrier, http, box, 36)
        assert (outcome.state, outcome.detail[:27]) == (State.ACKNOWLEDGED, "La Poste rencontre un probl")

    async def test_silence_is_no_news(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Whoever waits notices by the day that was promised."""
        box.fault("silence")
        outcome = await self.after(carrier, http, box, 60)
        assert (outcome.state, outcome.detail[:32]) == (State.ACKNOWLEDGED, "Courrier en attente d'impression")

    async def test_the_number_of_the_post_is_told_once_it_exists(
        self, carrier: Carrier, http: Http, box: Sandbox
    ) -> None:
        """Until then, their own."""
        before, later = await self.after(carrier, http, box, 0), await self.after(carrier, http, box, 5)
        [first, second] = box.snapshot()["merci-facteur"]["envois"]
        assert (before.reference, later.reference) == (first["id"], second["tracking"])

    async def test_proofs_come_once_they_exist(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Of its posting; and the signed receipt where it was asked to come back scanned."""
        paper, scanned = http, Through(http, mode="lrare")
        named = [
            tuple(proof.name for proof in (await self.after(carrier, way, box, days)).proofs)
            for way, days in ((paper, 0), (scanned, 5), (paper, 20), (scanned, 20))
        ]
        deposit, receipt = "preuve-de-depot.pdf", "avis-de-reception.pdf"
        assert named == [(), (deposit,), (deposit,), (deposit, receipt)]

    async def test_a_signed_receipt_verifies_the_delivery(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """The proof is in our hands."""
        outcome = await self.after(carrier, Through(http, mode="lrare"), box, 20)
        assert (outcome.state, {proof.content[:4] for proof in outcome.proofs}) == (State.VERIFIED, {b"%PDF"})

    @pytest.mark.parametrize("oddity", ["html", "huge", "redirect", "refuse", "garbage"])
    async def test_a_proof_that_is_none_is_not_kept(
        self, carrier: Carrier, http: Http, box: Sandbox, oddity: str
    ) -> None:
        """What became of the letter is still told."""
        box.fault(f"{oddity}:route=get-proof")
        outcome = await self.after(carrier, http, box, 12)
        assert (outcome.state, outcome.proofs) == (State.ACCEPTED, ())

    async def test_a_letter_that_they_forgot_is_still_followed(
        self, carrier: Carrier, http: Http, box: Sandbox
    ) -> None:
        """Forty days after printing they hold no address any more."""
        outcome = await self.after(carrier, http, box, 60)
        [envoi] = box.snapshot()["merci-facteur"]["envois"]
        assert (outcome.state, envoi["forgotten"]) == (State.ACCEPTED, ["content", "dest", "exp"])

    async def after(self, carrier: Carrier, http: Http, box: Sandbox, days: float) -> Outcome:
        """What is known of a fresh letter after some days."""
        assert isinstance(carrier, Tracks)
        key = f"key-{len(box.snapshot()['submissions'])}"
        receipt = await carrier.submit(self.approved(key), http)
        box.advance(days=days)
        return await carrier.track(receipt, http)


class TestWords(MerciFacteurSetting):
    """Codes or sentences, in one text or in a list: only what surely says so is a delivery, or a return."""

    @pytest.mark.parametrize(
        ("said", "state"),
        [
            ("distribue", State.ACCEPTED),
            ("retour_are", State.ACCEPTED),
            ("14/02/2027 : Courrier distribué au destinataire", State.ACCEPTED),
            ("Votre courrier a été distribué", State.ACCEPTED),
            ("Retour de l'accusé de réception signé", State.ACCEPTED),
            ("distribue_expediteur", State.REFUSED),
            ("archivage_pnd", State.REFUSED),
            ("non_distribuable", State.REFUSED),
            ("14/02/2027 : Distribué à l'expéditeur", State.REFUSED),
            ("Courrier retourné à l'expéditeur (adresse incomplète)", State.REFUSED),
            ("Courrier non distribuable", State.REFUSED),
            ("attente_au_guichet", State.ACKNOWLEDGED),
            ("L'expéditeur doit aller chercher le courrier au bureau de poste", State.ACKNOWLEDGED),
            ("Courrier en cours de distribution", State.ACKNOWLEDGED),
            ("Votre courrier va être distribué", State.ACKNOWLEDGED),
            ("Le courrier n'a pas pu être distribué", State.ACKNOWLEDGED),
            ("Preuve de dépôt disponible", State.ACKNOWLEDGED),
            ("probleme_en_cours", State.ACKNOWLEDGED),
            ("un_code_de_demain", State.ACKNOWLEDGED),
        ],
    )
    async def test_a_last_state_is_read_as_far_as_it_is_sure(self, carrier: Carrier, said: str, state: State) -> None:
        """The rest is under way."""
        assert (await track(carrier, lastState=said)).state is state

    @pytest.mark.parametrize(
        "history",
        [
            "01/03/2027 : imprime\n04/03/2027 : distribue",
            "04/03/2027 : Courrier distribué au destinataire<br>01/03/2027 : Courrier imprimé",
            ["01/03/2027 : imprime", "04/03/2027 : distribue"],
        ],
        ids=["codes", "the newest first", "a list"],
    )
    async def test_a_delivery_is_not_hidden_by_what_came_after(self, carrier: Carrier, history: object) -> None:
        """The proof of posting is often scanned last."""
        outcome = await track(carrier, historique=history, lastState="05/03/2027 : scan_pdd")
        assert (outcome.state, str(outcome.day)) == (State.ACCEPTED, "2027-03-04")

    async def test_a_letter_that_came_back_was_not_received_whatever_else_is_said(self, carrier: Carrier) -> None:
        """`pnd` says so."""
        outcome = await track(carrier, lastState="Courrier distribué", pnd="1")
        assert (outcome.state, outcome.detail) == (
            State.REFUSED,
            "Lettre non remise : courrier revenu à l'expéditeur",
        )

    async def test_a_delivery_after_a_false_return_is_believed_by_its_day(self, carrier: Carrier) -> None:
        """And not without one: what is in doubt is no delivery."""
        dated = "02/03/2027 : non_distribuable\n04/03/2027 : distribue"
        assert (await track(carrier, historique=dated)).state is State.ACCEPTED
        assert (await track(carrier, historique="non_distribuable\ndistribue")).state is State.REFUSED

    async def test_a_letter_without_a_road_tells_its_printing(self, carrier: Carrier) -> None:
        """Before it is followed, or when they list nothing."""
        outcome = await track(carrier, None, printing="Impression en cours")
        assert (outcome.state, outcome.detail) == (State.ACKNOWLEDGED, "Impression en cours")

    async def test_their_words_are_made_harmless_and_short(self, carrier: Carrier) -> None:
        """No terminal sequence, no change of direction."""
        said = "Distribué \x1b[31m\u202e" + "x" * 400
        detail = (await track(carrier, lastState=said)).detail
        assert (len(detail) <= 200, {"\x1b", "\u202e"} & set(detail)) == (True, set())

    async def test_an_impossible_day_is_none(self, carrier: Carrier) -> None:
        """The rest is told."""
        outcome = await track(carrier, lastState="31/02/2027 : distribue")
        assert (outcome.day, outcome.detail) == (None, "Distribué au destinataire")

    @pytest.mark.parametrize(("encoded", "name"), [(JPEG, "jpg"), (PDF, "pdf")])
    async def test_a_scan_is_named_by_what_it_is(self, carrier: Carrier, encoded: str, name: str) -> None:
        """Whatever the field is called."""
        outcome = await track(carrier, lastState="distribue", are_base64_jpeg=encoded)
        assert ([proof.name for proof in outcome.proofs], outcome.state) == (
            [f"avis-de-reception.{name}"],
            State.VERIFIED,
        )

    @pytest.mark.parametrize("encoded", [None, "", "pending", "????", "cGxhaW4=", 12])
    async def test_what_is_no_scan_is_no_proof(self, carrier: Carrier, encoded: object) -> None:
        """Delivered, and not verified."""
        outcome = await track(carrier, lastState="distribue", are_base64_jpeg=encoded)
        assert (outcome.state, outcome.proofs) == (State.ACCEPTED, ())

    @pytest.mark.parametrize("envoi", ["../../1", "", None])
    async def test_a_receipt_that_is_none_of_theirs_is_not_followed(self, carrier: Carrier, envoi: str | None) -> None:
        """It could lead elsewhere."""
        assert isinstance(carrier, Tracks)
        details = {} if envoi is None else {"envoi": envoi}
        with pytest.raises(UnexpectedAnswer):
            await carrier.track(Receipt(reference="1", details=details), Scripted())

    async def test_an_answer_that_tells_nothing_is_no_news(self, carrier: Carrier) -> None:
        """Neither a road nor a printing."""
        assert isinstance(carrier, Tracks)
        with pytest.raises(UnexpectedAnswer):
            await carrier.track(Receipt(reference="1", details={"envoi": "1"}), Scripted({"success": True}))


async def track(carrier: Carrier, letter: Any = (), printing: str = "", **said: object) -> Outcome:  # noqa: ANN401 # None for no letter
    """What is known of a letter of which they say that."""
    assert isinstance(carrier, Tracks)
    road = {"success": True, "statutPrintEnvoi": printing, "suiviCourrier": None if letter is None else [said]}
    return await carrier.track(Receipt(reference="1", details={"envoi": "1"}), Scripted(road))
