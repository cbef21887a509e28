"""What a household is asked: little, in a good order, and nothing that would change nothing."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import pytest

from demenagement.bootstrap import Product
from demenagement.cli.document import plan_document
from demenagement.domain.asking import inquiries
from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import declared, noun_types
from demenagement.domain.plain import place
from demenagement.errors import FilesInvalid
from demenagement.gateways import toml
from demenagement.locations import shipped
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.domain.asking import Inquiry
    from demenagement.domain.plan import Plan

TODAY = date(2027, 2, 1)
MOST = 20
FALLBACKS = (True, False, [], ["x"], date(2027, 6, 1), "x", 1)
"""Answers to try where a fact's type names none; those that don't fit are refused and left out."""

HOUSEHOLDS: dict[str, str] = {
    "a family that rents and buys": shipped("demo", "family.toml").read_text(encoding="utf-8"),
    "a couple from one rented flat to another": """
[move]
day = 2027-06-12
by = "rented-truck"
street_parking = "leaving"
[leaving]
postcode = "21000"
city = "Dijon"
insee = "21231"
tenure = "tenant"
lease = "unfurnished"
notice_ground = "none"
wanted_end = 2027-06-30
deposit = 700.00
guarantee = []
gas = false
water = { metered = "collective" }
heating = "collective"
boiler = false
solar = false
alarm = false
[arriving]
postcode = "44000"
city = "Nantes"
insee = "44109"
tenure = "tenant"
gas = false
water = { metered = "collective" }
heating = "electric"
boiler = false
solar = false
alarm = false
signed = 2027-05-02
[household]
adults = [
  { name = "Ana Roy", born = 1992-02-01, citizenship = "FR", status = ["employee"] },
  { name = "Bo Roy", born = 1990-02-01, citizenship = "FR", status = ["employee"] },
]
children = []
vehicles = [{ plate = "AB-123-CD", kind = "car" }]
pets = []
benefits = []
subscriptions = []
weapons = false
hunting = false
boat = false
drone = false
low_income = false
disability_file = false
home_care = false
frail_register = false
pays_alimony = false
childcare = false
""",
    "a student who leaves a furnished room": """
[move]
day = 2027-05-29
by = "friends"
reason = "study"
[leaving]
city = "Rennes"
insee = "35238"
tenure = "tenant"
lease = "furnished-student"
lease_term = 2027-05-31
wanted_end = 2027-05-31
deposit = 400.00
guarantee = ["visale"]
gas = false
water = { metered = "collective" }
heating = "collective"
boiler = false
solar = false
alarm = false
[arriving]
city = "Lille"
insee = "59350"
tenure = "hosted"
gas = false
water = { metered = "collective" }
heating = "collective"
boiler = false
solar = false
alarm = false
[household]
adults = [{ name = "Cy Noé", born = 2006-03-01, citizenship = "FR", status = ["student", "military-age"] }]
children = []
vehicles = []
pets = []
benefits = ["housing-aid"]
fund = "caf"
subscriptions = []
weapons = false
hunting = false
boat = false
drone = false
low_income = false
disability_file = false
home_care = false
frail_register = false
pays_alimony = false
childcare = false
""",
    "a retired couple that sells and buys": """
[move]
day = 2027-06-30
by = "company"
street_parking = "both"
[leaving]
city = "Caen"
insee = "14118"
tenure = "owner"
then = "sells"
sold = 2027-06-30
condominium = true
loan = false
gas = false
water = { metered = "individual" }
heating = "electric"
boiler = false
solar = false
alarm = false
sewage = "mains"
[arriving]
city = "Brest"
insee = "29019"
tenure = "owner"
bought = 2027-06-30
condominium = false
loan = false
new_build = false
gas = false
water = { metered = "individual" }
heating = "electric"
boiler = false
solar = false
alarm = false
[household]
adults = [
  { name = "Dan Lux", born = 1955-02-01, citizenship = "FR", status = ["retired"] },
  { name = "Eve Lux", born = 1957-02-01, citizenship = "FR", status = ["retired"] },
]
children = []
vehicles = [{ plate = "AB-123-CD", kind = "car" }]
pets = [{ name = "Filou", kind = "dog", category = 0 }]
benefits = []
subscriptions = []
weapons = false
hunting = false
boat = false
drone = false
low_income = false
disability_file = false
home_care = false
frail_register = false
pays_alimony = false
childcare = false
""",
}


def known(facts: Any, path: list[str]) -> Any:  # noqa: ANN401 # any TOML value
    """What the household would answer; None where it doesn't know yet."""
    for part in path:
        facts = facts.get(part) if isinstance(facts, dict) else None
    return facts


@dataclass
class Interview:
    """A household that knows nothing at first and answers what it is asked, one page after the other."""

    product: Product
    answers: dict[str, Any]
    facts: dict[str, Any] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)

    def plan(self, **changes: Any) -> Plan:  # noqa: ANN401 # any TOML value
        """The plan of what was told, with some facts changed."""
        facts = deepcopy(self.facts)
        for path, value in changes.items():
            place(facts, path, deepcopy(value))
        return self.product.planning.plan(toml.validate(Dossier, facts, ""), TODAY)

    def rounds(self) -> Iterator[Inquiry]:
        """What is asked, until nothing is left that the household can tell."""
        while True:
            asked = [each for each in self.plan().questions if each.fact not in self.unanswered]
            if not asked:
                return
            inquiry = inquiries(asked)[0]
            yield inquiry
            for question in inquiry.questions:
                answer = known(self.answers, question.fact.split("."))
                if answer is None:
                    self.unanswered.add(question.fact)
                else:
                    place(self.facts, question.fact, deepcopy(answer))

    def differs(self, fact: str) -> bool:
        """Whether some answer to that question changes anything but the question itself."""
        before = self.told(self.plan(), fact)
        for answer in possible(fact):
            try:
                after = self.told(self.plan(**{fact: answer}), fact)
            except FilesInvalid:
                continue
            if after != before:
                return True
        return False

    def told(self, plan: Plan, fact: str) -> dict[str, Any]:
        """Everything that a plan says, without one question."""
        document = plan_document(plan, self.product.manifests, phrasebook("fr"))
        document["questions"] = [each for each in document["questions"] if each["fact"] != fact]
        return document


def possible(fact: str) -> list[object]:
    """Answers that a fact may have."""
    kind = declared(
        Dossier, [part for part in fact.split(".") if "-" not in part] if ".accounts." in fact else fact.split(".")
    )
    tables: list[object] = [{} for _ in noun_types(kind)]
    return [*tables, *([[{}]] if tables else []), *words(kind), *FALLBACKS]


def words(kind: object) -> list[object]:
    """The words of a fact that is one of a few, alone and as a list."""
    found: list[object] = []
    for argument in get_args(kind):
        inner = list(get_args(argument)) if get_origin(argument) is Literal else words(argument)
        found += inner
    return [*found, *([word] for word in found if isinstance(word, str))]


@pytest.fixture(params=HOUSEHOLDS)
def interview(request: pytest.FixtureRequest, product: Product) -> Interview:
    """One household, ready to be asked."""
    return Interview(product, tomllib.loads(HOUSEHOLDS[request.param]))


def test_a_typical_household_answers_at_most_twenty_pages(interview: Interview) -> None:
    """What belongs together is on one page."""
    asked = [inquiry.name for inquiry in interview.rounds()]
    assert len(asked) <= MOST, asked


def test_nothing_is_asked_twice(interview: Interview) -> None:
    """Whatever the answers open."""
    asked = [question.fact for inquiry in interview.rounds() for question in inquiry.questions]
    assert len(set(asked)) == len(asked)


def test_nothing_is_asked_that_would_change_nothing(interview: Interview) -> None:
    """Some answer changes a step, a date, a warning or what else has to be asked; else it could be derived."""
    pointless = [
        question.fact
        for inquiry in interview.rounds()
        for question in inquiry.questions
        if not interview.differs(question.fact)
    ]
    assert pointless == []


def test_what_decides_most_is_asked_first(product: Product) -> None:
    """Of somebody who told nothing at all: the day of the move."""
    (first, *_) = Interview(product, {}).rounds()
    assert (first.name, len(first.decides) > MOST) == ("move.day", True)
