"""What a provider was told of a step, by the program or by the person, as the entries have it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from demenagement.domain.chases import chases_of
from demenagement.domain.draft import Earlier
from demenagement.domain.provider import Channel
from demenagement.domain.submission import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.domain.journey import Journey
    from demenagement.domain.ledger import Entry
    from demenagement.domain.plan import Step
    from demenagement.domain.submission import Submission

_SAID = ("done", "skipped", "reopened")
_CORRECTS_NOTHING = (State.APPROVED, State.REFUSED, State.FAILED)
_REFERENCE = re.compile(r"(?=[\w/.-]*\d)[\w/-][\w/.-]{2,}[\w/-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One message that left; `number` is that of its entry.

    `expects` says whether an answer is still due; `posted`, that the person posted it registered themselves; `yours`,
    that it has no effect until the person finishes it.
    """

    message: Earlier
    number: int
    expects: bool = True
    expected_by: date | None = None
    state: State | None = None
    yours: bool = False
    posted: bool = False
    ends_with_delivery: bool = False


class Tellings:
    """The entries of one journey, read for what was told and what was heard."""

    def __init__(self, journey: Journey) -> None:
        """Nothing is read that came before the journey was called off."""
        self._journey, self._submissions = journey, journey.submissions()
        self._said = {entry.body["step"]: entry for entry in journey.entries if entry.kind in _SAID}
        self._concerned = {*self._said, *(each.step for each in self._submissions.values())}
        self._sent = {entry.body["key"]: entry for entry in journey.entries if entry.kind == "sent"}
        self._latest = {entry.body.get("key"): entry.number for entry in journey.entries}
        ends = [entry.number for entry in journey.entries if entry.kind == "cancelled"]
        self._ended = max(ends, default=0)

    def of(self, step: Step) -> Told | None:
        """What was told for a step; None where nothing was, or where nothing of it counts any more."""
        found = self._told(step) if step.id in self._concerned else None
        return None if found is None or found.number < self._ended else found

    def _told(self, step: Step) -> Told | None:
        said, live = self._said.get(step.id), self._live(step)
        sent = self._sent.get(live.key) if live is not None else None
        if live is not None and sent is not None and (said is None or said.number < sent.number):
            return _by_the_program(live, sent)
        if said is None or said.kind == "skipped":
            return None
        if said.kind == "done":
            prepared = self._prepared(step, said)
            if prepared is not None and prepared.is_correction:
                return self._by_the_person(step, said, None)
            if live is not None and sent is not None and not live.yours:
                return None  # the person says that the answer came
            return self._by_the_person(step, said, live)
        return _by_the_program(live, sent) if live is not None and sent is not None else None

    def _live(self, step: Step) -> Submission | None:
        """The latest submission that was not taken back; until a correction is gone, what it puts right."""
        ends = (State.CANCELLED, *_CORRECTS_NOTHING)
        mine = (each for each in self._submissions.values() if each.step == step.id and not each.is_chase)
        found = [each for each in mine if each.state not in (ends if each.is_correction else ends[:1])]
        return found[-1] if found else None

    def _by_the_person(self, step: Step, said: Entry, live: Submission | None) -> Told:
        prepared = live if live is not None and live.yours else self._prepared(step, said)
        reference = reference_of(said)
        channel = prepared.channel if prepared else Channel(step.channel or Channel.PORTAL)
        letter = prepared.draft.get("letter") if prepared else None
        # Whoever keeps a proof has the answer; of a letter it is the slip of its posting.
        proven = bool(said.body.get("proof")) and channel is not Channel.LETTER
        return Told(
            message=Earlier(day=_day(said), channel=channel, reference=reference),
            number=said.number,
            expects=bool(reference or said.body.get("note") or prepared) and not proven,
            posted=bool(letter and letter["registered"] and prepared and prepared.carrier is None),
            ends_with_delivery=prepared is not None and prepared.ends_with_delivery,
        )

    def _prepared(self, step: Step, said: Entry) -> Submission | None:
        """What had been prepared for the person to take along, and was settled by these very words."""
        mine = (each for each in self._submissions.values() if each.step == step.id and not each.is_chase)
        return next((each for each in mine if self._latest[each.key] == said.number - 1), None)

    def chases(self, step: Step, after: int) -> Iterator[Told]:
        """The chases of a step that left after that entry, in their order; without a promise where none is known."""
        found = []
        for chase in chases_of(self._journey, step.id):
            sent = self._sent.get(chase.key)
            number = sent.number if sent else self._latest[chase.key]
            if chase.state in (State.APPROVED, State.FAILED):
                continue
            day = _day(sent) if sent else date.fromisoformat(chase.approved_at[:10])
            message = Earlier(day=day, channel=chase.channel, reference=chase.quoted, key=chase.key)
            by = date.fromisoformat(sent.body["expected_by"]) if sent else None
            found.append(Told(message=message, number=number, expected_by=by, state=chase.state))
        for entry in self._journey.entries:
            if entry.kind == "done" and entry.body["step"] == f"chase/{step.id}":
                message = Earlier(
                    day=_day(entry), channel=Channel(entry.body["channel"]), reference=reference_of(entry)
                )
                by = date.fromisoformat(entry.body["expected_by"])
                found.append(Told(message=message, number=entry.number, expected_by=by))
        yield from sorted((each for each in found if each.number > after), key=lambda each: each.number)

    def silences(self, ident: str, after: int) -> Iterator[tuple[int, date, date]]:
        """The silences noticed after that entry: its number, the day, the new promise."""
        for entry in self._journey.entries:
            if entry.kind == "silence" and entry.body["expected"] == ident and entry.number > after:
                yield entry.number, _day(entry), date.fromisoformat(entry.body["expected_by"])

    def settled(self, ident: str, after: int) -> str | None:
        """How the person settled what is awaited, `done` or `skipped`, since that entry."""
        said = self._said.get(ident)
        return said.kind if said is not None and said.number > after and said.kind != "reopened" else None

    def left_aside(self, step: Step) -> bool:
        """Whether the person left the step aside."""
        said = self._said.get(step.id)
        return said is not None and said.kind == "skipped"


def _by_the_program(live: Submission, sent: Entry) -> Told | None:
    """What a carrier took, as long as an answer is possible; a letter handed over is no answer yet."""
    handed_over = live.state.ended_well and live.channel is Channel.LETTER and not live.ends_with_delivery
    if not (live.state.under_way or handed_over):
        return None
    return Told(
        message=Earlier(day=_day(sent), channel=live.channel, reference=live.quoted, key=live.key),
        number=sent.number,
        expected_by=live.expected_by or _day(sent) + timedelta(days=7),
        state=live.state,
        yours=live.yours,
        ends_with_delivery=live.ends_with_delivery,
    )


def reference_of(said: Entry) -> str:
    """The reference that the person gave with what they said; else one in their note."""
    return str(said.body.get("reference") or reference_in(str(said.body.get("note") or "")))


def reference_in(note: str) -> str:
    """The reference in what a person noted: its longest word with a digit; nothing else of a note is anybody's."""
    return max(_REFERENCE.findall(note), key=len, default="")


def noticed_until(journey: Journey, ident: str) -> date | None:
    """The promise that the latest silence over what is awaited gave; None where none was noticed."""
    mine = (each.body for each in reversed(journey.entries) if each.kind == "silence")
    return next((date.fromisoformat(each["expected_by"]) for each in mine if each["expected"] == ident), None)


def _day(entry: Entry) -> date:
    return date.fromisoformat(entry.at[:10])
