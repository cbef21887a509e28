"""Files that somebody is still writing: each blank they left is named, beside everything else that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml

if TYPE_CHECKING:
    from collections.abc import Iterator

_Noun = TypeVar("_Noun")


def filled(noun: type[_Noun], document: object, file: str, at: tuple[str, ...] = ()) -> _Noun:
    """The noun that a TOML document describes, once no blank is left in it: `""`, or no channel. Raises FilesInvalid.

    `at` is where in the file it stands.
    """
    blanks = dict.fromkeys(_blanks(document, ".".join(at)))
    problems = [Problem(file, key, "blank") for key in blanks]
    try:
        found = toml.validate(noun, document, file, at)
    except FilesInvalid as fault:
        problems += [problem for problem in fault.problems if problem.key not in blanks]
    if problems:
        raise FilesInvalid(tuple(problems))
    return found


def _blanks(document: object, at: str) -> Iterator[str]:
    """Where a file says nothing yet."""
    if document == "" or (document == [] and at == "channels"):
        yield at
    elif isinstance(document, dict):
        for key, value in document.items():
            yield from _blanks(value, f"{at}.{key}" if at else key)
    elif isinstance(document, list):
        for number, value in enumerate(document):
            yield from _blanks(value, f"{at}.{number}" if isinstance(value, dict) else at)
