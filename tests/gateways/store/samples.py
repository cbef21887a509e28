"""Small journeys as plain documents, and small changes to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

IDENT = "rennes-lyon"


def a_document(title: str = "De Rennes à Lyon") -> dict[str, list[dict[str, Any]]]:
    """A journey just begun."""
    return {
        "meta": [{"title": title}],
        "facts": [{"arriving": {"city": "Lyon"}, "moving_on": "2027-03-14"}],
        "entries": [],
        "calendar": [{"uid": "1", "sequence": 0}],
    }


def adding(**entry: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A change that adds one entry."""
    return lambda document: {**document, "entries": [*document["entries"], entry]}


def counting(document: dict[str, Any]) -> dict[str, Any]:
    """A change that adds an entry numbered after those before it."""
    return adding(number=len(document["entries"]) + 1)(document)


def names_in(folder: Path) -> list[str]:
    """The names of all files below a folder, locks left out."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(str(path) for path in paths if path.parts[0] != "locks")
