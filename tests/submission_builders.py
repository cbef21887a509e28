"""A small catalogue, a household, and somebody at work on its journey."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from fakes import FakeProviders, NoZones, PlainPostman, PlainTypesetter, SmallGazetteer, TickingClock, no_holidays
from memory_store import MemoryStore
from scripted_carriers import Reconciling, ScriptedCarrier

from demenagement.application.amending import Amending
from demenagement.application.changing import Changing
from demenagement.application.drafting import Drafting
from demenagement.application.following import Following
from demenagement.application.journeys import Journeys
from demenagement.application.planning import Planning
from demenagement.application.submissions import Submissions
from demenagement.application.taking_back import TakingBack
from demenagement.application.watching import Watching
from demenagement.domain.condition import parse
from demenagement.domain.deadline import Confidence
from demenagement.domain.draft import Document
from demenagement.domain.plain import place
from demenagement.domain.planner import Catalogue
from demenagement.domain.provider import Channel, Contact, Expects, Manifest
from demenagement.domain.template import DateSource, StepTemplate
from demenagement.domain.words import Words
from demenagement.gateways.dossiers import DossierDocuments, merged

if TYPE_CHECKING:
    from scripted_carriers import Turn

    from demenagement.application.amending import Correction
    from demenagement.application.following import News
    from demenagement.application.journeys import Overview
    from demenagement.application.submissions import Sent
    from demenagement.application.taking_back import Undone
    from demenagement.domain.draft import Draft
    from demenagement.domain.journey import Journey
    from demenagement.domain.submission import Submission

TODAY = date(2027, 3, 1)
CHECKED = date(2026, 11, 21)
PDF = Document("bail.pdf", "application/pdf", b"%PDF-1.7 bail %%EOF")
FACTS: dict[str, Any] = {
    "move": {"day": "2027-05-08"},
    "leaving": {"city": "Dijon", "landlord": {"name": "Agence Darcy", "address": ["Agence Darcy", "21000 DIJON"]}},
    "arriving": {"city": "Nantes", "street": "5 quai des Brumes"},
    "household": {
        "adults": [{"name": "Camille Martin", "email": "camille@exemple.fr"}],
        "vehicles": [{"plate": "AB-123-CD", "kind": "car"}, {"plate": "EF-456-GH", "kind": "van"}],
    },
}


def a_manifest(slug: str, *channels: Channel, **changes: Any) -> Manifest:  # noqa: ANN401 # any field of a manifest
    """A provider that listens in those ways and answers within ten days."""
    fields = {
        "slug": slug,
        "name": Words(slug.title(), slug.title()),
        "kind": "some-kind",
        "level": "guided",
        "channels": channels,
        "source": "exemple.fr",
        "checked_on": CHECKED,
        "human": Words("Un conseiller.", "An adviser."),
        "closing": Words("Rien.", "Nothing."),
        "breakdown": Words("Écrivez.", "Write."),
        "expects": Expects(answer=Words("Une lettre.", "A letter."), days=10),
    }
    return Manifest(**{**fields, **changes})


def a_template(slug: str, **changes: Any) -> StepTemplate:  # noqa: ANN401 # any field of a template
    """A step that everybody has, ten days before the moving day."""
    fields = {
        "slug": slug,
        "family": "tests",
        "title": Words(f"Faire {slug}", f"Do {slug}"),
        "category": "housing",
        "side": "move",
        "when": parse("True"),
        "ideal": DateSource.parse("move.day - 10 days"),
        "source": "exemple.fr",
        "checked_on": CHECKED,
        "confidence": Confidence.VERIFIED,
    }
    return StepTemplate(**{**fields, **changes})


def some_facts(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 # any fact: household__protected=True
    """The household's facts, some of them changed."""
    facts = deepcopy(FACTS)
    for path, value in changes.items():
        place(facts, path.replace("__", "."), value)
    return facts


LANDLORD = a_manifest(
    "landlord",
    *(Channel.LETTER, Channel.COUNTER),
    kind="landlord",
    registered=True,
    requires=("household.adults",),
    optional=("leaving.city", "arriving.city", "arriving.street"),
)
POST = a_manifest("post", Channel.API, carries=Channel.LETTER)
MAIL = a_manifest("mail", Channel.EMAIL, carries=Channel.EMAIL)
FORMS = a_manifest("forms", Channel.PREFILL, carries=Channel.PREFILL)
TOWN = a_manifest("town", Channel.PREFILL, Channel.PORTAL, requires=("move.day",))
TITLES = a_manifest("titles", Channel.PORTAL, requires=("move.day",), optional=("household.vehicles",))
CLUB = a_manifest("club", Channel.EMAIL, contact=Contact(email="club@exemple.fr"), requires=("move.day",))
MANIFESTS = {each.slug: each for each in (LANDLORD, POST, MAIL, FORMS, TOWN, TITLES, CLUB)}

NOTICE = a_template(
    "notice",
    side="leaving",
    kind="landlord",
    letter="lease-notice",
    learns={"sent": "leaving.notice_posted", "accepted": "leaving.notice_received"},
)
SECOND = a_template("second", side="leaving", kind="landlord", letter="lease-notice")
THIRD = a_template("third", side="leaving", kind="landlord", letter="lease-notice")
PERMIT = a_template("permit", provider="town", prefillable=True)
TAX = a_template("tax", provider="town")
CAR = a_template("car", provider="titles", each="vehicle")
MEMBERSHIP = a_template("membership", provider="club")
PACKING = a_template("packing")
TEMPLATES = (NOTICE, SECOND, THIRD, PERMIT, TAX, CAR, MEMBERSHIP, PACKING)


class World:
    """One journey, and everything that its use cases reach; the account of the letter carrier is set up."""

    def __init__(
        self,
        *templates: StepTemplate,
        manifests: dict[str, Manifest] = MANIFESTS,
        carriers: dict[str, Any] | None = None,
        facts: dict[str, Any] = FACTS,
    ) -> None:
        """Every template of the small catalogue where none is given."""
        self.store, self.clock, self.today = MemoryStore(), TickingClock(), TODAY
        self.providers = FakeProviders(dict(manifests), dict(carriers or {}), set(carriers or {}))
        channels = {slug: tuple(map(str, manifest.channels)) for slug, manifest in manifests.items()}
        planning = Planning(Catalogue(templates or TEMPLATES, channels), no_holidays, NoZones(), SmallGazetteer)
        self.journeys = Journeys(self.store, planning, DossierDocuments())
        self.drafting = Drafting(self.providers)
        self.postman = PlainPostman()
        self.submissions = Submissions(
            store=self.store,
            journeys=self.journeys,
            drafting=self.drafting,
            providers=self.providers,
            typesetter=PlainTypesetter(),
            postman=self.postman,
            clock=self.clock,
        )
        self.watching = Watching(
            store=self.store,
            journeys=self.journeys,
            drafting=self.drafting,
            providers=self.providers,
            clock=self.clock,
        )
        self.following = Following(self.store, self.providers, self.clock, self.watching)
        self.amending = Amending(self.journeys, self.drafting)
        self.taking_back = TakingBack(self.store, self.journeys, self.providers, self.clock)
        self.changing = Changing(self.journeys, merged, self.drafting, self.clock)
        self.ident = self.journeys.begin(DossierDocuments().load(facts), self.clock()).id

    @property
    def journey(self) -> Journey:
        """The journey as it stands."""
        return self.store.read(self.ident)

    def look(self) -> Overview:
        """The journey on this day."""
        return self.journeys.look(self.ident, self.today)

    def draft(self, name: str, **how: Any) -> Draft:  # noqa: ANN401 # channel, by_hand
        """What would leave for a step."""
        return self.submissions.draft(self.look(), name, self.today, **how)

    def approve(self, *names: str, enclosed: tuple[Document, ...] = (), **how: Any) -> Submission:  # noqa: ANN401 # idem
        """The yes to those drafts; gives the last one."""
        made = [self.submissions.approve(self.look(), self.draft(name, **how), self.today, enclosed) for name in names]
        return made[-1]

    async def send(self, *names: str) -> dict[str, Sent]:
        """What became of each submission that was to go."""
        return {each.step: each for each in await self.submissions.send(self.look(), names)}

    async def track(self) -> tuple[News, ...]:
        """What is new."""
        return await self.following.track(self.ident, self.today)

    async def cancel(self) -> tuple[Undone, ...]:
        """Nobody moves any more."""
        return await self.taking_back.everything(self.ident, self.today)

    def correction(self, name: str, **how: Any) -> Correction | None:  # noqa: ANN401 # channel, by_hand
        """What would put right what was told of a step."""
        return self.amending.propose(self.look(), name, self.today, **how)

    def correct(self, name: str, **how: Any) -> Submission:  # noqa: ANN401 # idem
        """The yes to that."""
        correction = self.correction(name, **how)
        assert correction is not None
        return self.submissions.approve(self.look(), correction.draft, self.today)

    def settle(self, name: str, how: str) -> Overview:
        """The person says that a step is `done`, `skipped` or `reopened`."""
        return self.journeys.settle(self.ident, name, how, at=self.clock(), today=self.today)

    def set(self, **changes: object) -> Journey:
        """Change facts: `move__day="2027-06-01"`."""
        paths = {path.replace("__", "."): value for path, value in changes.items()}
        return self.changing.apply(self.changing.propose(self.ident, paths, self.today))

    def submission(self, name: str) -> Submission | None:
        """The latest submission of a step."""
        return self.journey.submission_of(name)

    def told(self, name: str) -> list[str]:
        """What the entries say of a step's submissions, in their order; outcomes by their state."""
        keys = {key for key, each in self.journey.submissions().items() if each.step == name}
        return [
            entry.body["state"] if entry.kind == "outcome" else entry.kind
            for entry in self.journey.entries
            if entry.body.get("key") in keys
        ]


def manifests_with(post: type[ScriptedCarrier]) -> dict[str, Manifest]:
    """The small catalogue, its letter carrier announcing what that kind is able to do."""
    able = ("reconciles",) if issubclass(post, Reconciling) else ()
    return {**MANIFESTS, "post": replace(POST, abilities=able)}


def a_world(*script: Turn, kind: type[ScriptedCarrier] = Reconciling) -> tuple[World, Any]:
    """A world whose letters are carried by that script; `Any`, for each kind of carrier has its own abilities."""
    carrier = kind(*script, slug="post")
    return World(manifests=manifests_with(kind), carriers={"post": carrier}), carrier


def a_mailing_world(*script: Turn) -> tuple[World, ScriptedCarrier]:
    """A world whose e-mails are carried by that script; no carrier of e-mail can be asked what arrived."""
    carrier = ScriptedCarrier(*script, slug="mail")
    return World(carriers={"mail": carrier}), carrier


def a_prefilling_world(*script: Turn) -> tuple[World, ScriptedCarrier]:
    """A world whose forms are prefilled by that script."""
    carrier = ScriptedCarrier(*script, slug="forms")
    carrier.yours = True
    return World(carriers={"forms": carrier}, facts={**FACTS, "accounts": {"forms": {"reference": "1001"}}}), carrier
