"""A request that was already made: changed, taken back, followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.known import address_paths
from demenagement.channels.writing.changes import changes
from demenagement.channels.writing.matter import Body

if TYPE_CHECKING:
    from demenagement.channels.writing.matter import Home, Writing


def amendment(writing: Writing) -> Body:
    """What is different now in the request, so that the first one is put right and not doubled."""
    known = writing.known
    different = changes(writing)
    return Body(
        subject=writing.say("amendment.subject", matter=writing.matter),
        references=references(writing),
        paragraphs=(
            made(writing),
            *(("\n".join((writing.say("amendment.facts"), *different.values())),) if different else ()),
            writing.say("amendment.replace"),
            *((writing.say("confidential"),) if known.protected else ()),
            writing.say("confirm"),
        ),
        tells=(*who(writing), *(path for paths in different for path in paths)),
        home=writes_from(writing),
    )


def withdrawal(writing: Writing) -> Body:
    """The request taken back; what can't be undone any more is asked."""
    return Body(
        subject=writing.say("withdrawal.subject", matter=writing.matter),
        references=references(writing),
        paragraphs=(
            made(writing),
            writing.say("withdrawal.ask"),
            writing.say("withdrawal.else"),
            writing.say("confirm"),
        ),
        tells=who(writing),
        home=writes_from(writing),
    )


def notice_withdrawal(writing: Writing) -> Body:
    """A lease's notice taken back, which takes the landlord's signed agreement: without it the notice holds."""
    dwelling, sent = writing.address("leaving"), writing.known.day("case.sent")
    given = (
        writing.say("notice-withdrawal.given-on", dwelling=dwelling, day=sent)
        if sent
        else writing.say("notice-withdrawal.given", dwelling=dwelling)
    )
    return Body(
        subject=writing.say("notice-withdrawal.subject", dwelling=dwelling),
        references=references(writing),
        paragraphs=(
            given,
            writing.say("notice-withdrawal.ask"),
            writing.say("notice-withdrawal.agree"),
            writing.say("notice-withdrawal.sign"),
        ),
        tells=(*who(writing), *address_paths("leaving")),
        home="leaving",
    )


def status_request(writing: Writing) -> Body:
    """How the request stands, what it lacks, and when there will be an answer."""
    return Body(
        subject=writing.say("status-request.subject", matter=writing.matter),
        references=references(writing),
        paragraphs=(made(writing), writing.say("status-request.ask"), writing.say("status-request.missing")),
        tells=who(writing),
        home=writes_from(writing),
    )


def made(writing: Writing) -> str:
    """Which request it is, and when it was made, where that is known."""
    sent = writing.known.day("case.sent")
    key = "case.made-on" if sent else "case.made"
    purpose = writing.purpose or writing.say("case.this", title=writing.title)
    return writing.say(key, purpose=purpose, **({"day": sent} if sent else {}))


def references(writing: Writing) -> tuple[str, ...]:
    """The file's own references, then that of the request, where it has one."""
    reference = writing.known.text("case.reference")
    return (*writing.account(), *((writing.say("case.reference", reference=reference),) if reference else ()))


def who(writing: Writing) -> tuple[str, ...]:
    """The facts by which they find the file, and no others."""
    return ("household.adults", f"accounts.{writing.manifest.slug}.reference")


def writes_from(writing: Writing) -> Home:
    """The home that such a letter may show: a protected household's new one is never shown to the old side."""
    return "guarded" if writing.step.template.side == "leaving" else "current"
