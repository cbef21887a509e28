"""Journeys: begun, looked at, their steps settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest
from fakes import NOON
from submission_builders import TODAY, World, a_template, a_world, some_facts

from demenagement.domain.dossier import Dossier
from demenagement.domain.household import Adult, Household
from demenagement.domain.move import Arriving, Leaving, Move
from demenagement.domain.plan import Standing
from demenagement.domain.submission import State
from demenagement.domain.template import DateSource
from demenagement.errors import NotAllowed, NotFound

_TOWNS = Dossier(leaving=Leaving(city="Saint-Étienne"), arriving=Arriving(city="Évry"))


def _settle(world: World, name: str, how: str, **more: object) -> None:
    world.journeys.settle(world.ident, name, how, at=NOON, today=TODAY, **more)  # type: ignore[arg-type] # note, proof


def _standing(world: World, name: str) -> Standing:
    return world.look().step(name).standing


def test_a_journey_is_called_by_its_two_towns() -> None:
    """Its id too, so that a person recognises it."""
    journey = World().journeys.begin(_TOWNS, NOON)
    assert (journey.title, journey.id[:-7]) == ("Saint-Étienne → Évry", "saint-etienne-evry")


def test_two_journeys_between_the_same_towns_are_told_apart() -> None:
    """Neighbours move too."""
    journeys = World().journeys
    assert journeys.begin(_TOWNS, NOON).id != journeys.begin(_TOWNS, NOON).id


def test_an_id_that_is_taken_gives_way_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """A counter begins thousands between the same towns."""
    journeys, drawn = World().journeys, iter(range(100))
    # The same six letters four times, each journey drawing one for its id and one for its calendar.
    monkeypatch.setattr("demenagement.application.journeys.uuid4", lambda: UUID(int=(next(drawn) // 4) << 100))
    idents = [journeys.begin(_TOWNS, NOON).id for _ in range(4)]
    assert len(set(idents)) == 4


def test_a_journey_without_towns_is_called_what_it_is() -> None:
    """One may begin with nothing."""
    journey = World().journeys.begin(Dossier(), NOON)
    assert (journey.title, journey.id[:-7]) == ("Déménagement", "demenagement")


def test_a_town_that_has_no_latin_letter_still_gives_an_id() -> None:
    """Whatever people type."""
    journey = World().journeys.begin(Dossier(leaving=Leaving(city="東京")), NOON)
    assert (journey.title, journey.id[:-7]) == ("東京", "demenagement")


def test_the_longest_towns_give_an_id_of_forty_letters_at_most() -> None:
    """It is a file's name."""
    towns = Dossier(leaving=Leaving(city="Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson"), arriving=Arriving(city="Y"))
    journey = World().journeys.begin(towns, NOON)
    assert (len(journey.id) <= 40, "--" in journey.id) == (True, False)


def test_what_is_known_is_kept_and_nothing_else() -> None:
    """What nobody said stays unsaid."""
    dossier = Dossier(move=Move(day=date(2027, 5, 8)), household=Household(adults=(Adult(name="Camille"),)))
    world = World()
    journey = world.journeys.begin(dossier, NOON)
    assert (world.journeys.dossiers.load(dict(journey.facts)), "by" in journey.facts["move"]) == (dossier, False)


def test_the_beginning_is_the_first_entry() -> None:
    """With its moment."""
    (entry,) = World().journeys.begin(_TOWNS, NOON).entries
    assert (entry.kind, datetime.fromisoformat(entry.at)) == ("begun", NOON)


def test_journeys_are_summed_up() -> None:
    """One line each."""
    world = World()
    world.journeys.begin(_TOWNS, NOON)
    assert sorted(row["title"] for row in world.journeys.summaries()) == ["Dijon → Nantes", "Saint-Étienne → Évry"]


def test_a_step_is_found_by_its_id_or_its_name() -> None:
    """The name is enough where there is only one."""
    overview = World().look()
    assert overview.step("car/ab-123-cd").subject == "AB-123-CD"
    assert overview.step("notice").id == "notice"


def test_a_name_that_several_steps_bear_is_not_found_and_they_are_named() -> None:
    """Which vehicle?"""
    with pytest.raises(NotFound) as missing:
        World().look().step("car")
    assert (missing.value.kind, missing.value.near) == ("step", ("car/ab-123-cd", "car/ef-456-gh"))


@pytest.mark.parametrize(("typed", "near"), [("notise", ("notice",)), ("?", ())])
def test_a_step_that_is_misspelt_is_not_found_and_the_likely_one_is_named(typed: str, near: tuple[str, ...]) -> None:
    """Never taken for it."""
    with pytest.raises(NotFound) as missing:
        World().look().step(typed)
    assert missing.value.near == near


def test_the_plan_hangs_on_the_day_it_is_looked_at() -> None:
    """Late is worked out, never stored."""
    world = World(a_template("tax", due=DateSource.parse("move.day + 7 days")))
    before, after = (world.journeys.look(world.ident, day) for day in (TODAY, date(2027, 6, 1)))
    assert (before.step("tax").standing, after.step("tax").standing) == (Standing.OPEN, Standing.LATE)


def test_what_can_be_derived_is_in_the_overview_and_not_in_the_file() -> None:
    """Defaults are never written as facts."""
    world = World()
    assert (world.look().dossier.move.kind, "kind" in world.journey.facts["move"]) == ("permanent", False)


def test_what_comes_next_is_late_first_then_by_the_day_to_act() -> None:
    """The person is told one thing."""
    late = a_template("late", ideal=None, due=DateSource.parse("move.day - 90 days"))
    soon = a_template("soon", ideal=DateSource.parse("move.day - 60 days"))
    undated = a_template("undated", ideal=None)
    overview = World(undated, soon, late).look()
    left = list(overview.plan.steps)
    order = []
    while step := replace(overview, plan=replace(overview.plan, steps=tuple(left))).next_step():
        order.append(step.id)
        left.remove(step)
    assert order == ["late", "soon", "undated"]


def test_a_step_that_another_one_does_in_one_go_comes_after_it() -> None:
    """The grouped one first; if it is left aside, this one has to be done."""
    grouped = a_template("grouped", covers=("tax",))
    world = World(grouped, a_template("tax"))
    first = world.look().next_step()
    _settle(world, "grouped", "skipped")
    second = world.look().next_step()
    assert (first and first.id, second and second.id) == ("grouped", "tax")


def test_when_all_is_done_nothing_comes_next() -> None:
    """One may rest."""
    world = World(a_template("tax"))
    _settle(world, "tax", "done")
    assert world.look().next_step() is None


@pytest.mark.parametrize(("how", "standing"), [("done", Standing.DONE), ("skipped", Standing.SKIPPED)])
def test_a_step_is_as_the_person_says(how: str, standing: Standing) -> None:
    """And open again once they say so."""
    world = World()
    _settle(world, "packing", how)
    settled = _standing(world, "packing")
    _settle(world, "packing", "reopened")
    assert (settled, _standing(world, "packing")) == (standing, Standing.OPEN)


@pytest.mark.parametrize("how", ["done", "skipped"])
def test_a_settled_step_is_not_settled_again_the_same_way(how: str) -> None:
    """It would say nothing new."""
    world = World()
    _settle(world, "packing", how)
    with pytest.raises(NotAllowed) as refused:
        _settle(world, "packing", how)
    assert (refused.value.reason, refused.value.facts["step"]) == ("already-settled", "packing")


def test_a_step_that_was_left_aside_may_be_done_after_all() -> None:
    """People change their minds."""
    world = World()
    _settle(world, "packing", "skipped")
    _settle(world, "packing", "done")
    assert _standing(world, "packing") is Standing.DONE


def test_a_note_and_a_proof_are_kept_with_the_entry() -> None:
    """The proof in a file of its own."""
    world = World()
    _settle(world, "packing", "done", note="par Sacha", proof=(b"%PDF", "pdf"))
    entry = world.journey.entries[-1]
    assert (entry.kind, entry.body["step"], entry.body["note"]) == ("done", "packing", "par Sacha")
    assert entry.body["proof"].endswith(".pdf")


def test_a_step_that_is_not_there_can_t_be_settled() -> None:
    """Nor leaves a proof behind."""
    world = World()
    with pytest.raises(NotFound):
        _settle(world, "nothing", "done", proof=(b"%PDF", "pdf"))
    assert len(world.journey.entries) == 1


@pytest.mark.parametrize("how", ["done", "skipped"])
def test_settling_a_step_takes_back_what_was_only_approved_for_it(how: str) -> None:
    """It will not leave behind the person's back."""
    world, _ = a_world()
    key = world.approve("notice").key
    _settle(world, "notice", how)
    assert world.journey.submissions()[key].state is State.CANCELLED


async def test_settling_a_step_leaves_what_was_sent_as_it_is() -> None:
    """What left has left."""
    world, _ = a_world()
    key = world.approve("notice").key
    await world.send()
    _settle(world, "notice", "done")
    assert world.journey.submissions()[key].state is State.SENT


def test_a_member_who_is_renamed_keeps_what_was_done_for_the_others() -> None:
    """Steps are told apart by their member."""
    world = World()
    _settle(world, "car/ab-123-cd", "done")
    world.set(household__vehicles=[*some_facts()["household"]["vehicles"], {"plate": "GH-789-JK", "kind": "car"}])
    assert [_standing(world, f"car/{plate}") for plate in ("ab-123-cd", "gh-789-jk")] == [Standing.DONE, Standing.OPEN]
