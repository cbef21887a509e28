"""The public offices of the sandbox, written as the directory writes them: lists as JSON inside a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demenagement.sandbox.exchange import Record

FIELDS = (
    "id", "nom", "pivot", "adresse", "telephone", "adresse_courriel", "site_internet", "plage_ouverture",
    "code_insee_commune", "categorie", "siret", "formulaire_contact", "partenaire", "ancien_code_pivot",
    "date_modification", "url_service_public",
)  # fmt: skip
_WEEK = (("Lundi", "Vendredi", "09:00:00", "12:00:00", "13:00:00", "17:00:00", ""),)
_HALF_DAYS = (
    ("Lundi", "Jeudi", "08:30:00", "12:30:00", "", "", ""),
    ("Samedi", "", "09:00:00", "12:00:00", "", "", "sur rendez-vous"),
)


def _office(
    number: int,
    name: str,
    kind: str,
    town: tuple[str, str, str],
    *,
    box: str = "",
    hours: tuple[tuple[str, ...], ...] = _WEEK,
) -> Record:
    """An office of a town (code, postcode, name); `box` is the line of its letters, where they go elsewhere."""
    code, postcode, city = town
    addresses = [_address("Adresse", f"{number} rue du Modèle", "", postcode, city)]
    if box:
        addresses.append(_address("Adresse postale", "", box, postcode, f"{city} Cedex"))
    openings = [
        {
            "nom_jour_debut": first,
            "nom_jour_fin": last,
            "valeur_heure_debut_1": start,
            "valeur_heure_fin_1": end,
            "valeur_heure_debut_2": again,
            "valeur_heure_fin_2": over,
            "commentaire": note,
        }
        for first, last, start, end, again, over, note in hours
    ]
    return {
        "id": f"SBX-{kind}-{number:03}",
        "nom": f"SBX {name}",
        "pivot": json.dumps([{"type_service_local": kind, "code_insee_commune": [code]}]),
        "adresse": json.dumps(addresses, ensure_ascii=False),
        "telephone": json.dumps([{"valeur": f"01 99 00 00 {number:02}", "description": ""}]),
        "adresse_courriel": f"bureau{number}@exemple.invalid;accueil{number}@exemple.invalid",
        "site_internet": json.dumps([{"libelle": "", "valeur": "https://exemple.invalid"}]),
        "plage_ouverture": json.dumps(openings, ensure_ascii=False) if openings else None,
        "code_insee_commune": code,
        "categorie": "SL",
        "siret": None,
        "formulaire_contact": None,
        "partenaire": None,
        "ancien_code_pivot": f"{kind}-{code}-{number:02}",
        "date_modification": "22/12/2026 10:38:56",
        "url_service_public": f"https://exemple.invalid/SBX-{kind}-{number:03}",
    }


def _address(kind: str, street: str, box: str, postcode: str, city: str) -> Record:
    return {
        "type_adresse": kind,
        "complement1": "",
        "complement2": "",
        "numero_voie": street,
        "service_distribution": box,
        "code_postal": postcode,
        "nom_commune": city,
        "pays": "France",
        "continent": "Europe",
        "longitude": "0",
        "latitude": "0",
        "accessibilite": "",
        "note_accessibilite": "",
    }


_NANTES, _DIJON = ("44109", "44000", "Nantes"), ("21231", "21000", "Dijon")
_MALO = ("35288", "35400", "Saint-Malo")
OFFICES = (
    _office(1, "Mairie - Nantes", "mairie", _NANTES, box="CS 00001", hours=_HALF_DAYS),
    _office(2, "Mairie - Dijon", "mairie", _DIJON),
    _office(3, "Mairie - Saint-Malo", "mairie", _MALO, box="BP 00003"),
    _office(4, "Mairie déléguée - Paramé", "mairie", _MALO),
    _office(5, "Caf de la Loire-Atlantique", "caf", _NANTES, box="TSA 00005"),
    _office(6, "CPAM de la Loire-Atlantique - siège", "cpam", _NANTES, box="TSA 00006"),
    _office(7, "CPAM de la Loire-Atlantique - accueil", "cpam", _NANTES),
    _office(8, "Centre des finances publiques - Nantes", "sip", _NANTES, hours=()),
    _office(9, "France Travail - Nantes", "france_travail", _NANTES),
    _office(10, "Préfecture de la Loire-Atlantique", "prefecture", _NANTES, box="BP 00010"),
    _office(11, "Caf de la Côte-d'Or", "caf", _DIJON),
    _office(12, "MSA de Bourgogne", "msa", _DIJON),
    _office(13, "France Services - Dijon", "msap", _DIJON),
)
COMPETENT = tuple(
    {
        "code_insee_commune": code,
        "nom_commune": town,
        "code_type_service_local": kind,
        "id_service_local": json.dumps([f"SBX-{kind}-{number:03}" for number in numbers]),
    }
    for code, town, kind, numbers in (
        ("44109", "Nantes", "caf", (5,)),
        ("44109", "Nantes", "cpam", (6, 7)),
        ("44109", "Nantes", "sip", (8,)),
        ("44109", "Nantes", "france_travail", (9,)),
        ("44109", "Nantes", "prefecture", (10,)),
        ("35288", "Saint-Malo", "caf", (5,)),
        ("21231", "Dijon", "caf", (11,)),
    )
)
