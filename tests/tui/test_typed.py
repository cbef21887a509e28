"""What people type, and what is said of it while they do."""

from __future__ import annotations

from datetime import date

import pytest

from demenagement.domain.days import read_day
from demenagement.tui.typed import Checked, check_day, check_free, check_some
from demenagement.wording import phrasebook

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    "text", ["2027-05-08", "08/05/2027", "8/5/2027", "8.5.2027", "8-5-2027", "8 5 2027", "  08/05/2027 "]
)
def test_a_day_is_read_the_ways_people_write_it(text: str) -> None:
    """The day comes first, but for the international way."""
    assert read_day(text) == date(2027, 5, 8)


@pytest.mark.parametrize("text", ["", "8", "8/5", "mai", "08/05/27", "2027-05-08T10:00"])
def test_what_is_not_written_so_is_no_day_yet(text: str) -> None:
    """It may become one."""
    assert read_day(text) is None


@pytest.mark.parametrize("text", ["31/02/2027", "2027-13-01", "00/05/2027", "08/05/1700", "08/05/9999"])
def test_a_day_that_no_calendar_has_is_a_mistake(text: str) -> None:
    """So is a year nobody moves in."""
    with pytest.raises(ValueError):  # noqa: PT011 # whatever Python says, nobody reads it
        read_day(text)


@pytest.mark.parametrize(
    ("text", "checked"),
    [
        ("08/05/2027", Checked(good=True, text="samedi 8 mai 2027, dans 68 jours")),
        ("02/03/2027", Checked(good=True, text="mardi 2 mars 2027, dans 1 jour")),
        (
            "28/02/2027",
            Checked(good=True, text="dimanche 28 février 2027, il y a 1 jour : le plan montrera ce qui reste à faire"),
        ),
        ("08/05/2037", Checked(good=True, text="vendredi 8 mai 2037 : c'est bien cette année-là ?")),
        ("8", Checked(good=False, text="Le jour, le mois et l'année : 08/05/2027, ou 2027-05-08.")),
        ("31/02/2027", Checked(good=False, text="« 31/02/2027 » n'est pas un jour du calendrier.")),
    ],
)
def test_a_day_is_checked_with_a_sentence(text: str, checked: Checked) -> None:
    """In full, with how far away it is, or what is wrong with it."""
    assert check_day(text, TODAY, phrasebook("fr")) == checked


def test_a_free_answer_may_be_empty() -> None:
    """What is optional is not checked."""
    assert check_free("").good


@pytest.mark.parametrize(("text", "good"), [("", False), ("  ", False), ("a", True)])
def test_a_path_may_not_be_empty(text: str, good: bool) -> None:
    """It has to be something."""
    assert check_some(text).good is good
