"""Prefilled forms: the contract of every carrier, then where each fact lands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from providers.prefill_setting import FIELDS, PATH, URL, PrefillSetting, Scripted
from sandbox.calls import Caller

from demenagement.domain.draft import Field
from demenagement.errors import Refused, UnexpectedAnswer
from demenagement.kit import AT, TrackingContract

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.sandbox.server import Sandbox

REFERENCE = "accounts.demarche-numerique.reference"


class TestDemarcheNumerique(PrefillSetting, TrackingContract):
    """The contract, then the form."""

    async def test_each_fact_lands_in_its_field(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """By its label, whatever the accents and capitals, as the field takes it."""
        receipt = await carrier.submit(self.approved(), http)
        assert kept(box) == [
            {
                "Adresse du stationnement": "21231_6590_00008",
                "Date du déménagement": "2027-05-08",
                "Longueur à réserver, en mètres": "12",
                "identite_prenom": "Anne",
                "identite_nom": "Exemple",
                "identite_genre": "Mme",
            }
        ]
        assert "unplaced" not in receipt.details

    async def test_what_finds_no_place_is_told(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """No such field, a value that the field would drop, a file, a second value for one place."""
        fields = (
            Field("Adresse du stationnement", "8 rue du Port, Dijon"),
            Field("Date du déménagement", "un samedi"),
            Field("Longueur à réserver, en mètres", "douze"),
            Field("Plan de l'emplacement", "plan.pdf"),
            Field("Couleur du camion", "bleu"),
            Field("Précisions", "un monte-charge"),
            Field("Précisions", "deux places"),
        )
        receipt = await carrier.submit(replace(self.draft(), fields=fields).approve("key", AT), http)
        assert receipt.details["unplaced"].split(" ; ") == [
            "Adresse du stationnement",
            "Date du déménagement",
            "Longueur à réserver, en mètres",
            "Plan de l'emplacement",
            "Couleur du camion",
            "Précisions",
        ]
        assert "À écrire vous-même" in receipt.detail
        assert "Couleur du camion" in receipt.detail
        assert kept(box) == [{"Précisions": "un monte-charge"}]

    async def test_the_person_is_given_the_draft(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Nothing was sent yet: it is theirs, at an address that can be opened."""
        receipt = await carrier.submit(self.approved(), http)
        [dossier] = box.snapshot()["demarche-numerique"]["dossiers"]
        token = dossier["dossier_prefill_token"]
        assert (receipt.reference, receipt.yours) == (str(dossier["dossier_number"]), True)
        assert receipt.url == f"{box.url}/demarche-numerique/commencer/{PATH}?prefill_token={token}"
        assert receipt.details == {"token": token, "demarche": "1001"}

    @pytest.mark.parametrize(
        ("url", "told", "dossiers"),
        [
            (f"{URL}?suite=1", (), 1),
            (None, (URL,), 1),
            (None, (PATH,), 1),
            ("https://www.mairie.exemple.fr/", (PATH,), 1),
            (None, ("1001",), 2),
            ("https://demarche.numerique.gouv.fr/demarches/1001", (), 2),
        ],
    )
    async def test_the_form_is_named_in_several_ways(
        self, carrier: Carrier, http: Http, url: str | None, told: tuple[str, ...], dossiers: int
    ) -> None:
        """By its address or path; by its number, at the price of one empty draft, without effect."""
        reference = tuple(Field("Démarche", each, REFERENCE) for each in told)
        draft = replace(self.draft(), url=url, fields=(*FIELDS, *reference))
        receipt = await carrier.submit(draft.approve("key", AT), http)
        assert ("unplaced" in receipt.details, receipt.reference) == (False, str(dossiers))

    async def test_a_form_that_nobody_named_is_asked_for(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """Without asking them anything."""
        with pytest.raises(Refused, match="/commencer/"):
            await carrier.submit(replace(self.draft(), url=None).approve("key", AT), http)
        assert box.snapshot()["exchanges"] == []

    async def test_a_form_that_does_not_exist_is_refused(self, carrier: Carrier, http: Http) -> None:
        """In their words."""
        with pytest.raises(Refused, match="procedure inconnue is not found"):
            await carrier.submit(replace(self.draft(), url=URL.replace(PATH, "inconnue")).approve("key", AT), http)

    async def test_a_lost_answer_is_asked_again(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """One draft more has no effect; the receipt is that of the last."""
        box.fault("drop-after:route=create-dossier")
        receipt = await carrier.submit(self.approved(), http)
        dossiers = box.snapshot()["demarche-numerique"]["dossiers"]
        assert (len(dossiers), receipt.reference) == (2, str(dossiers[-1]["dossier_number"]))

    @pytest.mark.parametrize(
        "url",
        [
            "https://ailleurs.fr/commencer/x",
            "https://demarche.numerique.gouv.fr@ailleurs.fr/",
            "http://demarche.numerique.gouv.fr/",
            "javascript:alert(1)",
            "https://demarche.numerique.gouv.fr/\x1b[2J",
            "https://dém.fr/",
            7,
        ],
    )
    async def test_a_link_that_is_not_theirs_is_not_given(self, carrier: Carrier, url: object) -> None:
        """The person will open it and sign in there."""
        made = {"dossier_url": url, "dossier_number": 1, "dossier_prefill_token": "jeton"}
        with pytest.raises(UnexpectedAnswer):
            await carrier.submit(self.approved(), Scripted({"number": 1001}, made))

    @pytest.mark.parametrize(
        "made", [{}, {"dossier_number": "1"}, {"dossier_number": 1, "dossier_prefill_token": "a b"}]
    )
    async def test_a_receipt_without_its_references_is_none(self, carrier: Carrier, made: dict[str, object]) -> None:
        """It could not be followed."""
        with pytest.raises(UnexpectedAnswer):
            await carrier.submit(self.approved(), Scripted({"number": 1001}, {"dossier_url": URL, **made}))


def kept(box: Sandbox) -> list[dict[str, object]]:
    """The values of every dossier, by the label of their field."""
    described = Caller(box.url).call("GET", f"/demarche-numerique/preremplir/{PATH}/schema").json
    labels = {f"champ_{champ['id']}": champ["label"] for champ in described["revision"]["champDescriptors"]}
    dossiers = box.snapshot()["demarche-numerique"]["dossiers"]
    return [{labels.get(key, key): value for key, value in each["values"].items()} for each in dossiers]
