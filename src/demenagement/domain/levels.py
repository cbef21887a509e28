"""What a manifest owes at its level: guided, it is complete; drafted, its drafts are recorded; connected, it sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import declared
from demenagement.domain.likely import likely_fact
from demenagement.domain.provider import Channel
from demenagement.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from demenagement.domain.provider import Manifest
    from demenagement.domain.recorded import Case
    from demenagement.domain.template import StepTemplate

FEWEST_CASES = 2
"""One case shows a draft; two show what changes from one household to the next."""

_Fault = tuple[str, str, tuple[tuple[str, str], ...]]


def shortfalls(
    manifest: Manifest,
    cases: Sequence[Case],
    templates: Iterable[StepTemplate],
    *,
    has_code: bool,
    today: date,
    file: str,
) -> list[Problem]:
    """All that its level claims and is not there; `templates` are those of the catalogue, `file` the manifest's."""
    faults = [*_guided(manifest, today), *_sending(manifest, has_code=has_code)]
    if manifest.level == "drafted" or (manifest.level == "connected" and manifest.carries is None):
        faults += _drafted(manifest, cases, templates)
    return [Problem(file, *fault) for fault in faults]


def drafted_channels(manifest: Manifest, templates: Iterable[StepTemplate]) -> tuple[Channel, ...]:
    """The ways of the provider by which some step can be drafted that names it, its kind, or any subscription."""
    reaching = [
        template
        for template in templates
        if manifest.slug == template.provider or manifest.kind == template.kind or template.each == "subscription"
    ]
    return tuple(
        channel for channel in manifest.channels if any(_can_be_drafted(channel, template) for template in reaching)
    )


def _can_be_drafted(channel: Channel, template: StepTemplate) -> bool:
    match channel:
        case Channel.API:
            return False
        case Channel.PREFILL:
            return template.prefillable
        case Channel.EMAIL:
            return template.letter != "lease-notice"
        case _:
            return True


def _guided(manifest: Manifest, today: date) -> Iterator[_Fault]:
    """Complete: who is reached and how, how it ends and breaks, what to have at hand, in both languages."""
    if manifest.checked_on > today:
        yield "checked_on", "checked-ahead", (("day", manifest.checked_on.isoformat()),)
    if not manifest.prepares.fr:
        yield "prepares", "missing-key", ()
    elif len(manifest.prepares.fr) != len(manifest.prepares.en):
        yield "prepares", "lists-differ", ()
    for key, paths in (("requires", manifest.requires), ("optional", manifest.optional)):
        yield from (
            (key, "no-such-fact", (("name", path), ("near", likely_fact(path)))) for path in paths if not _exists(path)
        )
    ladder = [channel for channel in Channel if channel in manifest.channels]
    if list(manifest.channels) != ladder:
        yield "channels", "ladder-differs", (("options", ", ".join(ladder)),)


def _sending(manifest: Manifest, *, has_code: bool) -> Iterator[_Fault]:
    sends = manifest.carries is not None or Channel.API in manifest.channels
    if sends and not has_code:
        yield "channels" if manifest.carries is None else "carries", "carrier-without-code", ()
    if manifest.level == "connected" and not sends:
        yield "level", "connected-sends-nothing", ()


def _drafted(manifest: Manifest, cases: Sequence[Case], templates: Iterable[StepTemplate]) -> Iterator[_Fault]:
    recorded = [case.draft for case in cases if case.draft is not None]
    if len(recorded) < FEWEST_CASES:
        yield "level", "too-few-cases", (("count", str(len(recorded))), ("least", str(FEWEST_CASES)))
    shown = {draft.channel for draft in recorded}
    for channel in drafted_channels(manifest, templates):
        if channel not in shown:
            yield "level", "channel-without-case", (("channel", channel.value),)


def _exists(path: str) -> bool:
    root, *rest = path.split(".")
    if root == "accounts":
        # What a provider knows the household by stands under its own slug.
        return len(rest) > 1 and declared(Dossier, ("accounts", *rest)) is not None
    return declared(Dossier, (root, *rest)) is not None
