"""What is stored, as plain JSON: named tables of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from demenagement.errors import Problem

Row: TypeAlias = dict[str, Any]

Document: TypeAlias = dict[str, list[Row]]
"""The tables by name: `meta` and `facts` hold one row each, `entries` and `calendar` any number.

Other tables are kept as they are. `version`, `revision` and `id` of the row of `meta` belong to the store.
"""

Tables: TypeAlias = dict[str, dict[str, Row]]
"""The same as TinyDB lays it out: each row under its number."""

REQUIRED = ("meta", "facts", "entries", "calendar")
SINGLE = ("meta", "facts")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person must be told about a file: `code` names the sentence, `facts` the words it needs."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it stands on the disk, and what there is to say about it."""

    document: Document
    revision: int
    notices: tuple[Notice, ...] = ()


def to_tables(document: Document) -> Tables:
    """Number the rows of each table, from 1, as TinyDB does."""
    return {name: {str(number): row for number, row in enumerate(rows, 1)} for name, rows in document.items()}


def from_tables(tables: Tables) -> Document:
    """Put the rows of each table in the order of their numbers; ValueError when one has none."""
    return {name: [rows[key] for key in sorted(rows, key=int)] for name, rows in tables.items()}


def problems_of(document: object, file: str) -> tuple[Problem, ...]:
    """Everything that keeps this from being a document."""
    if not isinstance(document, dict):
        return (Problem(file, "", "not-tables"),)
    found = [Problem(file, name, "table-missing") for name in REQUIRED if name not in document]
    for name, rows in document.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            found.append(Problem(file, str(name), "not-rows"))
        elif name in SINGLE and len(rows) != 1:
            found.append(Problem(file, name, "not-one-row", (("count", str(len(rows))),)))
    return tuple(found)


def stamped(document: Document, ident: str, version: int, revision: int) -> Document:
    """The document, with what belongs to the store first in its `meta`."""
    own = {"version": version, "revision": revision, "id": ident}
    rest = {key: value for key, value in document["meta"][0].items() if key not in own}
    return {"meta": [own | rest], **{name: rows for name, rows in document.items() if name != "meta"}}


def revision_of(document: Document) -> int:
    """How many times the journey was written."""
    return int(document["meta"][0]["revision"])
