"""A home of its own for every test, and its journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gateways.store.samples import IDENT, a_document

from demenagement.gateways.store import JourneyFiles

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the journeys of this test lie."""
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> JourneyFiles:
    """The journeys of an empty home."""
    return JourneyFiles(home)


@pytest.fixture
def begun(store: JourneyFiles) -> JourneyFiles:
    """A home with one journey just begun."""
    store.create(IDENT, a_document())
    return store
