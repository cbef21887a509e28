"""What a silence says to a person: what it most likely means, what is ready, who decides in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.application.telling import human, titled
from demenagement.domain.awaiting import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from demenagement.application.journeys import Overview
    from demenagement.application.telling import Say
    from demenagement.domain.awaiting import Expectation
    from demenagement.domain.provider import Manifest
    from demenagement.domain.silence import Silence


def awaited_title(awaited: Expectation, say: Say) -> str:
    """What is awaited."""
    if awaited.post is None:
        return say(f"following.{awaited.kind.value}", title=titled(awaited.step, say.lang))
    subject = f" ({awaited.step.subject})" if awaited.step.subject else ""
    return f"{awaited.post.title[say.lang]}{subject}"


def meaning(silence: Silence, say: Say) -> str:
    """What it most likely means that nothing came."""
    awaited = silence.awaited
    if awaited.kind is Kind.POST and awaited.post is not None:
        return awaited.post.late[say.lang]
    return say(f"following.means.{silence.means}", day=awaited.last.day)


def silence_lines(
    silence: Silence, overview: Overview, manifests: Mapping[str, Manifest], say: Say, *, commands: bool = True
) -> Iterator[str]:
    """The sentences of a silence; with the commands to type where there is a command line."""
    awaited, step = silence.awaited, silence.awaited.step
    if awaited.kind is Kind.ANSWER:
        yield say("following.silent", day=silence.until)
    else:
        yield say("following.not-come", title=awaited_title(awaited, say), day=silence.until)
    yield meaning(silence, say)
    first = overview.journey.submissions().get(awaited.first.key)
    if silence.means == "prefill-untaken" and first is not None and first.receipt is not None and first.receipt.url:
        yield say("sending.url", url=first.receipt.url)
    if silence.prepared:
        yield say("following.chase-prepared", id=overview.journey.id, step=step.id)
    elif silence.outdated:
        yield say("following.correct-first")
        if commands:
            yield say("following.correct-how", id=overview.journey.id, step=step.id)
    elif silence.rung is not None:
        key = "other-way" if silence.means == "prefill-untaken" else "chase-ready"
        yield say(f"following.{key}", channel=silence.rung.value)
        if commands:
            yield say("following.chase-how", id=overview.journey.id, step=step.id)
    elif awaited.may_be_chased:
        manifest = manifests[step.provider or ""]
        yield say("following.decides", text=manifest.breakdown[say.lang])
        yield say("journey.human", text=human(step, manifests, say.lang) or manifest.human[say.lang])
