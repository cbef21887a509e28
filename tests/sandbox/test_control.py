"""What one says to the sandbox itself."""

from __future__ import annotations

import json
import time
from datetime import datetime

import pytest
from sandbox.calls import Caller

from demenagement.sandbox.clock import Clock
from demenagement.sandbox.server import Sandbox


def moment(caller: Caller) -> datetime:
    """The virtual time."""
    return datetime.fromisoformat(caller.control("GET", "health").json["now"])


def test_it_listens_on_this_machine_only(box: Sandbox) -> None:
    """127.0.0.1, on the port that was free."""
    assert box.url.startswith("http://127.0.0.1:")


def test_health_is_told(caller: Caller) -> None:
    """Ready to be used."""
    assert caller.control("GET", "health").json["status"] == "ok"


def test_the_clock_can_be_advanced(caller: Caller) -> None:
    """By the seconds asked for."""
    before = moment(caller)
    caller.control("POST", "clock", {"advance_seconds": 86_400})
    assert 86_400 <= (moment(caller) - before).total_seconds() < 86_460


@pytest.mark.parametrize("body", [{}, {"advance_seconds": -1}, {"advance_seconds": "1"}, {"advance_seconds": 1e12}, []])
def test_the_clock_refuses_nonsense(caller: Caller, body: object) -> None:
    """400 and a sentence; time does not run backwards."""
    assert caller.control("POST", "clock", body).status == 400


def test_speed_makes_virtual_time_run() -> None:
    """At a million times the real time, a hundredth of a second is hours."""
    with Sandbox(speed=1_000_000) as box:
        caller = Caller(box.url)
        before = moment(caller)
        time.sleep(0.01)
        assert (moment(caller) - before).total_seconds() >= 10_000


@pytest.mark.parametrize("speed", [-1, float("nan"), float("inf")])
def test_a_senseless_speed_is_refused(speed: float) -> None:
    """A ValueError, in a sentence."""
    with pytest.raises(ValueError, match="speed"):
        Clock(speed)


def test_reset_forgets_everything(caller: Caller) -> None:
    """No record, no fault, the real time."""
    caller.submitted()
    caller.control("POST", "faults", ["error:route=submit"])
    caller.control("POST", "clock", {"advance_seconds": 864_000})
    caller.control("POST", "reset")
    empty = caller.state()
    assert (empty["maileva"], empty["demarche-numerique"]) == ({"sendings": []}, {"dossiers": []})
    assert (empty["submissions"], empty["exchanges"], empty["faults"]) == ([], [], [])
    assert abs((moment(caller) - Clock().now()).total_seconds()) < 60


def test_faults_are_asked_for_over_http(caller: Caller) -> None:
    """They are listed with how often they will still happen."""
    answer = caller.control("POST", "faults", ["error:times=3"])
    assert answer.json == {"faults": [{"spec": "error:times=3", "left": 3}]}


@pytest.mark.parametrize("body", [["explode"], "error", {"spec": "error"}, [1]])
def test_a_bad_fault_is_refused_over_http(caller: Caller, body: object) -> None:
    """400 and a sentence."""
    refused = caller.control("POST", "faults", body)
    assert (refused.status, list(refused.json)) == (400, ["error"])


def test_exchanges_are_noted_without_what_they_carried(caller: Caller) -> None:
    """Route and status: enough to count calls, nothing to learn about anybody."""
    caller.draft(custom_id="key-1")
    noted = caller.state()["exchanges"]
    assert [(each["route"], each["status"]) for each in noted] == [
        ("token", 200),
        ("create-sending", 201),
        ("add-document", 201),
        ("add-recipient", 201),
    ]
    assert "Exemple" not in json.dumps(noted)
