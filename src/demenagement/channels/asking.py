"""The six verbs where nobody wrote a letter: what to say, what to ask, which proof to get, how long, who decides.

The words are those of the provider's family; the way, the wait and who decides come from its manifest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.email import EmailComposer
from demenagement.channels.fields import as_fields, concerned
from demenagement.channels.known import Known, contact_path
from demenagement.channels.letter import LetterComposer
from demenagement.channels.sheet import purpose_of, recipient, section
from demenagement.domain.draft import Draft
from demenagement.domain.provider import Channel
from demenagement.domain.verb import Script, Verb, family

if TYPE_CHECKING:
    from demenagement.adapter import Composer, Facts
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook

_FOLLOW = (Verb.CANCEL, Verb.STATUS, Verb.COMPLAIN)
"""Verbs for which they only have to find the file: nothing else is told again."""


_ALOUD = (Channel.PHONE, Channel.COUNTER)
"""Where words are said; by any other way they are written."""


class Asking:
    """Writes what answers a verb, in the reader's words; letters and e-mails stay in French."""

    def __init__(self, words: Phrasebook) -> None:
        """`words` are the reader's."""
        self._words = words

    def composer(self, manifest: Manifest, channel: Channel, verb: Verb, letter: str | None) -> Composer:
        """What writes the draft: the letter or e-mail where there is one for that verb, else the script."""
        match channel:
            case Channel.LETTER if letter is not None:
                return LetterComposer(manifest, self._words)
            case Channel.EMAIL if letter is not None:
                return EmailComposer(manifest, self._words)
            case _:
                return ScriptComposer(manifest, self._words, channel, verb)

    def script(self, manifest: Manifest, step: Step, verb: Verb, count: int = 1) -> Script:
        """All that is to say and to know, for the provider's family, as `count` people say it."""
        words, lang = self._words, self._words.lang
        purpose = purpose_of(step, words, count) or words("verb.this", title=step.template.title[lang])
        kin, details = family(manifest.kind), {"purpose": purpose, "n": count}
        own = self._first(f"{kin}.{verb}.say", f"any.{verb}.say", **details)
        own_route = step.template.human
        expected = words("verb.expected", answer=manifest.expects.answer[lang])
        return Script(
            say=own[:1],
            ask=(*self._lines(f"any.{verb}.ask"), *self._lines(f"{kin}.{verb}.ask")),
            proof=(*self._lines(f"any.{verb}.proof"), *self._lines(f"{kin}.proof")),
            wait=(*(() if verb in _FOLLOW else (expected,)), words("verb.wait", days=manifest.expects.days)),
            ends=(manifest.closing[lang],) if verb is Verb.CANCEL else (),
            decides=(manifest.breakdown[lang],),
            human=(*((own_route[lang],) if own_route else ()), manifest.human[lang]),
        )

    def _first(self, *keys: str, **details: object) -> tuple[str, ...]:
        return tuple(self._words(f"verb.{key}", **details) for key in keys if self._words.has(f"verb.{key}"))

    def _lines(self, key: str) -> tuple[str, ...]:
        return tuple(self._words(f"verb.{key}").splitlines()) if self._words.has(f"verb.{key}") else ()


class ScriptComposer:
    """Writes the sheet of a verb for one way of reaching the provider."""

    def __init__(self, manifest: Manifest, words: Phrasebook, channel: Channel, verb: Verb) -> None:
        """`words` are the reader's."""
        self._manifest, self._words, self._channel, self._verb = manifest, words, channel, verb

    def draft(self, step: Step, facts: Facts) -> Draft:
        """The sheet; what is not known yet is left out of it."""
        manifest, words, known = self._manifest, self._words, Known(step, facts)
        script = Asking(words).script(manifest, step, self._verb, len(known.movers) or 1)
        told = [
            words(f"verb.say-{key}", **{name: known.text(f"told.{name}")})
            for key, name in (("problem", "what"), ("wish", "wish"))
            if known.text(f"told.{name}")
        ]
        parts = {**dict(script.parts()), "say": (*script.say, *told)}
        lines = [self._way(known, step)]
        for name, texts in parts.items():
            if name == "say" and self._channel not in _ALOUD:
                # What is written is copied as it stands: no quotes around it, no dash before it.
                lines += ["", words("verb.section.paste"), *(text.strip("«»“” ") for text in texts)]
            else:
                lines += section(words(f"verb.section.{name}"), texts)
        return Draft(
            step=step.id,
            provider=manifest.slug,
            channel=self._channel,
            recipient=recipient(known, manifest, words),
            subject=words(
                "verb.announce", name=words(f"verb.name.{self._verb}"), title=step.template.title[words.lang]
            ),
            text="\n".join(lines),
            fields=tuple(as_fields(self._paths(known), known, words)),
            url=(manifest.portal or manifest.homepage) if self._channel is Channel.PORTAL else None,
        )

    def _paths(self, known: Known) -> tuple[str, ...]:
        """What to have under one's eyes: to follow a request, only what the file is found by."""
        paths = concerned(self._manifest, known)
        if self._verb not in _FOLLOW:
            return paths
        found_by = (
            "household.adults",
            *(path for path in paths if path.endswith((".reference", ".meter", ".contract"))),
        )
        return (*found_by, *(path for path in paths if known.step.subject_path and path == known.step.subject_path))

    def _way(self, known: Known, step: Step) -> str:
        words, manifest = self._words, self._manifest
        match self._channel:
            case Channel.PHONE:
                number = known.text(contact_path(manifest, step, "phone")) or manifest.contact.phone
                return words("channel.phone.dial", number=number) if number else words("channel.phone.find")
            case Channel.COUNTER:
                where = known.lines(contact_path(manifest, step, "address")) or manifest.contact.address
                return words("channel.counter.go", where=", ".join(where)) if where else words("channel.counter.find")
            case Channel.LETTER | Channel.EMAIL:
                return words(f"verb.way-{self._channel}")
            case _:
                url = manifest.portal or manifest.homepage
                return words("channel.portal.open") if url else words("channel.portal.find")
