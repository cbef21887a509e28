"""Who of a household leaves: all who are not said to stay, or one."""

from __future__ import annotations

import pytest

from demenagement.domain.facts import Member, Unknown
from demenagement.domain.household import Adult
from demenagement.domain.roster import leavers

ASKED = Unknown(("household.adults.ana.leaves",))


@pytest.mark.parametrize(
    ("leaves", "alone", "expected"),
    [
        ((None, None), False, ("ana", "bob")),
        ((None, False), False, ("ana",)),
        ((True, None), False, ("ana", "bob")),
        ((True, None), True, ("ana",)),
        ((None, True), True, ("bob",)),
        ((False, None), True, ("bob",)),
        ((None,), True, ("ana",)),
        ((True, True), True, ("ana", "bob")),
        ((False, False), True, ()),
        ((), True, ()),
    ],
)
def test_who_leaves_is_told_by_what_was_said(
    leaves: tuple[bool | None, ...], alone: bool, expected: tuple[str, ...]
) -> None:
    """Where one adult leaves and one is known to, the others stay; where all others stay, the last one leaves."""
    names = ("ana", "bob")
    adults = [Member(Adult(leaves=told), f"household.adults.{name}") for name, told in zip(names, leaves, strict=False)]
    found, unsaid = leavers(adults, alone=alone)
    assert (tuple(each.path.rpartition(".")[2] for each in found), unsaid) == (expected, None)


def test_which_of_two_leaves_is_asked_once() -> None:
    """The answer for the first tells of the second."""
    adults = [Member(Adult(), f"household.adults.{name}") for name in ("ana", "bob")]
    found, unsaid = leavers(adults, alone=True)
    assert (len(found), unsaid) == (2, ASKED)
