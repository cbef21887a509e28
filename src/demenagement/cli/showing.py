"""What would leave, shown word for word; and, where it puts right what was told, what is different in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from demenagement.application.corrections import correction_lines
from demenagement.application.disclosure import unreferenced
from demenagement.application.telling import addressed, human
from demenagement.cli.printing import line, unbroken
from demenagement.domain.provider import Channel
from demenagement.domain.verb import Verb
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from datetime import date

    from demenagement.application.amending import Correction
    from demenagement.application.journeys import Overview
    from demenagement.bootstrap import Product
    from demenagement.domain.draft import Draft, Letter
    from demenagement.domain.plan import Step
    from demenagement.wording import Phrasebook

_WRITTEN = (Channel.LETTER, Channel.EMAIL)


def show_draft(made: Draft, correction: Correction | None, say: Phrasebook, product: Product) -> None:
    """A draft; one that puts right what was told, with what is different in it."""
    if correction is None:
        print_draft(made, say, product)
    else:
        print_correction(correction, say, product)


def say_unreferenced(
    overview: Overview, made: Draft, product: Product, say: Phrasebook, verb: Verb = Verb.INFORM
) -> None:
    """Before a letter about a contract whose number nobody knows: that it will lack it, and how to add it."""
    step, manifest = overview.step(made.step), product.manifests[made.provider]
    letter = step.template.letter if verb is Verb.INFORM else verb.value
    fact = unreferenced(overview.dossier, step, manifest, letter) if made.channel in _WRITTEN else None
    if fact is not None:
        command = unbroken(f"demenagement set {overview.journey.id} {fact}=")
        line(say("sending.no-reference", command=command))
        line()


def print_draft(made: Draft, say: Phrasebook, product: Product) -> None:
    """A draft for a person's eyes: to whom, by which way, every word and every fact."""
    carrier = product.manifests[made.carrier].name[say.lang] if made.carrier else ""
    way = say("sending.by-carrier" if carrier else "sending.by-hand", channel=made.channel.value, carrier=carrier)
    line(addressed(made.recipient, product.manifests[made.provider], way, say))
    line(say("sending.subject", subject=made.subject))
    if made.url:
        line(say("sending.url", url=made.url))
    if made.letter is not None:
        _print_letter(made.letter)
    for paragraph in made.text.split("\n") if made.text else ():
        line(paragraph, 2)
    _print_fields(made, say)
    line()


def print_foot(made: Draft, step: Step, day: date, say: Phrasebook, product: Product) -> None:
    """What stands below a draft and never leaves: the answer and its day, what to do without it, who to reach."""
    manifest, lang = product.manifests[made.provider], say.lang
    by = day + timedelta(days=manifest.expects.days)
    told = [
        say("sending.foot-expected", answer=manifest.expects.answer[lang], day=by),
        say("sending.foot-breakdown", text=manifest.breakdown[lang]),
    ]
    if route := human(step, product.manifests, lang):
        told.append(say("journey.human", text=route))
    if manifest.note:
        told.append(say("sending.foot-note", text=manifest.note[lang]))
    line(say("sending.foot"))
    for text in told:
        line(f"- {text}", 2)
    line()


def _print_fields(made: Draft, say: Phrasebook) -> None:
    """What is not in the text itself, under a heading: it is no part of the letter above it."""
    if not made.apart:
        return
    line()
    heading = "sending.fields" if made.written else "sending.answers"
    line(say(heading, recipient=made.recipient))
    for field in made.apart:
        line(f"{field.label} : {field.value}" if say.lang == "fr" else f"{field.label}: {field.value}", 2)


def _print_letter(letter: Letter) -> None:
    """Every line of it where it stands on paper, and in the words that stand there."""
    french = phrasebook("fr")
    day = french("letter.dated" if letter.place else "letter.dated-nowhere", place=letter.place, day=letter.day)
    registered = (french("letter.registered"),) if letter.registered else ()
    for block, indent in ((letter.sender, 2), (letter.recipient, 40), ((day,), 40), (registered, 2)):
        for text in block:
            line(text, indent)
        if block:
            line()
    for paragraph in (*letter.references, *letter.paragraphs):
        for text in paragraph.splitlines():
            line(text, 2)
        line()
    for text in letter.signature.splitlines():
        line(text, 40)
    for text in letter.enclosures:
        line(f"P.J. : {text}", 2)


def print_correction(correction: Correction, say: Phrasebook, product: Product) -> None:
    """A corrected draft: what it corrects, what is different, then every word of it."""
    first, *others = correction_lines(correction, product.manifests, say)
    line(first)
    for text in others:
        line(text, 2)
    line()
    print_draft(correction.draft, say, product)


def correction_document(correction: Correction | None) -> dict[str, Any]:
    """What a draft corrects, as JSON; nothing for a first one."""
    if correction is None:
        return {}
    altered = [{"label": each.label, "before": each.before, "after": each.after} for each in correction.altered]
    return {"corrects": {"key": correction.first.key, "day": correction.first.day.isoformat()}, "altered": altered}
