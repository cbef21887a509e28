"""What goes out: `draft`, `approve`, `send`. Nothing leaves that was not printed here first and said yes to."""

from __future__ import annotations

import asyncio
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demenagement.bootstrap import Product
from demenagement.cli.document import submission_document
from demenagement.cli.faults import explain
from demenagement.cli.printing import confirm, print_json, tell, words
from demenagement.cli.showing import correction_document, print_correction, print_draft
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


def draft(arguments: Namespace) -> int:
    """Print word for word what would leave for one step."""
    product, say = Product.of(arguments), words(arguments)
    overview = product.journeys.look(arguments.id, arguments.today)
    correction = product.amending.propose(overview, arguments.step, arguments.today, **_way(arguments))
    if correction is not None:
        made = correction.draft
    else:
        made = product.submissions.draft(overview, arguments.step, arguments.today, **_way(arguments))
    if arguments.json:
        print_json({"version": 1, "draft": made.document(), "digest": made.digest, **correction_document(correction)})
    else:
        _show(made, correction, say, product)
    return 0


def _show(made: Draft, correction: Correction | None, say: Phrasebook, product: Product) -> None:
    if correction is None:
        print_draft(made, say, product)
    else:
        print_correction(correction, say, product)


def _way(arguments: Namespace) -> dict[str, Any]:
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
    names = tuple(arguments.steps)
    sent = asyncio.run(product.run(product.submissions.send(overview, names, lambda each: tell_sent(each, say))))
    if arguments.json:
        print_json({"version": 1, "sent": [_sent_document(each) for each in sent]})
    elif not sent:
        tell(say("sending.nothing"))
    faults = [each.fault for each in sent if each.fault is not None]
    nothing = 1 if declined and not sent else 0
    return max((fault.exit_code for fault in faults), default=nothing)


def _approve(product: Product, arguments: Namespace, say: Phrasebook) -> tuple[list[str], list[str]]:
    """Show each draft that has no approval yet and ask; gives the steps said yes to, and those said no to."""
    overview = product.journeys.look(arguments.id, arguments.today)
    enclosed = tuple(enclosure(name) for name in arguments.enclose)
    approved: list[str] = []
    declined: list[str] = []
    for name in _asked(overview, arguments):
        step = overview.step(name)
        before = overview.journey.submission_of(step.id)
        owed = (
            product.amending.propose(overview, step.id, arguments.today, **_way(arguments)) if arguments.steps else None
        )
        sent = before is not None and before.state not in (State.APPROVED, State.REFUSED, State.FAILED)
        if before is not None and sent and owed is None:
            if before.state.under_way or before.state.ended_well:
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
        # Shown in any case: where a program reads the output, a person reads the errors.
        with redirect_stdout(sys.stderr if arguments.json else sys.stdout):
            _show(made, owed, say, product)
        question = "confirm-correction" if owed else "confirm"
        if arguments.yes or confirm(say(f"sending.{question}", title=step.template.title[say.lang])):
            product.submissions.approve(overview, made, arguments.today, enclosed)
            approved.append(step.id)
        else:
            declined.append(step.id)
    return approved, declined


def _draft(product: Product, overview: Overview, step: str, before: Submission | None, arguments: Namespace) -> Draft:
    """The draft by the way that was asked for; else by the way that was approved, where one was."""
    chosen = arguments.by or arguments.by_hand
    if before is not None and before.state is State.APPROVED and not chosen:
        return product.submissions.rewrite(overview, Draft.from_document(before.draft), arguments.today)
    return product.submissions.draft(overview, step, arguments.today, **_way(arguments))


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
    by_hand = sent.fault is None and sent.submission is not None and sent.submission.carrier is None
    key = "recovered" if sent.recovered else "by-hand-ready" if by_hand else sent.state.value
    reference = sent.submission.receipt.reference if sent.submission and sent.submission.receipt else ""
    tell(say(f"sending.told-{key}", step=sent.step, reference=reference))
    for path in sent.files:
        tell(f"    {path}")
    if sent.submission is not None and sent.submission.yours and sent.submission.receipt is not None:
        tell(say("sending.finish-yourself", url=sent.submission.receipt.url or ""))
    if isinstance(sent.fault, DemenagementError):
        for text in explain(sent.fault, say):
            tell(f"    {text}")


def _sent_document(sent: Sent) -> dict[str, Any]:
    fault = type(sent.fault).__name__ if sent.fault else None
    document = submission_document(sent.submission) if sent.submission else {"step": sent.step}
    return {**document, "state": sent.state.value, "fault": fault, "files": [str(path) for path in sent.files]}
