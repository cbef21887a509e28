"""Letters taken: each by one call, and never two with the same `antidoublon` within thirty days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from demenagement.sandbox.clock import moment, stamp
from demenagement.sandbox.merci_facteur import rules, timeline
from demenagement.sandbox.merci_facteur.wording import refused, told

if TYPE_CHECKING:
    from demenagement.sandbox.exchange import Record, Reply, Request
    from demenagement.sandbox.state import State

NAME = "merci-facteur"
_WINDOW = timedelta(days=30)


def send(state: State, request: Request) -> Reply:
    """`POST /sendCourrier`: it leaves. What becomes of it is settled here."""
    now = state.clock.now()
    asked = rules.letter(request, now.date())
    if asked["key"] and any(
        each["key"] == asked["key"] and now - moment(each["created"]) < _WINDOW for each in kept(state).values()
    ):
        raise refused("ANTIDOUBLON_ALREADY_USED")
    number = state.next("envoi")
    to = "\n".join(str(value) for party in asked["dest"] for value in party.values())
    envoi: Record = {
        **asked,
        "id": f"SBX-{number:08d}",
        "courrier": f"SBX-{number:06d}-{number * 7919:09d}",
        "tracking": None if asked["mode"] == "normal" else f"SBX-2C{state.next('registered'):09d}",
        "created": stamp(now),
        "silent": bool(state.faults.scripted("silence", NAME, "submit", text=to)),
        "outcome": state.faults.scripted("outcome", NAME, "submit", text=to, among=timeline.OUTCOMES) or "delivered",
    }
    kept(state)[envoi["id"]] = envoi
    state.submitted(NAME, id=envoi["id"], custom_id=envoi["key"], reference=envoi["id"])
    return told(
        envoi_id=envoi["id"],
        price={"total": {"ht": 0.0, "ttc": 0.0}},
        resume={"nb_dest": len(envoi["dest"]), "nb_page": len(envoi["files"])},
    )


def snapshot(state: State) -> Record:
    """What the state shows: each letter as it was asked for, its posting, and what was forgotten since."""
    now = state.clock.now()
    return {
        "envois": [
            {**envoi, "posted": stamp(timeline.posted(envoi)), "forgotten": sorted(timeline.anonymous(envoi, now))}
            for envoi in kept(state).values()
        ]
    }


def kept(state: State) -> Record:
    """The letters by their id, oldest first."""
    found: Record = state.of(NAME).setdefault("envois", {})
    return found
