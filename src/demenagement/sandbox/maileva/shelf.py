"""The sendings of one contract, kept under the first segment of its paths: found, still a draft, made, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from demenagement.sandbox.exchange import Record, Reply, Request, answer
from demenagement.sandbox.maileva.wording import refused

if TYPE_CHECKING:
    from demenagement.sandbox.state import State


def kept(state: State, contract: str) -> Record:
    """Every sending of a contract, by id."""
    sendings: Record = state.of(contract).setdefault("sendings", {})
    return sendings


def mine(state: State, request: Request) -> Record:
    """Every sending of the contract that the request is for."""
    return kept(state, request.path.split("/")[1])


def found(state: State, request: Request) -> Record:
    """The sending that the path names, or a refusal."""
    record: Record | None = mine(state, request).get(request.places["sending"])
    if record is None:
        raise refused("SENDING_NOT_FOUND", status=404)
    return record


def draft(state: State, request: Request) -> Record:
    """The same, when it may still change."""
    record = found(state, request)
    if record["submitted"] is not None:
        raise refused("SENDING_STATUS_IS_NOT_DRAFT")
    return record


def recipient(state: State, request: Request) -> tuple[Record, Record]:
    """The sending and the one of its recipients that the path names, or a refusal."""
    sending = found(state, request)
    for record in sending["recipients"]:
        if record["id"] == request.places["recipient"]:
            return sending, record
    raise refused("RECIPIENT_NOT_FOUND", status=404)


def whole(state: State, request: Request) -> Record:
    """A draft that has what it takes to be submitted, or a refusal with every problem."""
    record = draft(state, request)
    missing = [("INVALID_DOCUMENTS_COUNT", record["documents"]), ("INVALID_RECIPIENTS_COUNT", record["recipients"])]
    if codes := [code for code, present in missing if not present]:
        raise refused(*codes)
    return record


def delete(state: State, request: Request) -> Reply:
    """`DELETE /sendings/{id}`: a draft only."""
    del mine(state, request)[draft(state, request)["id"]]
    return Reply(204)


def identity() -> str:
    """An id of 40 characters, the most that a path accepts."""
    return f"SBX-{uuid4()}"


def created(request: Request, identifier: str, view: Record) -> Reply:
    """What was made, and where it is."""
    return answer(201, view, ("Location", f"{request.base}{request.path}/{identifier}"))
