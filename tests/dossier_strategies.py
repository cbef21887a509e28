"""Any valid dossier, built from what the nouns declare: a field added to a noun is tried without a word here."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import hints
from demenagement.domain.values import AtMost, Between, Country, Insee, Matching, safe_text

_MOST_FACTS, _MOST_MEMBERS = 14, 3
_LINE = st.characters(min_codepoint=33, max_codepoint=126)
_NEAR = st.dates(date(2026, 6, 1), date(2028, 12, 31))
_DAYS = st.one_of(_NEAR, _NEAR, st.dates(date(1950, 1, 1), date(2150, 12, 31)))
_NAMES = st.sampled_from(("21000", "67000", "97400", "Camille", "Camille Martin", "Zoé", "AB-123-CD", "edf", ""))

_LIKELY: dict[object, st.SearchStrategy[Any]] = {
    Country: st.sampled_from(("FR", "FR", "DE")),
    Insee: st.sampled_from(("21231", "75111", "13216", "67482", "57463", "2A004", "97411", "05046", "35238", "99999")),
    date: _DAYS,
    bool: st.booleans(),
}
"""Where some values are likelier in life than others."""


def dossiers() -> st.SearchStrategy[Dossier]:
    """Any valid dossier; most facts of it unknown, as in life."""
    return st.builds(Dossier, **{field.name: _values(hints(Dossier)[field.name]) for field in fields(Dossier)})


@cache
def _values(declared: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 # a declared type is anything
    """Any valid value of a declared type; a fact that may be unknown is not: it is left out instead."""
    if declared in _LIKELY:
        return _LIKELY[declared]
    if is_dataclass(declared):
        return _nouns(typing.cast("type", declared))
    origin, arguments = typing.get_origin(declared), typing.get_args(declared)
    if origin is typing.Annotated:
        return _annotated(arguments[0], arguments[1:])
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(_values(argument) for argument in arguments if argument is not type(None)))
    if origin is tuple:
        return st.lists(_values(arguments[0]), max_size=_MOST_MEMBERS).map(tuple)
    if origin is dict:
        return st.dictionaries(st.sampled_from(("edf", "la-poste")), _values(arguments[1]))
    raise NotImplementedError(declared)


def _annotated(base: Any, marks: tuple[object, ...]) -> st.SearchStrategy[Any]:  # noqa: ANN401 # idem
    between = next((mark for mark in marks if isinstance(mark, Between)), None)
    matching = next((mark for mark in marks if isinstance(mark, Matching)), None)
    most = next((mark.count for mark in marks if isinstance(mark, AtMost)), _MOST_MEMBERS)
    if matching is not None and matching.pattern:
        return st.from_regex(matching.pattern, fullmatch=True, alphabet=_LINE)
    if matching is not None:
        longest = min(matching.longest, 12)
        return st.one_of(_NAMES, st.text(max_size=longest).map(safe_text))
    if base is int and between is not None:
        return st.integers(typing.cast("int", between.least), typing.cast("int", between.most))
    if base is Decimal and between is not None:
        return st.decimals(typing.cast("int", between.least), typing.cast("int", between.most), places=2)
    if typing.get_origin(base) is tuple:
        return st.lists(_values(typing.get_args(base)[0]), max_size=most).map(tuple)
    return _values(base)


@st.composite
def _nouns(draw: st.DrawFn, noun: type) -> Any:  # noqa: ANN401 # any noun
    known = hints(noun)
    said = draw(st.lists(st.sampled_from([field.name for field in fields(noun)]), unique=True, max_size=_MOST_FACTS))
    return noun(**{name: draw(_values(known[name])) for name in said})
