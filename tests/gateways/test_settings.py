"""Where a list is fetched, and who carries what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from demenagement.domain.provider import Channel
from demenagement.errors import FilesInvalid
from demenagement.gateways.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.bootstrap import Product

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


CHOICE = {"DEMENAGEMENT_CARRIERS_LETTER": "merci-facteur"}


def preferred(product: Product, path: Path, said: str = "", environment: dict[str, str] | None = None) -> str | None:
    """Who is to carry letters, with what the person said in the settings and in the environment."""
    file = path / "settings.toml"
    file.write_text(said, encoding="utf-8")
    return Settings(file, environment or {}).preferred(Channel.LETTER, product.manifests)


def test_nobody_is_preferred_until_the_person_says_so(product: Product, tmp_path: Path) -> None:
    """No account counts more than another."""
    assert preferred(product, tmp_path) is None
    assert preferred(product, tmp_path, '[carriers]\nemail = "mail-server"\n') is None


def test_a_carrier_is_preferred_by_the_settings_or_the_environment(product: Product, tmp_path: Path) -> None:
    """The environment comes before the file."""
    said = '[carriers]\nletter = "maileva"\n'
    assert preferred(product, tmp_path, said) == "maileva"
    assert preferred(product, tmp_path, said, CHOICE) == "merci-facteur"
    assert preferred(product, tmp_path, environment=CHOICE) == "merci-facteur"


@pytest.mark.parametrize(
    ("said", "key", "option"),
    [
        ('letter = "mailvea"', "carriers.letter", "maileva"),
        ('letter = "mail-server"', "carriers.letter", "merci-facteur"),
        ("letter = 3", "carriers.letter", "maileva"),
        ('lettre = "maileva"', "carriers.lettre", "letter"),
    ],
)
def test_a_choice_that_is_none_is_told_with_those_there_are(
    product: Product, tmp_path: Path, said: str, key: str, option: str
) -> None:
    """A letter never leaves by somebody else because of a typing error."""
    with pytest.raises(FilesInvalid) as caught:
        preferred(product, tmp_path, f"[carriers]\n{said}\n")
    (problem,) = caught.value.problems
    assert (problem.key, problem.code, option in dict(problem.details)["options"]) == (key, "not-an-option", True)


def test_an_account_may_serve_two_providers_of_one_company(tmp_path: Path, product: Product) -> None:
    """No key is typed twice; what the second one needs of its own, it is given under its own name."""
    maileva, electronic = (product.manifests[slug] for slug in ("maileva", "maileva-electronic"))
    file = tmp_path / "settings.toml"
    keys = "".join(f'{name} = "{name}-1"\n' for name in maileva.account)
    file.write_text(f"[maileva]\n{keys}", encoding="utf-8")
    settings = Settings(file, {})
    assert (settings.connection(maileva).complete, settings.connection(electronic).complete) == (True, False)
    file.write_text(f'[maileva]\n{keys}[maileva-electronic]\nsender_id = "s"\nusername = "u"\n', encoding="utf-8")
    found = Settings(file, {"DEMENAGEMENT_MAILEVA_PASSWORD": "p"}).connection(electronic)
    told = [found.account[name] for name in electronic.account]
    assert (found.complete, told) == (True, ["client_id-1", "client_secret-1", "u", "p", "s"])


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
