"""A public form filled in ahead: every answer by its label; the person reads it, completes it and submits it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from demenagement.channels.fields import as_fields, concerned
from demenagement.channels.known import Known
from demenagement.channels.sheet import bring, recipient
from demenagement.domain.draft import Draft
from demenagement.domain.provider import Channel

if TYPE_CHECKING:
    from demenagement.adapter import Facts
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


class PrefillComposer:
    """Prepares what the form is filled with; it has no effect until the person takes it."""

    def __init__(self, manifest: Manifest, words: Phrasebook) -> None:
        """`words` are the reader's."""
        self._manifest = manifest
        self._words = words

    def draft(self, step: Step, facts: Facts) -> Draft:
        """The answers, and which form they are for. Raises DossierIncomplete."""
        manifest, words = self._manifest, self._words
        known = Known(step, facts)
        known.require(*manifest.requires)
        own = [path for path in facts if path.startswith("accounts.") and path not in manifest.optional]
        # No number of the household's: which of the town's forms it is.
        form = words("channel.prefill.form")
        named = tuple(replace(each, label=form) for each in as_fields(own, known, words))
        lines = [words("channel.prefill.claim"), *bring(step, manifest, words)]
        return Draft(
            step=step.id,
            provider=manifest.slug,
            channel=Channel.PREFILL,
            recipient=recipient(known, manifest, words),
            subject=step.template.title[words.lang],
            text="\n".join(lines),
            fields=(*as_fields(concerned(manifest, known, form=True), known, words), *named),
        )
