"""A thousand letters while one answer in ten is lost or broken: none is lost, none goes twice."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import pytest

from demenagement import locations
from demenagement.bootstrap import Product
from demenagement.domain.dossier import Account
from demenagement.domain.draft import Document
from demenagement.domain.move import Internet
from demenagement.domain.provider import Channel
from demenagement.domain.submission import State
from demenagement.sandbox.proofs import proof

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2027, 5, 24)
LETTERS = (
    *("lease-notice", "internet-transfer", "internet-terminate"),
    *("mover-reserves", "home-insurance-old"),
)
JOURNEYS = 200
ROUNDS = 40
"""How often a person runs the sending again, at most, until all is settled."""
ENCLOSED = tuple(Document(f"{number}.pdf", "application/pdf", proof("Pièce", (str(number),))) for number in range(3))


def begun(product: Product, count: int) -> list[str]:
    """Journeys with all their letters approved."""
    dossier = product.read_dossier(locations.shipped("demo", "family.toml"))
    known = Account(reference="EX-1", address=("SERVICE CLIENTS", "1 RUE DU MODELE", "44000 NANTES"))
    # Another operator in the new home: one line is opened, the other one ends.
    arriving = replace(dossier.arriving, internet=Internet(operator="free"))
    accounts = dossier.accounts | dict.fromkeys(("maif", "sfr", "free", "mover"), known)
    dossier = replace(
        dossier, arriving=arriving, accounts=accounts, move=replace(dossier.move, reserves=("Une table cassée.",))
    )
    idents = []
    for _ in range(count):
        ident = product.journeys.begin(dossier, product.clock()).id
        overview = product.journeys.look(ident, TODAY)
        for step in LETTERS:
            draft = product.submissions.draft(overview, step, TODAY, channel=Channel.LETTER)
            product.submissions.approve(overview, draft, TODAY, ENCLOSED[: len(draft.to_enclose)])
        idents.append(ident)
    return idents


def keys(product: Product, idents: list[str]) -> set[str]:
    """Of every letter that was approved."""
    return {key for ident in idents for key in product.store.read(ident).submissions()}


def open_still(product: Product, idents: list[str]) -> list[str]:
    """The journeys in which something still has to go, or may have gone."""
    journeys = (product.store.read(ident) for ident in idents)
    return [journey.id for journey in journeys if any(each.state.open for each in journey.submissions().values())]


async def send(product: Product, idents: list[str]) -> None:
    """Once over all that is open."""
    async with product.connections:
        await product.submissions.send_all([product.journeys.look(ident, TODAY) for ident in idents])


@pytest.fixture
def sandbox() -> Iterator[str]:
    """The address of one in a process of its own, as a provider is."""
    command = [sys.executable, "-m", "demenagement.sandbox"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as box:
        assert box.stdout is not None
        try:
            yield box.stdout.readline().strip()
        finally:
            box.terminate()


def say(url: str, path: str, body: object = None) -> dict[str, Any]:
    """Tell the sandbox something, or ask it."""
    content = None if body is None else json.dumps(body).encode()
    with urlopen(Request(f"{url}/_sandbox/{path}", content, {"Content-Type": "application/json"})) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


@pytest.mark.slow
def test_none_of_a_thousand_is_lost_or_sent_twice(tmp_path: Path, sandbox: str) -> None:
    """Sent again until each is settled, as a person or a timer would."""
    product = Product(str(tmp_path), environment={"DEMENAGEMENT_SANDBOX": sandbox})
    idents = begun(product, JOURNEYS)
    wanted = keys(product, idents)
    say(sandbox, "faults", ["random:rate=0.1,seed=2027,provider=maileva"])
    for _ in range(ROUNDS):
        if not (still := open_still(product, idents)):
            break
        asyncio.run(send(product, still))
    arrived = Counter(str(each["custom_id"]) for each in say(sandbox, "state")["submissions"])
    states = {each.state for ident in idents for each in product.store.read(ident).submissions().values()}
    assert (len(wanted), states) == (JOURNEYS * len(LETTERS), {State.SENT})
    assert arrived == Counter(dict.fromkeys(wanted, 1))
