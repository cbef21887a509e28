"""What survives a restart."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from sandbox.calls import DOSSIERS, Caller

from demenagement.sandbox.server import Sandbox

if TYPE_CHECKING:
    from pathlib import Path


def test_a_restart_keeps_what_was_received(tmp_path: Path) -> None:
    """Sendings, their status, the log of submissions, dossiers: all there."""
    file = tmp_path / "state.json"
    with Sandbox(state=file) as box:
        caller = Caller(box.url)
        sending = caller.submitted(custom_id="key-1")
        caller.send("POST", DOSSIERS.format(1001), {})
        before = caller.state()
    with Sandbox(state=file) as box:
        again = Caller(box.url)
        after = again.state()
        assert again.sending(sending)["custom_id"] == "key-1"
    kept = ("maileva", "submissions")
    assert {key: after[key] for key in kept} == {key: before[key] for key in kept}
    assert len(after["demarche-numerique"]["dossiers"]) == 1


def test_a_token_survives_a_restart(tmp_path: Path) -> None:
    """Whoever was signed in stays signed in."""
    with Sandbox(state=tmp_path / "state.json") as box:
        token = Caller(box.url).sign_in().json["access_token"]
    with Sandbox(state=tmp_path / "state.json") as box:
        path = "/maileva/registered_mail/v4/sendings"
        assert Caller(box.url).call("GET", path, headers={"Authorization": f"Bearer {token}"}).status == 200


def test_virtual_time_does_not_run_backwards_after_a_restart(tmp_path: Path) -> None:
    """A letter that was delivered stays delivered."""
    file = tmp_path / "state.json"
    with Sandbox(state=file) as box:
        caller = Caller(box.url)
        sending = caller.submitted()
        caller.control("POST", "clock", {"advance_seconds": 10 * 86_400})
    with Sandbox(state=file) as box:
        assert Caller(box.url).recipient(sending)["last_main_delivery_status"]["category"] == "DELIVERED"


def test_references_go_on_after_a_restart(tmp_path: Path) -> None:
    """No number is given twice."""
    file = tmp_path / "state.json"
    references = []
    for _ in range(2):
        with Sandbox(state=file) as box:
            references.append(Caller(box.url).maileva("POST", "/sendings", {"name": "x"}).json["reference"])
    assert references == ["SBX-E00000001", "SBX-E00000002"]


def test_the_file_is_whole_and_private(tmp_path: Path) -> None:
    """JSON after each change, for its owner only, with nothing left beside it."""
    file = tmp_path / "state.json"
    with Sandbox(state=file) as box:
        Caller(box.url).draft()
        assert json.loads(file.read_text("utf-8"))["version"] == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": 1}', '{"version": 2, "records": {}, "now": "2026-01-01"}']
)
def test_a_file_that_is_no_state_is_refused(tmp_path: Path, text: str) -> None:
    """A sentence that names it; it is left as it was."""
    file = tmp_path / "state.json"
    file.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"state\.json"):
        Sandbox(state=file)
    assert file.read_text("utf-8") == text
