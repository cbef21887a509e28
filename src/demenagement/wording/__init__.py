"""Every word a person reads, by key, in French and English.

A key is `<file>.<name>`: `reason.given` stands in `fr/reason.toml` and `en/reason.toml`. In a sentence, `{day}` is
filled in; `{count:jour/jours}` agrees with a number; `{ground:ground}` is itself looked up in `ground.toml`.
"""

from __future__ import annotations

import string
import tomllib
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en")
_HERE = Path(__file__).resolve().parent
_ENGLISH_PLURAL_FROM = 1.0
_FRENCH_PLURAL_FROM = 2.0
_MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_DAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


class Phrasebook(string.Formatter):
    """The sentences of one language."""

    def __init__(self, lang: str) -> None:
        """Only `fr` and `en` exist; the files are read when first needed."""
        self.lang = lang if lang in LANGUAGES else "fr"

    def __call__(self, key: str, /, **details: object) -> str:
        """The sentence of a key, filled in. Raises KeyError for a key that does not exist."""
        return self.vformat(self._text(key), (), details)

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        area, _, name = key.partition(".")
        return name in sentences(self.lang, area)

    def day(self, day: date) -> str:
        """A date as people write it: 7 mai 2027."""
        number = "1er" if self.lang == "fr" and day.day == 1 else str(day.day)
        return f"{number} {_MONTHS[self.lang][day.month - 1]} {day.year}"

    def long_day(self, day: date) -> str:
        """A date with its day of the week: vendredi 7 mai 2027."""
        return f"{_DAYS[self.lang][day.weekday()]} {self.day(day)}"

    def short_day(self, day: date) -> str:
        """A date for a narrow column: ven. 07/05."""
        return f"{_DAYS[self.lang][day.weekday()][:3]}{'.' if self.lang == 'fr' else ''} {day:%d/%m}"

    def euros(self, amount: Decimal) -> str:
        """An amount as people write it: 1 234,50 €."""
        text = f"{amount:,.2f}"
        return f"{text.replace(',', ' ').replace('.', ',')} €" if self.lang == "fr" else f"€{text}"

    def _text(self, key: str) -> str:
        area, _, name = key.partition(".")
        return sentences(self.lang, area)[name]

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 # the signature of string.Formatter
        """Fill one gap: plural forms, looked-up words, dates and amounts."""
        if "/" in format_spec:
            one, many = format_spec.split("/")
            several = value >= _FRENCH_PLURAL_FROM if self.lang == "fr" else value != _ENGLISH_PLURAL_FROM
            return many if several else one
        if format_spec:
            return self(f"{format_spec}.{value}") if self.has(f"{format_spec}.{value}") else str(value)
        if isinstance(value, date):
            return self.day(value.date() if isinstance(value, datetime) else value)
        return self.euros(value) if isinstance(value, Decimal) else str(value)


@cache
def sentences(lang: str, area: str) -> dict[str, str]:
    """One file of sentences; dotted keys are flat, so that `move.day` is one name."""
    path = _HERE / lang / f"{area}.toml"
    if not area.isidentifier() or not path.is_file():
        return {}
    return _flat(tomllib.loads(path.read_text(encoding="utf-8")), "")


def _flat(table: dict[str, Any], prefix: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    return found


@cache
def phrasebook(lang: str) -> Phrasebook:
    """The phrasebook of a language, French where it does not exist."""
    return Phrasebook(lang)
