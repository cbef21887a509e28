"""`/_sandbox/…`: what a test or a person says to the sandbox itself. Faults never touch it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox import table
from demenagement.sandbox.clock import stamp
from demenagement.sandbox.contract import Contract, Route
from demenagement.sandbox.demarche_numerique import dossiers
from demenagement.sandbox.exchange import Record, Refusal, Reply, Request, answer

if TYPE_CHECKING:
    from demenagement.sandbox.state import State

NAME = "_sandbox"


def dialect(refusal: Refusal) -> Reply:
    """A refusal, in one sentence."""
    return answer(refusal.status, {"error": " ".join(message for _, message in refusal.problems)}, *refusal.headers)


def snapshot(state: State) -> Record:
    """Everything there is to see."""
    return {
        "now": stamp(state.clock.now()),
        **{contract.name: contract.snapshot(state) for contract in table.CONTRACTS},
        "submissions": list(state.submissions),
        "exchanges": list(state.exchanges),
        "faults": state.faults.listing(),
    }


def arm(state: State, specs: list[str]) -> None:
    """Ask for faults: all of them, or none when one cannot be read."""
    for fault in [table.fault(spec) for spec in specs]:
        state.faults.arm(fault)


def _health(state: State, _request: Request) -> Reply:
    return answer(200, {"status": "ok", "sandbox": True, "now": stamp(state.clock.now())})


def _state(state: State, _request: Request) -> Reply:
    return answer(200, snapshot(state))


def _faults(state: State, request: Request) -> Reply:
    specs = request.value()
    if not isinstance(specs, list) or not all(isinstance(spec, str) for spec in specs):
        raise Refusal(400, ("SPECS", 'Une liste de pannes est attendue: ["drop-after:route=submit"].'))
    try:
        arm(state, specs)
    except ValueError as error:
        raise Refusal(400, ("SPECS", str(error))) from None
    return answer(200, {"faults": state.faults.listing()})


def _no_faults(state: State, _request: Request) -> Reply:
    state.faults.clear()
    return answer(200, {"faults": []})


def _clock(state: State, request: Request) -> Reply:
    seconds = request.record().get("advance_seconds")
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        raise Refusal(400, ("CLOCK", 'Un nombre de secondes est attendu: {"advance_seconds": 86400}.'))
    try:
        state.clock.advance(seconds)
    except ValueError as error:
        raise Refusal(400, ("CLOCK", str(error))) from None
    return answer(200, {"now": stamp(state.clock.now())})


def _reset(state: State, _request: Request) -> Reply:
    state.reset()
    return answer(200, {"now": stamp(state.clock.now())})


def _claim(state: State, request: Request) -> Reply:
    asked = request.record()
    record = dossiers.claim(state, str(asked.get("prefill_token")), submit=asked.get("submit", True) is True)
    if record is None:
        raise Refusal(404, ("TOKEN", "Aucun dossier n'a ce prefill_token."))
    return answer(200, dossiers.view(record, request.base, state.clock.now()))


CONTRACT = Contract(
    NAME,
    (
        Route("health", "GET", "/_sandbox/health", _health),
        Route("state", "GET", "/_sandbox/state", _state),
        Route("faults", "POST", "/_sandbox/faults", _faults),
        Route("no-faults", "DELETE", "/_sandbox/faults", _no_faults),
        Route("clock", "POST", "/_sandbox/clock", _clock),
        Route("reset", "POST", "/_sandbox/reset", _reset),
        Route("claim", "POST", "/_sandbox/claim", _claim),
    ),
    dialect,
    lambda _state: {},
)
