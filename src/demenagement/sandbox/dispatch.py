"""From a request to a reply: find the route, let go wrong what should, act, remember."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox import control, mishaps, table
from demenagement.sandbox.exchange import DROPPED, Refusal, Reply, Request, answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from demenagement.sandbox.contract import Contract, Route
    from demenagement.sandbox.faults import Fault
    from demenagement.sandbox.state import State

_CONTRACTS: Mapping[str, Contract] = {each.name: each for each in (control.CONTRACT, *table.CONTRACTS)}


def reply_to(state: State, request: Request, pause: Callable[[float], object]) -> Reply:
    """The answer to one request, or `DROPPED`; `pause` waits, for the fault that is slowness."""
    contract = _CONTRACTS.get(request.path.split("/")[1] if request.path.startswith("/") else "")
    if contract is None:
        return worded(request.path, Refusal(404, ("NOT_FOUND", "Aucun fournisseur n'est à cette adresse.")))
    try:
        route, understood = _find(contract, request)
    except Refusal as refusal:
        return contract.dialect(refusal)
    if contract is control.CONTRACT:
        return _act(state, contract, route, understood)
    with state.lock:
        due = state.faults.due(contract.name, route.name)
    for slowness in (fault for fault in due if fault.kind == "slow"):
        pause(slowness.number("seconds", 2))
    fault = next((fault for fault in due if fault.kind != "slow"), None)
    reply = _suffer(state, contract, route, understood, fault)
    with state.lock:
        kinds = [each.kind for each in due]
        status = "dropped" if reply is DROPPED else reply.status
        state.noted(provider=contract.name, route=route.name, status=status, faults=kinds)
    return reply


def worded(path: str, refusal: Refusal) -> Reply:
    """A refusal in the dialect of whoever lives at this path."""
    contract = _CONTRACTS.get(path.split("/")[1] if path.startswith("/") else "", control.CONTRACT)
    return contract.dialect(refusal)


def _find(contract: Contract, request: Request) -> tuple[Route, Request]:
    here = [(route, places) for route in contract.routes if (places := route.match(request.path)) is not None]
    for route, places in here:
        if route.method == request.method:
            return route, request.at(places)
    if here:
        allowed = ", ".join(route.method for route, _ in here)
        raise Refusal(405, ("METHOD_NOT_ALLOWED", f"Méthodes possibles : {allowed}."), headers=(("Allow", allowed),))
    raise Refusal(404, ("NOT_FOUND", "Rien n'est à cette adresse."))


def _suffer(state: State, contract: Contract, route: Route, request: Request, fault: Fault | None) -> Reply:
    if fault is None:
        return _act(state, contract, route, request)
    prevented = mishaps.instead(fault, contract.dialect)
    return prevented or mishaps.afterwards(fault, _act(state, contract, route, request))


def _act(state: State, contract: Contract, route: Route, request: Request) -> Reply:
    """Act and remember, as one."""
    with state.lock:
        try:
            reply = route.action(state, request)
            if request.method != "GET":
                state.save()
        except Refusal as refusal:
            return contract.dialect(refusal)
        except Exception as error:  # noqa: BLE001 - a fault of the sandbox itself must still be an answer
            return answer(500, {"error": f"Défaut du bac à sable (sandbox bug): {type(error).__name__}"})
        return reply
