"""Electronic sendings: a draft, filled, then submitted once. Nothing keeps two from having the same `custom_id`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox.clock import stamp
from demenagement.sandbox.exchange import Record, Reply, Request, answer
from demenagement.sandbox.maileva import shelf
from demenagement.sandbox.maileva.views import paged
from demenagement.sandbox.maileva_electronic import rules, timeline, views

if TYPE_CHECKING:
    from demenagement.sandbox.state import State

NAME = "maileva-electronic"


def create(state: State, request: Request) -> Reply:
    """`POST /sendings`: a draft."""
    now = state.clock.now()
    record: Record = {
        "id": shelf.identity(),
        "created": stamp(now),
        "submitted": None,
        "silent": False,
        "rejected": False,
        "fields": rules.sending(request.record()),
        "documents": [],
        "recipients": [],
    }
    shelf.mine(state, request)[record["id"]] = record
    return shelf.created(request, record["id"], views.sending(record, now))


def listing(state: State, request: Request) -> Reply:
    """`GET /sendings`: the oldest first, by pages."""
    now = state.clock.now()
    return paged(request, "sendings", [views.sending(each, now) for each in shelf.mine(state, request).values()])


def show(state: State, request: Request) -> Reply:
    """`GET /sendings/{id}`."""
    return answer(200, views.sending(shelf.found(state, request), state.clock.now()))


def submit(state: State, request: Request) -> Reply:
    """`POST /sendings/{id}/submit`: 202, it is taken and waits for the sender. What becomes of it is settled here."""
    record = shelf.whole(state, request)
    record["submitted"] = stamp(state.clock.now())
    everybody = "\n".join(str(value) for each in record["recipients"] for value in each["fields"].values())
    record["silent"] = bool(state.faults.scripted("silence", NAME, "submit", text=everybody))
    for recipient in record["recipients"]:
        among = timeline.OUTCOMES | {timeline.REJECTED}
        text = " ".join(str(value) for value in recipient["fields"].values())
        outcome = state.faults.scripted("outcome", NAME, "submit", text=text, among=among)
        if outcome == timeline.REJECTED:
            record["rejected"] = True
        elif outcome:
            recipient["outcome"] = outcome
    state.submitted(NAME, id=record["id"], custom_id=record["fields"].get("custom_id"), reference=record["id"])
    return Reply(202, headers=(("Location", f"{request.base}{request.path.removesuffix('/submit')}"),))


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
            for record in shelf.kept(state, NAME).values()
        ]
    }
