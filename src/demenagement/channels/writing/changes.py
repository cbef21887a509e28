"""What a change of a request is made of: what is different since, in words for whoever knows only their own file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from demenagement.channels.fields import concerned, typed
from demenagement.channels.known import address, address_paths
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demenagement.channels.writing.matter import Writing

_HOMES = ("leaving", "arriving")


def changes(writing: Writing) -> dict[tuple[str, ...], str]:
    """The lines of the letter, each by the facts that it tells.

    What is different since the request, where that is known and there are words for it; else the new address and the
    moving day. The home that a closing is about is always named.
    """
    different = writing.known.lines("case.changed")
    usual = (*address_paths("arriving"), "move.day")
    told = dict(_lines(writing, different)) or dict(_lines(writing, usual))
    home = _home(writing, "leaving") if writing.step.template.side == "leaving" else {}
    return {**home, **told}


def _lines(writing: Writing, different: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    allowed = [path for path in concerned(writing.manifest, writing.known) if path in different]
    for side in _HOMES:
        if any(path in allowed for path in address_paths(side)):
            yield from _home(writing, side).items()
    for path in allowed:
        value = writing.known.get(path)
        key, name = _named(writing, path)
        if value in (None, ()) or not writing.has(key):
            continue
        french = phrasebook("fr")
        nouns = value if isinstance(value, tuple) else (value,)
        said = (french.day(each) if isinstance(each, date) else typed(each, french, path) for each in nouns)
        yield (path,), writing.say(key, **{name: ", ".join(said)})


def _named(writing: Writing, path: str) -> tuple[str, str]:
    """The sentence for a fact, and what its gap is called: a meter is named as it is above a letter."""
    if path.endswith(".meter"):
        return f"reference.{writing.step.template.kind}", "meter"
    if path.endswith(".index"):
        return "amendment.told.index", "value"
    return f"amendment.told.{path}", "value"


def _home(writing: Writing, side: str) -> dict[tuple[str, ...], str]:
    """One dwelling's address as one line; nothing where it is not known whole, or is not to be told."""
    paths = tuple(path for path in concerned(writing.manifest, writing.known) if path in address_paths(side))
    line = address(writing.known, side) if paths else ""
    return {paths: writing.say(f"amendment.told.{side}-home", value=line)} if line else {}
