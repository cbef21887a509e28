"""Where a secret is looked for: the environment, then the system's safe, then the file; and when the safe is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from submission_builders import a_manifest

from demenagement.domain.keeping import Place
from demenagement.domain.provider import Channel
from demenagement.gateways.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

POST = a_manifest("big-post", Channel.API, account=("username", "password"), hosts=("exemple.fr",))
FILE = '[big-post]\nbase = "https://exemple.fr"\nusername = "anne"\npassword = "in-file"\n'
NO_SECRET = FILE.replace('password = "in-file"\n', "")
ENVIRONMENT = {"DEMENAGEMENT_BIG_POST_PASSWORD": "in-environment"}


class MemorySafe:
    """The Safe port in memory; `asked` remembers every look."""

    usable = True

    def __init__(self, **secrets: str) -> None:
        """Those of the big post."""
        self.secrets, self.asked = secrets, 0

    def get(self, provider: str, name: str) -> str | None:
        """One of them."""
        self.asked += 1
        return self.secrets.get(name) if provider == "big-post" else None

    def put(self, provider: str, name: str, value: str) -> None:
        """Settings put nothing anywhere."""
        raise AssertionError((provider, name, value))

    def remove(self, provider: str, name: str) -> None:
        """Nor do they remove."""
        raise AssertionError((provider, name))


def settings(folder: Path, text: str, safe: MemorySafe, **environment: str) -> Settings:
    """What the person set up."""
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return Settings(path, environment, safe)


@pytest.mark.parametrize(
    ("environment", "secrets", "text", "found"),
    [
        (ENVIRONMENT, {"password": "in-safe"}, FILE, ("in-environment", Place.ENVIRONMENT)),
        ({}, {"password": "in-safe"}, FILE, ("in-safe", Place.KEYRING)),
        ({}, {"password": "in-safe"}, NO_SECRET, ("in-safe", Place.KEYRING)),
        ({}, {}, FILE, ("in-file", Place.FILE)),
        ({}, {}, NO_SECRET, (None, None)),
    ],
)
def test_a_secret_is_looked_for_in_order(
    tmp_path: Path,
    environment: dict[str, str],
    secrets: dict[str, str],
    text: str,
    found: tuple[str | None, Place | None],
) -> None:
    """And where it was found is where it is said to be kept."""
    set_up = settings(tmp_path, text, MemorySafe(**secrets), **environment)
    connection = set_up.connection(POST)
    assert (connection.account.get("password"), set_up.accounts.places(POST).get("password")) == found
    assert connection.complete is (found[0] is not None)


def test_an_identifier_is_not_looked_for_in_the_safe(tmp_path: Path) -> None:
    """It is no secret."""
    safe = MemorySafe(username="in-safe", password="in-safe")  # noqa: S106 # made up
    assert settings(tmp_path, FILE, safe).connection(POST).account["username"] == "anne"


def test_the_safe_is_opened_once_a_provider(tmp_path: Path) -> None:
    """However many letters leave."""
    safe = MemorySafe(password="in-safe")  # noqa: S106 # made up
    found = settings(tmp_path, NO_SECRET, safe)
    assert {found.connection(POST).complete for _ in range(5)} == {True}
    assert safe.asked == 1


@pytest.mark.parametrize(
    ("text", "environment"),
    [
        ("", {}),
        ('[big-post]\nbase = "https://exemple.fr"\n', {}),
        (NO_SECRET, ENVIRONMENT),
        ("", {"DEMENAGEMENT_SANDBOX": "http://127.0.0.1:9"}),
    ],
    ids=["nothing-set-up", "no-identifier", "secret-in-the-environment", "sandbox"],
)
def test_the_safe_stays_shut_where_it_can_t_help(tmp_path: Path, text: str, environment: dict[str, str]) -> None:
    """Nobody is asked for its key in vain."""
    safe = MemorySafe(password="in-safe")  # noqa: S106 # made up
    settings(tmp_path, text, safe, **environment).connection(POST)
    assert safe.asked == 0


BORROWER = a_manifest(
    "small-post",
    Channel.API,
    account=("username", "password", "sender"),
    shares_account="big-post",
    hosts=("exemple.fr",),
    endpoints={"base": "https://exemple.fr"},
)
OWN = '\n[small-post]\nsender = "anne"\n'


@pytest.mark.parametrize(
    ("environment", "secrets", "text", "found"),
    [
        ({}, {"password": "in-safe"}, NO_SECRET + OWN, "in-safe"),
        ({}, {"password": "in-safe"}, FILE + OWN, "in-safe"),
        ({}, {}, FILE + OWN, "in-file"),
        (ENVIRONMENT, {"password": "in-safe"}, NO_SECRET + OWN, "in-environment"),
        ({"DEMENAGEMENT_SMALL_POST_PASSWORD": "own"}, {"password": "in-safe"}, NO_SECRET + OWN, "own"),
        ({}, {"password": "in-safe"}, NO_SECRET + OWN + 'password = "own"\n', "own"),
    ],
)
def test_whoever_shares_an_account_is_told_its_secrets(
    tmp_path: Path, environment: dict[str, str], secrets: dict[str, str], text: str, found: str
) -> None:
    """Wherever they are kept; its own values come first."""
    connection = settings(tmp_path, text, MemorySafe(**secrets), **environment).connection(BORROWER)
    assert (connection.account["password"], connection.account["sender"], connection.complete) == (found, "anne", True)


def test_the_lender_s_safe_stays_shut_for_what_lacks_more(tmp_path: Path) -> None:
    """Without its own value, the borrower is not connected anyway."""
    safe = MemorySafe(password="in-safe")  # noqa: S106 # made up
    assert settings(tmp_path, NO_SECRET, safe).connection(BORROWER).complete is False
    assert safe.asked == 0


def test_what_is_borrowed_is_kept_by_the_lender(tmp_path: Path) -> None:
    """Only its own values are said to be its own."""
    set_up = settings(tmp_path, NO_SECRET + OWN, MemorySafe(password="in-safe"))  # noqa: S106 # made up
    assert set_up.accounts.places(BORROWER) == {"sender": Place.FILE}
