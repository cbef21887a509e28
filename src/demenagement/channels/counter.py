"""A visit: what to bring, what to say, which proof to leave with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.fields import listed, manifest_fields
from demenagement.channels.known import Known, contact_path
from demenagement.channels.offices import offices_told
from demenagement.channels.sheet import needed, opening, recipient, section
from demenagement.domain.draft import Draft
from demenagement.domain.provider import Channel

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
        where = known.lines(contact_path(manifest, step, "address")) or manifest.contact.address
        things = needed(step, manifest, words)
        proofs = (*step.template.proof[lang], *words("channel.counter.proofs").splitlines())
        offices = () if where else known.offices
        lines = [
            *(offices_told(offices, words) if offices else [self._place(step, where)]),
            *section(words("channel.counter.bring"), (*things, *self._papers(things))),
            *section(words("channel.counter.say"), [opening(step, known, words)]),
            *section(words("channel.counter.give"), listed(answers, words)),
            *section(words("channel.counter.proof"), dict.fromkeys(proofs)),
        ]
        return Draft(
            step=step.id,
            provider=manifest.slug,
            channel=Channel.COUNTER,
            recipient=recipient(known, manifest, words),
            subject=step.template.title[lang],
            text="\n".join(lines),
            fields=answers,
        )

    def _place(self, step: Step, where: tuple[str, ...]) -> str:
        """Where to go: some steps are done in the dwelling itself."""
        if self._words.has(here := f"channel.counter.at-{step.slug}"):
            return self._words(here)
        return (
            self._words("channel.counter.go", where=", ".join(where)) if where else self._words("channel.counter.find")
        )

    def _papers(self, things: tuple[str, ...]) -> list[str]:
        """What every counter asks to see, where the list does not say it already."""
        identity = [] if any("identit" in thing for thing in things) else [self._words("channel.counter.identity")]
        return [*identity, self._words("channel.counter.sheet")]
