"""A visit: what to bring, what to say, which proof to leave with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.fields import listed, manifest_fields
from demenagement.channels.known import Known
from demenagement.channels.sheet import opening, recipient, section
from demenagement.domain.provider import Channel
from demenagement.domain.submission import Draft

if TYPE_CHECKING:
    from demenagement.adapter import Facts
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


class CounterComposer:
    """Writes the sheet to take along."""

    def __init__(self, manifest: Manifest, words: Phrasebook) -> None:
        """`words` are the reader's."""
        self._manifest = manifest
        self._words = words

    def draft(self, step: Step, facts: Facts) -> Draft:
        """The sheet. Raises DossierIncomplete."""
        manifest, words, known = self._manifest, self._words, Known(step, facts)
        answers = manifest_fields(manifest, known, words)
        lang = words.lang
        where = known.lines(f"accounts.{manifest.slug}.address") or manifest.contact.address
        things = dict.fromkeys((*step.template.needs[lang], *manifest.prepares[lang], *self._papers()))
        proofs = (*step.template.proof[lang], *words("channel.counter.proofs").splitlines())
        lines = [
            words("channel.counter.go", where=", ".join(where)) if where else words("channel.counter.find"),
            *section(words("channel.counter.bring"), things),
            *section(words("channel.counter.say"), [opening(step, known, words)]),
            *section(words("channel.counter.give"), listed(answers, words)),
            *section(words("channel.counter.proof"), dict.fromkeys(proofs)),
        ]
        return Draft(
            step=step.id,
            provider=manifest.slug,
            channel=Channel.COUNTER,
            recipient=recipient(manifest, words),
            subject=step.template.title[lang],
            text="\n".join(lines),
            fields=answers,
        )

    def _papers(self) -> list[str]:
        """What every counter asks to see."""
        return self._words("channel.counter.papers").splitlines()
