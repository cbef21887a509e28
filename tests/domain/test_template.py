"""The dates of a step as plan files write them, and what is said of one that nobody can read."""

from __future__ import annotations

import pytest

from demenagement.domain.template import DateSource
from demenagement.domain.unreadable import Unreadable


@pytest.mark.parametrize("text", ["move.day", "keys.out - 30 days", "end of month keys.in + 1 months", "deposit_due"])
def test_a_date_is_read_as_it_is_written(text: str) -> None:
    """A named day, an offset, or a rule of law."""
    assert DateSource.parse(text).text == text


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        ("move.dya + 3 days", "date-no-such-day", {"name": "move.dya", "near": "move.day"}),
        ("keys-out", "date-no-such-day", {"name": "keys-out", "near": "keys.out"}),
        ("depositdue", "date-no-such-day", {"name": "depositdue", "near": "deposit_due"}),
        ("zzz", "date-no-such-day", {"name": "zzz", "near": ""}),
        ("move.day + 4 weeks", "date-no-such-unit", {"text": "weeks", "options": "days, working days, months"}),
        ("move.day + 1 month", "date-no-such-unit", {"text": "month", "options": "days, working days, months"}),
        ("move.day + 3 Days", "date-no-such-unit", {"text": "Days", "options": "days, working days, months"}),
        ("move.day plus 3 days", "date-bad-form", {"text": "move.day plus 3 days"}),
        ("move.day + 3", "date-bad-form", {"text": "move.day + 3"}),
        ("move.day +3 days", "date-bad-form", {"text": "move.day +3 days"}),
        ("", "date-bad-form", {"text": ""}),
        (30, "date-not-text", {"text": "30"}),
    ],
)
def test_what_is_no_date_is_told_by_what_is_wrong_with_it(text: object, code: str, details: dict[str, str]) -> None:
    """The day, the unit, or the form."""
    with pytest.raises(Unreadable) as told:
        DateSource.parse(text)
    assert (told.value.code, dict(told.value.details)) == (code, details)
