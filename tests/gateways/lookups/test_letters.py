"""Where letters are: one or several, in an object or an array, each with its own code."""

from __future__ import annotations

from datetime import date

import pytest
from gateways.lookups.recording import leading_to, recorded

from demenagement.domain.tracking import Passage, TrackedLetter
from demenagement.errors import LookUpKeyNeeded
from demenagement.gateways.lookups.letters import Letters

NUMBER, RETURNED, UNKNOWN, LATER = "1A34567890123", "1A34567890021", "1A34567890404", "1A34567890504"
DELIVERED = TrackedLetter(
    number=NUMBER,
    seen="found",
    product="Lettre recommandée",
    delivery=date(2027, 5, 12),
    final=True,
    passages=(Passage(date(2027, 5, 12), "Distribué"), Passage(date(2027, 5, 10), "Pris en charge")),
)


@pytest.mark.parametrize("name", ["letters-one", "letters-array"])
async def test_one_letter_is_an_object_or_an_array_of_one(name: str) -> None:
    """The description says one, everybody reads the other."""
    http, network = leading_to(recorded(name), key="jeton")
    assert await Letters(http).track([NUMBER]) == (DELIVERED,)
    assert network.asked[0].url.path == f"/idships/{NUMBER}"
    assert network.asked[0].headers["X-Okapi-Key"] == "jeton"


async def test_a_letter_that_is_not_recorded_yet_is_no_error() -> None:
    """404 with 104: ask again later."""
    http, _ = leading_to(recorded("letters-not-yet", 404), key="k")
    assert await Letters(http).track([UNKNOWN]) == (TrackedLetter(number=UNKNOWN, seen="not-yet"),)


async def test_several_letters_have_each_their_own_answer() -> None:
    """Under one 207; a refusal that names no number is that of the number which nobody named."""
    http, _ = leading_to(recorded("letters-several", 207), key="k")
    found = await Letters(http).track([NUMBER, UNKNOWN, "XXXXXXXX", RETURNED, LATER])
    assert [(each.number, each.seen) for each in found] == [
        (NUMBER, "found"),
        (UNKNOWN, "not-yet"),
        ("XXXXXXXX", "refused"),
        (RETURNED, "found"),
        (LATER, "unavailable"),
    ]
    assert [each.trouble for each in found] == [False, False, False, True, False]


async def test_more_than_ten_are_asked_in_several_questions() -> None:
    """Ten is the most they take."""
    http, network = leading_to(recorded("letters-not-yet", 404), key="k")
    with pytest.raises(Exception, match="letters"):
        await Letters(http).track([f"1A{number:09}" for number in range(11)])
    assert network.asked[0].url.path.count(",") == 9


async def test_without_a_key_nothing_is_asked() -> None:
    """It would be refused."""
    http, network = leading_to(recorded("letters-one"))
    with pytest.raises(LookUpKeyNeeded):
        await Letters(http).track([NUMBER])
    assert network.asked == []


async def test_a_rejected_key_is_told() -> None:
    """401, in their words; the key is not among them."""
    http, _ = leading_to(recorded("letters-key", 401), key="secret")
    with pytest.raises(LookUpKeyNeeded, match="requires an authorization") as caught:
        await Letters(http).track([NUMBER])
    assert "secret" not in str(caught.value)
