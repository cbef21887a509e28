"""One text for one value, so that a fingerprint of it means the value and nothing else."""

from __future__ import annotations

import json


def canonical(value: object) -> str:
    """One text for one value: sorted keys, no spaces; dates as ISO text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
