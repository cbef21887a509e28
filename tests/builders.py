"""Small households, moves, dossiers, situations, steps, plans and journeys; each test changes only what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from demenagement.domain.condition import Condition, parse
from demenagement.domain.deadline import Confidence
from demenagement.domain.dossier import Account, Dossier, with_defaults
from demenagement.domain.draft import Draft, Letter
from demenagement.domain.household import Adult, Child, Household, Pet, Vehicle
from demenagement.domain.journey import Journey
from demenagement.domain.move import Arriving, Leaving, Move
from demenagement.domain.plan import Step
from demenagement.domain.planner import Catalogue, make_plan
from demenagement.domain.provider import Channel
from demenagement.domain.situation import Situation
from demenagement.domain.soundness import in_order
from demenagement.domain.template import DateSource, StepTemplate
from demenagement.domain.words import Words
from demenagement.domain.workdays import Territory, Workdays

if TYPE_CHECKING:
    from demenagement.domain.deadline import Reason
    from demenagement.domain.plan import Plan

TODAY = date(2027, 2, 1)
DAY = date(2027, 5, 8)
NOW = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

_MAINLAND_2027 = frozenset(
    date(2027, month, day)
    for month, day in (
        *((1, 1), (3, 29), (5, 1), (5, 6), (5, 8), (5, 17)),
        *((7, 14), (8, 15), (11, 1), (11, 11), (12, 25)),
    )
)
HOLIDAYS_2027 = {
    Territory.METROPOLE: _MAINLAND_2027,
    Territory.ALSACE_MOSELLE: _MAINLAND_2027 | {date(2027, 3, 26), date(2027, 12, 26)},
    Territory.LA_REUNION: _MAINLAND_2027 | {date(2027, 12, 20)},
}
"""The legal holidays of one year, as published: every date of these tests lies in it or near it."""

WORKDAYS_2027 = Workdays(_MAINLAND_2027)

_MEMBERS: dict[str, type] = {"adults": Adult, "children": Child, "vehicles": Vehicle, "pets": Pet}
_TABLES: dict[str, type] = {"move": Move, "leaving": Leaving, "arriving": Arriving, "household": Household}
_Noun = TypeVar("_Noun")


def a_move(**changes: Any) -> Move:  # noqa: ANN401 # any field of a move
    """A move on Saturday 8 May 2027."""
    return Move(**{"day": DAY, **changes})


def a_household(**changes: Any) -> Household:  # noqa: ANN401 # any field of a household
    """One French employee, alone, without vehicle or pet; members may be given as plain tables."""
    household = {
        "adults": [{"name": "Camille Martin", "citizenship": "FR", "status": ("employee",)}],
        **dict.fromkeys(("children", "vehicles", "pets", "benefits"), ()),
        **changes,
    }
    return _household(household)


def a_dossier(**tables: Any) -> Dossier:  # noqa: ANN401 # nouns, or plain tables
    """What is said and nothing else: `a_dossier(move={"day": DAY}, leaving={"tenure": "tenant"})`."""
    accounts = {name: _noun(Account, facts) for name, facts in tables.pop("accounts", {}).items()}
    nouns: dict[str, Any] = {
        name: _household(facts) if name == "household" and isinstance(facts, Mapping) else _noun(_TABLES[name], facts)
        for name, facts in tables.items()
    }
    return Dossier(**nouns, accounts=accounts)


def a_situation(
    today: date = TODAY,
    zone_changed: date | None = None,
    zone_told: tuple[Reason, ...] = (),
    **tables: Any,  # noqa: ANN401 # nouns, or plain tables
) -> Situation:
    """A dossier with the defaults of the file, on a day of 2027; on 8 May where no move is given."""
    dossier = a_dossier(**{"move": a_move(), **tables})
    return Situation(with_defaults(dossier), today, HOLIDAYS_2027, zone_changed, zone_told)


def a_template(slug: str = "bank", **changes: Any) -> StepTemplate:  # noqa: ANN401 # any field of a template
    """A step that everybody has; conditions and dates may be given as they are written in a plan file."""
    fields: dict[str, Any] = {
        "slug": slug,
        "family": "tests",
        "title": Words("Prévenir", "Tell"),
        "category": "bank",
        "side": "move",
        "when": "True",
        "source": "service-public.fr",
        "checked_on": date(2026, 11, 21),
        "confidence": Confidence.VERIFIED,
        **changes,
    }
    return StepTemplate(**{name: _read(name, value) for name, value in fields.items()})


def a_step(ident: str = "bank", template: StepTemplate | None = None, **changes: Any) -> Step:  # noqa: ANN401 # idem
    """A step without a date, unless one is given."""
    return Step(id=ident, template=template or a_template(ident.partition("/")[0]), **changes)


def a_plan(*templates: StepTemplate, situation: Situation | None = None, **how: Any) -> Plan:  # noqa: ANN401 # `happened`
    """What these templates give, put in order first."""
    return make_plan(situation or a_situation(), Catalogue(in_order(templates)), **how)


def a_letter(**changes: Any) -> Letter:  # noqa: ANN401 # any field of a letter
    """A registered letter to a landlord."""
    fields = {
        "sender": ("Camille Martin", "12 RUE DE LA LIBERTE", "21000 DIJON"),
        "recipient": ("Agence du Parc", "1 PLACE DARCY", "21000 DIJON"),
        "place": "Dijon",
        "day": TODAY,
        "subject": "Congé",
        "paragraphs": ("Je vous donne congé.",),
        "signature": "Camille Martin",
        "registered": True,
    }
    return Letter(**{**fields, **changes})


def a_draft(step: str = "lease-notice", **changes: Any) -> Draft:  # noqa: ANN401 # any field of a draft
    """A letter that a carrier would post."""
    fields = {
        "provider": "landlord",
        "channel": Channel.LETTER,
        "recipient": "Agence du Parc",
        "subject": "Congé",
        "carrier": "maileva",
        "letter": a_letter(),
    }
    return Draft(step=step, **{**fields, **changes})


def a_journey(**changes: Any) -> Journey:  # noqa: ANN401 # any field of a journey
    """A journey that was just begun."""
    fields = {"id": "dijon-nantes-1", "uid": "5a0c2f6e", "title": "Dijon → Nantes", "created": NOW.isoformat()}
    return Journey(**{**fields, "facts": {}, **changes})


def _read(name: str, value: Any) -> Any:  # noqa: ANN401 # any field of a template
    if name in ("when", "ends_when", "sent_when", "done_when") and not isinstance(value, Condition):
        return value if value is None else parse(value)
    if name in ("opens", "ideal", "due") and isinstance(value, str):
        return DateSource.parse(value)
    return value


def _household(facts: Mapping[str, Any]) -> Household:
    nouns: dict[str, Any] = {
        name: tuple(_noun(_MEMBERS[name], each) for each in value) if value and name in _MEMBERS else value
        for name, value in facts.items()
    }
    return Household(**nouns)


def _noun(kind: type[_Noun], facts: Mapping[str, Any] | _Noun) -> _Noun:
    return kind(**facts) if isinstance(facts, Mapping) else facts
