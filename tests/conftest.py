"""What every test shares: the shipped catalogue, read once, and a home of one's own."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from demenagement.bootstrap import Product

# No test opens the safe of whoever runs it: the one that always fails stands in, here and in programs that tests start.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# No time limit on one example: machines are shared, and what matters is the answer.
settings.register_profile("demenagement", deadline=None)
settings.load_profile("demenagement")


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Product:
    """The product as it ships, with an empty home."""
    return Product(str(tmp_path_factory.mktemp("home")))
