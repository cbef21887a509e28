"""What countries are called. The door of Babel, which brings the names that Unicode's CLDR keeps."""

from __future__ import annotations

from functools import cache


@cache
def country(code: str, lang: str) -> str:
    """The name of a country in that language, by its two letters; the letters themselves where it has none."""
    from babel import Locale  # noqa: PLC0415 # only where somebody moves across a border

    name: str = Locale.parse(lang).territories.get(code, code)
    return name
