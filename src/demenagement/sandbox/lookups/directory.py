"""Annuaire de l'administration: one dataset of offices, one of which of them is competent for a commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox.contract import Contract, Route
from demenagement.sandbox.lookups import datasets
from demenagement.sandbox.lookups.offices import COMPETENT, FIELDS, OFFICES

if TYPE_CHECKING:
    from demenagement.sandbox.exchange import Reply, Request
    from demenagement.sandbox.state import State

_OFFICES = "/directory/api-lannuaire-administration/records"
_COMPETENT = "/directory/api-lannuaire-administration-locale-competence-geographique/records"


def offices(_state: State, request: Request) -> Reply:
    """The offices that a condition fits."""
    return datasets.records(request, OFFICES, FIELDS)


def competent(_state: State, request: Request) -> Reply:
    """Which offices see to which commune."""
    return datasets.records(request, COMPETENT, tuple(COMPETENT[0]))


CONTRACT = Contract(
    "directory",
    (Route("offices", "GET", _OFFICES, offices), Route("competent", "GET", _COMPETENT, competent)),
    datasets.dialect,
    lambda _state: {},
)
