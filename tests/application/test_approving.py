"""The yes to what was shown: what it holds for, and when it is not taken."""

from __future__ import annotations

import pytest
from scripted_carriers import ScriptedCarrier, Turn
from submission_builders import PDF, World, a_world

from demenagement.domain.submission import State
from demenagement.errors import (
    NotAllowed,
    NotFound,
)


def test_an_approval_is_kept_and_nothing_leaves() -> None:
    """The yes comes first, the going after."""
    world, carrier = a_world()
    submission = world.approve("notice")
    assert (submission.state, submission.carrier, carrier.asked) == (State.APPROVED, "post", [])
    assert world.told("notice") == ["approved"]


def test_what_was_approved_is_what_was_shown() -> None:
    """Word for word, under its fingerprint."""
    world, _ = a_world()
    shown = world.draft("notice")
    submission = world.approve("notice")
    assert submission.draft == shown.document()
    assert world.journey.approval(submission.key)["digest"] == shown.digest


def test_a_letter_is_set_and_kept_with_its_approval() -> None:
    """What leaves later is the very document that was approved."""
    world, _ = a_world()
    submission = world.approve("notice")
    (document,) = world.journey.approval(submission.key)["documents"]
    assert world.store.kept(world.ident, document["sha256"]).startswith(b"%PDF")
    assert (document["name"], document["type"]) == ("notice.pdf", "application/pdf")


def test_a_draft_that_changed_since_it_was_shown_is_not_approved() -> None:
    """The yes was to something else."""
    world, _ = a_world()
    shown = world.draft("notice")
    world.set(leaving__city="Beaune")
    with pytest.raises(NotAllowed) as refused:
        world.submissions.approve(world.look(), shown, world.today)
    assert (refused.value.reason, world.told("notice")) == ("draft-changed", [])


def test_a_second_approval_takes_the_place_of_the_first() -> None:
    """One submission waits for a step, never two."""
    world, _ = a_world()
    first, second = world.approve("notice").key, world.approve("notice").key
    assert (world.journey.submissions()[first].state, world.journey.submissions()[second].state) == (
        State.CANCELLED,
        State.APPROVED,
    )


async def test_what_was_sent_is_not_approved_again() -> None:
    """One notice, one letter."""
    world, _ = a_world()
    world.approve("notice")
    await world.send()
    with pytest.raises(NotAllowed) as refused:
        world.approve("notice")
    assert (refused.value.reason, refused.value.facts["step"]) == ("already-sent", "notice")


async def test_what_may_have_left_is_not_approved_again() -> None:
    """As long as nobody knows."""
    world, _ = a_world(Turn.LOSES_THE_REQUEST, kind=ScriptedCarrier)
    world.approve("notice")
    await world.send()
    with pytest.raises(NotAllowed) as refused:
        world.approve("notice")
    assert refused.value.reason == "already-sent"


async def test_what_was_refused_may_be_approved_again() -> None:
    """Corrected, it goes again, as another submission."""
    world, carrier = a_world(Turn.REFUSES)
    first = world.approve("notice")
    await world.send()
    second = world.approve("notice")
    await world.send()
    assert (second.key != first.key, carrier.effects) == (True, {second.key: 1})


def test_a_letter_that_names_enclosures_is_not_approved_without_them() -> None:
    """What it announces has to be in it."""
    world, _ = a_world()
    world.providers.enclosures = ("Copie du bail",)
    with pytest.raises(NotAllowed) as refused:
        world.approve("notice")
    assert (refused.value.reason, refused.value.facts["named"]) == ("enclosure-missing", ("Copie du bail",))


async def test_enclosures_leave_with_their_letter() -> None:
    """The letter first."""
    world, carrier = a_world()
    world.providers.enclosures = ("Copie du bail",)
    world.approve("notice", enclosed=(PDF,))
    await world.send()
    assert [document.name for document in carrier.asked[0].documents] == ["notice.pdf", "bail.pdf"]


def test_who_posts_a_letter_encloses_what_it_names() -> None:
    """The program has nothing to join."""
    world, _ = a_world()
    world.providers.enclosures = ("Copie du bail",)
    assert world.approve("notice", by_hand=True).state is State.APPROVED


def test_a_step_that_is_not_there_can_t_be_approved() -> None:
    """By name."""
    with pytest.raises(NotFound):
        World().approve("nothing")
