"""Merci Facteur: whatever JSON they answer, it is a receipt, an outcome, or one of our errors."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from providers.merci_facteur_setting import MerciFacteurSetting, Scripted

from demenagement.adapter import Reconciles, Tracks
from demenagement.domain.submission import Outcome, Receipt
from demenagement.errors import ProviderError, Refused, SignInNeeded
from demenagement.gateways.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from demenagement.bootstrap import Product

KNOWN = [
    *("error", "code", "text", "envoi_id", "envois", "idEnvoi", "envoi", "detail", "suiviCourrier"),
    *("statutPrintEnvoi", "lastState", "historique", "pnd", "refTracking", "are_base64_jpeg", "document"),
]
WORDS = st.sampled_from(
    ["distribue", "31/12/2027 : retour_expediteur", "00/00/0000 : x", "\x1b[2J", "pending", "JVBER"]
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KNOWN), inner, max_size=4),
    max_leaves=8,
)
ANSWERS = ANY | st.builds(
    lambda success, rest: {**rest, "success": success},
    st.booleans(),
    st.dictionaries(st.sampled_from(KNOWN), ANY, max_size=6),
)
RECEIPT = Receipt(reference="1", details={"envoi": "1"})


def ended(work: Coroutine[Any, Any, object]) -> object:
    """What it gave, or our error; any other one is a failure."""
    try:
        return asyncio.run(work)
    except ProviderError as fault:
        return fault


@settings(deadline=None, max_examples=25)
@given(answers=st.lists(ANSWERS, min_size=8, max_size=8))
def test_no_answer_breaks_a_carrier(product: Product, answers: list[object]) -> None:
    """Sending, looking, following: the program goes on."""
    carrier = Registry(product.manifests).carrier("merci-facteur")
    assert isinstance(carrier, Reconciles)
    assert isinstance(carrier, Tracks)
    for work in (
        carrier.submit(MerciFacteurSetting().approved(), Scripted(*answers)),
        carrier.find("key", Scripted(*answers)),
        carrier.track(RECEIPT, Scripted(*answers)),
    ):
        assert isinstance(ended(work), Receipt | Outcome | ProviderError | None)


@settings(deadline=None, max_examples=50)
@given(answer=ANSWERS)
def test_only_their_plain_no_says_that_nothing_left(product: Product, answer: Any) -> None:  # noqa: ANN401 # JSON is anything
    """`success` is false, in so many words: everything else is a receipt or a doubt."""
    carrier = Registry(product.manifests).carrier("merci-facteur")
    found = ended(carrier.submit(MerciFacteurSetting().approved(), Scripted(answer, {"success": True, "envois": []})))
    if isinstance(found, Refused | SignInNeeded):
        assert answer["success"] is False
