"""The rent zone of a commune: from the facts that ship, and from a list that was brought in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from demenagement.domain.deadline import because
from demenagement.domain.zoning import ZoneList
from demenagement.gateways.zones import BuiltInZones, ListedZones

SHIPPED = BuiltInZones()
A2023, A2025 = date(2023, 8, 25), date(2025, 12, 22)
IMPORTED = date(2026, 11, 24)
OF_TODAY = {"21600": "21600", "93059": "93066", "35001": "35001"}


def listed(**facts: Any) -> ListedZones:  # noqa: ANN401 # any field of a list
    """A whole list of the last decree, of a few communes; each test changes only what it is about."""
    fields = {
        "zones": {"33063": "tight", "93066": "tight", "21231": "tight", "05046": "none", "74037": "tight"},
        "complete": True,
        "source": "liste.csv",
        "imported_on": IMPORTED,
        "day": A2025,
        **facts,
    }
    return ListedZones(ZoneList(**fields), SHIPPED, OF_TODAY.get)


@pytest.mark.parametrize(
    ("insee", "zone"),
    [
        *(("75056", "tight"), ("75111", "tight"), ("69383", "tight"), ("13201", "tight")),
        *(("35288", "tourist"), ("21231", "none"), ("21600", None), ("99999", None)),
    ],
)
def test_what_ships_is_the_communes_that_were_verified(insee: str, zone: str | None) -> None:
    """Of any other nobody knows."""
    assert (SHIPPED.zone(insee), SHIPPED.reasons(insee)) == (zone, ())


def test_what_ships_names_its_sources() -> None:
    """The decrees, the day they were read, and where the whole list is."""
    address, page = SHIPPED.official
    assert ("2025-1267" in SHIPPED.source, SHIPPED.checked_on) == (True, date(2026, 11, 21))
    assert (address.startswith("https://static.data.gouv.fr/"), page.startswith("https://www.data.gouv.fr/")) == (
        True,
        True,
    )


def test_a_list_comes_before_what_ships() -> None:
    """It is newer; and the plan tells of which day it is."""
    zones = listed()
    assert (zones.zone("21231"), zones.zone("05046")) == ("tight", "none")
    assert zones.reasons("21231") == (because("zone-listed", day=A2025),)


def test_a_commune_that_a_whole_list_lacks_is_in_no_zone() -> None:
    """It has every commune of France."""
    assert (listed().zone("21600"), listed().reasons("21600")) == ("none", (because("zone-listed", day=A2025),))


def test_a_code_from_before_a_merger_has_the_zone_of_today() -> None:
    """The list has only communes of today."""
    assert listed().zone("93059") == "tight"


def test_a_code_of_no_commune_has_no_zone() -> None:
    """A mistyped code is no commune outside the zones."""
    assert (listed().zone("99999"), listed().reasons("99999")) == (None, ())


def test_an_arrondissement_has_the_zone_of_its_commune() -> None:
    """The decree names whole communes."""
    assert listed(zones={"75056": "tight"}).zone("75111") == "tight"


def test_a_commune_that_a_bare_list_lacks_stays_unknown() -> None:
    """It says which communes are tight, and nothing of the others."""
    zones = listed(complete=False, day=None)
    assert (zones.zone("21600"), zones.reasons("21600")) == (None, ())


def test_a_bare_list_leaves_what_was_verified_of_the_others() -> None:
    """Both can be true."""
    zones = listed(complete=False, day=None)
    assert (zones.zone("85194"), zones.zone("37261")) == ("tourist", "none")


def test_a_tight_commune_that_a_bare_list_lacks_is_in_doubt() -> None:
    """One of the two is out of date, and nobody can tell which: it is asked."""
    assert listed(complete=False, day=None).zone("44109") is None


def test_an_undated_list_tells_the_day_it_was_brought_in() -> None:
    """It has no other."""
    assert listed(day=None).reasons("33063") == (because("zone-imported", day=IMPORTED),)


@pytest.mark.parametrize("day", [None, A2023])
def test_a_decree_comes_before_a_list_that_may_be_older(day: date | None) -> None:
    """Boëge left the zone in December 2025: an older list, or one without a date, can't know."""
    zones = listed(day=day)
    assert (zones.zone("74037"), zones.reasons("74037"), zones.overruled()) == ("none", (), ("74037",))


def test_a_list_of_the_same_decree_or_a_later_one_stands() -> None:
    """It knows."""
    assert (listed().zone("74037"), listed().overruled()) == ("tight", ())


def test_a_verified_commune_that_changed_is_no_doubt_when_an_older_list_agrees() -> None:
    """Rennes came in by the decree of 2023; a list without a date that lacks it may be from before."""
    assert listed(complete=False, day=None, zones={}).zone("35238") == "tight"


@pytest.mark.parametrize(
    ("changed", "insee", "day"),
    [
        ({"33063": A2023}, "33063", A2023),
        ({"13055": A2023}, "13201", A2023),
        ({}, "74037", A2025),
        ({"74037": A2023}, "74037", A2025),
        ({"35238": A2025}, "35238", A2025),
        ({}, "33063", None),
    ],
)
def test_the_last_change_counts(changed: dict[str, date], insee: str, day: date | None) -> None:
    """By the list or by what was verified."""
    assert listed(changed=changed).changed(insee) == day
