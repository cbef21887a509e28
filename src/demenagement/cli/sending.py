"""What goes out: `approve`, `send`. Nothing leaves that was not printed here first and said yes to."""

from __future__ import annotations

import asyncio
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demenagement.application.approvals import going_ahead
from demenagement.bootstrap import Product
from demenagement.cli.chasing import approve_chases
from demenagement.cli.document import submission_document
from demenagement.cli.faults import explain
from demenagement.cli.looking_up import look_ahead
from demenagement.cli.printing import confirm, print_json, tell, words
from demenagement.cli.showing import say_unreferenced, show_draft
from demenagement.domain.draft import Document, Draft
from demenagement.domain.provider import Channel
from demenagement.domain.submission import State
from demenagement.errors import DemenagementError, DossierIncomplete, NotAllowed, NotFound

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.amending import Correction
    from demenagement.application.journeys import Overview
    from demenagement.application.submissions import Sent
    from demenagement.domain.submission import Submission
    from demenagement.wording import Phrasebook


def way(arguments: Namespace) -> dict[str, Any]:
    """The way that was asked for, as the use cases take it."""
    return {"by_hand": arguments.by_hand, "channel": Channel(arguments.by) if arguments.by else None}


def approve(arguments: Namespace) -> int:
    """Print each draft, ask, and leave the sending to `watch`."""
    product, say = Product.of(arguments), words(arguments)
    approved, _ = _approve(product, arguments, say)
    if arguments.json:
        print_json({"version": 1, "approved": approved})
    return 0 if approved else 1


def send(arguments: Namespace) -> int:
    """Print each draft, ask, send; then finish what an earlier run left open."""
    product, say = Product.of(arguments), words(arguments)
    _, declined = _approve(product, arguments, say)
    overview = product.journeys.look(arguments.id, arguments.today)
    send_all = product.submissions.send(overview, tuple(arguments.steps), lambda each: tell_sent(each, say))
    sent = asyncio.run(product.run(send_all))
    if arguments.json:
        print_json({"version": 1, "sent": [_sent_document(each) for each in sent]})
    elif not sent:
        tell(say("sending.nothing"))
    faults = [each.fault for each in sent if each.fault is not None]
    return max((fault.exit_code for fault in faults), default=int(bool(declined) and not sent))


def _approve(product: Product, arguments: Namespace, say: Phrasebook) -> tuple[list[str], list[str]]:
    """Show each draft that has no approval yet and ask; gives the steps said yes to, and those said no to."""
    overview = product.journeys.look(arguments.id, arguments.today)
    going_ahead(overview.journey)
    if arguments.chase:
        return approve_chases(product, arguments, tuple(map(enclosure, arguments.enclose)), said_yes)
    enclosed = tuple(enclosure(name) for name in arguments.enclose)
    approved: list[str] = []
    declined: list[str] = []
    names = _asked(overview, arguments)
    look_ahead(product, overview, names, arguments.today)
    for name in names:
        step = overview.step(name)
        before = overview.journey.submission_of(step.id)
        owed = (
            product.amending.propose(overview, step.id, arguments.today, **way(arguments)) if arguments.steps else None
        )
        gone = before is not None and before.state not in (State.APPROVED, State.REFUSED, State.FAILED)
        if before is not None and gone and owed is None:
            if before.state.stands:
                tell(say("sending.already", step=step.id, state=say(f"state.{before.state.value}")))
            continue
        try:
            made = owed.draft if owed else _draft(product, overview, step.id, before, arguments)
        except (DossierIncomplete, NotAllowed):
            if arguments.steps:
                raise
            continue
        if before is not None and before.state is State.APPROVED and _same(before.draft, made):
            continue
        question = say(f"sending.{'confirm-correction' if owed else 'confirm'}", title=step.template.title[say.lang])
        with redirect_stdout(sys.stderr if arguments.json else sys.stdout):
            say_unreferenced(overview, made, product, say)
        said = said_yes(made, question, product, arguments, owed)
        if said:
            product.submissions.approve(overview, made, arguments.today, enclosed)
        (approved if said else declined).append(step.id)
    return approved, declined


def said_yes(
    made: Draft, question: str, product: Product, arguments: Namespace, owed: Correction | None = None
) -> bool:
    """Show a draft in any case, then ask: where a program reads the output, a person reads the errors.

    `owed` is what the draft puts right, where it does.
    """
    with redirect_stdout(sys.stderr if arguments.json else sys.stdout):
        show_draft(made, owed, words(arguments), product)
    return bool(arguments.yes) or confirm(question)


def _draft(product: Product, overview: Overview, step: str, before: Submission | None, arguments: Namespace) -> Draft:
    """The draft by the way that was asked for; else by the way that was approved, where one was."""
    if before is not None and before.state is State.APPROVED and not (arguments.by or arguments.by_hand):
        return product.submissions.rewrite(overview, Draft.from_document(before.draft), arguments.today)
    return product.submissions.draft(overview, step, arguments.today, **way(arguments))


def enclosure(name: str) -> Document:
    """A file to join to a letter. Raises NotFound, NotAllowed."""
    path = Path(name)
    try:
        content = path.read_bytes()
    except OSError:
        raise NotFound("file", name) from None
    if not content.startswith(b"%PDF"):
        raise NotAllowed("enclosure-not-pdf", file=name)
    return Document(path.name, "application/pdf", content)


def _same(stored: dict[str, Any], made: Draft) -> bool:
    """Whether what was approved is still what would be written, but for the day on the letter."""
    earlier, now = Draft.from_document(stored).document(), made.document()
    for each in (earlier, now):
        if each["letter"]:
            each["letter"]["day"] = None
    return earlier == now


def _asked(overview: Overview, arguments: Namespace) -> list[str]:
    """The named steps; without a name, every step that is open and that somebody has to be told of."""
    if arguments.steps:
        return list(arguments.steps)
    return [
        step.id
        for step in overview.plan.steps
        if step.standing.value in ("open", "late") and step.provider is not None and step.covered_by is None
    ]


def tell_sent(sent: Sent, say: Phrasebook) -> None:
    """One line as each submission is settled."""
    if sent.first is not None:
        tell(say(f"sending.first-{'gone' if sent.first.end.undone else 'stays'}", step=sent.step))
        if sent.first.detail:
            tell(f"    {sent.first.detail}")
    by_hand = sent.fault is None and sent.submission is not None and sent.submission.carrier is None
    receipt = sent.submission.receipt if sent.submission else None
    left = receipt if sent.submission and sent.submission.yours else None
    ready = "by-hand-chase" if sent.submission is not None and sent.submission.is_chase else "by-hand-ready"
    told = ready if by_hand else "yours" if left else sent.state.value
    key = "recovered" if sent.recovered else told
    reference = receipt.reference if receipt else ""
    tell(say(f"sending.told-{key}", step=sent.step, reference=reference))
    for path in sent.files:
        tell(f"    {path}")
    if left is not None and left.detail:
        tell(f"    {left.detail}.")
    if left is not None and left.url:
        tell(say("sending.finish-yourself", url=left.url))
    if isinstance(sent.fault, DemenagementError):
        for text in explain(sent.fault, say):
            tell(f"    {text}")


def _sent_document(sent: Sent) -> dict[str, Any]:
    fault = type(sent.fault).__name__ if sent.fault else None
    document = submission_document(sent.submission) if sent.submission else {"step": sent.step}
    return {**document, "state": sent.state.value, "fault": fault, "files": [str(path) for path in sent.files]}
