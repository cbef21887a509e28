"""Each kind of fault, as a caller meets it."""

from __future__ import annotations

import json
import time
from http.client import RemoteDisconnected
from typing import TYPE_CHECKING

import pytest
from sandbox.calls import DOSSIERS, Caller

from demenagement.sandbox.server import Sandbox

if TYPE_CHECKING:
    from sandbox.calls import Answer


def submit(caller: Caller, sending: str) -> Answer:
    """Submit a sending."""
    return caller.maileva("POST", f"/sendings/{sending}/submit")


def test_drop_after_takes_effect_and_answers_nothing(box: Sandbox, caller: Caller) -> None:
    """The outcome is unknown to the caller, and the submission is there."""
    sending = caller.draft(custom_id="key-1")
    box.fault("drop-after:route=submit")
    with pytest.raises(RemoteDisconnected):
        submit(caller, sending)
    assert [each["custom_id"] for each in caller.state()["submissions"]] == ["key-1"]
    assert caller.sending(sending)["status"] == "PENDING"


def test_drop_before_prevents_the_effect(box: Sandbox, caller: Caller) -> None:
    """The same silence, and nothing was submitted."""
    sending = caller.draft()
    box.fault("drop-before:route=submit")
    with pytest.raises(RemoteDisconnected):
        submit(caller, sending)
    assert caller.state()["submissions"] == []
    assert submit(caller, sending).status == 200


def test_an_error_prevents_the_effect(box: Sandbox, caller: Caller) -> None:
    """500 in the provider's dialect, then all is well."""
    sending = caller.draft()
    box.fault("error:route=submit")
    failed = submit(caller, sending)
    assert (failed.status, failed.codes) == (500, ["INTERNAL_ERROR"])
    assert submit(caller, sending).status == 200


def test_another_server_error_may_be_chosen(box: Sandbox, caller: Caller) -> None:
    """`status=503`, in the dialect of the other provider."""
    box.fault("error:status=503,provider=demarche-numerique")
    failed = caller.send("POST", DOSSIERS.format(1001), {})
    assert (failed.status, list(failed.json)) == (503, ["error"])


def test_rate_limit_says_how_long_to_wait(box: Sandbox, caller: Caller) -> None:
    """429 and Retry-After."""
    box.fault("rate-limit:retry_after=7,route=list-sendings")
    limited = caller.maileva("GET", "/sendings")
    assert (limited.status, limited.headers["retry-after"]) == (429, "7")


def test_slow_waits_then_answers(box: Sandbox, caller: Caller) -> None:
    """The answer is right, and late."""
    caller.maileva("GET", "/sendings")
    box.fault("slow:seconds=0.3,route=list-sendings")
    began = time.monotonic()
    assert caller.maileva("GET", "/sendings").status == 200
    assert time.monotonic() - began >= 0.3


def test_slowness_joins_another_fault(box: Sandbox, caller: Caller) -> None:
    """Slow, and then dropped."""
    sending = caller.draft()
    box.fault("slow:seconds=0.05,route=submit", "drop-after:route=submit")
    with pytest.raises(RemoteDisconnected):
        submit(caller, sending)
    assert len(caller.state()["submissions"]) == 1


def test_a_refusal_has_the_code_that_was_asked_for(box: Sandbox, caller: Caller) -> None:
    """400, or another status, in their dialect."""
    sending = caller.draft()
    box.fault("refuse:route=submit,code=INVALID_COUNTRY_CODE", "refuse:route=submit,status=401")
    first, second = submit(caller, sending), submit(caller, sending)
    assert (first.status, first.codes, second.status) == (400, ["INVALID_COUNTRY_CODE"], 401)
    assert caller.state()["submissions"] == []


def test_html_comes_with_200(box: Sandbox, caller: Caller) -> None:
    """A page where JSON was expected."""
    box.fault("html:route=list-sendings")
    answer = caller.maileva("GET", "/sendings")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_huge_is_ten_megabytes_of_json(box: Sandbox, caller: Caller) -> None:
    """Valid, and far too much; the effect took place."""
    sending = caller.draft()
    box.fault("huge:route=submit")
    answer = submit(caller, sending)
    assert (answer.status, len(answer.body)) == (200, 10 * 1024 * 1024)
    assert answer.json.keys() == {"filler"}
    assert len(caller.state()["submissions"]) == 1


def test_garbage_is_no_json(box: Sandbox, caller: Caller) -> None:
    """Announced as JSON, readable by nobody."""
    box.fault("garbage:route=list-sendings")
    answer = caller.maileva("GET", "/sendings")
    assert answer.headers["content-type"] == "application/json"
    with pytest.raises(ValueError, match=r"decode|Expecting"):
        json.loads(answer.body)


def test_escapes_hide_in_a_message(box: Sandbox, caller: Caller) -> None:
    """Terminal sequences, a bidirectional override, a null: all in a legitimate refusal."""
    box.fault("escapes:route=list-sendings")
    message = caller.maileva("GET", "/sendings").json["errors"][0]["message"]
    assert {"\x1b", "\x07", "\x9b", "\u202e", "\x00"} <= set(message)


def test_redirect_points_to_another_host(box: Sandbox, caller: Caller) -> None:
    """302 to a name that never exists."""
    box.fault("redirect:route=list-sendings")
    answer = caller.maileva("GET", "/sendings")
    assert (answer.status, answer.headers["location"]) == (302, "https://ailleurs.invalid/")


def test_random_is_the_same_for_the_same_seed() -> None:
    """Errors and both kinds of dropped connections, at the rate asked for, replayable."""

    def seen() -> list[str]:
        with Sandbox(faults=["random:rate=0.6,seed=3,route=schema"]) as box:
            caller, endings = Caller(box.url), []
            for _ in range(30):
                try:
                    path = "/demarche-numerique/preremplir/inscription-scolaire-bac-a-sable/schema"
                    endings.append(str(caller.call("GET", path).status))
                except RemoteDisconnected:
                    endings.append("dropped")
            kinds = {kind for each in box.snapshot()["exchanges"] for kind in each["faults"]}
            assert kinds == {"error", "drop-before", "drop-after"}
            return endings

    first = seen()
    assert set(first) == {"200", "500", "dropped"}
    assert seen() == first


def test_a_fault_happens_as_often_as_asked(box: Sandbox, caller: Caller) -> None:
    """Once unless told otherwise; `times=2` twice; `times=always` for ever."""
    box.fault("error:times=2,route=list-sendings")
    assert [caller.maileva("GET", "/sendings").status for _ in range(3)] == [500, 500, 200]
    box.fault("error:times=always,route=list-sendings")
    assert [caller.maileva("GET", "/sendings").status for _ in range(3)] == [500, 500, 500]


def test_a_fault_leaves_other_routes_and_providers_alone(box: Sandbox, caller: Caller) -> None:
    """It waits for its own."""
    box.fault("error:route=submit", "error:provider=demarche-numerique")
    assert caller.maileva("GET", "/sendings").status == 200
    assert [fault["left"] for fault in caller.state()["faults"]] == [1, 1]


def test_faults_never_touch_the_controls(box: Sandbox, caller: Caller) -> None:
    """One can always see, and always stop."""
    box.fault("error:times=always")
    assert caller.control("GET", "health").status == 200
    assert caller.control("DELETE", "faults").json == {"faults": []}


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ("", "drop-after"),
        ("explode", "known kinds.*slow.*rate-limit.*random"),
        ("slow:second=1", "known keys.*seconds"),
        ("slow:seconds", "known keys"),
        ("slow:seconds=soon", "bad value"),
        ("slow:seconds=nan", "bad value"),
        ("error:times=0", "bad value"),
        ("error:route=submitt", "unknown route.*submit"),
        ("error:provider=edf", "unknown provider.*maileva"),
        ("error:provider=demarche-numerique,route=submit", "unknown route"),
        ("outcome", "unknown result.*refused"),
        ("outcome:result=eaten", "unknown result"),
        ("silence:route=list-sendings", "unknown route.*claim"),
    ],
)
def test_a_bad_spec_is_explained(box: Sandbox, spec: str, sentence: str) -> None:
    """One sentence that names what is known; nothing is asked for by halves."""
    with pytest.raises(ValueError, match=sentence):
        box.fault("error", spec)
    assert box.snapshot()["faults"] == []
