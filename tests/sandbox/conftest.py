"""A sandbox of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sandbox.calls import Caller

from demenagement.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """A running sandbox, empty."""
    with Sandbox(port=0) as running:
        yield running


@pytest.fixture
def caller(box: Sandbox) -> Caller:
    """Someone who calls it."""
    return Caller(box.url)
