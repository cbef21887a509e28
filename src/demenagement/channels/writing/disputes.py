"""What went wrong: a complaint, a bill on the wrong reading, and the referral to whoever decides after that.

What happened and what is wanted are the person's own words. No delay is stated: none was read at its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.known import address_paths
from demenagement.channels.writing.afterwards import made, references, who, writes_from
from demenagement.channels.writing.matter import Body
from demenagement.domain.postal import from_lines
from demenagement.domain.verb import family
from demenagement.errors import DossierIncomplete, NotAllowed

if TYPE_CHECKING:
    from demenagement.channels.writing.matter import Writing


def complaint(writing: Writing) -> Body:
    """What is wrong, what is wanted, and who is asked next."""
    known = writing.known
    known.require("told.what", "told.wish")
    return Body(
        subject=writing.say("complaint.subject", matter=writing.matter),
        references=references(writing),
        paragraphs=(
            made(writing),
            writing.say("complaint.what", what=known.text("told.what")),
            writing.say("complaint.wish", wish=known.text("told.wish")),
            writing.say("complaint.answer"),
            *_next(writing),
        ),
        enclosures=writing.listed("complaint.proof"),
        tells=(*who(writing), "told.what", "told.wish"),
        home=writes_from(writing),
    )


def index_dispute(writing: Writing) -> Body:
    """The reading on the bill against the one of the day of the keys, with the proofs of the second."""
    known, kind = writing.known, writing.step.template.kind or ""
    side = "arriving" if writing.step.template.side == "arriving" else "leaving"
    reading = known.text("told.reading") or known.text(f"{side}.{kind}.index")
    known.require("told.bill", "told.billed", *(() if reading else ("told.reading",)))
    keys = known.day("keys.in", "arriving.keys") if side == "arriving" else known.day("keys.out", "leaving.keys")
    if keys is None:
        raise DossierIncomplete(writing.step.id, (f"{side}.keys",))
    tenant = known.flag("case.tenant") is True
    meter = known.text(f"{side}.{kind}.meter")
    return Body(
        subject=writing.say("index-dispute.subject", bill=known.text("told.bill")),
        references=(*references(writing), *((writing.say(f"reference.{kind}", meter=meter),) if meter else ())),
        paragraphs=(
            writing.say("index-dispute.billed", dwelling=writing.address(side), billed=known.text("told.billed")),
            writing.say(f"index-dispute.read-{side}", keys=keys, reading=reading),
            *writing.listed(f"index-dispute.ground.{side}.{kind}" if tenant else ""),
            writing.say("index-dispute.ask"),
            *writing.listed(f"index-dispute.refund.{side}.{kind}"),
            *_next(writing),
        ),
        enclosures=(
            *writing.listed("index-dispute.proof"),
            *writing.listed(f"index-dispute.inventory-{side}" if tenant else ""),
        ),
        tells=(
            *who(writing),
            *(f"{side}.{kind}.{part}" for part in ("meter", "index")),
            *address_paths(side),
            *("told.bill", "told.billed", "told.reading"),
        ),
        home=writes_from(writing),
    )


def mediator(writing: Writing) -> Body:
    """What was asked, when, what was answered, and what is wanted now. Raises NotAllowed where nobody mediates."""
    known = writing.known
    if family(writing.manifest.kind) == "work":
        raise NotAllowed("no-mediator", step=writing.step.id)
    name, company = known.text("told.mediator") or _decides(writing, "name"), known.text("case.company")
    known.require(
        *("told.what", "told.complained_on", "told.answer", "told.wish"),
        *(() if company or known.text("told.company") else ("told.company",)),
        *(() if name else ("told.mediator",)),
        "told.mediator_address",
    )
    company = known.text("told.company") or company
    block = from_lines(known.lines("told.mediator_address"), name)
    if block.problems:
        raise DossierIncomplete(writing.step.id, ("told.mediator_address",))
    answer = known.text("told.answer")
    return Body(
        subject=writing.say("mediator.subject", company=company),
        references=references(writing),
        paragraphs=(
            writing.say("mediator.open", company=company, matter=writing.matter),
            writing.say("mediator.what", what=known.text("told.what")),
            writing.say("mediator.complained", day=known.day("told.complained_on"), company=company),
            writing.say("mediator.answer", answer=answer) if answer else writing.say("mediator.silent"),
            writing.say("mediator.wish", wish=known.text("told.wish")),
            writing.say("mediator.ready"),
        ),
        enclosures=(
            *writing.listed("mediator.proof"),
            *writing.listed("mediator.their-answer" if answer else ""),
        ),
        tells=(
            *who(writing),
            *(f"told.{each}" for each in ("what", "complained_on", "company", "wish")),
            *(("told.answer",) if answer else ()),
        ),
        home="guarded",
        to=block.lines,
        addressee=name or block.lines[0],
    )


def _next(writing: Writing) -> tuple[str, ...]:
    """Who is asked next, where the catalogue says who that is."""
    decides = _decides(writing, "the")
    return (writing.say("complaint.next", who=decides),) if decides else ()


def _decides(writing: Writing, part: str) -> str:
    """Whoever decides disputes with that kind of provider; empty where only the contract names them."""
    kind = writing.manifest.kind
    keys = (f"decides.{each}.{part}" for each in (kind, family(kind)))
    return next((writing.say(key) for key in keys if writing.has(key)), "")
