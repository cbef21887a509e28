"""An e-mail: the letter's matter in fewer words. It stays in French, as whoever reads it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.fields import as_fields
from demenagement.channels.known import Known, contact_path
from demenagement.channels.writing import Writing, write
from demenagement.domain.draft import Draft
from demenagement.domain.provider import Channel
from demenagement.errors import NotAllowed

if TYPE_CHECKING:
    from demenagement.adapter import Facts
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


class EmailComposer:
    """Writes an e-mail that the person, or their mail account, sends."""

    def __init__(self, manifest: Manifest, words: Phrasebook) -> None:
        """`words` name the facts for the person; the e-mail itself is in French."""
        self._manifest = manifest
        self._words = words

    def draft(self, step: Step, facts: Facts) -> Draft:
        """The e-mail. Raises DossierIncomplete, and NotAllowed for a notice, which an e-mail never is."""
        if step.template.letter == "lease-notice":
            raise NotAllowed("notice-by-email", step=step.id)
        manifest, known = self._manifest, Known(step, facts)
        path = contact_path(manifest, step, "email")
        to = known.text(path) or manifest.contact.email
        if not to:
            known.require(path)
        writing = Writing(known, manifest)
        body = write(writing)
        parts = [
            writing.say("email.greeting"),
            *(["\n".join(body.references)] if body.references else []),
            *writing.correcting("email.corrects"),
            *body.paragraphs,
            *([writing.say("email.enclosures", what=" ; ".join(body.enclosures))] if body.enclosures else []),
            "\n".join((writing.say("email.closing"), *writing.signers)),
        ]
        return Draft(
            step=step.id,
            provider=manifest.slug,
            channel=Channel.EMAIL,
            recipient=to or "",
            subject=body.subject,
            text="\n\n".join(parts),
            enclosures=body.enclosures,
            fields=tuple(as_fields(body.tells, known, self._words)),
        )
