"""A silence: what it most likely means, and by which way to ask next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from demenagement.domain.awaiting import Expectation, Kind
from demenagement.domain.provider import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable

_LADDER = list(Channel)

_MEANS = {
    Channel.API: "form-unanswered",
    Channel.PREFILL: "form-unanswered",
    Channel.PORTAL: "portal-unconfirmed",
    Channel.EMAIL: "email-unanswered",
    Channel.PHONE: "spoken-unconfirmed",
    Channel.COUNTER: "spoken-unconfirmed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Something that did not come by its day.

    `means` is the code of what that most likely means (see `diagnosis`); `until`, the new promised day; `rung`, the way
    of the chase that is ready, None when only the person or whoever decides can go on. `prepared` says that a chase was
    said yes to and did not leave yet; `outdated`, that what they were told holds no more, and is put right first.
    """

    awaited: Expectation
    means: str
    until: date
    rung: Channel | None = None
    prepared: bool = False
    outdated: bool = False


def diagnosis(awaited: Expectation) -> str:
    """The stable code of what its lack most likely means, by what it is, the latest message's way, and where that is.

    letter-undelivered · letter-unanswered · letter-posted-by-you · email-unanswered · prefill-untaken ·
    form-unanswered · portal-unconfirmed · spoken-unconfirmed · receipt-missing · post-missing
    """
    if awaited.kind is Kind.POST:
        return "post-missing"
    if awaited.yours and awaited.last == awaited.first:
        return "prefill-untaken"
    if awaited.last.channel is not Channel.LETTER:
        return _MEANS[awaited.last.channel]
    if awaited.state is None:
        return "receipt-missing" if awaited.kind is Kind.RECEIPT else "letter-posted-by-you"
    return "letter-unanswered" if awaited.state.ended_well else "letter-undelivered"


def rungs(awaited: Expectation, channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """The ways still left, below the last one tried: each asks more of the provider than the one before."""
    lowest = max(_LADDER.index(each) for each in awaited.tried)
    return tuple(each for each in channels if _LADDER.index(each) > lowest)
