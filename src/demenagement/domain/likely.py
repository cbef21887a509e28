"""What somebody who misspelt a word most likely meant."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from demenagement.domain.circumstances import CIRCUMSTANCES
from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import MEMBERS, declared, keys, noun_types

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE = 0.5


def likely(word: str, known: Iterable[str]) -> str:
    """The known word that is most like this one; empty where none comes close."""
    return next(iter(difflib.get_close_matches(word, tuple(known), n=1, cutoff=_ALIKE)), "")


def likely_fact(path: str, each: str | None = None) -> str:
    """The fact that exists and whose path is most like this one, part by part; empty where none comes close.

    `each` is what its step is repeated for, by which a condition then calls one member.
    """
    root, *rest = path.split(".")
    roots = (*keys(Dossier), *((each,) if each in MEMBERS else ()), *(() if rest else CIRCUMSTANCES))
    first = root if root in roots else likely(root, roots)
    at = ("household", MEMBERS[first]) if first == each else (first,)
    found = [first]
    for part in rest:
        known = [key for noun in noun_types(declared(Dossier, at)) for key in keys(noun)]
        meant = part if part in known else likely(part, known)
        at, found = (*at, meant), [*found, meant]
    return ".".join(found) if all(found) and (rest or first in CIRCUMSTANCES) else ""
