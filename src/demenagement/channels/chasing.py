"""A chase: the request as it was, under the day, the way and the reference of the message that found no answer.

It says that it is no new request, and holds the old one whole: whoever reads it need not look for anything.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from demenagement.domain.draft import Field
from demenagement.domain.provider import Channel
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from demenagement.domain.draft import Draft, Earlier
    from demenagement.wording import Phrasebook


def recalling(draft: Draft, earlier: Earlier, words: Phrasebook) -> Draft:
    """The draft as the chase of `earlier`; `words` are the reader's, letters and e-mails stay French."""
    field = Field(words("channel.chase.label"), earlier.reference)
    chase = replace(draft, earlier=earlier, fields=(*draft.fields, field) if earlier.reference else draft.fields)
    if draft.letter is not None:
        letter = draft.letter
        greeting, *paragraphs = letter.paragraphs
        told = _paragraphs(earlier, len(letter.signature.splitlines()))
        subject = phrasebook("fr")("letter.chase.subject", subject=letter.subject)
        set_anew = replace(letter, subject=subject, paragraphs=(greeting, *told, *paragraphs))
        return replace(chase, subject=subject, letter=set_anew)
    if draft.channel is Channel.EMAIL:
        greeting, *parts = draft.text.split("\n\n")
        signers = len(parts[-1].splitlines()) - 1 if parts else 1
        subject = phrasebook("fr")("letter.chase.subject", subject=draft.subject)
        return replace(chase, subject=subject, text="\n\n".join((greeting, *_paragraphs(earlier, signers), *parts)))
    return replace(chase, text="\n".join((*_lines(draft.step, earlier, words), "", draft.text)))


def _paragraphs(earlier: Earlier, signers: int) -> tuple[str, ...]:
    """What stands before the request as it was, in French."""
    say = phrasebook("fr")
    how = say(f"letter.chase.by-{earlier.channel.value}")
    reference = say("letter.chase.reference", reference=earlier.reference) if earlier.reference else ""
    return (
        say("letter.chase.first", n=signers, day=earlier.day, how=how, reference=reference),
        say("letter.chase.ask", n=signers),
        say("letter.chase.again"),
    )


def _lines(step: str, earlier: Earlier, words: Phrasebook) -> tuple[str, ...]:
    """What to say or write first, for a call, a visit or a page."""
    how = words(f"channel.chase.by-{earlier.channel.value}")
    reference = words("channel.chase.reference", reference=earlier.reference) if earlier.reference else ""
    details = {"day": earlier.day, "how": how, "reference": reference}

    def told(part: str) -> str:
        # A notice that nobody fetched is void: it is no request to ask after, but to be given again.
        own = f"channel.chase.{part}-{step}"
        return words(own if words.has(own) else f"channel.chase.{part}", **details)

    return told("title"), told("say"), told("ask"), "", words("channel.chase.again")
