"""What to ask, and in which order."""

from __future__ import annotations

from demenagement.domain.asking import GROUPS, Inquiry, group_of, inquiries
from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import declared
from demenagement.domain.plan import Question

BOAT, DRONE = Question("household.boat", ("boat",)), Question("household.drone", ("boat", "drone"))
DAY, TENURE = Question("move.day", ("a", "b", "c")), Question("leaving.tenure", ("a",))


def test_what_belongs_together_is_asked_once() -> None:
    """In the order in which it is found."""
    (inquiry,) = inquiries((DRONE, BOAT))
    assert (inquiry.name, inquiry.questions, inquiry.grouped) == ("household.belongings", (DRONE, BOAT), True)
    assert inquiry.decides == {"boat", "drone"}


def test_the_last_of_a_group_is_a_question_like_another() -> None:
    """A heading over one line helps nobody."""
    assert inquiries((BOAT,)) == (Inquiry("household.boat", (BOAT,)),)


def test_what_decides_most_is_asked_first() -> None:
    """A group by all that it decides; then by name."""
    assert [each.name for each in inquiries((TENURE, BOAT, DRONE, DAY))] == [
        "move.day",
        "household.belongings",
        "leaving.tenure",
    ]


def test_every_fact_of_a_group_exists_and_stands_in_one_group_only() -> None:
    """A fact that was renamed would never be asked with the others."""
    facts = [fact for group in GROUPS.values() for fact in group]
    assert [fact for fact in facts if declared(Dossier, fact.split(".")) is None] == []
    assert len(set(facts)) == len(facts)
    assert {name for fact in facts if (name := group_of(fact))} == set(GROUPS)
