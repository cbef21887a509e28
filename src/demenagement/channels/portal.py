"""A provider's own site: where to go, and every answer ready to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.fields import manifest_fields
from demenagement.channels.known import Known
from demenagement.channels.sheet import bring, recipient, where_to_find
from demenagement.domain.draft import Draft
from demenagement.domain.provider import Channel

if TYPE_CHECKING:
    from demenagement.adapter import Facts
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


class PortalComposer:
    """Prepares what the person types; nothing leaves by itself."""

    def __init__(self, manifest: Manifest, words: Phrasebook) -> None:
        """`words` are the reader's."""
        self._manifest = manifest
        self._words = words

    def draft(self, step: Step, facts: Facts) -> Draft:
        """Where to go and what to type there. Raises DossierIncomplete."""
        manifest, words = self._manifest, self._words
        known = Known(step, facts)
        answers = manifest_fields(manifest, known, words)
        url = manifest.portal or manifest.homepage
        proof = step.template.proof[words.lang]
        lines = [
            words("channel.portal.open") if url else where_to_find("portal", manifest, words),
            *bring(step, manifest, words),
            words("channel.portal.copy"),
            words("channel.portal.keep", proof=", ".join(proof)) if proof else words("channel.portal.keep-something"),
            words("channel.portal.say"),
        ]
        return Draft(
            step=step.id,
            provider=manifest.slug,
            channel=Channel.PORTAL,
            recipient=recipient(known, manifest, words),
            subject=step.template.title[words.lang],
            text="\n".join(lines),
            fields=answers,
            url=url,
        )
