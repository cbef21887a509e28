"""Merci Facteur: the contract of every carrier, then how a letter leaves."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from providers.maileva_setting import PDF
from providers.merci_facteur_setting import KEYS, MerciFacteurSetting, Scripted, Through

from demenagement.adapter import Answer
from demenagement.domain.draft import Document
from demenagement.errors import OutcomeUnknown, Refused, SignInNeeded, Unavailable
from demenagement.kit import AT, ReconcilingContract, TrackingContract

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.sandbox.server import Sandbox

ANNEX = Document("justificatif.pdf", "application/pdf", b"%PDF-1.7\njustificatif\n%%EOF\n")


class TestMerciFacteur(MerciFacteurSetting, ReconcilingContract, TrackingContract):
    """The contract, then the letter."""

    async def test_the_letter_leaves_as_it_was_shown(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Registered with acknowledgement of receipt, under its key, with every document in order."""
        await carrier.submit(self.draft().approve("key-1", AT, (PDF, ANNEX)), http)
        [envoi] = box.snapshot()["merci-facteur"]["envois"]
        assert (envoi["mode"], envoi["key"], envoi["user"]) == ("lrar", "key-1", "sandbox")
        assert [each["sha256"] for each in envoi["files"]] == [PDF.sha256, ANNEX.sha256]

    async def test_it_says_from_and_to_whom(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """The lines of both blocks, and the reference that finds it again, within their thirty characters."""
        await carrier.submit(self.approved(), http)
        [envoi] = box.snapshot()["merci-facteur"]["envois"]
        [dest] = envoi["dest"]
        assert filled(envoi["exp"]) == {
            "nom": "MADAME ANNE EXEMPLE",
            "adresse1": "1 RUE DU MODELE",
            "cp": "21000",
            "ville": "DIJON",
            "pays": "FRANCE",
        }
        assert filled(dest) == {
            "nom": "AGENCE EXEMPLE",
            "adresse1": "SERVICE GESTION",
            "adresse2": "2 RUE DU PORT",
            "adresse3": "CS 10001",
            "cp": "44000",
            "ville": "NANTES",
            "pays": "FRANCE",
            "reference": envoi["designation"],
        }
        assert len(envoi["designation"]) == 30

    async def test_they_are_asked_to_forget(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """The letter and both addresses, forty days after printing: by then it arrived, or came back."""
        await carrier.submit(self.approved(), http)
        [envoi] = box.snapshot()["merci-facteur"]["envois"]
        assert envoi["anonymize"] == {"delay": 40, "target": ["content", "exp", "dest"]}

    async def test_a_receipt_names_their_number(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """It left: nothing is left to the person."""
        receipt = await carrier.submit(self.approved(), http)
        [envoi] = box.snapshot()["merci-facteur"]["envois"]
        assert (receipt.reference, receipt.yours) == (envoi["id"], False)
        assert receipt.details == {"envoi": envoi["id"]}

    @pytest.mark.parametrize("name", KEYS)
    async def test_a_missing_key_asks_to_sign_in(self, carrier: Carrier, name: str) -> None:
        """Without asking Merci Facteur anything."""
        incomplete = Scripted(account={**KEYS, name: ""})
        with pytest.raises(SignInNeeded, match=name):
            await carrier.submit(self.approved(), incomplete)
        assert incomplete.asked == []

    async def test_a_rejected_account_asks_to_sign_in(self, carrier: Carrier, http: Http) -> None:
        """In their words, without the secret; it never leaves, only a signature does."""
        with pytest.raises(SignInNeeded, match="INVALID_SIGNATURE") as caught:
            await carrier.submit(self.approved(), Through(http, secret_key="ouvre-toi"))  # noqa: S106 # it opens nothing
        assert "ouvre-toi" not in repr(caught.value)

    async def test_the_secret_never_leaves(self, carrier: Carrier) -> None:
        """Neither in a header nor in the form."""
        http = Scripted({"success": True, "envoi_id": 12}, account={**KEYS, "secret_key": "ouvre-toi"})
        await carrier.submit(self.approved(), http)
        assert "ouvre-toi" not in repr(http.asked)

    async def test_a_token_that_is_about_to_end_is_prolonged(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Rather than replaced: whoever else is using it goes on."""
        await carrier.submit(self.approved("key-1"), http)
        held = box.state.of("merci-facteur")["tokens"]["sandbox"]
        held["expire"] = int(time.time()) + 30
        await carrier.submit(self.approved("key-2"), http)
        after = box.state.of("merci-facteur")["tokens"]["sandbox"]
        assert (after["token"], after["expire"] > time.time() + 80_000) == (held["token"], True)
        assert self.effects(box) == 2

    async def test_a_token_that_ended_is_no_doubt(self, carrier: Carrier) -> None:
        """They turned it down before reading the letter: nothing left."""
        http = Scripted({"success": False, "error": "INVALID_ACCESS_TOKEN"})
        with pytest.raises(SignInNeeded):
            await carrier.submit(self.approved(), http)

    async def test_the_receipt_may_be_asked_for_scanned(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Where the person's settings say so."""
        await carrier.submit(self.approved(), Through(http, mode="lrare"))
        assert box.snapshot()["merci-facteur"]["envois"][0]["mode"] == "lrare"

    async def test_a_mode_that_is_not_registered_is_turned_down(self, carrier: Carrier, http: Http) -> None:
        """A notice by plain post would be void."""
        with pytest.raises(SignInNeeded, match="lrar, lrare"):
            await carrier.submit(self.approved(), Through(http, mode="normal"))

    async def test_an_address_of_six_lines_loses_none(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Theirs has room for five: two of ours share one."""
        block = ("AGENCE EXEMPLE", "SERVICE GESTION", "BATIMENT B", "2 RUE DU PORT", "CS 10001", "44000 NANTES")
        await carrier.submit(self.approved(recipient=block), http)
        dest = box.snapshot()["merci-facteur"]["envois"][0]["dest"][0]
        assert [dest[f"adresse{rank}"] for rank in (1, 2, 3)] == [
            "SERVICE GESTION BATIMENT B",
            "2 RUE DU PORT",
            "CS 10001",
        ]

    @pytest.mark.parametrize(
        ("town", "country"),
        [
            ("97400 SAINT DENIS", "REUNION"),
            ("97133 GUSTAVIA", "SAINT BARTHELEMY"),
            ("97110 POINTE A PITRE", "GUADELOUPE"),
            ("98800 NOUMEA", "NOUVELLE CALEDONIE"),
            ("98000 MONACO", "MONACO"),
        ],
    )
    async def test_overseas_is_a_country_of_theirs(
        self, carrier: Carrier, http: Http, box: Sandbox, town: str, country: str
    ) -> None:
        """Spelt as they list it."""
        await carrier.submit(self.approved(recipient=("AGENCE EXEMPLE", "2 RUE DU PORT", town)), http)
        assert box.snapshot()["merci-facteur"]["envois"][0]["dest"][0]["pays"] == country

    @pytest.mark.parametrize(
        ("recipient", "said"),
        [
            ((), "deux à six lignes"),
            (("AGENCE EXEMPLE",), "deux à six lignes"),
            (tuple("1234567"), "deux à six lignes"),
            (("AGENCE EXEMPLE", "2 RUE DU PORT", "NANTES"), "code postal"),
        ],
    )
    async def test_an_address_that_does_not_fit_is_refused(
        self, carrier: Carrier, http: Http, box: Sandbox, recipient: tuple[str, ...], said: str
    ) -> None:
        """No line is ever left out, and nothing is asked of them."""
        with pytest.raises(Refused, match=said):
            await carrier.submit(self.approved(recipient=recipient), http)
        assert box.snapshot()["exchanges"] == []

    @pytest.mark.parametrize("documents", [(), (PDF,) * 11, (Document("a.png", "image/png", b"\x89PNG"),)])
    async def test_without_ten_pdf_at_most_nothing_leaves(
        self, carrier: Carrier, http: Http, box: Sandbox, documents: tuple[Document, ...]
    ) -> None:
        """What they do not print is said before anything leaves."""
        with pytest.raises(Refused):
            await carrier.submit(self.draft().approve("key", AT, documents), http)
        assert box.snapshot()["exchanges"] == []


class TestAnswers(MerciFacteurSetting):
    """`success` is read, not the status; nothing unclear is taken for a yes or a no."""

    @pytest.mark.parametrize("given", [123, "123", [123]])
    async def test_a_number_is_read_however_it_is_given(self, carrier: Carrier, given: object) -> None:
        """Their descriptions disagree."""
        receipt = await carrier.submit(self.approved(), Scripted({"success": True, "envoi_id": given}))
        assert receipt.reference == "123"

    @pytest.mark.parametrize("given", [None, True, [], [1, 2], {}, "", "../../1", "x" * 41])
    async def test_a_success_without_a_number_is_a_doubt(self, carrier: Carrier, given: object) -> None:
        """It left, and nobody knows under which number: it is looked for."""
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(self.approved(), Scripted({"success": True, "envoi_id": given}))

    @pytest.mark.parametrize(
        ("error", "said"),
        [
            ("CREDIT_TOO_LOW", "CREDIT_TOO_LOW"),
            ("INFO_ADDRESS_MISSING", "une adresse est incomplète (INFO_ADDRESS_MISSING)"),
            ({"code": "CREDIT_TOO_LOW", "text": "Crédit insuffisant"}, "Crédit insuffisant"),
            (None, ""),
            (["?"], ""),
        ],
    )
    async def test_a_refusal_is_one_at_any_status(self, carrier: Carrier, error: object, said: str) -> None:
        """A code, or a code and a text; in plain words where we know it."""
        for status in (200, 400):
            answer = Answer(status, {}, b"", {"success": False, "error": error})
            with pytest.raises(Refused) as caught:
                await carrier.submit(self.approved(), Scripted(answer))
            assert caught.value.detail == said

    @pytest.mark.parametrize("document", [None, [], {}, {"success": "yes"}, {"success": None}, {"envoi_id": 1}])
    async def test_an_answer_without_success_is_a_doubt(self, carrier: Carrier, document: object) -> None:
        """Neither yes nor no."""
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(self.approved(), Scripted(document))

    async def test_a_server_error_is_a_doubt_whatever_it_says(self, carrier: Carrier) -> None:
        """It may come after the effect."""
        answer = Answer(500, {}, b"", {"success": False, "error": "INTERNAL"})
        with pytest.raises(OutcomeUnknown, match="INTERNAL"):
            await carrier.submit(self.approved(), Scripted(answer))

    async def test_a_sign_in_that_is_lost_is_no_doubt(self, carrier: Carrier) -> None:
        """One token more has no effect."""

        class Losing(Scripted):
            async def request(self, method: str, path: str, **_asked: Any) -> Answer:  # noqa: ANN401 # the Protocol's
                raise OutcomeUnknown("merci-facteur", f"{method} {path}")

        with pytest.raises(Unavailable):
            await carrier.submit(self.approved(), Losing())


def filled(party: dict[str, str]) -> dict[str, str]:
    """What an address really says."""
    return {key: value for key, value in party.items() if value}
