"""Which addresses may be spoken to."""

from __future__ import annotations

import pytest

from demenagement.gateways.reach import Reach

REAL = Reach("https://api.exemple.fr/v1", frozenset({"api.exemple.fr", "connexion.exemple.fr"}))
LOCAL = Reach("http://127.0.0.1:8123/exemple", frozenset({"api.exemple.fr"}))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/envois", "https://api.exemple.fr/v1/envois"),
        ("envois/1", "https://api.exemple.fr/v1/envois/1"),
        ("//ailleurs.fr/envois", "https://api.exemple.fr/v1/ailleurs.fr/envois"),
        ("https://connexion.exemple.fr/jeton", "https://connexion.exemple.fr/jeton"),
        ("https://api.exemple.fr:443/jeton", "https://api.exemple.fr:443/jeton"),
    ],
)
def test_a_path_stays_below_the_base(path: str, address: str) -> None:
    """An absolute address is taken where its host is one of theirs."""
    assert REAL.address(path) == address


@pytest.mark.parametrize(
    "path",
    [
        "https://ailleurs.fr/jeton",
        "https://api.exemple.fr.ailleurs.fr/",
        "https://api.exemple.fr@ailleurs.fr/",
        "https://api.exemple.fr\\@ailleurs.fr/",
        "https://api.exemple.fr:8443/",
        "http://api.exemple.fr/jeton",
        "http://127.0.0.1:8123/exemple",
        "ftp://api.exemple.fr/",
        "/envois/../../admin",
        "/envois/%2e%2e/admin",
        "/envois/..%5cadmin",
        "/envois?nom=Anne",
        "/envois#fin",
        "/envois/un deux",
        "/envois/\r\nX: y",
    ],
)
def test_nothing_else_is_reached(path: str) -> None:
    """Another host, another port, no encryption, a way up, or something two readers would read differently."""
    with pytest.raises(ValueError, match=r"hôte non prévu|adresse illisible"):
        REAL.address(path)


def test_a_sandbox_is_reached_without_encryption() -> None:
    """It is on this machine."""
    assert LOCAL.address("/envois") == "http://127.0.0.1:8123/exemple/envois"


@pytest.mark.parametrize("path", ["https://api.exemple.fr/jeton", "http://127.0.0.1:9/", "https://127.0.0.1:8123/"])
def test_from_a_sandbox_nothing_real_is_reached(path: str) -> None:
    """What is tried out stays on this machine, whatever hosts the manifest names."""
    with pytest.raises(ValueError, match="hôte non prévu"):
        LOCAL.address(path)


@pytest.mark.parametrize("base", ["", "http://api.exemple.fr", "https://ailleurs.fr", "https://u:p@api.exemple.fr"])
def test_a_base_is_held_to_the_same_rules(base: str) -> None:
    """A mistake in the settings sends nothing anywhere."""
    with pytest.raises(ValueError, match=r"hôte non prévu|adresse illisible"):
        Reach(base, REAL.hosts).address("/envois")
