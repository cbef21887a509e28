"""One giving-out of the agenda, told from the one before by the marks that were kept.

Calendars know an occasion by its key; what a change asks of them depends on what changed (RFC 5546, 2.1.4): another
day or state is a new sequence, other words are only a later moment. Nothing ever goes back, an undo included.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from demenagement.domain.agenda import Occasion, State
from demenagement.domain.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Mark = Mapping[str, Any]

_SECOND = timedelta(seconds=1)


class Change(StrEnum):
    """What an edition tells of one occasion, to somebody who has the edition before."""

    NEW = "new"
    MOVED = "moved"
    REWORDED = "reworded"
    CANCELLED = "cancelled"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Edition:
    """The occasions to give out, what changed for each, and the marks to keep once they are given out.

    Marks outlive their occasion: one that comes back years later still has to go forward.
    """

    occasions: tuple[Occasion, ...]
    changes: dict[str, Change]
    marks: dict[str, dict[str, Any]]

    @property
    def modified(self) -> datetime:
        """The latest change of all, of what is no longer given out too. ValueError when nothing ever was."""
        return max(datetime.fromisoformat(mark["modified"]) for mark in self.marks.values())


def next_edition(occasions: Iterable[Occasion], marks: Mapping[str, Mark], today: date, at: datetime) -> Edition:
    """The occasions as they must now be given out, `marks` being what the last edition left.

    What left the plan is given out cancelled until its day is past, for a file can't take anything back.
    """
    now = at.astimezone(UTC).replace(microsecond=0)
    issued = [_issued(occasion, marks.get(occasion.key), now) for occasion in occasions]
    present = {occasion.key for occasion, _ in issued}
    issued += [
        _withdrawn(key, mark, now)
        for key, mark in marks.items()
        if key not in present and date.fromisoformat(mark["last"]) >= today
    ]
    issued.sort(key=lambda pair: pair[0].key)
    kept = {key: dict(mark) for key, mark in marks.items()}
    kept |= {occasion.key: _mark(occasion) for occasion, change in issued if change is not Change.UNCHANGED}
    return Edition(
        occasions=tuple(occasion for occasion, _ in issued),
        changes={occasion.key: change for occasion, change in issued},
        marks=dict(sorted(kept.items())),
    )


def _issued(occasion: Occasion, mark: Mark | None, now: datetime) -> tuple[Occasion, Change]:
    if mark is None:
        return replace(occasion, sequence=0, created=now, modified=now), Change.NEW
    change = _change(occasion, mark)
    sequence = mark["sequence"] + (change in (Change.NEW, Change.MOVED))
    modified = _read(mark["modified"]) if change is Change.UNCHANGED else _after(mark, now)
    return replace(occasion, sequence=sequence, created=_read(mark["created"]), modified=modified), change


def _change(occasion: Occasion, mark: Mark) -> Change:
    if mark["state"] != occasion.state:
        return Change.NEW
    if (mark["first"], mark["last"]) != (occasion.first.isoformat(), occasion.last.isoformat()):
        return Change.MOVED
    return Change.UNCHANGED if mark["digest"] == _digest(occasion) else Change.REWORDED


def _withdrawn(key: str, mark: Mark, now: datetime) -> tuple[Occasion, Change]:
    """What is left of an occasion whose step is gone: its days and its title, as its readers last saw them."""
    fresh = mark["state"] != State.CANCELLED
    occasion = Occasion(
        key=key,
        title=mark["title"],
        first=date.fromisoformat(mark["first"]),
        last=date.fromisoformat(mark["last"]),
        state=State.CANCELLED,
        sequence=mark["sequence"] + fresh,
        created=_read(mark["created"]),
        modified=_after(mark, now) if fresh else _read(mark["modified"]),
    )
    return occasion, Change.CANCELLED if fresh else Change.UNCHANGED


def _mark(occasion: Occasion) -> dict[str, Any]:
    return {
        "sequence": occasion.sequence,
        "created": occasion.created.isoformat(),
        "modified": occasion.modified.isoformat(),
        "state": occasion.state.value,
        "first": occasion.first.isoformat(),
        "last": occasion.last.isoformat(),
        "title": occasion.title,
        "digest": _digest(occasion),
    }


def _digest(occasion: Occasion) -> str:
    """The fingerprint of all that a reader sees of it."""
    alarms = [alarm.total_seconds() for alarm in occasion.alarms]
    seen = [occasion.title, occasion.notes, list(occasion.tags), occasion.url, occasion.busy, alarms]
    return hashlib.sha256(canonical(seen).encode()).hexdigest()


def _after(mark: Mark, now: datetime) -> datetime:
    """Now; a second after the last change where the clock was set back, or two editions share a second."""
    return max(now, _read(mark["modified"]) + _SECOND)


def _read(moment: str) -> datetime:
    return datetime.fromisoformat(moment)
