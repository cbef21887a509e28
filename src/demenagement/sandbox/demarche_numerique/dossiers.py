"""Prefilled dossiers: made by anyone, taken by a person, then decided upon."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from demenagement.sandbox.clock import moment, stamp
from demenagement.sandbox.demarche_numerique.forms import BY_PATH, FORMS, Form
from demenagement.sandbox.exchange import Record, Refusal, Reply, Request, answer

if TYPE_CHECKING:
    from demenagement.sandbox.state import State

NAME = "demarche-numerique"
ACCEPTED = "accepte"
OUTCOMES = frozenset({ACCEPTED, "refuse", "sans_suite"})
_EXAMINED, _DECIDED = timedelta(days=1), timedelta(days=5)


def dialect(refusal: Refusal) -> Reply:
    """A refusal as the provider words it: `{"error": "…"}`."""
    return answer(refusal.status, {"error": ", ".join(message for _, message in refusal.problems)}, *refusal.headers)


def create(state: State, request: Request) -> Reply:
    """`POST …/dossiers`: a prefilled draft, without effect until a person takes it."""
    form = _form(request)
    values = form.kept(request.record())
    number = state.next("dossier")
    record: Record = {
        "number": number,
        "demarche": str(form.number),
        "token": f"SBX-{secrets.token_urlsafe(18)}",
        "created": stamp(state.clock.now()),
        "values": values,
        "claimed": None,
        "submitted": None,
        "silent": False,
        "outcome": ACCEPTED,
    }
    _kept(state).append(record)
    state.submitted(NAME, id=_identity(record), demarche=str(form.number), prefill_token=record["token"])
    return answer(201, view(record, request.base, state.clock.now()))


def listing(state: State, request: Request) -> Reply:
    """`GET …/dossiers?prefill_token=a,b`: those that are known, in the order they were made."""
    form, tokens = _form(request), request.query.get("prefill_token", "").split(",")
    found = [each for each in _kept(state) if each["token"] in tokens and each["demarche"] == str(form.number)]
    return answer(200, [view(record, request.base, state.clock.now()) for record in found])


def schema(_state: State, request: Request) -> Reply:
    """`GET /preremplir/{path}/schema`: which fields there are; asked with no particular content type."""
    path = request.places["path"]
    if path not in BY_PATH:
        raise Refusal(404, ("NOT_FOUND", f"procedure {path} is not found"))
    return answer(200, BY_PATH[path].described())


def claim(state: State, token: str, *, submit: bool = True) -> Record | None:
    """A person signs in and takes the draft, and files it unless told otherwise; None when the token is unknown."""
    record = next((each for each in _kept(state) if each["token"] == token), None)
    if record is None:
        return None
    now = stamp(state.clock.now())
    record["claimed"] = record["claimed"] or now
    if submit and record["submitted"] is None:
        record["submitted"] = now
        record["silent"] = bool(state.faults.scripted("silence", NAME, "claim"))
        outcome = state.faults.scripted("outcome", NAME, "claim", among=OUTCOMES)
        record["outcome"] = outcome or record["outcome"]
    return record


def view(record: Record, base: str, now: datetime) -> Record:
    """A dossier, as of now."""
    shared = {
        "dossier_id": _identity(record),
        "dossier_number": record["number"],
        "dossier_prefill_token": record["token"],
    }
    if record["claimed"] is None:
        path = FORMS[record["demarche"]].path
        return {
            "dossier_url": f"{base}/{NAME}/commencer/{path}?prefill_token={record['token']}",
            "state": "prefilled",
            **shared,
        }
    if record["submitted"] is None:
        return {"state": "brouillon", **shared}
    since = moment(record["submitted"])
    reached: Record = {"state": "en_construction", "submitted_at": record["submitted"]}
    if not record["silent"] and now >= since + _EXAMINED:
        reached["state"] = "en_instruction"
    if not record["silent"] and now >= since + _DECIDED:
        reached |= {"state": record["outcome"], "processed_at": stamp(since + _DECIDED)}
    return {**reached, **shared}


def snapshot(state: State) -> Record:
    """What the state shows: each dossier with the values that were kept."""
    now = state.clock.now()
    return {
        "dossiers": [
            {**view(record, "", now), "demarche": record["demarche"], "values": record["values"]}
            for record in _kept(state)
        ]
    }


def _form(request: Request) -> Form:
    """The procedure that the path names; the provider wants JSON announced on every call, reading included."""
    if request.headers.get("content-type") != "application/json":
        raise Refusal(400, ("CONTENT_TYPE", "Content-Type should be json"))
    number = request.places["demarche"]
    if number not in FORMS:
        raise Refusal(404, ("NOT_FOUND", f"procedure {number} is not found"))
    return FORMS[number]


def _identity(record: Record) -> str:
    return base64.b64encode(f"Dossier-{record['number']}".encode()).decode()


def _kept(state: State) -> list[Record]:
    kept: list[Record] = state.of(NAME).setdefault("dossiers", [])
    return kept
