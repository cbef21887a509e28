"""Reading facts by their dotted path, and knowing which paths there are.

Members of lists are addressed by their key: `household.children.lou.school`.
"""

from __future__ import annotations

import keyword
import re
import types
import typing
import unicodedata
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, lru_cache

if typing.TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


MEMBERS = {
    "adult": "adults",
    "child": "children",
    "vehicle": "vehicles",
    "pet": "pets",
    "subscription": "subscriptions",
}
"""What a step may be repeated for, and the list of the household that holds them."""

_KINDS = {f"household.{plural}": kind for kind, plural in MEMBERS.items()}


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody said yet; `facts` are the dotted paths that would tell."""

    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list, with the path under which its facts are asked."""

    noun: object
    path: str


def follow(root: object, parts: Sequence[str], path: str) -> object:
    """Walk `parts` down from `root`.

    A missing fact gives Unknown with the first path that is missing; below a fact that is False ("there is none"),
    everything is False.
    """
    if isinstance(root, Unknown):
        return root
    if isinstance(root, Member):
        path, root = root.path, root.noun
    for part in parts:
        if root is False:
            return False
        root = root.get(part) if isinstance(root, dict) else getattr(root, attribute(part), None)
        path = f"{path}.{part}"
        if root is None:
            return _missing(path)
    return _missing(path) if root is None else root


@lru_cache(maxsize=1024)
def _missing(path: str) -> Unknown:
    return Unknown((path,))


@lru_cache(maxsize=1024)
def attribute(key: str) -> str:
    """The attribute that holds the dossier file's `key`: a Python keyword gets an underscore.

    So does a key that ends with one: it is no other way to write the keyword.
    """
    return f"{key}_" if keyword.iskeyword(key) or key.endswith("_") else key


def key_of(name: str) -> str:
    """The dossier file's key for an attribute."""
    return name.removesuffix("_")


@lru_cache(maxsize=1024)
def slug(text: str) -> str:
    """Lower case ASCII with hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae"))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


def instances(kind: str, nouns: Sequence[object]) -> tuple[str, ...]:
    """The stable key of each member of a list: its own, else plate, name, first word of an adult's name, subscription.

    Two adults with the same first word are told apart by their full names; what still collides, or has no name, by
    its number.
    """
    firsts = [slug(own_words(kind, noun).split(" ")[0]) for noun in nouns] if kind == "adult" else []
    chosen: list[str | None] = []
    for noun in nouns:
        key = getattr(noun, "key", None)
        chosen.append(key if key not in chosen else None)
    for place, noun in enumerate(nouns):
        if chosen[place] is not None:
            continue
        name = slug(own_words(kind, noun))
        if kind == "adult" and firsts.count(firsts[place]) == 1:
            name = firsts[place]
        name = name or f"{kind}-{place + 1}"
        while name in chosen:
            name = f"{name}-{place + 1}"
        chosen[place] = name
    return tuple(str(name) for name in chosen)


def members(path: str, nouns: Sequence[object]) -> tuple[Member, ...]:
    """The members of the list at `path`, each with the path of its own facts."""
    if not nouns:
        return ()
    names = instances(_KINDS.get(path, ""), nouns)
    return tuple([Member(noun, f"{path}.{name}") for noun, name in zip(nouns, names, strict=True)])


def own_words(kind: str, noun: object) -> str:
    """What a member is called: its plate, its name, or itself where it is a text."""
    if isinstance(noun, str):
        return noun
    named = getattr(noun, "plate" if kind == "vehicle" else "name", None)
    return named if isinstance(named, str) else ""


@cache
def hints(noun: type) -> dict[str, object]:
    """The declared type of every field of a noun, resolved."""
    return typing.get_type_hints(noun, include_extras=True)


def keys(noun: type) -> tuple[str, ...]:
    """The dossier file's keys of a noun."""
    return tuple(key_of(field.name) for field in fields(noun))


def noun_types(declared: object) -> Iterator[type]:
    """The dataclasses within a declared type: `Energy | Literal[False] | None` holds Energy."""
    if isinstance(declared, type) and is_dataclass(declared):
        yield declared
    elif typing.get_origin(declared) in (typing.Union, types.UnionType, tuple, dict, typing.Annotated):
        for argument in typing.get_args(declared):
            yield from noun_types(argument)


def options(declared: object) -> tuple[str, ...]:
    """The words a fact may be, where it is one of a few; empty otherwise."""
    if typing.get_origin(declared) is typing.Literal:
        return tuple(word for word in typing.get_args(declared) if isinstance(word, str))
    return tuple(word for argument in typing.get_args(declared) for word in options(argument))


def declared(root: type, path: Sequence[str]) -> object | None:
    """The declared type at a path below `root`; None where no such path exists."""
    found: object = root
    for part in path:
        for noun in noun_types(found):
            if attribute(part) in hints(noun):
                found = hints(noun)[attribute(part)]
                break
        else:
            # Any key leads to a member of a table by name, such as an account.
            if typing.get_origin(found) is not dict:
                return None
            found = typing.get_args(found)[1]
    return found
