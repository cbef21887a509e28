"""Killed at any moment of `send` and run again: nothing is lost, nothing is submitted twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from demenagement import locations
from demenagement.bootstrap import Product
from demenagement.domain.draft import Document
from demenagement.domain.provider import Channel
from demenagement.sandbox.proofs import proof
from demenagement.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2027, 5, 24)
APPROVED = {"lease-notice": None, "internet-transfer": Channel.LETTER, "truck-parking-permit": None}
LETTERS = 2


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox of one's own, over real HTTP."""
    with Sandbox() as box:
        # Their answer takes its time: most kills fall while a submission is on its way or its answer is.
        box.fault("slow:provider=maileva,route=submit,seconds=0.3,times=always")
        yield box


class Household:
    """One home folder: journeys are begun in this process, their sending is a program that is killed."""

    def __init__(self, home: Path, sandbox: Sandbox) -> None:
        self.environment = {"DEMENAGEMENT_HOME": str(home), "DEMENAGEMENT_SANDBOX": sandbox.url}
        self.product = Product(str(home), environment=self.environment)
        self.dossier = self.product.read_dossier(locations.shipped("demo", "family.toml"))

    def begin(self) -> str:
        """A journey with everything approved and nothing sent."""
        ident = self.product.journeys.begin(self.dossier, self.product.clock()).id
        enclosed = (Document("decret.pdf", "application/pdf", proof("Pièce jointe", ("décret",))),)
        for step, channel in APPROVED.items():
            overview = self.product.journeys.look(ident, TODAY)
            draft = self.product.submissions.draft(overview, step, TODAY, channel=channel)
            self.product.submissions.approve(overview, draft, TODAY, enclosed)
        return ident

    def send(self, ident: str) -> subprocess.Popen[bytes]:
        """Start sending, as a person would."""
        return subprocess.Popen(
            [sys.executable, "-m", "demenagement", "send", ident, *APPROVED, "--today", TODAY.isoformat()],
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def states(self, ident: str) -> set[str]:
        """The states of its submissions."""
        return {each.state.value for each in self.product.store.read(ident).submissions().values()}


def submitted(sandbox: Sandbox) -> Counter[str]:
    """How often each letter was submitted, by its key."""
    with urlopen(f"{sandbox.url}/_sandbox/state") as answer:
        sendings = json.load(answer)["maileva"]["sendings"]
    rows = sendings.values() if isinstance(sendings, dict) else sendings
    return Counter(row["custom_id"] for row in rows if row["status"] != "DRAFT")


def kill_series(household: Household, sandbox: Sandbox, kills: int, seed: int) -> None:
    """Begin journeys and kill their sending, `kills` times; then let each finish, and count."""
    chance = random.Random(seed)
    journeys = [household.begin()]
    began = time.perf_counter()
    assert household.send(journeys[0]).wait(60) == 0
    whole = time.perf_counter() - began
    for _ in range(kills):
        if household.states(journeys[-1]) == {"sent"}:
            journeys.append(household.begin())
        process = household.send(journeys[-1])
        time.sleep(chance.uniform(0.4, 1.0) * whole)
        process.send_signal(signal.SIGKILL)
        process.wait()
    for ident in journeys:
        assert household.send(ident).wait(60) == 0
    assert [{"sent"}] * len(journeys) == [household.states(ident) for ident in journeys]
    assert {1} == set(submitted(sandbox).values())
    assert LETTERS * len(journeys) == len(submitted(sandbox))


def test_twenty_kills_lose_nothing_and_double_nothing(tmp_path: Path, sandbox: Sandbox) -> None:
    """SIGKILL at random moments of `send`, twenty times."""
    kill_series(Household(tmp_path / "home", sandbox), sandbox, 20, seed=20)


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_and_double_nothing(tmp_path: Path, sandbox: Sandbox) -> None:
    """SIGKILL at random moments of `send`, a hundred times."""
    kill_series(Household(tmp_path / "home", sandbox), sandbox, 100, seed=100)
