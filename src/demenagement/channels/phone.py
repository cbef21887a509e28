"""A call: what to say first, what to have at hand, what to ask, what to write down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.fields import listed, manifest_fields
from demenagement.channels.known import Known
from demenagement.channels.sheet import needed, opening, recipient, section, where_to_find
from demenagement.domain.draft import Draft
from demenagement.domain.provider import Channel

if TYPE_CHECKING:
    from demenagement.adapter import Facts
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


class PhoneComposer:
    """Writes the script of a call."""

    def __init__(self, manifest: Manifest, words: Phrasebook) -> None:
        """`words` are the reader's."""
        self._manifest = manifest
        self._words = words

    def draft(self, step: Step, facts: Facts) -> Draft:
        """The script. Raises DossierIncomplete."""
        manifest, words, known = self._manifest, self._words, Known(step, facts)
        answers = manifest_fields(manifest, known, words)
        own = known.text(f"accounts.{manifest.slug}.phone")
        number = own or manifest.contact.phone
        unsure = manifest.contact.to_confirm and number and not own
        lang = words.lang
        lines = [
            words("channel.phone.dial", number=number) if number else where_to_find("phone", manifest, words),
            *([words("channel.phone.to-confirm")] if unsure else []),
            *section(words("channel.phone.first"), [opening(step, known, words)]),
            *section(words("channel.phone.at-hand"), (*listed(answers, words), *needed(step, manifest, words))),
            *section(words("channel.phone.they-ask"), step.template.asks[lang]),
            *section(words("channel.phone.ask"), words("channel.phone.questions").splitlines()),
            *section(words("channel.phone.note"), words("channel.phone.notes").splitlines()),
        ]
        return Draft(
            step=step.id,
            provider=manifest.slug,
            channel=Channel.PHONE,
            recipient=", ".join(filter(None, (recipient(known, manifest, words), number))),
            subject=step.template.title[lang],
            text="\n".join(lines),
            fields=answers,
        )
