"""Carriers that play a script: they accept, refuse, lose the answer, break; every effect is counted."""

from __future__ import annotations

from collections import Counter
from enum import Enum, auto
from typing import TYPE_CHECKING

from demenagement.domain.submission import Outcome, Receipt, State
from demenagement.errors import OutcomeUnknown, Refused, SignInNeeded, Unavailable, UnexpectedAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from demenagement.adapter import Http
    from demenagement.domain.draft import Approved


class Turn(Enum):
    """What a scripted carrier does when it is asked to send."""

    ACCEPTS = auto()
    REFUSES = auto()
    IS_DOWN = auto()
    REJECTS_THE_ACCOUNT = auto()
    LOSES_THE_ANSWER = auto()
    LOSES_THE_REQUEST = auto()
    BABBLES = auto()
    BREAKS = auto()
    IS_KILLED_BEFORE = auto()
    IS_KILLED_AFTER = auto()


class Killed(BaseException):
    """The program ends here, as by a power cut: nothing catches it."""


_FAULTS: dict[Turn, Callable[[str], BaseException]] = {
    Turn.REFUSES: lambda slug: Refused(slug, "Adresse inconnue."),
    Turn.IS_DOWN: lambda slug: Unavailable(slug, retry_after=60),
    Turn.REJECTS_THE_ACCOUNT: SignInNeeded,
    Turn.LOSES_THE_ANSWER: OutcomeUnknown,
    Turn.LOSES_THE_REQUEST: OutcomeUnknown,
    Turn.BABBLES: lambda slug: UnexpectedAnswer(slug, "HTTP 418"),
    Turn.BREAKS: KeyError,
    Turn.IS_KILLED_BEFORE: lambda _slug: Killed(),
    Turn.IS_KILLED_AFTER: lambda _slug: Killed(),
}
_TAKES_EFFECT = (Turn.ACCEPTS, Turn.LOSES_THE_ANSWER, Turn.IS_KILLED_AFTER)


class ScriptedCarrier:
    """Plays its script, one turn a call, and accepts once it has run out.

    `effects` counts, by key, what really arrived; `asked` remembers every call; `during` is called in the middle of
    each, before anything takes effect. `yours` and `left`: the person still has to finish, and what.
    """

    def __init__(self, *script: Turn, slug: str = "carrier", during: Callable[[], None] = lambda: None) -> None:
        """`slug` is what its errors call it."""
        self.script, self.slug, self.during = list(script), slug, during
        self.effects: Counter[str] = Counter()
        self.asked: list[Approved] = []
        self.yours, self.left = False, ""

    async def submit(self, approved: Approved, http: Http) -> Receipt:
        """Play the next turn."""
        del http
        self.asked.append(approved)
        self.during()
        turn = self.script.pop(0) if self.script else Turn.ACCEPTS
        if turn in _TAKES_EFFECT:
            self.effects[approved.key] += 1
        if turn is not Turn.ACCEPTS:
            raise _FAULTS[turn](self.slug)
        return self.receipt(approved.key)

    def receipt(self, key: str) -> Receipt:
        """What it answers for that submission."""
        return Receipt(
            reference=f"ref-{key[:4]}",
            url="https://exemple.fr/suite",
            yours=self.yours,
            detail=self.left,
            details={"key": key},
        )


class Reconciling(ScriptedCarrier):
    """It can be asked what arrived; `lost` look-ups fail first."""

    lost = 0

    async def find(self, key: str, http: Http) -> Receipt | None:
        """The receipt of what arrived."""
        del http
        if self.lost:
            self.lost -= 1
            raise Unavailable(self.slug)
        return self.receipt(key) if self.effects[key] else None


class Tracking(ScriptedCarrier):
    """It can be asked what became of it: `outcomes`, one a call, the last one for ever."""

    outcomes: tuple[Outcome | Exception, ...] = (Outcome(state=State.SENT),)

    async def track(self, receipt: Receipt, http: Http) -> Outcome:
        """The next outcome."""
        del receipt, http
        now, *later = self.outcomes
        self.outcomes = tuple(later) or (now,)
        if isinstance(now, Exception):
            raise now
        return now


class Cancelling(ScriptedCarrier):
    """It can take things back, as long as it is not `too_late`; `ending` is what it then says."""

    too_late = False
    ending = Outcome(state=State.CANCELLED)

    async def cancel(self, receipt: Receipt, http: Http) -> Outcome:
        """Take it back."""
        del http
        if self.too_late:
            raise Refused(self.slug, "Déjà imprimé.")
        self.effects[receipt.details["key"]] -= 1
        return self.ending


class Able(Reconciling, Tracking, Cancelling):
    """A carrier with every ability."""
