"""A draft word for word: to whom, by which way, every sentence and every fact that would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.application.corrections import correction_lines
from demenagement.application.telling import addressed
from demenagement.tui.safe import line
from demenagement.tui.sheets.rows import QUIET
from demenagement.tui.widgets.sheet import Block, Sheet, heading, listed, paragraph
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from demenagement.application.amending import Correction
    from demenagement.domain.draft import Draft, Letter
    from demenagement.domain.provider import Manifest
    from demenagement.domain.verb import Reply
    from demenagement.wording import Phrasebook

_WINDOW = 34
"""Where a letter's recipient stands, as it will on paper."""


def word_for_word(
    draft: Draft,
    manifests: Mapping[str, Manifest],
    say: Phrasebook,
    *,
    reply: Reply | None = None,
    owed: Correction | None = None,
) -> Sheet:
    """The whole draft: after what it puts right, and with what comes beside it where it answers a verb."""
    whole = (
        *_owed(owed, manifests, say),
        *_to_whom(draft, manifests, say),
        *_letter(draft.letter, say),
        *_text(draft),
        *_fields(draft, say),
    )
    return Sheet(*whole, *(_beside(reply, say) if reply else ()))


def way(draft: Draft, manifests: Mapping[str, Manifest], say: Phrasebook) -> str:
    """Who takes it there."""
    if draft.carrier is None:
        return say("sending.by-hand", channel=draft.channel.value)
    manifest = manifests.get(draft.carrier)
    return say("sending.by-carrier", carrier=manifest.name[say.lang] if manifest else draft.carrier)


def _owed(owed: Correction | None, manifests: Mapping[str, Manifest], say: Phrasebook) -> Iterator[Block]:
    if owed is None:
        return
    first, *others = correction_lines(owed, manifests, say)
    yield paragraph((first, "bold $accent"))
    for text in others:
        yield Block(line(text), 2)


def _to_whom(draft: Draft, manifests: Mapping[str, Manifest], say: Phrasebook) -> Iterator[Block]:
    to = addressed(draft.recipient, manifests[draft.provider], way(draft, manifests, say), say)
    yield paragraph((to, "bold"), gap=True)
    yield paragraph(say("sending.subject", subject=draft.subject))
    if draft.url:
        yield paragraph(say("sending.url", url=draft.url))


def _letter(letter: Letter | None, say: Phrasebook) -> Iterator[Block]:
    """Every line of it where it stands on paper, and in the words that stand there."""
    if letter is None:
        return
    french = phrasebook("fr")
    day = french("letter.dated" if letter.place else "letter.dated-nowhere", place=letter.place, day=letter.day)
    yield from _lines(letter.sender, 0)
    yield from _lines(letter.recipient, _WINDOW)
    yield Block(line(day), _WINDOW, gap=True)
    if letter.registered:
        yield Block(line(french("letter.registered")), 0, gap=True)
    for each in (*letter.references, *letter.paragraphs):
        yield from _lines(tuple(each.splitlines()), 0)
    yield Block(line(letter.signature), _WINDOW, gap=True)
    yield from listed(say("app.enclosures"), letter.enclosures)


def _lines(texts: tuple[str, ...], indent: int) -> Iterator[Block]:
    for place, text in enumerate(texts):
        yield Block(line(text), indent, gap=place == 0)


def _text(draft: Draft) -> Iterator[Block]:
    for place, text in enumerate(draft.text.split("\n") if draft.text else ()):
        yield paragraph(text or " ", gap=place == 0)


def _fields(draft: Draft, say: Phrasebook) -> Iterator[Block]:
    if draft.apart:
        yield heading(say("app.fields"))
    for field in draft.apart:
        yield Block(line((say("app.field", label=field.label), QUIET), " ", field.value), 2)


def _beside(reply: Reply, say: Phrasebook) -> Iterator[Block]:
    if reply.command is not None:
        yield paragraph(say("verb.machine", command=reply.command), gap=True)
    for name, texts in reply.beside():
        yield from listed(say(f"verb.section.{name}"), texts)


def as_text(draft: Draft) -> str:
    """The same, to be pasted elsewhere."""
    letter = draft.letter
    parts: list[str] = []
    if letter is not None:
        parts += ["\n".join(block) for block in (letter.sender, letter.recipient, letter.references) if block]
        parts += [*letter.paragraphs, letter.signature]
    if draft.text:
        parts.append(draft.text)
    if draft.apart:
        parts.append("\n".join(f"{field.label} : {field.value}" for field in draft.apart))
    return "\n\n".join((draft.subject, *parts)) + "\n"
