"""The places that the sandbox knows, and how two ways of writing one are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Town:
    """A commune: its code, name, postcodes, département and region by their codes and names, inhabitants."""

    code: str
    name: str
    postcodes: tuple[str, ...]
    department: tuple[str, str]
    region: tuple[str, str]
    population: int
    streets: tuple[str, ...] = ()


TOWNS = (
    Town(
        "44109",
        "Nantes",
        ("44000", "44100", "44200", "44300"),
        ("44", "Loire-Atlantique"),
        ("52", "Pays de la Loire"),
        327734,
        ("Quai de la Fosse", "Rue de Strasbourg"),
    ),
    Town(
        "21231",
        "Dijon",
        ("21000",),
        ("21", "Côte-d'Or"),
        ("27", "Bourgogne-Franche-Comté"),
        159346,
        ("Rue de la Liberté", "Boulevard du Port"),
    ),
    Town(
        "80021",
        "Amiens",
        ("80000", "80080", "80090"),
        ("80", "Somme"),
        ("32", "Hauts-de-France"),
        134780,
        ("Boulevard du Port",),
    ),
    Town(
        "38185",
        "Grenoble",
        ("38000", "38100"),
        ("38", "Isère"),
        ("84", "Auvergne-Rhône-Alpes"),
        156389,
        ("Rue de la Liberté",),
    ),
    Town(
        "35288",
        "Saint-Malo",
        ("35400",),
        ("35", "Ille-et-Vilaine"),
        ("53", "Bretagne"),
        47255,
        ("Rue des Cordiers",),
    ),
)
BY_CODE = {town.code: town for town in TOWNS}


def plain_words(text: str) -> list[str]:
    """The words of a text, without accents and capitals."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return re.findall(r"[a-z0-9]+", bare.lower())
