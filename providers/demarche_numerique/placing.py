"""Finds each fact of a draft its place in a form: by label, and only where the kind of field takes the value.

The provider drops without a word whatever it does not understand; what is not placed here is therefore told.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from demenagement.domain.facts import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from demenagement.domain.draft import Field

_KIND = "ChampDescriptor"
_IDENTITY = {
    "prenom": "identite_prenom",
    "prenoms": "identite_prenom",
    "nom": "identite_nom",
    "nom-de-famille": "identite_nom",
    "civilite": "identite_genre",
}
_GENDERS = {"m": "M.", "monsieur": "M.", "mme": "Mme", "madame": "Mme"}
_TRUTHS = {"oui": "true", "true": "true", "non": "false", "false": "false"}
# An address is taken as the national address base names it: commune, street, and number where there is one.
_BAN = re.compile(r"\d[0-9AB]\d{3}_[0-9a-z]{4,6}(_\d{5}(_\w+)?)?", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,9}(\.\d+)?", re.ASCII)


def place(fields: Sequence[Field], schema: dict[str, Any]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The values under the form's own keys, and the labels of what found no place."""
    champs = list(_champs(schema))
    values: dict[str, str] = {}
    left: list[str] = []
    for field in fields:
        if not field.value.strip():
            continue
        label = slug(field.label)
        for key, value in _places(label, field.value.strip(), champs):
            if key not in values:
                values[key] = value
                break
        else:
            left.append(field.label)
    return values, tuple(left)


def _places(label: str, value: str, champs: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for champ in champs:
        if slug(str(champ.get("label"))) == label:
            taken = _taken(champ, value)
            if taken:
                yield f"champ_{champ.get('id')}", taken
    key = _IDENTITY.get(label)
    taken = _GENDERS.get(slug(value), "") if key == "identite_genre" else value
    if key and taken:
        yield key, taken


def _champs(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    revision = schema.get("revision")
    listed = revision.get("champDescriptors") if isinstance(revision, dict) else None
    for champ in listed if isinstance(listed, list) else []:
        if isinstance(champ, dict) and isinstance(champ.get("id"), str):
            yield champ


def _taken(champ: dict[str, Any], value: str) -> str:
    """The value as that kind of field takes it; empty when it does not."""
    kind = str(champ.get("__typename")).removesuffix(_KIND)
    if kind == "DropDownList":
        options = champ.get("options")
        return value if isinstance(options, list) and value in options else ""
    reader = _KINDS.get(kind)
    return reader(value) if reader else ""


def _date(value: str) -> str:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(value, form).date().isoformat()  # noqa: DTZ007 # a day has no zone
        except ValueError:
            continue
    return ""


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda value: value if pattern.fullmatch(value) else ""


_KINDS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("Text", "Textarea", "Formatted", "Phone", "Iban", "Siret"), str),
    "Email": _matching(re.compile(r"[^@\s]+@[^@\s]+")),
    "Date": _date,
    "IntegerNumber": _matching(_INTEGER),
    "DecimalNumber": lambda value: _matching(_DECIMAL)(value.replace(",", ".")),
    "Address": _matching(_BAN),
    "Civilite": lambda value: _GENDERS.get(slug(value), ""),
    "YesNo": lambda value: _TRUTHS.get(slug(value), ""),
    "Checkbox": lambda value: _TRUTHS.get(slug(value), ""),
}
