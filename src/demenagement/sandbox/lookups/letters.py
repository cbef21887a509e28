"""La Poste, Suivi v2. What becomes of a number is written in its last digits.

`…404` is not recorded yet, `…400` is no number of theirs, `…504` can't be told now, `…021` came back. A number that
begins with `2` is answered alone in an array, as the description has it; any other as an object, as everybody reads it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from demenagement.sandbox.clock import stamp
from demenagement.sandbox.contract import Contract, Route
from demenagement.sandbox.exchange import Refusal, answer

if TYPE_CHECKING:
    from datetime import datetime

    from demenagement.sandbox.exchange import Record, Reply, Request
    from demenagement.sandbox.state import State

_MOST = 10
_SHARED_KEY = "partagee"
_STAGES = (
    "Pris en charge",
    "En cours d'acheminement",
    "Arrivé sur le site de distribution",
    "En livraison",
    "Distribué",
)


def dialect(refusal: Refusal) -> Reply:
    """A refusal as the service words it."""
    code, message = refusal.problems[0]
    return answer(refusal.status, {"code": code, "message": message}, *refusal.headers)


def track(state: State, request: Request) -> Reply:
    """`GET /idships/{id[,id…]}`: one answer with its own code; several under 207, each with its own."""
    key = request.headers.get("x-okapi-key", "")
    if not key:
        raise Refusal(401, ("UNAUTHORIZED", "This action requires an authorization"))
    if key == _SHARED_KEY:
        raise Refusal(429, ("TOO_MANY_REQUESTS", "Too many requests"))
    numbers = [each for each in request.places["numbers"].split(",") if each]
    if len(numbers) > _MOST:
        raise Refusal(400, ("BAD_REQUEST", "10 numéros au plus"))
    now = state.clock.now()
    told = [_told(number, now) for number in numbers]
    if len(told) > 1:
        return answer(207, told)
    statuses = {104: 404, 101: 400, 504: 504}
    alone: object = told if numbers[0].startswith("2") else told[0]
    return answer(statuses.get(told[0]["returnCode"], 200), alone)


def _told(number: str, now: datetime) -> Record:
    head: Record = {"lang": "fr_FR", "scope": "open"}
    match number[-3:]:
        case "404":
            return {**head, "returnCode": 104, "returnMessage": "Numéro inconnu pour l'instant", "idShip": number}
        case "400":
            return {**head, "returnCode": 101, "returnMessage": "Numéro invalide"}
        case "504":
            return {**head, "returnCode": 504, "returnMessage": "Service indisponible", "idShip": number}
    returned = number.endswith("021")
    began = now - timedelta(days=3)
    return {**head, "returnCode": 200, "shipment": _shipment(number, began, now, returned=returned)}


def _shipment(number: str, began: datetime, now: datetime, *, returned: bool) -> Record:
    """What is known of it: five stages always, events from the newest down."""
    last = "SBX Pli retourné à l'expéditeur" if returned else "SBX Pli distribué"
    return {
        "idShip": number,
        "holder": 1,
        "product": "SBX Lettre recommandée",
        "isFinal": True,
        "entryDate": stamp(began),
        "deliveryDate": None if returned else stamp(now),
        "url": "https://exemple.invalid/suivi",
        "timeline": [
            {
                "id": place,
                "shortLabel": label,
                "longLabel": "",
                "status": True,
                "type": -1 if returned and place == len(_STAGES) else 1,
                "date": stamp(began),
                "country": "FR",
            }
            for place, label in enumerate(_STAGES, 1)
        ],
        "event": [
            {"order": 2, "code": "RE1" if returned else "DI1", "label": last, "date": stamp(now)},
            {"order": 1, "code": "PC1", "label": "SBX Pli pris en charge", "date": stamp(began)},
        ],
        "contextData": {"deliveryChoice": {"deliveryChoice": 0}},
    }


CONTRACT = Contract(
    "letters",
    (Route("idships", "GET", "/letters/idships/{numbers}", track),),
    dialect,
    lambda _state: {},
)
