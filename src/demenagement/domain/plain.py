"""Facts as plain values: one of them put in its place."""

from __future__ import annotations

from typing import Any

from demenagement.domain.facts import MEMBERS, instances


def place(facts: dict[str, Any], path: str, value: object) -> None:
    """Put a value at a dotted path of plain facts; members of lists are found by their key.

    Raises KeyError with the part of the path that leads nowhere.
    """
    *parents, last = path.split(".")
    at: Any = facts
    for number, part in enumerate(parents):
        if isinstance(at, list):
            at = at[_member(parents[number - 1], at, part)]
            continue
        if not isinstance(at.get(part), (dict, list)):
            at[part] = {}
        at = at[part]
    if isinstance(at, list):
        at[_member(parents[-1], at, last)] = value
    elif isinstance(at, dict):
        at[last] = value
    else:
        raise KeyError(path)


def _member(plural: str, rows: list[Any], name: str) -> int:
    kind = next((kind for kind, each in MEMBERS.items() if each == plural), "")
    names = instances(kind, [_Row(row) if isinstance(row, dict) else row for row in rows])
    if name not in names:
        raise KeyError(name)
    return names.index(name)


class _Row:
    """A plain row that has its values as attributes, as the nouns do."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.plate, self.name, self.key = row.get("plate"), row.get("name"), row.get("key")
