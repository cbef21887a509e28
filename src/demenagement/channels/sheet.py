"""What the sheets for a portal, a call and a counter have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.known import Known, contact_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


def recipient(known: Known, manifest: Manifest, words: Phrasebook) -> str:
    """The provider's name; of a kind of provider its own name, empty where only the household knows it."""
    own = known.text(contact_path(manifest, known.step, "name"))
    return own or ("" if manifest.slug == manifest.kind else manifest.name[words.lang])


def section(title: str, lines: Iterable[str]) -> list[str]:
    """A titled list; nothing when it is empty."""
    bullets = [f"- {line}" for line in lines]
    return ["", title, *bullets] if bullets else []


def bring(step: Step, manifest: Manifest, words: Phrasebook) -> list[str]:
    """What to have at hand on a provider's own site: what it asks for, else what the step needs."""
    things = manifest.prepares[words.lang] or step.template.needs[words.lang]
    return [words("channel.bring", things=" ; ".join(things))] if things else []


def needed(step: Step, manifest: Manifest, words: Phrasebook) -> tuple[str, ...]:
    """What to have at hand with a person: what the step needs, else what the provider asks for in general."""
    return step.template.needs[words.lang] or manifest.prepares[words.lang]


def opening(step: Step, known: Known, words: Phrasebook) -> str:
    """The first sentence to say: who, when, what for."""
    names = words("channel.and").join(str(adult.name) for adult in known.movers)
    greeting = words("channel.hello", name=names) if names else words("channel.hello-plain")
    count = len(known.movers)
    moving, purpose = _moving(known, words, count), purpose_of(step, words, count)
    if purpose:
        said = words("channel.wish", moving=moving, n=count, purpose=purpose)
    else:
        said = words("channel.about", moving=moving, title=step.template.title[words.lang])
    if corrects := known.day("corrects"):
        said = f"{said} {words('channel.corrects', n=count, day=corrects)}"
    return words("channel.quote", sentence=f"{greeting} {said}")


def purpose_of(step: Step, words: Phrasebook, count: int) -> str:
    """What the step is for, as `count` people say it to whoever it goes to; empty where nobody wrote it yet."""
    keys = (f"purpose.{step.slug}-{step.template.letter}", f"purpose.{step.slug}")
    return next((words(key, n=count, subject=step.subject or "") for key in keys if words.has(key)), "")


def _moving(known: Known, words: Phrasebook, count: int) -> str:
    day, today = known.day("move.day"), known.day("today")
    if day is None:
        return words("channel.moving-undated", n=count)
    return words("channel.moved" if today is not None and day <= today else "channel.moving", n=count, day=day)


def where_to_find(area: str, manifest: Manifest, words: Phrasebook) -> str:
    """Where the household finds a site or a number that nobody could verify: its kind may have its own place."""
    key = f"channel.{area}.find-{manifest.kind}"
    return words(key if words.has(key) else f"channel.{area}.find")
