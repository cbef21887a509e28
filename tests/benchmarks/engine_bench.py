"""What the engine's care costs while a thousand submissions leave: `python tests/benchmarks/engine_bench.py`.

The same letters go to the same sandbox, a process of its own, by the engine and by a bare httpx loop of the same
concurrency that makes the same calls and writes nothing down. Both take turns in one run.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from functools import partial
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import httpx

from demenagement import locations
from demenagement.application.submissions import AT_ONCE
from demenagement.bootstrap import Product
from demenagement.domain.dossier import Account
from demenagement.domain.draft import Document
from demenagement.domain.move import Internet
from demenagement.domain.provider import Channel
from demenagement.domain.submission import State
from demenagement.sandbox.proofs import proof

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from demenagement.application.journeys import Overview
    from demenagement.domain.dossier import Dossier

TODAY = date(2027, 5, 24)
LETTERS = (
    *("lease-notice", "internet-transfer", "internet-terminate"),
    *("mover-reserves", "deposit-return", "home-insurance-old"),
)
JOURNEYS, TURNS, GOAL = 168, 4, 1.25
DISTANCES = (0.0, 0.02)
"""Seconds that the provider takes to answer: none, so that only processors are compared, and as over a network."""
TOKEN = "/auth/realms/services/protocol/openid-connect/token"  # noqa: S105 # a path
SENDINGS = "/registered_mail/v4/sendings"
ENCLOSED = tuple(
    Document(f"piece-{number}.pdf", "application/pdf", proof("Pièce jointe", (str(number),))) for number in range(3)
)


def a_household(product: Product) -> Dossier:
    """That of the demonstration, with damage to report and an address for each provider it writes to."""
    dossier = product.read_dossier(locations.shipped("demo", "family.toml"))
    known = Account(reference="EX-1", address=("SERVICE CLIENTS", "1 RUE DU MODELE", "44000 NANTES"))
    # Another operator in the new home: one line is opened, the other one ends.
    arriving = replace(dossier.arriving, internet=Internet(operator="free"))
    accounts = dossier.accounts | dict.fromkeys(("maif", "sfr", "free", "mover"), known)
    return replace(
        dossier, arriving=arriving, accounts=accounts, move=replace(dossier.move, reserves=("Une table cassée.",))
    )


def approved(product: Product, count: int) -> list[Overview]:
    """So many journeys with every letter approved."""
    dossier, begun = a_household(product), []
    for _ in range(count):
        ident = product.journeys.begin(dossier, product.clock()).id
        for step in LETTERS:
            overview = product.journeys.look(ident, TODAY)
            draft = product.submissions.draft(overview, step, TODAY, channel=Channel.LETTER)
            product.submissions.approve(overview, draft, TODAY, ENCLOSED[: len(draft.to_enclose)])
        begun.append(product.journeys.look(ident, TODAY))
    return begun


async def by_engine(product: Product, journeys: list[Overview]) -> None:
    """As the program sends."""
    async with product.connections:
        sent = await product.submissions.send_all(journeys)
    assert all(each.state is State.SENT for group in sent for each in group)  # a ratio of failures is none


async def bare(base: str, journeys: list[Overview], product: Product) -> None:
    """The same calls with nothing around them."""
    gate = asyncio.Semaphore(AT_ONCE)
    async with httpx.AsyncClient(base_url=base, timeout=30) as client:

        async def one(pages: list[bytes]) -> None:
            async with gate:
                form = {"grant_type": "password", "username": "sandbox", "password": "sandbox"}
                token = (await client.post(TOKEN, data=form, auth=("sandbox", "sandbox"))).json()["access_token"]
                headers = {"Authorization": f"Bearer {token}"}
                asked = {"name": "lettre", "custom_id": "bare", "acknowledgement_of_receipt": True}
                sending = (await client.post(SENDINGS, json=asked, headers=headers)).json()["id"]
                for number, page in enumerate(pages, 1):
                    files = {
                        "document": ("lettre.pdf", page, "application/pdf"),
                        "metadata": ("", json.dumps({"name": "lettre", "priority": number}), "application/json"),
                    }
                    await client.post(f"{SENDINGS}/{sending}/documents", files=files, headers=headers)
                to = {"address_line_1": "AGENCE", "address_line_6": "44000 NANTES", "country_code": "FR"}
                await client.post(f"{SENDINGS}/{sending}/recipients", json=to, headers=headers)
                (await client.post(f"{SENDINGS}/{sending}/submit", headers=headers)).raise_for_status()

        journeys_of = [overview.journey for overview in journeys]
        letters = [
            [product.store.kept(journey.id, each["sha256"]) for each in journey.approval(key)["documents"]]
            for journey in journeys_of
            for key in journey.submissions()
        ]
        await asyncio.gather(*(one(pages) for pages in letters))


def seconds(work: Callable[[], Awaitable[None]]) -> float:
    """How long it takes."""
    gc.collect()
    start = time.perf_counter()
    asyncio.run(work())
    return time.perf_counter() - start


def arm(url: str, specs: list[str]) -> None:
    """Ask the sandbox for what goes on from now on."""
    httpx.request("DELETE", f"{url}/_sandbox/faults")
    httpx.post(f"{url}/_sandbox/faults", json=specs).raise_for_status()


def main() -> None:
    """Print the ratios and the goal."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    command = [sys.executable, "-m", "demenagement.sandbox"]
    letters = JOURNEYS * len(LETTERS)
    sys.stdout.write(f"{letters:,} submissions, {AT_ONCE} at once; milliseconds a letter\n")
    with TemporaryDirectory() as home, subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as box:
        try:
            url = box.stdout.readline().strip()
            product = Product(home, environment={"DEMENAGEMENT_SANDBOX": url})
            for distance in DISTANCES:
                arm(url, [f"slow:provider=maileva,seconds={distance},times=always"] if distance else [])
                engine, loop = [], []
                for _ in range(TURNS):
                    journeys = approved(product, JOURNEYS // TURNS)
                    loop.append(seconds(partial(bare, f"{url}/maileva", journeys, product)))
                    engine.append(seconds(partial(by_engine, product, journeys)))
                ours, theirs = (median(times) * TURNS * 1e3 / letters for times in (engine, loop))
                told = f"goal: at most 1.25, {'kept' if ours / theirs <= GOAL else 'MISSED'}"
                sys.stdout.write(
                    f"answers after {distance * 1e3:3.0f} ms   bare {theirs:6.2f}   engine {ours:6.2f}   "
                    f"engine / bare {ours / theirs:5.2f}   {told}\n"
                )
        finally:
            box.terminate()


if __name__ == "__main__":
    main()
