"""Changing facts: proposed, written, taken back."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_carriers import Tracking
from submission_builders import FACTS, TODAY, World, a_template, a_world, some_facts

from demenagement.domain.condition import parse
from demenagement.domain.ledger import first_break
from demenagement.domain.plain import place
from demenagement.domain.replanning import Moved
from demenagement.domain.submission import Outcome, State
from demenagement.domain.template import DateSource
from demenagement.errors import Conflict, FilesInvalid, NotAllowed

_LATER = {"move.day": "2027-06-08"}


def _undo(world: World) -> None:
    world.changing.undo(world.changing.propose_undo(world.ident, TODAY))


def _facts(world: World) -> dict[str, Any]:
    return dict(world.journey.facts)


def test_a_proposal_writes_nothing() -> None:
    """Looking is free."""
    world = World()
    before = world.journey
    world.changing.propose(world.ident, _LATER, TODAY)
    assert world.journey == before


def test_a_proposal_tells_what_would_move() -> None:
    """Each date, before and after."""
    world = World(a_template("tax"))
    change = world.changing.propose(world.ident, _LATER, TODAY)
    assert change.difference.moved == (Moved("tax", "ideal", date(2027, 4, 28), date(2027, 5, 29)),)
    assert change.after.step("tax").ideal == date(2027, 5, 29)


def test_a_proposal_tells_what_would_appear_and_vanish() -> None:
    """Steps come and go with the facts."""
    mover = a_template("mover", when=parse('move.by == "company"'))
    friends = a_template("friends", when=parse('move.by == "friends"'))
    world = World(mover, friends)
    world.set(move__by="company")
    difference = world.changing.propose(world.ident, {"move.by": "friends"}, TODAY).difference
    assert (difference.appeared, difference.vanished) == (("friends",), ("mover",))


def test_a_proposal_tells_which_last_days_are_then_past() -> None:
    """Before it is too late to think again."""
    world = World(a_template("tax", due=DateSource.parse("move.day - 10 days")))
    assert world.changing.propose(world.ident, {"move.day": "2027-03-05"}, TODAY).difference.missed == ("tax",)


async def test_a_proposal_tells_what_was_sent_and_no_longer_holds() -> None:
    """They have to be told."""
    world, _ = a_world()
    world.approve("notice")
    await world.send()
    assert world.changing.propose(world.ident, _LATER, TODAY).difference.amend == ("notice",)


def test_a_change_that_moves_nothing_is_none() -> None:
    """And says so."""
    world = World(a_template("tax"))
    assert not world.changing.propose(world.ident, {"leaving.city": "Beaune"}, TODAY).difference


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("move.dya", "2027-06-08"),
        ("move.day", "soon"),
        ("move.day", "1027-06-08"),
        ("household.vehicles.zz-999-zz.kind", "car"),
    ],
)
def test_a_fact_that_can_t_be_is_refused_by_its_path(path: str, value: str) -> None:
    """And nothing is changed."""
    world = World()
    with pytest.raises(FilesInvalid) as invalid:
        world.changing.propose(world.ident, {path: value}, TODAY)
    assert {problem.key for problem in invalid.value.problems} == {path}


def test_a_change_is_written_with_what_was_before() -> None:
    """So that it can be taken back."""
    world = World()
    before = _facts(world)
    world.set(move__day="2027-06-08")
    entry = world.journey.entries[-1]
    assert (entry.kind, entry.body) == ("facts-changed", {"before": before, "after": _facts(world)})


def test_a_change_conflicts_with_one_that_came_between() -> None:
    """What was shown is not what would be written over."""
    world = World()
    change = world.changing.propose(world.ident, _LATER, TODAY)
    world.set(move__by="friends")
    with pytest.raises(Conflict):
        world.changing.apply(change)
    assert _facts(world)["move"] == {"day": "2027-05-08", "by": "friends"}


def test_a_member_of_a_list_is_changed_alone() -> None:
    """By its key."""
    world = World()
    world.changing.apply(world.changing.propose(world.ident, {"household.vehicles.ef-456-gh.leased": True}, TODAY))
    assert _facts(world)["household"]["vehicles"] == [
        {"plate": "AB-123-CD", "kind": "car"},
        {"plate": "EF-456-GH", "kind": "van", "leased": True},
    ]


def test_an_undo_brings_the_facts_of_before_back() -> None:
    """To the letter; the ledger keeps both."""
    world = World()
    before = _facts(world)
    world.set(move__day="2027-06-08", move__by="friends")
    _undo(world)
    assert _facts(world) == before
    assert [entry.kind for entry in world.journey.entries] == ["begun", "facts-changed", "facts-undone"]
    assert first_break(world.journey.entries) is None


def test_undoing_twice_takes_two_changes_back() -> None:
    """The latest first."""
    world = World()
    world.set(move__day="2027-06-08")
    world.set(move__day="2027-07-08")
    days = []
    for _ in range(2):
        _undo(world)
        days.append(_facts(world)["move"]["day"])
    assert days == ["2027-06-08", "2027-05-08"]


def test_after_an_undo_a_new_change_can_be_taken_back_too() -> None:
    """And only that one."""
    world = World()
    world.set(move__day="2027-06-08")
    _undo(world)
    world.set(move__by="friends")
    _undo(world)
    assert _facts(world)["move"] == {"day": "2027-05-08"}
    with pytest.raises(NotAllowed):
        _undo(world)


async def test_without_a_change_there_is_nothing_to_undo() -> None:
    """Not even where something was sent."""
    world, _ = a_world()
    world.approve("notice")
    await world.send()
    with pytest.raises(NotAllowed) as refused:
        _undo(world)
    assert refused.value.reason == "nothing-to-undo"


async def test_a_change_on_which_something_was_sent_is_not_undone() -> None:
    """It left with the new facts."""
    world, _ = a_world()
    world.set(leaving__city="Beaune")
    world.approve("notice")
    await world.send()
    with pytest.raises(NotAllowed) as refused:
        _undo(world)
    assert (refused.value.reason, _facts(world)["leaving"]["city"]) == ("sent-since", "Beaune")


async def test_a_change_after_the_last_sending_is_undone() -> None:
    """Nothing left on it."""
    world, _ = a_world()
    world.approve("notice")
    await world.send()
    world.set(leaving__city="Beaune")
    _undo(world)
    assert _facts(world)["leaving"]["city"] == "Dijon"


async def test_what_was_learnt_since_the_change_survives_its_undo() -> None:
    """The letter was handed over, whatever the person takes back."""
    world, carrier = a_world(kind=Tracking)
    world.approve("notice")
    await world.send()
    world.set(leaving__city="Beaune", leaving__postcode="21200")
    carrier.outcomes = (Outcome(state=State.ACCEPTED, day=date(2027, 3, 9)),)
    await world.track()
    _undo(world)
    leaving = _facts(world)["leaving"]
    assert (leaving["city"], leaving.get("postcode"), leaving["notice_received"]) == ("Dijon", None, "2027-03-09")


def test_an_undo_conflicts_with_a_change_that_came_between() -> None:
    """It was proposed on other facts."""
    world = World()
    world.set(move__day="2027-06-08")
    undo = world.changing.propose_undo(world.ident, TODAY)
    world.set(move__by="friends")
    with pytest.raises(Conflict):
        world.changing.undo(undo)


_CHANGES = st.one_of(
    st.tuples(st.just("move.day"), st.dates(date(2026, 1, 1), date(2029, 1, 1)).map(date.isoformat)),
    st.tuples(st.just("move.by"), st.sampled_from(["company", "friends", "rented-truck"])),
    st.tuples(st.just("leaving.keys"), st.integers(0, 400).map(lambda days: str(TODAY + timedelta(days=days)))),
    st.tuples(st.just("leaving.gas"), st.sampled_from([False, {"supplier": "Engie"}])),
    st.tuples(
        st.just("household.vehicles"), st.sampled_from([[], [{"plate": "ZZ-1-ZZ"}], FACTS["household"]["vehicles"]])
    ),
    st.tuples(st.just("household.protected"), st.booleans()),
)


@settings(max_examples=40)
@given(st.lists(_CHANGES, max_size=6), st.integers(0, 6))
def test_any_changes_end_in_the_plan_of_the_last_facts(changes: list[tuple[str, object]], undone: int) -> None:
    """As if one had planned for them at once; changes that were taken back don't count."""
    templates = (
        a_template("mover", when=parse('move.by == "company"')),
        a_template("keys", due=DateSource.parse("keys.out + 7 days"), after=("mover",)),
        a_template("gas", when=parse("leaving.gas != False")),
        a_template("car", each="vehicle", due=DateSource.parse("move.day + 1 months")),
    )
    world = World(*templates)
    for path, value in changes:
        world.changing.apply(world.changing.propose(world.ident, {path: value}, TODAY))
    undone = min(undone, len(changes))
    for _ in range(undone):
        _undo(world)
    directly = some_facts()
    for path, value in changes[: len(changes) - undone]:
        place(directly, path, value)
    assert world.look().plan == World(*templates, facts=directly).look().plan


def test_a_fact_that_was_told_and_changed_is_to_be_told_again() -> None:
    """No date moved, but the letter would be another now; what nobody was told is no matter."""
    world, _ = a_world()
    world.approve("notice")
    asyncio.run(world.send())
    told = world.changing.propose(world.ident, {"arriving.street": "7 rue Neuve"}, TODAY).difference
    quiet = world.changing.propose(world.ident, {"household.drone": False}, TODAY).difference
    assert (told.moved, told.amend, quiet.amend) == ((), ("notice",), ())


def test_what_the_person_did_themselves_is_to_be_told_again_too() -> None:
    """They said that it is done, with the facts of then."""
    world = World()
    world.settle("membership", "done")
    assert world.changing.propose(world.ident, _LATER, TODAY).difference.amend == ("membership",)


def test_a_corrected_name_keeps_what_was_done() -> None:
    """The step is known by the name first given; taking the change back keeps it too."""
    world = World()
    before = [step.id for step in world.look().plan.steps]
    world.settle("car/ab-123-cd", "done")
    change = world.changing.propose(world.ident, {"household.vehicles.ab-123-cd.plate": "AB-123-CE"}, TODAY)
    world.changing.apply(change)
    step = world.look().step("car/ab-123-cd")
    assert (step.subject, step.standing.value, change.difference.appeared) == ("AB-123-CE", "done", ())
    assert [each.id for each in world.look().plan.steps] == before
    _undo(world)
    assert [each.id for each in world.look().plan.steps] == before
