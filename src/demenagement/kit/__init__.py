"""What judges a provider, for whoever writes one, in this tree or in a package of their own.

A test class inherits what its provider claims, and says which one it is:

    ProviderContract      every provider: complete, in both languages, its recorded drafts word for word
    CarrierContract       one that sends, against the sandbox: accepted, refused, down, slow, odd
    TrackingContract      and tells what became of it
    ReconcilingContract   and can be asked, after a doubt, whether it is there; CallingBackContract, and takes it back
    CancellingContract    and takes back what was sent
    AnsweringContract     one that sends to whom no sandbox plays

Needs pytest and pytest-asyncio, in its mode `auto`; nothing of the product imports it.
"""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite(*(f"{__name__}.{name}" for name in ("provider", "contract", "reconciling", "answering")))
pytest.register_assert_rewrite(f"{__name__}.cancelling")

from demenagement.kit.answering import AnsweringContract  # noqa: E402 # after pytest heard of them
from demenagement.kit.cancelling import CancellingContract  # noqa: E402 # idem
from demenagement.kit.contract import ODDITIES, CarrierContract, TrackingContract  # noqa: E402 # idem
from demenagement.kit.provider import ProviderContract  # noqa: E402 # idem
from demenagement.kit.reconciling import CallingBackContract, ReconcilingContract  # noqa: E402 # idem
from demenagement.kit.setting import AT, FAST, Setting, catalogue  # noqa: E402 # idem

__all__ = [
    "AT",
    "FAST",
    "ODDITIES",
    "AnsweringContract",
    "CallingBackContract",
    "CancellingContract",
    "CarrierContract",
    "ProviderContract",
    "ReconcilingContract",
    "Setting",
    "TrackingContract",
    "catalogue",
]
