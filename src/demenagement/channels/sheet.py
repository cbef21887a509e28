"""What the sheets for a portal, a call and a counter have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from demenagement.channels.known import Known
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


def recipient(manifest: Manifest, words: Phrasebook) -> str:
    """The provider's name; empty for a kind of provider, whose own name only the household knows."""
    return "" if manifest.slug == manifest.kind else manifest.name[words.lang]


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
    """The first sentence to say: who, when, about what."""
    names = words("channel.and").join(str(adult.name) for adult in known.movers)
    day = known.day("move.day")
    greeting = words("channel.hello", name=names) if names else words("channel.hello-plain")
    moving = words("channel.moving", day=day) if day else words("channel.moving-undated")
    subject = f" ({step.subject})" if step.subject else ""
    about = words("channel.about", title=f"{step.template.title[words.lang]}{subject}")
    corrects = known.day("corrects")
    again = f" {words('channel.corrects', day=corrects)}" if corrects else ""
    return words("channel.quote", sentence=f"{greeting} {moving} {about}{again}")
