"""Any valid dossier, built from what the nouns declare: a field added to a noun is tried without a word here."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import hints
from demenagement.domain.values import EmailAddress, Insee, Text, safe_text

_FEW = 3
_PLACES = ("21231", "75111", "13216", "69381", "67482", "57463", "2A004", "97411", "97611", "05046", "35238", "99999")

_days = st.one_of(
    st.dates(date(2026, 6, 1), date(2028, 12, 31)),
    st.dates(date(2026, 6, 1), date(2028, 12, 31)),
    st.dates(date(1950, 1, 1), date(2150, 12, 31)),
)
_texts = st.one_of(
    st.sampled_from(("FR", "DE", "21000", "67000", "97400", "Camille", "Camille Martin", "Zoé", "AB-123-CD", "")),
    st.text(max_size=12).map(safe_text),
)
_money = st.decimals(Decimal(0), Decimal(99999), places=2)
_counts = st.integers(0, 60)

_BY_TYPE: dict[object, st.SearchStrategy[Any]] = {
    date: _days,
    bool: st.booleans(),
    int: _counts,
    Decimal: _money,
    str: _texts,
    type(None): st.none(),
}
_BY_DECLARATION: dict[object, st.SearchStrategy[Any]] = {
    Text: _texts,
    Insee: st.sampled_from(_PLACES),
    EmailAddress: st.just("camille@exemple.fr"),
}


def dossiers() -> st.SearchStrategy[Dossier]:
    """Any valid dossier; many facts of it unknown, as in life."""
    return typing.cast("st.SearchStrategy[Dossier]", values_of(Dossier))


def values_of(declared: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 # a declared type is anything
    """Any valid value of a declared type."""
    if declared in _BY_DECLARATION:
        return _BY_DECLARATION[declared]
    if declared in _BY_TYPE:
        return _BY_TYPE[declared]
    if is_dataclass(declared):
        known = hints(typing.cast("type", declared))
        return st.builds(declared, **{field.name: values_of(known[field.name]) for field in fields(declared)})
    origin, arguments = typing.get_origin(declared), typing.get_args(declared)
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin is typing.Annotated:
        return values_of(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(values_of(argument) for argument in sorted(arguments, key=_unknown_first)))
    if origin is tuple:
        return st.lists(values_of(arguments[0]), max_size=_FEW).map(tuple)
    if origin is dict:
        return st.dictionaries(st.sampled_from(("edf", "la-poste")), values_of(arguments[1]), max_size=_FEW)
    raise NotImplementedError(declared)


def _unknown_first(declared: object) -> bool:
    return declared is not type(None)
