"""Merci Facteur: is it there? The anti-duplicate says yes, the list says which; never a guess, never two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from providers.merci_facteur_setting import MerciFacteurSetting, Scripted, Through

from demenagement.adapter import Reconciles
from demenagement.errors import OutcomeUnknown, OutcomeYours, UnexpectedAnswer

if TYPE_CHECKING:
    from demenagement.adapter import Carrier, Http
    from demenagement.sandbox.server import Sandbox

TWICE = {"success": False, "error": "ANTIDOUBLON_ALREADY_USED"}


def without_references(document: dict[str, Any]) -> dict[str, Any]:
    """A sending as it is shown where they do not repeat what we called it."""
    return {**document, "envoi": {**document["envoi"], "detail": []}}


class TestLooking(MerciFacteurSetting):
    """By our reference, in whatever they list."""

    async def test_a_second_call_has_no_effect(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """It gives the receipt of the first one."""
        first = await carrier.submit(self.approved(), http)
        assert (await carrier.submit(self.approved(), http), self.effects(box)) == (first, 1)

    async def test_two_letters_to_the_same_person_are_told_apart(
        self, carrier: Carrier, http: Http, box: Sandbox
    ) -> None:
        """Each by its own key."""
        assert isinstance(carrier, Reconciles)
        receipts = [await carrier.submit(self.approved(f"key-{number}"), http) for number in range(3)]
        assert [await carrier.find(f"key-{number}", http) for number in range(3)] == receipts
        assert (self.effects(box), len({receipt.reference for receipt in receipts})) == (3, 3)

    async def test_a_sending_that_cannot_be_told_apart_is_the_person_s_to_find(
        self, carrier: Carrier, http: Http, box: Sandbox
    ) -> None:
        """They have it, they do not say which it is: the person is told under which name to look; nothing leaves."""
        assert isinstance(carrier, Reconciles)
        silent = Through(http, "/getEnvoi", without_references)
        box.fault("drop-after:route=submit")
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(self.approved(), silent)
        assert await carrier.find(self.approved().key, silent) is None
        with pytest.raises(OutcomeYours) as caught:
            await carrier.submit(self.approved(), silent)
        [envoi] = box.snapshot()["merci-facteur"]["envois"]
        assert (envoi["designation"] in caught.value.detail, self.effects(box)) == (True, 1)

    @pytest.mark.parametrize("oddity", ["error", "refuse", "refuse:status=401", "garbage", "drop-after"])
    async def test_a_look_that_fails_after_their_no_is_a_doubt(
        self, carrier: Carrier, http: Http, box: Sandbox, oddity: str
    ) -> None:
        """The first call went through: no failure of the look may say that nothing left."""
        await carrier.submit(self.approved(), http)
        self.arm(box, oddity, "list-envois", always=True)
        with pytest.raises(OutcomeUnknown):
            await carrier.submit(self.approved(), http)
        assert self.effects(box) == 1

    @pytest.mark.parametrize(
        "error",
        ["ANTIDOUBLON", "DUPLICATE_KEY", "ALREADY_SENT", {"code": "E12", "text": "Courrier déjà envoyé."}],
    )
    async def test_however_it_is_worded_a_second_call_is_recognised(self, carrier: Carrier, error: object) -> None:
        """The name of that code was not read."""
        http = Scripted({"success": False, "error": error}, {"success": True, "error": None, "envois": []})
        with pytest.raises(OutcomeYours):
            await carrier.submit(self.approved(), http)

    @pytest.mark.parametrize("name", ["reference", "ref_interne", "refInterne", "designation"])
    async def test_it_is_found_under_whatever_name_they_repeat_it(self, carrier: Carrier, name: str) -> None:
        """In the list, or in the sending itself."""
        assert isinstance(carrier, Reconciles)
        sent = Scripted({"success": True, "envoi_id": 7})
        await carrier.submit(self.approved("key"), sent)
        reference = sent.asked[-1][2]["form"]["designation"]
        listed = Scripted({"success": True, "envois": [{"idEnvoi": 7, name: reference}]})
        shown = Scripted(
            {"success": True, "envois": {"0": {"id_envoi": "7"}}},
            {"success": True, "envoi": [{"general": {}, "detail": [{"dest": {name: reference}}]}]},
        )
        found = [await carrier.find("key", each) for each in (listed, shown)]
        assert [each.reference if each else None for each in found] == ["7", "7"]

    @pytest.mark.parametrize("envois", [None, [], {}])
    async def test_an_empty_list_holds_nothing(self, carrier: Carrier, envois: object) -> None:
        """However nothing is written."""
        assert isinstance(carrier, Reconciles)
        assert await carrier.find("key", Scripted({"success": True, "envois": envois})) is None

    @pytest.mark.parametrize(
        "answers",
        [
            [{"success": True}],
            [{"success": True, "envois": "1"}],
            [{"success": True, "envois": ["1"]}],
            [{"success": True, "envois": [{}]}],
            [{"success": True, "envois": [{"idEnvoi": "../../admin"}]}],
            [{"success": True, "envois": [{"idEnvoi": 1}]}, None],
            [{"envois": []}],
            [None],
        ],
        ids=[
            "no list",
            "a text",
            "no object",
            "no id",
            "an id that leads elsewhere",
            "unread",
            "no success",
            "nothing",
        ],
    )
    async def test_a_list_that_cannot_be_trusted_is_an_error(self, carrier: Carrier, answers: list[object]) -> None:
        """The sending may hide in it."""
        assert isinstance(carrier, Reconciles)
        with pytest.raises(UnexpectedAnswer):
            await carrier.find("key", Scripted(*answers))

    async def test_after_thirty_days_the_key_protects_no_more(self, carrier: Carrier, http: Http, box: Sandbox) -> None:
        """What the manifest says of it is what they do: only the engine, which knows the days, can hold back."""
        await carrier.submit(self.approved(), http)
        box.advance(days=29)
        await carrier.submit(self.approved(), http)
        assert self.effects(box) == 1
        box.advance(days=1.1)
        await carrier.submit(self.approved(), http)
        assert self.effects(box) == 2

    async def test_the_manifest_says_how_long_the_key_protects(self, product: Any) -> None:  # noqa: ANN401 # the fixture
        """Thirty days."""
        assert product.manifests["merci-facteur"].key_days == 30
