"""Sendings: a draft, filled, then submitted once.

Nothing keeps two of them from having the same `custom_id`: Maileva does not either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from demenagement.sandbox.clock import stamp
from demenagement.sandbox.exchange import Record, Reply, Request, answer
from demenagement.sandbox.maileva import rules, timeline, views
from demenagement.sandbox.maileva.wording import refused

if TYPE_CHECKING:
    from demenagement.sandbox.state import State

_NAME = "maileva"


def create(state: State, request: Request) -> Reply:
    """`POST /sendings`: a draft."""
    now = state.clock.now()
    fields = rules.sending(request.record(), now.date())
    record: Record = {
        "id": identity(),
        "reference": f"SBX-E{state.next('sending'):08d}",
        "created": stamp(now),
        "submitted": None,
        "silent": False,
        "rejected": False,
        "fields": fields,
        "documents": [],
        "recipients": [],
    }
    _kept(state)[record["id"]] = record
    return created(request, record["id"], views.sending(record, now))


def listing(state: State, request: Request) -> Reply:
    """`GET /sendings`: the oldest first, by pages."""
    now = state.clock.now()
    return views.paged(request, "sendings", [views.sending(record, now) for record in _kept(state).values()])


def show(state: State, request: Request) -> Reply:
    """`GET /sendings/{id}`."""
    return answer(200, views.sending(found(state, request), state.clock.now()))


def update(state: State, request: Request) -> Reply:
    """`PATCH /sendings/{id}`: a draft only; an empty text takes an attribute away."""
    record = draft(state, request)
    merged = {**record["fields"], **request.record()}
    kept = {key: value for key, value in merged.items() if key == "name" or value not in ("", None)}
    record["fields"] = rules.sending(kept, state.clock.now().date())
    return answer(200, views.sending(record, state.clock.now()))


def delete(state: State, request: Request) -> Reply:
    """`DELETE /sendings/{id}`: a draft only."""
    del _kept(state)[draft(state, request)["id"]]
    return Reply(204)


def submit(state: State, request: Request) -> Reply:
    """`POST /sendings/{id}/submit`: it leaves, and cannot be called back. What becomes of it is settled here."""
    record = draft(state, request)
    missing = [("INVALID_DOCUMENTS_COUNT", record["documents"]), ("INVALID_RECIPIENTS_COUNT", record["recipients"])]
    if codes := [code for code, present in missing if not present]:
        raise refused(*codes)
    record["submitted"] = stamp(state.clock.now())
    record["silent"] = bool(state.faults.scripted("silence", _NAME, "submit"))
    for recipient in record["recipients"]:
        address = "\n".join(str(recipient["fields"].get(key, "")) for key in rules.ADDRESS)
        among = timeline.OUTCOMES | {timeline.REJECTED}
        outcome = state.faults.scripted("outcome", _NAME, "submit", text=address, among=among)
        if outcome == timeline.REJECTED:
            record["rejected"] = True
        elif outcome:
            recipient["outcome"] = outcome
        recipient["registered_number"] = f"SBX-1E{state.next('registered'):08d}"
    state.submitted(_NAME, id=record["id"], custom_id=record["fields"].get("custom_id"), reference=record["reference"])
    return Reply(200)


def snapshot(state: State) -> Record:
    """What the state shows: each sending as Maileva would, its recipients and documents inside."""
    now = state.clock.now()
    return {
        "sendings": [
            {
                "custom_id": None,
                **views.sending(record, now),
                "recipients": [views.recipient(record, each, now) for each in record["recipients"]],
                "documents": [{**views.document(each), "sha256": each["sha256"]} for each in record["documents"]],
            }
            for record in _kept(state).values()
        ]
    }


def found(state: State, request: Request) -> Record:
    """The sending that the path names, or a refusal."""
    record: Record | None = _kept(state).get(request.places["sending"])
    if record is None:
        raise refused("SENDING_NOT_FOUND", status=404)
    return record


def draft(state: State, request: Request) -> Record:
    """The same, when it may still change."""
    record = found(state, request)
    if record["submitted"] is not None:
        raise refused("SENDING_STATUS_IS_NOT_DRAFT")
    return record


def identity() -> str:
    """An id of 40 characters, the most that a path accepts."""
    return f"SBX-{uuid4()}"


def created(request: Request, identifier: str, view: Record) -> Reply:
    """What was made, and where it is."""
    return answer(201, view, ("Location", f"{request.base}{request.path}/{identifier}"))


def _kept(state: State) -> Record:
    kept: Record = state.of(_NAME).setdefault("sendings", {})
    return kept
