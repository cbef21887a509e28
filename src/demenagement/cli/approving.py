"""The yes: all that was asked for is prepared first, then shown and asked for, and only then written down.

Where several steps are named, they go together or not at all: an error leaves no yes behind that `watch` would send.
"""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demenagement.application.amending import Correction
from demenagement.application.approvals import check_enclosed, going_ahead
from demenagement.application.telling import named
from demenagement.cli.looking_up import look_ahead
from demenagement.cli.printing import confirm, tell, words
from demenagement.cli.showing import print_foot, say_unreferenced, show_draft
from demenagement.cli.unready import Unready, tell_unready
from demenagement.domain.draft import Document, Draft
from demenagement.domain.plan import Step
from demenagement.domain.provider import Channel
from demenagement.domain.submission import State
from demenagement.errors import DossierIncomplete, NotAllowed, NotFound

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from demenagement.application.journeys import Overview
    from demenagement.bootstrap import Product
    from demenagement.domain.submission import Submission


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft of a step to show, and the question that goes with it; `owed` is what it puts right, where it does."""

    step: Step
    draft: Draft
    question: str
    owed: Correction | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """The steps said yes to, those said no to, and those that could not be prepared, with the reason of each.

    `stopped` when one of those had been named: then nothing was asked for, and nothing approved.
    """

    approved: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    unready: tuple[Unready, ...] = ()
    stopped: bool = False


def way(arguments: Namespace) -> dict[str, Any]:
    """The way that was asked for, as the use cases take it."""
    return {"by_hand": arguments.by_hand, "channel": Channel(arguments.by) if arguments.by else None}


_TAIL = 1024
"""Among its last so many bytes, a PDF that is whole says that it ends: what was cut off while it came down does not."""


def enclosure(name: str) -> Document:
    """A file to join to a letter. Raises NotFound, NotAllowed."""
    path = Path(name)
    try:
        content = path.read_bytes()
    except OSError:
        raise NotFound("file", name) from None
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-_TAIL:]:
        raise NotAllowed("enclosure-not-pdf", file=name)
    return Document(path.name, "application/pdf", content)


def ask(product: Product, arguments: Namespace) -> Answers:
    """Prepare each step that was named, else each that can go; show, ask, and write down what was said yes to.

    Raises NotFound, and the reason where the one step that was named can't be prepared.
    """
    say = words(arguments)
    overview = product.journeys.look(arguments.id, arguments.today)
    going_ahead(overview.journey)
    enclosed = tuple(enclosure(name) for name in arguments.enclose)
    steps = _asked(product, overview, arguments)
    if not arguments.chase:
        look_ahead(product, overview, [step.id for step in steps], arguments.today)
    one = _chase if arguments.chase else _proposal
    proposals, unready = _prepared(steps, enclosed, lambda step: one(product, overview, step, arguments))
    if unready and arguments.steps:
        if len(steps) == 1:
            raise unready[0].fault
        tell_unready(unready, say)
        ready = ", ".join(each.draft.step for each in proposals)
        tell(say("sending.stopped-but-ready" if ready else "sending.stopped", ready=ready))
        return Answers(unready=unready, stopped=True)
    answers = Answers(unready=unready)
    for each in proposals:
        said = _said_yes(each, overview, product, arguments)
        (answers.approved if said else answers.declined).append(each.draft.step)
    for each in proposals:
        if each.draft.step in answers.approved:
            product.submissions.approve(overview, each.draft, arguments.today, enclosed)
    return answers


def _prepared(
    steps: Sequence[Step], enclosed: tuple[Document, ...], one: Callable[[Step], Proposal | None]
) -> tuple[list[Proposal], tuple[Unready, ...]]:
    """What is proposed for each step that still has something to go, and the steps that lack something."""
    proposals: list[Proposal] = []
    unready: list[Unready] = []
    for step in steps:
        try:
            if (proposal := one(step)) is not None:
                check_enclosed(proposal.draft, enclosed)
                proposals.append(proposal)
        except (DossierIncomplete, NotAllowed) as fault:
            unready.append(Unready(step, fault))
    return proposals, tuple(unready)


def _proposal(product: Product, overview: Overview, step: Step, arguments: Namespace) -> Proposal | None:
    """What would go for a step; None where that has left, or has its yes already."""
    say = words(arguments)
    before = overview.journey.submission_of(step.id)
    owed = product.amending.propose(overview, step.id, arguments.today, **way(arguments)) if arguments.steps else None
    gone = before is not None and before.state not in (State.APPROVED, State.REFUSED, State.FAILED)
    if before is not None and gone and owed is None:
        if before.yours and before.receipt is not None:
            told = {"step": named(step, say.lang), "reference": before.receipt.reference}
            tell(say("sending.told-yours", **told))
            if before.receipt.url:
                tell(say("sending.finish-yourself", url=before.receipt.url))
        elif before.state.stands:
            tell(say("sending.already", step=named(step, say.lang), state=say(f"state.{before.state.value}")))
        return None
    made = owed.draft if owed else _draft(product, overview, step.id, before, arguments)
    if before is not None and before.state is State.APPROVED and _same(before.draft, made):
        return None
    question = say(f"sending.{'confirm-correction' if owed else 'confirm'}", title=step.template.title[say.lang])
    return Proposal(step, made, question, owed)


def _chase(product: Product, overview: Overview, step: Step, arguments: Namespace) -> Proposal:
    """The chase of a step, like any draft."""
    say = words(arguments)
    made = product.watching.chase(overview, step.id, by_hand=arguments.by_hand)
    return Proposal(step, made, say("sending.confirm-chase", title=step.template.title[say.lang]))


def _said_yes(proposal: Proposal, overview: Overview, product: Product, arguments: Namespace) -> bool:
    """Show a draft in any case, then ask: where a program reads the output, a person reads the errors."""
    with redirect_stdout(sys.stderr if arguments.json else sys.stdout):
        say_unreferenced(overview, proposal.draft, product, words(arguments))
        show_draft(proposal.draft, proposal.owed, words(arguments), product)
        print_foot(proposal.draft, proposal.step, arguments.today, words(arguments), product)
    return bool(arguments.yes) or confirm(proposal.question)


def _draft(product: Product, overview: Overview, step: str, before: Submission | None, arguments: Namespace) -> Draft:
    """The draft by the way that was asked for; else by the way that was approved, where one was."""
    if before is not None and before.state is State.APPROVED and not (arguments.by or arguments.by_hand):
        return product.submissions.rewrite(overview, Draft.from_document(before.draft), arguments.today)
    return product.submissions.draft(overview, step, arguments.today, **way(arguments))


def _same(stored: dict[str, Any], made: Draft) -> bool:
    """Whether what was approved is still what would be written, but for the day on the letter."""
    earlier, now = Draft.from_document(stored).document(), made.document()
    for each in (earlier, now):
        if each["letter"]:
            each["letter"]["day"] = None
    return earlier == now


def _asked(product: Product, overview: Overview, arguments: Namespace) -> list[Step]:
    """The named steps, each once; else those that are open and somebody has to be told of, or whose chase is ready."""
    if arguments.steps:
        return list({step.id: step for step in map(overview.step, arguments.steps)}.values())
    if arguments.chase:
        silences = [each for each in product.watching.silences(overview) if each.rung and not each.prepared]
        return list({each.awaited.step.id: each.awaited.step for each in silences}.values())
    return [
        step
        for step in overview.plan.steps
        if step.standing.value in ("open", "late") and step.provider is not None and step.covered_by is None
    ]
