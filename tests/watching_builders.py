"""A small world whose days go by: a ladder of four ways, a form, a letter that is posted, things that come by post."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from submission_builders import FACTS, MANIFESTS, World, a_manifest, a_template

from demenagement.domain.dossier import Account
from demenagement.domain.plan import Standing
from demenagement.domain.provider import Channel
from demenagement.domain.template import Arrival
from demenagement.domain.words import Words

if TYPE_CHECKING:
    from demenagement.application.following import News
    from demenagement.domain.awaiting import Expectation
    from demenagement.domain.silence import Silence

LADDER = (Channel.PORTAL, Channel.EMAIL, Channel.LETTER, Channel.PHONE, Channel.COUNTER)
UNION = a_manifest("union", *LADDER, requires=("move.day",))
OFFICE = a_manifest("office", Channel.PORTAL, requires=("move.day",))
POST_OFFICE = a_manifest("post-office", Channel.PORTAL, Channel.COUNTER, requires=("move.day",))
ACCOUNTS = {"union": {"email": "union@exemple.fr", "address": ["Union", "21000 DIJON"]}, "forms": {"reference": "1001"}}

CODE = Arrival(
    slug="code",
    title=Words("Le code", "The code"),
    at="leaving",
    before="keys.out",
    what=Words("Il vient à l'ancienne adresse.", "It comes to the old address."),
    late=Words("Allez au guichet.", "Go to the counter."),
)
LABEL = Arrival(
    slug="label",
    title=Words("L'étiquette", "The label"),
    at="arriving",
    first=("names",),
    answers=True,
    what=Words("Elle vient à la nouvelle adresse.", "It comes to the new address."),
    late=Words("Regardez la boîte.", "Look at the box."),
)
TELL = a_template("tell", provider="union")
NAMES = a_template("names")
PLATE = a_template("plate", provider="office", each="vehicle", arrives=(LABEL,))
GROUPED = a_template("grouped", provider="union", covers=("plate",))
FORWARDING = a_template("forwarding", provider="post-office", arrives=(CODE,))
NOTICE = a_template(
    "notice",
    side="leaving",
    kind="landlord",
    letter="lease-notice",
    learns={"sent": "leaving.notice_posted", "accepted": "leaving.notice_received"},
)
CLAIM = a_template("claim", side="leaving", kind="landlord", letter="deposit-reminder")
PERMIT = a_template("permit", provider="town", prefillable=True)
TEMPLATES = (NAMES, TELL, PLATE, GROUPED, FORWARDING, NOTICE, CLAIM, PERMIT)
START = date(2027, 3, 1)


class Days(World):
    """A world with a clock that goes along when its day is moved."""

    def __init__(self, *templates: Any, carriers: dict[str, Any] | None = None, **facts: Any) -> None:  # noqa: ANN401 # as in World
        """Every template above where none is given."""
        manifests = {**MANIFESTS, **{each.slug: each for each in (UNION, OFFICE, POST_OFFICE)}}
        told = {**FACTS, "accounts": ACCOUNTS, **facts}
        super().__init__(*(templates or TEMPLATES), manifests=manifests, carriers=carriers, facts=told)
        assert isinstance(self.look().dossier.accounts["union"], Account)

    def on(self, day: date) -> Days:
        """It is noon of that day."""
        self.today, self.clock.now = day, datetime.combine(day, time(12), self.clock.now.tzinfo)
        return self

    def after(self, days: int) -> Days:
        """So many days after the first."""
        return self.on(START + timedelta(days=days))

    def done(self, name: str, note: str = "", proof: tuple[bytes, str] | None = None) -> None:
        """The person says that they did it."""
        at, today = self.clock(), self.today
        self.journeys.settle(self.ident, name, "done", at=at, today=today, note=note, proof=proof)

    def heard(self, name: str, how: str = "done") -> Expectation:
        """The person settles what is awaited."""
        return self.watching.settle(self.ident, name, how, today=self.today)

    def chased(self, name: str, note: str = "") -> Expectation:
        """The person chased them."""
        return self.watching.chased(self.ident, f"chase/{name}", today=self.today, note=note)

    def awaited(self) -> dict[str, Expectation]:
        """All that is awaited, by its name."""
        return {each.id: each for each in self.watching.awaited(self.look()) if each.settled is None}

    async def noticed(self) -> list[Silence]:
        """The silences that a look finds."""
        return [each.silence for each in await self.track() if each.silence is not None]

    def approve_chase(self, name: str, **how: Any) -> str:  # noqa: ANN401 # by_hand
        """The yes to the chase that is ready; gives its key."""
        overview = self.look()
        return self.submissions.approve(overview, self.watching.chase(overview, name, **how), self.today).key

    def kinds(self) -> list[str]:
        """What the entries are."""
        return [entry.kind for entry in self.journey.entries]


def settled(world: Days, name: str) -> bool:
    """Whether nothing is left to do for a step."""
    return world.look().step(name).standing in (Standing.DONE, Standing.SENT, Standing.SKIPPED)


def silences(news: tuple[News, ...]) -> list[str]:
    """The steps on which a silence was noticed."""
    return [each.step for each in news if each.silence is not None]
