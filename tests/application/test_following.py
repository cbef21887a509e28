"""What comes back: outcomes, proofs, silences; and taking everything back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from scripted_carriers import Reconciling, ScriptedCarrier, Tracking
from submission_builders import World, a_prefilling_world, a_world

from demenagement.domain.draft import Document
from demenagement.domain.plan import Standing
from demenagement.domain.submission import Outcome, State
from demenagement.errors import ProviderBroken, StorageFailed, Unavailable

_PROOF = Document("preuve-de-depot.pdf", "application/pdf", b"%PDF preuve")
_PRINTED = Outcome(state=State.SENT, detail="Imprimée")
_TAKEN = Outcome(state=State.ACKNOWLEDGED, detail="Déposée")


async def _sent(*outcomes: Outcome | Exception, kind: type[ScriptedCarrier] = Tracking) -> tuple[World, Any]:
    """A world whose notice left; its carrier tells these outcomes, one a look."""
    world, carrier = a_world(kind=kind)
    if outcomes:
        carrier.outcomes = outcomes
    world.approve("notice")
    await world.send()
    return world, carrier


def _state(world: World) -> State:
    submission = world.submission("notice")
    assert submission is not None
    return submission.state


async def test_nothing_under_way_is_no_news() -> None:
    """An approval waits for nobody's answer."""
    world, _ = a_world(kind=Tracking)
    world.approve("notice")
    assert await world.track() == ()


@pytest.mark.parametrize("state", [State.ACKNOWLEDGED, State.ACCEPTED, State.REFUSED, State.UNKNOWN])
async def test_an_outcome_is_told_and_written(state: State) -> None:
    """As the provider tells it."""
    world, _ = await _sent(Outcome(state=state, detail="selon eux"))
    (news,) = await world.track()
    assert (news.step, news.state, news.detail, news.changed) == ("notice", state, "selon eux", True)
    assert _state(world) is state


async def test_an_outcome_that_is_not_new_is_not_written_again() -> None:
    """The ledger tells what happened, not how often one asked."""
    world, _ = await _sent(_PRINTED)
    await world.track()
    before = world.journey.revision
    (news,) = await world.track()
    assert (news.changed, news.state, world.journey.revision) == (False, State.SENT, before)


async def test_the_way_of_a_letter_is_followed_to_its_end() -> None:
    """And no further."""
    handed_over = Outcome(state=State.ACCEPTED, detail="Distribuée")
    world, _ = await _sent(_PRINTED, _TAKEN, handed_over, Outcome(state=State.VERIFIED, detail="Avis reçu"))
    told = [[news.detail for news in await world.track()] for _ in range(5)]
    assert told == [["Imprimée"], ["Déposée"], ["Distribuée"], ["Avis reçu"], []]


async def test_what_was_accepted_is_done() -> None:
    """Nobody has to say so."""
    world, _ = await _sent(Outcome(state=State.ACCEPTED))
    await world.track()
    assert world.look().step("notice").standing is Standing.DONE


async def test_what_was_refused_has_to_be_done_again() -> None:
    """The step is open as if nothing had left."""
    world, _ = await _sent(Outcome(state=State.REFUSED, detail="Non réclamée"))
    await world.track()
    assert world.look().step("notice").standing is Standing.OPEN


async def test_the_day_on_which_a_letter_was_handed_over_is_learnt() -> None:
    """From that day the notice runs."""
    world, _ = await _sent(Outcome(state=State.ACCEPTED, day=date(2027, 3, 9)))
    await world.track()
    assert world.journey.facts["leaving"]["notice_received"] == "2027-03-09"


async def test_a_proof_is_kept_once() -> None:
    """However often it is offered."""
    world, _ = await _sent(Outcome(state=State.ACKNOWLEDGED, proofs=(_PROOF,)))
    (first,) = await world.track()
    (second,) = await world.track()
    assert ([path.suffix for path in first.proofs], second.proofs) == ([".pdf"], ())
    submission = world.submission("notice")
    assert submission is not None
    assert submission.proofs == (f"{_PROOF.sha256}.pdf",)


async def test_a_proof_that_comes_later_is_news() -> None:
    """Even where nothing else changed."""
    world, _ = await _sent(_TAKEN, Outcome(state=_TAKEN.state, detail=_TAKEN.detail, proofs=(_PROOF,)))
    await world.track()
    (news,) = await world.track()
    assert (news.changed, len(news.proofs), world.store.kept(world.ident, _PROOF.sha256)) == (True, 1, _PROOF.content)


async def test_what_was_accepted_is_never_silent() -> None:
    """Its proof may still come; nobody has to be chased for it."""
    world, _ = await _sent(Outcome(state=State.ACCEPTED))
    world.today = date(2027, 6, 1)
    told = [[(news.changed, news.silent_until) for news in await world.track()] for _ in range(2)]
    assert told == [[(True, None)], [(False, None)]]


async def test_silence_is_no_news_until_the_promised_day() -> None:
    """That day included."""
    world, _ = await _sent()
    world.today = date(2027, 3, 11)
    (news,) = await world.track()
    assert (news.changed, news.silent_until) == (False, None)


@pytest.mark.parametrize("kind", [Tracking, ScriptedCarrier])
async def test_silence_after_the_promised_day_is_noticed_with_a_new_one(kind: type[ScriptedCarrier]) -> None:
    """Whether or not the provider can be asked."""
    world, _ = await _sent(kind=kind)
    world.today = date(2027, 3, 12)
    (news,) = await world.track()
    assert (news.changed, news.silent_until, world.told("notice")[-1]) == (True, date(2027, 3, 19), "silence")


async def test_silence_is_noticed_once_a_promise() -> None:
    """Not every day: again when the new day is past."""
    world, _ = await _sent()
    noticed = []
    for days in range(11, 27):
        world.today = date(2027, 3, 1) + timedelta(days=days)
        (news,) = await world.track()
        noticed += [days] if news.silent_until else []
    assert noticed == [11, 19]


async def test_a_provider_that_is_down_is_a_fault_and_not_a_silence() -> None:
    """Nothing is written: it will be asked again."""
    world, _ = await _sent(Unavailable("post"), _PRINTED)
    world.today = date(2027, 4, 1)
    before = world.journey.revision
    (news,) = await world.track()
    assert (type(news.fault), news.state, world.journey.revision) == (Unavailable, State.SENT, before)
    assert (await world.track())[0].detail == "Imprimée"


@pytest.mark.parametrize("fault", [KeyError("x"), ZeroDivisionError()])
async def test_a_provider_s_code_that_breaks_stops_no_other(fault: Exception) -> None:
    """It is a line on the screen."""
    world, carrier = await _sent()
    world.approve("second")
    await world.send()
    carrier.outcomes = (fault, _PRINTED)
    first, second = await world.track()
    assert (type(first.fault), second.detail) == (ProviderBroken, "Imprimée")


async def test_code_that_does_not_load_any_more_is_told() -> None:
    """What was sent is still known."""
    world, _ = await _sent()
    world.providers.carriers["post"] = ProviderBroken("post", "SyntaxError")
    (news,) = await world.track()
    assert (type(news.fault), news.state) == (ProviderBroken, State.SENT)


async def test_a_proof_that_can_t_be_kept_is_told() -> None:
    """The next look offers it again."""
    world, _ = await _sent(Outcome(state=State.ACKNOWLEDGED, proofs=(_PROOF,)))
    world.store.full = True
    (news,) = await world.track()
    world.store.full = False
    assert (type(news.fault), _state(world)) == (StorageFailed, State.SENT)
    assert len((await world.track())[0].proofs) == 1


async def test_a_prefilled_form_is_done_once_the_provider_says_so() -> None:
    """Until then it is the person's."""
    world, _ = a_prefilling_world()
    world.approve("permit")
    await world.send()
    (news,) = await world.track()
    assert (news.state, world.look().step("permit").standing.settled) == (State.SENT, False)


async def test_looking_up_is_no_tracking() -> None:
    """A carrier that reconciles and does not track is silent."""
    world, _ = await _sent(kind=Reconciling)
    (news,) = await world.track()
    assert (news.changed, news.fault) == (False, None)
