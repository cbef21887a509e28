"""What goes out: `approve`, `send`. Nothing leaves that was not printed here first and said yes to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from demenagement.application.telling import named_by_id
from demenagement.bootstrap import Product
from demenagement.cli.approving import ask
from demenagement.cli.document import submission_document
from demenagement.cli.faults import explain
from demenagement.cli.printing import print_json, tell, words
from demenagement.cli.unready import tell_unready, unready_document
from demenagement.errors import DemenagementError

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.application.journeys import Overview
    from demenagement.application.submissions import Sent
    from demenagement.wording import Phrasebook


def approve(arguments: Namespace) -> int:
    """Print each draft, ask, and leave the sending to `watch`."""
    answers = ask(Product.of(arguments), arguments)
    if answers.stopped:
        return 1
    if arguments.json:
        print_json({"version": 1, "approved": answers.approved})
    return 0 if answers.approved else 1


def send(arguments: Namespace) -> int:
    """Print each draft, ask, send; then finish what an earlier run left open."""
    product, say = Product.of(arguments), words(arguments)
    answers = ask(product, arguments)
    if answers.stopped:
        return 1
    overview = product.journeys.look(arguments.id, arguments.today)
    send_all = product.submissions.send(overview, tuple(arguments.steps), lambda each: tell_sent(each, overview, say))
    sent = asyncio.run(product.run(send_all))
    if arguments.json:
        documents = [_sent_document(each) for each in sent]
        left = [unready_document(each, say) for each in answers.unready]
        print_json({"version": 1, "sent": documents, **({} if arguments.steps else {"not_ready": left})})
    elif not sent:
        tell(say("sending.nothing"))
    tell_unready(answers.unready, say)
    faults = [each.fault for each in sent if each.fault is not None]
    return max((fault.exit_code for fault in faults), default=int(bool(answers.declined) and not sent))


def tell_sent(sent: Sent, overview: Overview, say: Phrasebook) -> None:
    """One line as each submission is settled."""
    named = named_by_id(sent.step, overview.plan, say.lang)
    if sent.first is not None:
        tell(say(f"sending.first-{'gone' if sent.first.end.undone else 'stays'}", step=named))
        if sent.first.detail:
            tell(f"    {sent.first.detail}")
    by_hand = sent.submission if sent.fault is None and sent.submission and sent.submission.carrier is None else None
    receipt = sent.submission.receipt if sent.submission else None
    left = receipt if sent.submission and sent.submission.yours else None
    ready = by_hand and ("by-hand-chase" if by_hand.is_chase else f"by-hand-ready.{by_hand.channel.value}")
    told = ready or ("yours" if left else sent.state.value)
    key = "recovered" if sent.recovered else told
    reference = receipt.reference if receipt else ""
    tell(say(f"sending.told-{key}", step=named, reference=reference, id=overview.journey.id, name=sent.step))
    for path in sent.files:
        tell(f"    {path}")
    if by_hand and not by_hand.is_chase:
        tell(say("sending.then-done", id=overview.journey.id, step=sent.step))
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
