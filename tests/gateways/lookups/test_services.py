"""Which services may be asked, where they are found, and what the person said of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from demenagement.domain.lookups import SERVICES
from demenagement.errors import FilesInvalid
from demenagement.gateways.http import Connections
from demenagement.gateways.lookups.services import Services
from demenagement.gateways.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def services(path: Path, said: str = "", **environment: str) -> Services:
    """The services, with that under `[lookups]` and in the environment."""
    file = path / "settings.toml"
    file.write_text(f"[lookups]\n{said}\n", encoding="utf-8")
    return Services(Settings(file, {f"DEMENAGEMENT_{name}": value for name, value in environment.items()}))


def allowed(found: Services) -> list[str]:
    """Those that may be asked."""
    return [service for service in SERVICES if found.allowed(service)]


def test_nothing_is_asked_that_nobody_allowed(tmp_path: Path) -> None:
    """A look-up sends something out."""
    assert allowed(services(tmp_path)) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("allowed = true", [*SERVICES]),
        ("allowed = false", []),
        ("directory = true", ["directory"]),
        ("allowed = true\naddresses = false", [each for each in SERVICES if each != "addresses"]),
    ],
)
def test_they_are_allowed_together_or_one_by_one(said: str, found: list[str], tmp_path: Path) -> None:
    """What is said of one counts more than what is said of all."""
    assert allowed(services(tmp_path, said)) == found


@pytest.mark.parametrize("word", ["true", "Oui", "yes", "1"])
def test_the_environment_may_allow_them(word: str, tmp_path: Path) -> None:
    """It comes before the file."""
    assert allowed(services(tmp_path, "communes = false", LOOKUPS_COMMUNES=word)) == ["communes"]


def test_a_word_that_is_no_yes_and_no_no_is_told(tmp_path: Path) -> None:
    """It might have been meant as a no."""
    with pytest.raises(FilesInvalid) as caught:
        services(tmp_path, 'allowed = "peut-être"').allowed("addresses")
    (problem,) = caught.value.problems
    assert (problem.key, problem.code) == ("lookups.allowed", "wrong-type")


def test_a_sandbox_may_be_asked_anything_but_what_was_refused(tmp_path: Path) -> None:
    """Nothing leaves this machine; a no is a no all the same."""
    found = services(tmp_path, "letters = false", SANDBOX="http://127.0.0.1:8000/")
    assert allowed(found) == [each for each in SERVICES if each != "letters"]
    assert [found.address(each) for each in SERVICES] == [f"http://127.0.0.1:8000/{each}" for each in SERVICES]


def test_each_address_ships_with_its_source_and_the_day_it_was_read(tmp_path: Path) -> None:
    """They move."""
    found = services(tmp_path)
    for service, facts in found.facts.items():
        assert found.address(service) == facts.address
        assert (facts.address.startswith("https://"), bool(facts.source), bool(facts.publisher)) == (True, True, True)
        assert facts.checked_on >= date(2026, 11, 21)


def test_an_address_is_where_the_person_says(tmp_path: Path) -> None:
    """And its host is then the only one spoken to."""
    found = services(tmp_path, 'directory_address = "https://nouvelle.exemple/api"')
    assert found.address("directory") == "https://nouvelle.exemple/api"
    assert services(tmp_path, LOOKUPS_DIRECTORY_ADDRESS="https://autre.exemple").address("directory") == (
        "https://autre.exemple"
    )


@pytest.mark.parametrize("said", ["http://exemple.fr", "exemple.fr", "https://a@b.fr", "https://[", "file:///etc"])
def test_an_address_that_is_not_secure_is_refused(said: str, tmp_path: Path) -> None:
    """Whoever listens must not learn where somebody moves."""
    with pytest.raises(FilesInvalid) as caught:
        services(tmp_path, f'addresses_address = "{said}"').address("addresses")
    assert [(each.key, each.code) for each in caught.value.problems] == [
        ("lookups.addresses_address", "not-secure-address")
    ]


def test_only_the_service_that_wants_a_key_is_given_it(tmp_path: Path) -> None:
    """It is the person's own."""
    found = services(tmp_path, 'letters_key = "k"')
    with_keys = {each: dict(found.http(each, Connections()).account) for each in SERVICES}
    assert with_keys == {**{key: {} for key in SERVICES}, "letters": {"key": "k"}}
