"""In which commune a dwelling stands: worked out where it is sure, unknown where it is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from builders import TODAY, a_dossier, a_template
from fakes import SmallGazetteer, no_holidays
from submission_builders import World

from demenagement.application.placing import commune_of, placed
from demenagement.application.planning import Planning
from demenagement.domain.communes import Commune
from demenagement.domain.deadline import because
from demenagement.domain.move import Arriving, Leaving
from demenagement.domain.planner import Catalogue
from demenagement.gateways.zones import BuiltInZones

if TYPE_CHECKING:
    from demenagement.domain.situation import Situation

DIJON = Commune("21231", "Dijon", ("21000",))
TALANT = Commune("21617", "Talant", ("21240",))
HAUTEVILLE = Commune("21315", "Hauteville-lès-Dijon", ("21121",))
AHUY = Commune("21003", "Ahuy", ("21121",))
SAINT_DENIS = Commune("93066", "Saint-Denis", ("93200", "93210"))
ELSEWHERE = Commune("97411", "Saint-Denis", ("97400",))
GAZETTEER = SmallGazetteer(
    DIJON, TALANT, HAUTEVILLE, AHUY, SAINT_DENIS, ELSEWHERE, names={"Pierrefitte-sur-Seine": "93066", "Ahuy": "21617"}
)


def unopened() -> SmallGazetteer:
    """A gazetteer that nothing may ask."""
    raise AssertionError


def situation(**tables: Any) -> Situation:  # noqa: ANN401 # any table of a dossier
    """A dossier completed, with that gazetteer and the zones that ship."""
    planning = Planning(Catalogue(()), no_holidays, BuiltInZones(), lambda: GAZETTEER)
    return planning.situation(a_dossier(**tables), TODAY)


@pytest.mark.parametrize(
    ("postcode", "town", "commune"),
    [
        ("21000", "Dijon", DIJON),
        ("21 000", "  DIJON ", DIJON),
        ("93200", "St Denis", SAINT_DENIS),
        ("97400", "Saint-Denis", ELSEWHERE),
        ("21121", "Ahuy", AHUY),
        ("93210", "pierrefitte sur seine", SAINT_DENIS),
        ("21240", None, TALANT),
        ("21240", " ", TALANT),
        (None, "Dijon", DIJON),
        (None, "Pierrefitte-sur-Seine", SAINT_DENIS),
    ],
)
def test_a_commune_is_known_where_one_fits(postcode: str | None, town: str | None, commune: Commune) -> None:
    """By postcode and town together, by a postcode that serves one, by a name that one has; older names count."""
    assert commune_of(postcode, town, GAZETTEER) == commune


@pytest.mark.parametrize(
    ("postcode", "town"),
    [
        ("21121", None),
        (None, "Saint-Denis"),
        (None, "Ahuy"),
        ("21000", "Talant"),
        ("2100", "Dijon"),
        ("99999", "Dijon"),
        ("21000", "Dijon centre"),
        (None, "Nulle-Part"),
        ("", ""),
        (None, None),
    ],
)
def test_a_commune_is_never_guessed(postcode: str | None, town: str | None) -> None:
    """Several fit, or none: a postcode of two communes, a name of two, a postcode and a town that don't go together."""
    assert commune_of(postcode, town, GAZETTEER) is None


def test_a_code_that_was_given_stands() -> None:
    """Whatever the address says; nothing is even looked up."""
    home = Leaving(country="FR", insee="44109", postcode="21000", city="Dijon")
    assert placed(home, unopened) is home


@pytest.mark.parametrize("home", [Arriving(country="FR"), Arriving(country="BE", postcode="21000", city="Dijon")])
def test_nothing_is_looked_up_where_there_is_nothing_to_find(home: Arriving) -> None:
    """No address, or one abroad."""
    assert placed(home, unopened) is home


def test_both_dwellings_are_placed() -> None:
    """The zone of the old one follows, and how both were found is told."""
    found = situation(leaving={"postcode": "21000", "city": "Dijon"}, arriving={"postcode": "21240"})
    codes = (found.dossier.leaving.insee, found.dossier.arriving.insee)
    assert (codes, found.dossier.leaving.zone) == (("21231", "21617"), "none")
    assert found.zone_told == (because("commune-found", insee="21231"),)


def test_a_zone_that_was_given_stands() -> None:
    """It needs no derivation."""
    found = situation(leaving={"postcode": "21000", "zone": "tight"})
    assert (found.dossier.leaving.insee, found.dossier.leaving.zone, found.zone_told) == ("21231", "tight", ())


def test_the_day_a_zone_changed_is_known_of_a_commune_that_was_worked_out() -> None:
    """As of one that was given."""
    rennes = SmallGazetteer(Commune("35238", "Rennes", ("35000",)))
    planning = Planning(Catalogue(()), no_holidays, BuiltInZones(), lambda: rennes)
    found = planning.situation(a_dossier(leaving={"city": "Rennes"}), TODAY)
    assert found.zone_changed == date(2023, 8, 25)


def test_a_journey_keeps_what_was_said_and_nothing_else() -> None:
    """A commune is worked out each time anew, so that a merger or a better list is no old fact."""
    world = World(a_template("bank"), facts={"leaving": {"postcode": "21000", "city": "Dijon"}})
    assert world.journey.facts["leaving"] == {"postcode": "21000", "city": "Dijon"}
