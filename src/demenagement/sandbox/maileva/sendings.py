"""Sendings: a draft, filled, then submitted once.

Nothing keeps two of them from having the same `custom_id`: Maileva does not either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox.clock import stamp
from demenagement.sandbox.exchange import Record, Reply, Request, answer
from demenagement.sandbox.maileva import rules, shelf, timeline, views

if TYPE_CHECKING:
    from demenagement.sandbox.state import State

_NAME = "maileva"


def create(state: State, request: Request) -> Reply:
    """`POST /sendings`: a draft."""
    now = state.clock.now()
    fields = rules.sending(request.record(), now.date())
    record: Record = {
        "id": shelf.identity(),
        "reference": f"SBX-E{state.next('sending'):08d}",
        "created": stamp(now),
        "submitted": None,
        "silent": False,
        "late_days": 0,
        "rejected": False,
        "fields": fields,
        "documents": [],
        "recipients": [],
    }
    shelf.mine(state, request)[record["id"]] = record
    return shelf.created(request, record["id"], views.sending(record, now))


def listing(state: State, request: Request) -> Reply:
    """`GET /sendings`: the oldest first, by pages."""
    now = state.clock.now()
    return views.paged(
        request, "sendings", [views.sending(record, now) for record in shelf.mine(state, request).values()]
    )


def show(state: State, request: Request) -> Reply:
    """`GET /sendings/{id}`."""
    return answer(200, views.sending(shelf.found(state, request), state.clock.now()))


def update(state: State, request: Request) -> Reply:
    """`PATCH /sendings/{id}`: a draft only; an empty text takes an attribute away."""
    record = shelf.draft(state, request)
    merged = {**record["fields"], **request.record()}
    kept = {key: value for key, value in merged.items() if key == "name" or value not in ("", None)}
    record["fields"] = rules.sending(kept, state.clock.now().date())
    return answer(200, views.sending(record, state.clock.now()))


def submit(state: State, request: Request) -> Reply:
    """`POST /sendings/{id}/submit`: it leaves, and cannot be called back. What becomes of it is settled here."""
    record = shelf.whole(state, request)
    record["submitted"] = stamp(state.clock.now())
    everybody = "\n".join(str(line) for each in record["recipients"] for line in each["fields"].values())
    record["silent"] = bool(state.faults.scripted("silence", _NAME, "submit", text=everybody))
    record["late_days"] = int(state.faults.scripted("late", _NAME, "submit", text=everybody) or 0)
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
            for record in shelf.kept(state, _NAME).values()
        ]
    }
