"""The contracts' own assertions tell what differed, as a test's do."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("providers.answering", "providers.contract", "providers.reconciling")
