"""Where a list is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from demenagement.errors import FilesInvalid
from demenagement.gateways.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = "https://listes.exemple.fr/zone/2025.csv"
VARIABLE = "DEMENAGEMENT_ZONE_TENDUE_ADDRESS"


def address(path: Path, environment: dict[str, str] | None = None, said: str = "") -> str:
    """The address of a list, with what the person said in the settings and in the environment."""
    file = path / "settings.toml"
    file.write_text(f'[zone-tendue]\naddress = "{said}"\n' if said else "", encoding="utf-8")
    return Settings(file, environment or {}).address("zone-tendue", SHIPPED)


def test_a_list_is_fetched_where_it_ships_from(tmp_path: Path) -> None:
    """When nobody says anything else."""
    assert address(tmp_path) == SHIPPED


def test_a_list_is_fetched_where_the_person_says(tmp_path: Path) -> None:
    """The ministry's file has a new name after each decree; the environment comes before the file."""
    newer, newest = SHIPPED.replace("2025", "2027"), SHIPPED.replace("2025", "2028")
    assert address(tmp_path, said=newer) == newer
    assert address(tmp_path, {VARIABLE: newest}, said=newer) == newest


def test_a_list_is_fetched_from_the_sandbox_when_there_is_one(tmp_path: Path) -> None:
    """What is tried out does not leave."""
    sandbox = {"DEMENAGEMENT_SANDBOX": "http://127.0.0.1:8000/", VARIABLE: SHIPPED}
    assert address(tmp_path, sandbox) == "http://127.0.0.1:8000/zone-tendue"


@pytest.mark.parametrize(
    "said",
    [
        "https://ailleurs.fr/2025.csv",
        "http://listes.exemple.fr/2025.csv",
        "https://listes.exemple.fr@ailleurs.fr/",
        "listes.exemple.fr/2025.csv",
        "https://[",
        "file:///etc/passwd",
    ],
)
def test_a_list_is_fetched_from_no_other_host(said: str, tmp_path: Path) -> None:
    """Nor without a secure line."""
    with pytest.raises(FilesInvalid) as caught:
        address(tmp_path, said=said)
    (problem,) = caught.value.problems
    assert (problem.key, problem.code, problem.details) == (
        "zone-tendue.address",
        "other-host",
        (("host", "listes.exemple.fr"),),
    )


def window(path: Path, text: str) -> dict[str, float]:
    """Where the address begins, as the settings have it."""
    file = path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return Settings(file, {}).window()


def test_the_window_of_an_envelope_is_a_setting(tmp_path: Path) -> None:
    """In millimetres; what is not said stays as it ships."""
    assert window(tmp_path, "[letters]\nwindow_top = 47.5\n") == {"top": 47.5}
    assert window(tmp_path, "[letters]\nwindow_top = 50\nwindow_left = 110\n") == {"top": 50, "left": 110}
    assert window(tmp_path, "") == {}


@pytest.mark.parametrize("said", ["20", "61", '"47"', "true", "-3"])
def test_a_window_that_leaves_the_text_no_room_is_refused(said: str, tmp_path: Path) -> None:
    """With the key, and what is possible."""
    with pytest.raises(FilesInvalid) as caught:
        window(tmp_path, f"[letters]\nwindow_top = {said}\n")
    (problem,) = caught.value.problems
    assert (problem.key, problem.code) == ("letters.window_top", "out-of-window")
    assert problem.details == (("least", "35"), ("most", "60"))
