"""What a correction says to a person: when they were told, what is different, what becomes of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from demenagement.application.amending import Correction
    from demenagement.application.telling import Say
    from demenagement.domain.provider import Manifest


def correction_lines(correction: Correction, manifests: Mapping[str, Manifest], say: Say) -> Iterator[str]:
    """The sentences that stand above the corrected draft."""
    yield say("sending.corrects", day=correction.first.day)
    for each in correction.altered:
        if each.label:
            old, new = (say("sending.no-value") if text is None else text for text in (each.before, each.after))
            yield say("sending.altered", label=each.label, before=old, after=new)
        else:
            yield f"{'−' if each.after is None else '+'} {each.before or each.after}"
    first = correction.first.draft
    carrier = manifests.get(first.carrier or "") if first else None
    if carrier is not None and "cancels" in carrier.abilities:
        yield say("sending.first-back")
