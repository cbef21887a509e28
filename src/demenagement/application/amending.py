"""Putting right what was told: the corrected draft, what is different in it, and the day of what it corrects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from demenagement.application.drafting import Drafting
from demenagement.application.journeys import Journeys
from demenagement.domain.corrected import Corrected, corrected
from demenagement.domain.draft import Draft
from demenagement.domain.submission import State
from demenagement.errors import DemenagementError, NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from demenagement.application.journeys import Overview
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Channel


@dataclass(frozen=True, slots=True)
class Altered:
    """One thing that reads otherwise now: None before for what is new, None after for what is gone.

    `label` is empty for a sentence.
    """

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """What would leave to put right what was told, and what is different in it."""

    draft: Draft
    first: Corrected
    altered: tuple[Altered, ...]


@dataclass(frozen=True, slots=True)
class Amending:
    """The use cases of a correction; its approval and its sending are those of any draft."""

    journeys: Journeys
    drafting: Drafting

    def propose(
        self, overview: Overview, name: str, day: date, *, channel: Channel | None = None, by_hand: bool = False
    ) -> Correction | None:
        """The correction that a step's provider is owed; None where nothing was told, or what was told still holds.

        It goes the way of what it corrects unless another is wanted. Raises NotFound, NotAllowed, DossierIncomplete.
        """
        step = overview.step(name)
        now, told = overview.journey.submission_of(step.id), corrected(overview.journey, step.id)
        if told is None or told.facts is None or (now is not None and now.state in (State.SENDING, State.UNKNOWN)):
            return None
        way = channel or (told.draft.channel if told.draft else None)
        then = self._then(overview, step, told, day, channel=way, by_hand=by_hand)
        try:
            draft = self.drafting.draft(overview, step, day, channel=way, by_hand=by_hand)
        except NotAllowed:
            if channel is not None:
                raise
            # They do not listen that way any more.
            way = None
            draft = self.drafting.draft(overview, step, day, by_hand=by_hand)
        if then is not None and then.matter == draft.matter:
            return None
        said = told.draft or then
        again = self.drafting.draft(overview, step, day, channel=way, by_hand=by_hand, corrects=told.day)
        return Correction(again, told, tuple(_altered(said, draft)) if said else ())

    def _then(
        self, overview: Overview, step: Step, told: Corrected, day: date, *, channel: Channel | None, by_hand: bool
    ) -> Draft | None:
        """What would be written on this day from the facts of that one; None where nothing could be.

        Two drafts of one day differ by their facts, and not by the day or by our own words.
        """
        before = self.journeys.overview(replace(overview.journey, facts=told.facts or {}), overview.plan.today)
        try:
            return self.drafting.draft(before, before.step(step.id), day, channel=channel, by_hand=by_hand)
        except DemenagementError:
            return None


def _altered(before: Draft, after: Draft) -> Iterator[Altered]:
    """Facts first, then sentences; those of the same name are told apart by their place."""
    old, new = _facts(before), _facts(after)
    for name in dict.fromkeys((*old, *new)):
        label = (new.get(name) or old[name])[0]
        was, now = (found[name][1] if name in found else None for found in (old, new))
        if was != now:
            yield Altered(label, was, now)
    first, second = _sentences(before), _sentences(after)
    yield from (Altered("", text, None) for text in first if text not in second)
    yield from (Altered("", None, text) for text in second if text not in first)


def _facts(draft: Draft) -> dict[tuple[str, int], tuple[str, str]]:
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for field in draft.fields:
        # By the fact rather than by its label, which is in the language of whoever read it.
        name = field.fact or field.label
        place = sum(1 for other, _ in found if other == name)
        found[name, place] = field.label, field.value
    return found


def _sentences(draft: Draft) -> tuple[str, ...]:
    letter = draft.letter
    if letter is None:
        return tuple(filter(None, (line.strip() for line in draft.text.splitlines())))
    return ("\n".join(letter.recipient), letter.subject, *letter.references, *letter.paragraphs, *letter.enclosures)
