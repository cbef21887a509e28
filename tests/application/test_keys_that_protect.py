"""Where only the key makes a second call harmless: it is used while it does, and not a day longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from scripted_carriers import Reconciling, Turn
from submission_builders import MANIFESTS, POST, World

from demenagement.application.taking_back import End
from demenagement.domain.plan import Standing
from demenagement.domain.submission import State
from demenagement.errors import OutcomeYours, Refused

if TYPE_CHECKING:
    from demenagement.adapter import Http
    from demenagement.domain.draft import Approved
    from demenagement.domain.submission import Receipt


class Protected(Reconciling):
    """It can't find what it was sent, and turns a second call with the same key down while `protects`.

    A refusal comes first: it says nothing of an earlier call.
    """

    protects = True

    async def submit(self, approved: Approved, http: Http) -> Receipt:
        """Play the next turn, unless they have it."""
        if self.protects and self.effects[approved.key] and self.script[:1] != [Turn.REFUSES]:
            self.asked.append(approved)
            raise OutcomeYours(self.slug, "Déjà reçu", approved.draft.step)
        return await super().submit(approved, http)

    async def find(self, key: str, http: Http) -> Receipt | None:
        """Not told apart."""
        del key, http


def a_protected_world(*script: Turn) -> tuple[World, Protected]:
    """A world whose letters are carried by that script, each key protected for thirty days."""
    carrier = Protected(*script, slug="post")
    post = replace(POST, abilities=("reconciles",), key_days=30)
    return World(manifests={**MANIFESTS, "post": post}, carriers={"post": carrier}), carrier


async def test_what_did_not_arrive_is_sent_again_with_the_same_key() -> None:
    """Once the look found nothing."""
    world, carrier = a_protected_world(Turn.LOSES_THE_REQUEST)
    submission = world.approve("notice")
    await world.send()
    world.clock.now += timedelta(days=29)
    assert (await world.send())["notice"].state is State.SENT
    assert carrier.effects == {submission.key: 1}


@pytest.mark.parametrize("turn", [Turn.LOSES_THE_ANSWER, Turn.LOSES_THE_REQUEST])
async def test_after_its_days_nothing_is_sent_again_by_itself(turn: Turn) -> None:
    """The key protects no more: the person is asked, whether or not it had arrived."""
    world, carrier = a_protected_world(turn)
    world.approve("notice")
    await world.send()
    carrier.protects = False
    world.clock.now += timedelta(days=30)
    for _ in range(2):
        sent = (await world.send())["notice"]
        assert (sent.state, type(sent.fault), len(carrier.asked)) == (State.UNKNOWN, OutcomeYours, 1)


async def test_the_days_run_from_the_first_call_not_from_the_yes() -> None:
    """What was approved long ago leaves when its day comes, and may be tried again then."""
    world, carrier = a_protected_world(Turn.LOSES_THE_REQUEST)
    world.approve("notice")
    world.clock.now += timedelta(days=60)
    await world.send()
    assert ((await world.send())["notice"].state, len(carrier.asked)) == (State.SENT, 2)


async def test_what_they_have_and_cannot_tell_apart_is_the_person_s_to_say() -> None:
    """It was looked for first; done ends the doubt, and nothing leaves."""
    world, carrier = a_protected_world(Turn.LOSES_THE_ANSWER)
    submission = world.approve("notice")
    await world.send()
    assert isinstance((await world.send())["notice"].fault, OutcomeYours)
    world.settle("notice", "done")
    assert (await world.send(), carrier.effects) == ({}, {submission.key: 1})
    assert world.look().step("notice").standing is Standing.DONE


async def test_a_refusal_after_a_doubt_ends_no_doubt() -> None:
    """The first call may have gone through: what was refused is not shown as free to be sent anew."""
    world, carrier = a_protected_world(Turn.LOSES_THE_ANSWER, Turn.REFUSES)
    submission = world.approve("notice")
    await world.send()
    again = (await world.send())["notice"]
    assert (again.state, type(again.fault)) == (State.UNKNOWN, Refused)
    assert (type((await world.send())["notice"].fault), carrier.effects) == (OutcomeYours, {submission.key: 1})


async def test_a_first_refusal_is_believed() -> None:
    """Nothing was in doubt."""
    world, carrier = a_protected_world(Turn.REFUSES)
    world.approve("notice")
    assert ((await world.send())["notice"].state, carrier.effects) == (State.REFUSED, {})


async def test_a_person_who_saw_that_it_is_not_there_sends_it_anew() -> None:
    """With another key, after another yes."""
    world, carrier = a_protected_world(Turn.LOSES_THE_REQUEST)
    first = world.approve("notice")
    await world.send()
    world.clock.now += timedelta(days=31)
    await world.send()
    world.settle("notice", "reopened")
    second = world.approve("notice")
    await world.send()
    assert (carrier.effects, first.key != second.key) == ({second.key: 1}, True)


@pytest.mark.parametrize("turn", [Turn.LOSES_THE_ANSWER, Turn.LOSES_THE_REQUEST])
async def test_what_is_not_found_there_is_not_said_to_have_stayed_here(turn: Turn) -> None:
    """Who can't tell letters apart proves nothing: a move that is called off leaves it in doubt, for the person."""
    world, _ = a_protected_world(turn)
    submission = world.approve("notice")
    await world.send()
    (undone,) = await world.cancel()
    assert (undone.end, world.journey.submissions()[submission.key].state) == (End.IN_DOUBT, State.UNKNOWN)
