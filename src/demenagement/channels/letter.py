"""A letter, complete, in French, ready to be set and signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from demenagement.channels.fields import as_fields
from demenagement.channels.known import Known
from demenagement.channels.writing import Writing, write
from demenagement.channels.writing.parties import answered_at, recipient, sender
from demenagement.domain.draft import Draft, Letter
from demenagement.domain.provider import Channel

if TYPE_CHECKING:
    from demenagement.adapter import Facts
    from demenagement.channels.writing import Body
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


class LetterComposer:
    """Writes the letter that the step's template names."""

    def __init__(self, manifest: Manifest, words: Phrasebook) -> None:
        """`words` name the facts for the person; the letter itself is in French."""
        self._manifest = manifest
        self._words = words

    def draft(self, step: Step, facts: Facts) -> Draft:
        """The letter. Raises DossierIncomplete."""
        known = Known(step, facts)
        writing = Writing(known, self._manifest)
        body = write(writing)
        to = body.to or recipient(writing)
        posted = self._manifest.registered and body.posted and not body.to
        letter = replace(laid_out(writing, body, to), registered=posted)
        return Draft(
            step=step.id,
            provider=self._manifest.slug,
            channel=Channel.LETTER,
            recipient=body.addressee or to[0],
            subject=body.subject,
            fields=(*as_fields(body.tells, known, self._words), *answered_at(writing, body, self._words)),
            letter=letter,
        )


def laid_out(writing: Writing, body: Body, to: tuple[str, ...]) -> Letter:
    """The letter around what it says, for whoever `to` names. Raises DossierIncomplete."""
    lines, place = sender(writing, body.home)
    return Letter(
        sender=lines,
        recipient=to,
        place=place,
        day=writing.known.today,
        subject=body.subject,
        references=body.references,
        paragraphs=(writing.say("greeting"), *writing.correcting(), *body.paragraphs, writing.say("closing")),
        enclosures=body.enclosures,
        signature="\n".join(writing.signers),
    )
