"""Where a letter is, by La Poste's Suivi v2: several numbers at once, each with a code of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.tracking import Passage, TrackedLetter
from demenagement.errors import LookUpKeyNeeded, LookUpUnreadable
from demenagement.gateways.lookups.asking import asked
from demenagement.gateways.lookups.records import day, nested_records, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demenagement.adapter import Http
    from demenagement.domain.tracking import Seen
    from demenagement.gateways.lookups.records import Record

KEY = "key"
_MOST = 10
_BAD, _MISSING = 400, 404
_NOT_YET = (104, _MISSING)
_LATER = (504,)
_WENT_WRONG = -1


class Letters:
    """At most ten numbers a question; the key is the person's own."""

    def __init__(self, http: Http) -> None:
        """`http` leads to the service; its account holds the key."""
        self._http = http

    async def track(self, numbers: Sequence[str]) -> tuple[TrackedLetter, ...]:
        """What is known of each number, in the order asked. Raises LookUpKeyNeeded before anything leaves."""
        if not self._http.account.get(KEY):
            raise LookUpKeyNeeded("letters")
        found: list[TrackedLetter] = []
        for start in range(0, len(numbers), _MOST):
            found += await self._tracked(numbers[start : start + _MOST])
        return tuple(found)

    async def _tracked(self, numbers: Sequence[str]) -> list[TrackedLetter]:
        # The caller's own address is theirs to see on the line; the header must be there, and need not say it.
        headers = {
            "X-Okapi-Key": self._http.account[KEY],
            "Accept": "application/json",
            "X-Forwarded-For": "127.0.0.1",
        }
        path = f"idships/{','.join(numbers)}"
        also = (_BAD, _MISSING)
        answer = await asked(self._http, "letters", path, {"lang": "fr_FR"}, headers=headers, also=also)
        told = answer.document if isinstance(answer.document, list) else [answer.document]
        if not all(isinstance(each, dict) for each in told):
            raise LookUpUnreadable("letters")
        if len(numbers) == 1 and len(told) == 1:
            return [_letter(told[0], numbers[0], answer.status)]
        by_number = {text(_shipment(each) or each, "idShip"): each for each in told}
        # A refusal need not say of which number: in the order asked, it is that of the number which is not named.
        unnamed = iter([each for each in told if not text(_shipment(each) or each, "idShip")])
        letters = []
        for number in numbers:
            one = by_number.get(number) or next(unnamed, None)
            if one is None:
                raise LookUpUnreadable("letters", "idShip")
            letters.append(_letter(one, number, answer.status))
        return letters


def _letter(told: Record, number: str, status: int) -> TrackedLetter:
    shipment = _shipment(told)
    if shipment is None:
        return TrackedLetter(number=number, seen=_seen(told, status))
    passages = [(day(each.get("date")), text(each, "label")) for each in nested_records(shipment.get("event"))]
    stages = nested_records(shipment.get("timeline"))
    return TrackedLetter(
        number=number,
        seen="found",
        product=text(shipment, "product"),
        delivery=day(shipment.get("deliveryDate")),
        final=shipment.get("isFinal") is True,
        trouble=any(stage.get("status") is True and stage.get("type") == _WENT_WRONG for stage in stages),
        passages=tuple(Passage(when, label) for when, label in passages if when is not None and label),
    )


def _shipment(told: Record) -> Record | None:
    found = told.get("shipment")
    return found if isinstance(found, dict) else None


def _seen(told: Record, status: int) -> Seen:
    """What it means that nothing is told of a number: not recorded yet is no error."""
    code = told.get("returnCode")
    if code in _NOT_YET or (code is None and status == _MISSING):
        return "not-yet"
    if code in _LATER:
        return "unavailable"
    if isinstance(code, int) or status == _BAD:
        return "refused"
    raise LookUpUnreadable("letters", "returnCode")
