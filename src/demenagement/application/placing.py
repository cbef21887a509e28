"""In which commune a dwelling stands, worked out from its postcode and town; never guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from demenagement.application.ports import Gazetteer
    from demenagement.domain.communes import Commune
    from demenagement.domain.move import Arriving, Leaving

    _Home = TypeVar("_Home", Leaving, Arriving)


def commune_of(postcode: str | None, town: str | None, gazetteer: Gazetteer) -> Commune | None:
    """The only commune that fits all that was said; None where none does, or several do.

    A postcode may serve forty communes, and thirty towns may share a name: together they name one.
    """
    digits, name = "".join((postcode or "").split()), (town or "").strip()
    if not digits and not name:
        return None
    fitting = gazetteer.named(name) if name else gazetteer.at_postcode(digits)
    if digits and name:
        fitting = tuple(commune for commune in fitting if digits in commune.postcodes)
    return fitting[0] if len(fitting) == 1 else None


def placed(home: _Home, gazetteer: Callable[[], Gazetteer]) -> _Home:
    """The dwelling with the code of its commune where that can be worked out: in France, when nobody gave it."""
    if home.insee is not None or home.country != "FR" or not (home.postcode or home.city):
        return home
    commune = commune_of(home.postcode, home.city, gazetteer())
    return home if commune is None else replace(home, insee=commune.insee)
