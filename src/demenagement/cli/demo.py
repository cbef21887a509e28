"""`demo`: the whole main job on the shipped example, against the sandbox, one lost answer included.

Everything lands in one folder that a person can open afterwards.
"""
# size: one performance, read from its first word to its last

from __future__ import annotations

import asyncio
import shutil
import sys
from contextlib import redirect_stdout
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from demenagement import locations
from demenagement.bootstrap import Product
from demenagement.cli.agenda_words import AgendaWords
from demenagement.cli.document import plan_document
from demenagement.cli.exporting import write_whole
from demenagement.cli.planning import print_plan
from demenagement.cli.printing import line, print_json, tell, words
from demenagement.domain.draft import Document
from demenagement.domain.plan import Standing
from demenagement.domain.provider import Channel
from demenagement.errors import DossierIncomplete, NotAllowed

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.journeys import Overview
    from demenagement.application.submissions import Sent
    from demenagement.domain.draft import Draft
    from demenagement.sandbox.server import Sandbox
    from demenagement.wording import Phrasebook

TODAY = date(2027, 5, 24)
"""The day the demonstration is played on: its dossier has fixed dates."""

_BY_LETTER = {"internet-transfer": Channel.LETTER}
"""What this family prefers to do by registered letter."""

_FAULT = "drop-after:route=submit"
_DAYS_PLAYED = 8


def run(arguments: Namespace) -> int:
    """Play it, and say where every file lies."""
    from demenagement.sandbox.server import Sandbox  # noqa: PLC0415 # only this command and `sandbox` need it

    say = words(arguments)
    folder = Path(arguments.folder)
    if folder.exists() and not (folder / "dossier.toml").is_file():
        tell(say("demo.not-ours", folder=folder))
        return 2
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with Sandbox() as sandbox:
        # The example has fixed dates: its own clock, and the sandbox's, are set to them.
        ahead = datetime.combine(TODAY, time(9), UTC) - datetime.now(UTC)
        sandbox.advance(seconds=ahead.total_seconds())
        product = Product(
            str(folder / "home"),
            say.lang,
            environment={"DEMENAGEMENT_SANDBOX": sandbox.url},
            clock=lambda: datetime.now(UTC) + ahead,
        )
        with redirect_stdout(sys.stderr if arguments.json else sys.stdout):
            found = asyncio.run(product.run(_Play(product, sandbox, folder, say).whole()))
    if arguments.json:
        print_json({"version": 1, **found})
    return 0


class _Play:
    """One performance: each part says what it does, does it, and says where it put what it made."""

    def __init__(self, product: Product, sandbox: Sandbox, folder: Path, say: Phrasebook) -> None:
        self.product, self.sandbox, self.folder, self.say = product, sandbox, folder, say
        self.ident = ""

    async def whole(self) -> dict[str, object]:
        """From the dossier to the calendar."""
        self._plan()
        drafts = self._drafts()
        sent = await self._send(drafts)
        proofs = await self._follow()
        report = self._calendar()
        self._summary(drafts, sent, proofs)
        return {
            "journey": self.ident,
            "steps": len(self._overview().plan.steps),
            "drafts": len(drafts),
            "sent": [each.step for each in sent if each.fault is None],
            "recovered": [each.step for each in sent if each.recovered],
            "proofs": [str(path) for path in proofs],
            "calendar": report,
            "folder": str(self.folder),
        }

    def _overview(self, today: date = TODAY) -> Overview:
        return self.product.journeys.look(self.ident, today)

    def _plan(self) -> None:
        self._heading("plan")
        dossier_file = self.folder / "dossier.toml"
        shutil.copyfile(locations.shipped("demo", "family.toml"), dossier_file)
        self.ident = self.product.journeys.begin(self.product.read_dossier(dossier_file), self.product.clock()).id
        plan = self._overview().plan
        with (self.folder / "plan.txt").open("w", encoding="utf-8") as file:
            stdout, sys.stdout = sys.stdout, file
            try:
                print_plan(plan, self.say)
            finally:
                sys.stdout = stdout
        legal = sum(step.nature.value == "legal" for step in plan.steps)
        line(self.say("demo.planned", count=len(plan.steps), legal=legal, day=plan.today), 2)
        for step in [step for step in plan.steps if step.due and step.nature.value == "legal"][:4]:
            line(self.say("demo.deadline", day=step.due, title=step.template.title[self.say.lang]), 4)

    def _drafts(self) -> list[Draft]:
        self._heading("drafts")
        overview, drafts = self._overview(), []
        for step in overview.plan.steps:
            if step.standing not in (Standing.OPEN, Standing.LATE):
                continue
            try:
                channel = _BY_LETTER.get(step.slug)
                drafts.append(self.product.submissions.draft(overview, step.id, TODAY, channel=channel))
            except (NotAllowed, DossierIncomplete):
                continue
        folder = self.folder / "drafts"
        folder.mkdir()
        for draft in drafts:
            name = draft.step.replace("/", "-")
            if draft.letter is not None:
                write_whole(folder / f"{name}.pdf", self.product.submissions.typesetter.letter(draft.letter))
            else:
                fields = [f"{field.label} : {field.value}" for field in draft.fields]
                text = "\n".join((draft.recipient, draft.subject, draft.url or "", "", draft.text, "", *fields, ""))
                write_whole(folder / f"{name}.txt", text.encode())
        by_program = sum(draft.leaves_by_itself for draft in drafts)
        line(self.say("demo.drafted", count=len(drafts), by_program=by_program), 2)
        return drafts

    async def _send(self, drafts: list[Draft]) -> tuple[Sent, ...]:
        self._heading("send")
        self.sandbox.fault(_FAULT)
        line(self.say("demo.fault"), 2)
        for draft in (draft for draft in drafts if draft.leaves_by_itself):
            enclosed = self._enclosures(draft)
            self.product.submissions.approve(self._overview(), draft, TODAY, enclosed)
            line(self.say("demo.approved", subject=draft.subject, recipient=draft.recipient), 2)
        return await self.product.submissions.send(self._overview(), told=self._told)

    def _enclosures(self, draft: Draft) -> tuple[Document, ...]:
        """A specimen for each enclosure that the letter names: a person joins the real document."""
        from demenagement.sandbox.proofs import proof  # noqa: PLC0415 # idem

        return tuple(
            Document(f"piece-{number}.pdf", "application/pdf", proof("Pièce jointe", (name,)))
            for number, name in enumerate(draft.to_enclose, 1)
        )

    def _told(self, sent: Sent) -> None:
        receipt = sent.submission.receipt if sent.submission else None
        key = "recovered" if sent.recovered else "yours" if receipt and receipt.yours else "sent"
        key = "failed" if sent.fault else key
        line(self.say(f"demo.{key}", step=sent.step, reference=receipt.reference if receipt else ""), 2)

    async def _follow(self) -> list[Path]:
        self._heading("follow")
        self.sandbox.advance(days=_DAYS_PLAYED)
        line(self.say("demo.advanced", count=_DAYS_PLAYED), 2)
        kept: list[Path] = []
        for news in await self.product.following.track(self.ident, TODAY + timedelta(days=_DAYS_PLAYED)):
            detail = f" ({news.detail})" if news.detail else ""
            state = self.say(f"state.{news.state}" if news.state else "following.told-by-you")
            line(f"{news.step} : {state}{detail}", 2)
            kept += news.proofs
        folder = self.folder / "proofs"
        folder.mkdir()
        for path in kept:
            shutil.copyfile(path, folder / path.name)
        line(self.say("demo.proofs", count=len(kept)), 2)
        return [folder / path.name for path in kept]

    def _calendar(self) -> dict[str, int]:
        self._heading("calendar")
        overview = self._overview(TODAY + timedelta(days=_DAYS_PLAYED))
        target = self.folder / "demenagement.ics"
        sentences = AgendaWords(overview, self.product.manifests, self.say)
        report = self.product.agenda.export(overview, sentences, lambda content: write_whole(target, content))
        line(self.say("demo.calendar", count=report.new), 2)
        return asdict(report)

    def _summary(self, drafts: list[Draft], sent: tuple[Sent, ...], proofs: list[Path]) -> None:
        overview = self._overview(TODAY + timedelta(days=_DAYS_PLAYED))
        document = plan_document(overview.plan, self.product.manifests, self.say)
        self._heading("summary")
        following = overview.next_step()
        lines = [
            self.say("demo.sum-plan", count=len(document["steps"])),
            self.say("demo.sum-drafts", count=len(drafts)),
            self.say("demo.sum-sent", count=sum(each.fault is None for each in sent)),
            self.say("demo.sum-proofs", count=len(proofs)),
            self.say("demo.sum-calendar"),
            self.say("demo.sum-journey", ident=self.ident),
            self.say("demo.sum-next", title=following.template.title[self.say.lang] if following else "–"),
            self.say("demo.sum-open", home=self.folder / "home"),
        ]
        for text in lines:
            line(text, 2)
        write_whole(self.folder / "resume.txt", ("\n".join(lines) + "\n").encode())

    def _heading(self, key: str) -> None:
        line()
        line(self.say(f"demo.heading-{key}"))
        sys.stdout.flush()
