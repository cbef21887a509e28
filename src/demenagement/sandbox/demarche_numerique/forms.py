"""The procedures that the sandbox knows, and which values their fields take."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.sandbox.exchange import Record

_BAN = re.compile(r"\d[0-9AB]\d{3}_[0-9a-z]{4,6}(_\d{5}(_\w+)?)?")
_INTEGER = re.compile(r"-?\d{1,9}")
_GENDERS = ("M.", "Mme")
TEXT, ADDRESS, DATE, INTEGER, FILE = "Text", "Address", "Date", "IntegerNumber", "PieceJustificative"


@dataclass(frozen=True, slots=True)
class Field:
    """One field; a file cannot be prefilled."""

    number: int
    label: str
    type: str
    required: bool = False

    @property
    def id(self) -> str:
        """Its public id, as in `champ_<id>`."""
        return base64.urlsafe_b64encode(f"Champ-{self.number}".encode()).decode()

    def takes(self, value: object) -> bool:
        """Whether a value would be kept."""
        if (
            isinstance(value, bool)
            or not isinstance(value, str | int)
            or (isinstance(value, int) and self.type != INTEGER)
        ):
            return False
        text = str(value)
        if self.type == DATE:
            return _is_date(text)
        if self.type == INTEGER:
            return bool(_INTEGER.fullmatch(text))
        if self.type == ADDRESS:
            return bool(_BAN.fullmatch(text))
        return self.type == TEXT and bool(text.strip())


@dataclass(frozen=True, slots=True)
class Form:
    """One procedure: its number, its path, its fields."""

    number: int
    path: str
    title: str
    fields: tuple[Field, ...]

    def kept(self, given: Record) -> dict[str, object]:
        """The values that are kept, under their keys; whatever is unknown or invalid is dropped without a word."""
        fields = {f"champ_{field.id.rstrip('=')}": field for field in self.fields}
        kept: dict[str, object] = {}
        for key, value in given.items():
            field = fields.get(key.rstrip("="))
            if field is not None and field.takes(value):
                kept[f"champ_{field.id}"] = value
        for key in ("identite_prenom", "identite_nom"):
            if isinstance(given.get(key), str) and given[key].strip():
                kept[key] = given[key]
        if given.get("identite_genre") in _GENDERS:
            kept["identite_genre"] = given["identite_genre"]
        return kept

    def described(self) -> Record:
        """The schema, as it is published."""
        return {
            "id": base64.b64encode(f"Procedure-{self.number}".encode()).decode(),
            "number": self.number,
            "title": self.title,
            "description": "SBX : démarche fictive, sans aucun effet.",
            "state": "publiee",
            "revision": {
                "champDescriptors": [
                    {
                        "__typename": f"{field.type}ChampDescriptor",
                        "id": field.id,
                        "label": field.label,
                        "description": None,
                        "required": field.required,
                    }
                    for field in self.fields
                ]
            },
        }


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


FORMS: Mapping[str, Form] = {
    str(form.number): form
    for form in (
        Form(
            1001,
            "stationnement-demenagement-bac-a-sable",
            "Autorisation de stationnement pour un déménagement (bac à sable)",
            (
                Field(100101, "Adresse du stationnement", ADDRESS, required=True),
                Field(100102, "Date du déménagement", DATE, required=True),
                Field(100103, "Longueur à réserver, en mètres", INTEGER, required=True),
                Field(100104, "Immatriculation du véhicule", TEXT),
                Field(100105, "Précisions", TEXT),
                Field(100106, "Plan de l'emplacement", FILE),
            ),
        ),
        Form(
            1002,
            "inscription-scolaire-bac-a-sable",
            "Inscription scolaire après un déménagement (bac à sable)",
            (
                Field(100201, "Nom et prénom de l'enfant", TEXT, required=True),
                Field(100202, "Date de naissance de l'enfant", DATE, required=True),
                Field(100203, "Nouvelle adresse", ADDRESS, required=True),
                Field(100204, "Certificat de radiation", FILE),
            ),
        ),
    )
}
BY_PATH: Mapping[str, Form] = {form.path: form for form in FORMS.values()}
