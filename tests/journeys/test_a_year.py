"""A year of one household before a sandbox whose clock is moved, looked at once a day, as the timer does.

One provider is slow to answer, one slow to act, one silent, one refuses, one loses its answer after accepting.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import pytest

from demenagement import locations
from demenagement.bootstrap import Product
from demenagement.domain.dossier import Account
from demenagement.domain.draft import Document
from demenagement.domain.ledger import first_break
from demenagement.domain.plan import Standing
from demenagement.domain.provider import Channel
from demenagement.domain.submission import State
from demenagement.sandbox.proofs import proof

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from demenagement.domain.silence import Silence

FIRST, DAYS = date(2027, 5, 24), 365
LOST, SILENT, REFUSED, DELIVERED = "lease-notice", "internet-transfer", "home-insurance-old", "deposit-return"
SLOW, TARDY = "truck-parking-permit", "mover-reserves"
FAULTS = (
    # The landlord's letter arrives, and the answer that says so is lost.
    "drop-after:provider=maileva,route=submit,times=1",
    # Of the operator's letters, nobody hears anything more.
    "silence:provider=maileva,recipient=OPERATEUR,times=always",
    # The mover's letter leaves long after its answer was promised.
    "late:provider=maileva,recipient=DEMENAGEUR,days=60,times=1",
    # The insurer does not take its letter in.
    "outcome:provider=maileva,result=refused,recipient=ASSUREUR,times=always",
    # The town's forms answer late each time.
    "slow:provider=demarche-numerique,seconds=0.2,times=always",
)
KNOWN = {State.SENT, State.ACKNOWLEDGED, State.ACCEPTED, State.VERIFIED, State.REFUSED, State.FAILED, State.CANCELLED}
"""Everything that is neither on its way nor in doubt."""
ENCLOSED = tuple(Document(f"{number}.pdf", "application/pdf", proof("Pièce", (str(number),))) for number in range(3))


@dataclass
class Year:
    """The household, the day it is, and what was noticed."""

    product: Product
    url: str
    day: date = FIRST
    ident: str = ""
    noticed: dict[str, list[date]] = field(default_factory=dict)

    def say(self, path: str, body: object = None) -> dict[str, Any]:
        """Tell the sandbox something, or ask it."""
        content = None if body is None else json.dumps(body).encode()
        with urlopen(Request(f"{self.url}/_sandbox/{path}", content, {"Content-Type": "application/json"})) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def begin(self) -> None:
        """Everything that goes by letter or by form, approved on the first day."""
        product = self.product
        dossier = product.read_dossier(locations.shipped("demo", "family.toml"))
        dossier = replace(
            dossier,
            accounts=dossier.accounts
            | {
                "sfr": Account(reference="EX-1", address=("OPERATEUR EXEMPLE", "1 RUE DU MODELE", "44000 NANTES")),
                "mover": Account(reference="EX-3", address=("DEMENAGEUR EXEMPLE", "3 RUE DU MODELE", "44000 NANTES")),
                "maif": Account(reference="EX-2", address=("ASSUREUR EXEMPLE", "2 RUE DU MODELE", "44000 NANTES")),
            },
            move=replace(dossier.move, reserves=("Une table cassée.",)),
        )
        self.ident = product.journeys.begin(dossier, product.clock()).id
        for step in (LOST, SILENT, REFUSED, DELIVERED, SLOW, TARDY):
            overview = product.journeys.look(self.ident, self.day)
            channel = None if step in (LOST, SLOW) else Channel.LETTER
            draft = product.submissions.draft(overview, step, self.day, channel=channel)
            assert draft.carrier is not None, step
            product.submissions.approve(overview, draft, self.day, ENCLOSED[: len(draft.to_enclose)])

    async def live(self) -> None:
        """One day: what was said yes to leaves, news are asked for, silences are noticed and chased."""
        product = self.product
        async with product.connections:
            await product.submissions.send(product.journeys.look(self.ident, self.day))
            promised = {
                each.step.id: each.by for each in product.watching.awaited(product.journeys.look(self.ident, self.day))
            }
            for news in await product.following.track(self.ident, self.day):
                if news.silence is not None:
                    assert (self.day - promised[news.silence.awaited.step.id]).days == 1
                    self.noticed.setdefault(news.silence.awaited.step.id, []).append(self.day)
                    await self.chase(news.silence)

    async def chase(self, silence: Silence) -> None:
        """Say yes to the chase that is ready; what the program can't carry, the person does and says so."""
        product, step = self.product, silence.awaited.step.id
        if silence.rung is None:
            return
        overview = product.journeys.look(self.ident, self.day)
        draft = product.watching.chase(overview, step)
        product.submissions.approve(overview, draft, self.day, ENCLOSED[: len(draft.to_enclose)])
        await product.submissions.send(product.journeys.look(self.ident, self.day), (step,))
        if draft.carrier is not None:
            return
        if draft.earlier is None:  # a form that nobody took over: the request is made another way
            product.journeys.settle(self.ident, step, "done", at=product.clock(), today=self.day)
        else:
            product.watching.chased(self.ident, f"chase/{step}", today=self.day)

    def tomorrow(self) -> None:
        """The day turns, here and there."""
        self.day += timedelta(days=1)
        self.say("clock", {"advance_seconds": 86_400})


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    """Its first morning, everything approved, every fault armed."""
    with subprocess.Popen([sys.executable, "-m", "demenagement.sandbox"], stdout=subprocess.PIPE, text=True) as box:
        assert box.stdout is not None
        try:
            url = box.stdout.readline().strip()
            made = Year(Product("", environment={}), url)
            made.product = Product(
                str(tmp_path),
                environment={"DEMENAGEMENT_SANDBOX": url},
                clock=lambda: datetime.combine(made.day, time(9), UTC),
            )
            made.say("faults", list(FAULTS))
            made.begin()
            yield made
        finally:
            box.terminate()


@pytest.mark.slow
def test_a_year_ends_with_every_step_in_a_known_state(year: Year) -> None:
    """Each silence is noticed within a day of its promise and chased; nothing goes twice; the ledger holds."""
    for _ in range(DAYS):
        asyncio.run(year.live())
        year.tomorrow()
    overview = year.product.journeys.look(year.ident, year.day)
    submissions = overview.journey.submissions()
    states = {each.step: each.state for each in submissions.values() if not each.is_chase}
    assert {each.state for each in submissions.values()} <= KNOWN
    assert states[LOST] is states[DELIVERED] is states[TARDY] is State.VERIFIED
    # The operator's letter is still with the post; the town's form, which nobody took over, gave way to the counter.
    assert (states[REFUSED], states[SILENT].under_way, states[SLOW]) == (State.REFUSED, True, State.CANCELLED)
    # The notice that was lost on the way back was found, not sent again; its delivery ends the lease.
    assert overview.dossier.leaving.notice_received is not None
    assert year.noticed[SILENT]
    assert year.noticed[SLOW]
    # Late, it was chased while nobody knew, and arrived all the same.
    assert year.noticed[TARDY]
    assert LOST not in year.noticed
    arrived = Counter(str(each["custom_id"]) for each in year.say("state")["submissions"] if each.get("custom_id"))
    assert set(arrived.values()) == {1}
    assert first_break(overview.journey.entries) is None
    settled = {step: overview.step(step).standing for step in states}
    assert settled[LOST] is settled[DELIVERED] is settled[SLOW] is Standing.DONE
    assert settled[REFUSED] in (Standing.OPEN, Standing.LATE)
