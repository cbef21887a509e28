"""Members of a household keep the name by which their steps are known, whatever is corrected later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from demenagement.domain.facts import instances, own_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from demenagement.domain.dossier import Dossier
    from demenagement.domain.household import Adult, Child, Pet, Vehicle

    _Noun = TypeVar("_Noun", Adult, Child, Pet, Vehicle)


def renamed(before: Dossier, after: Dossier, replaced: Collection[str] = ()) -> Dossier:
    """The dossier after a change, in which whoever was there before is still called as before.

    A member is the same one when it is called the same; else when it stands where one stood who is called so no more,
    unless its list (`adults`, `children`, `vehicles`, `pets`) was `replaced` as a whole: then nobody knows.
    """
    old, new = before.household, after.household
    household = replace(
        new,
        adults=_kept("adult", old.adults, new.adults, by_place="adults" not in replaced),
        children=_kept("child", old.children, new.children, by_place="children" not in replaced),
        vehicles=_kept("vehicle", old.vehicles, new.vehicles, by_place="vehicles" not in replaced),
        pets=_kept("pet", old.pets, new.pets, by_place="pets" not in replaced),
    )
    return replace(after, household=household)


def _kept(
    kind: str, before: tuple[_Noun, ...] | None, after: tuple[_Noun, ...] | None, *, by_place: bool
) -> tuple[_Noun, ...] | None:
    if not before or not after:
        return after
    names, words = instances(kind, before), [own_words(kind, noun) for noun in before]
    now = [own_words(kind, noun) for noun in after]
    known = {word: name for word, name in zip(words, names, strict=True) if word and words.count(word) == 1}
    kept = []
    for place, (noun, natural) in enumerate(zip(after, instances(kind, after), strict=True)):
        name = known.get(now[place])
        if name is None and by_place and place < len(before) and words[place] not in now:
            name = names[place]
        kept.append(noun if name in (None, natural) else replace(noun, key=name))
    return tuple(kept)
