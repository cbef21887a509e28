"""The members of one household that steps are repeated for, and what each is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from demenagement.domain.facts import MEMBERS, Member, Unknown, members

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from demenagement.domain.household import Household
    from demenagement.domain.truth import Scope

    Roster = Mapping[str, tuple[Member, ...] | Unknown]


_LISTS = {kind: f"household.{plural}" for kind, plural in MEMBERS.items()}


def roster(household: Household) -> Roster:
    """The members of each list, by its path; Unknown where nobody said whether there are any."""
    found: dict[str, tuple[Member, ...] | Unknown] = {}
    for kind, path in _LISTS.items():
        nouns = getattr(household, MEMBERS[kind])
        found[path] = Unknown((path,)) if nouns is None else members(path, nouns)
    return found


class View(NamedTuple):
    """The facts as they are seen for one member; `suffix` tells the member's steps from the others'."""

    suffix: str
    member: Member | Unknown | None
    scope: Scope


def views(scope: Scope, known: Roster) -> dict[str | None, list[View]]:
    """By what a template is repeated for: each time that it could be a step. Adults who stay are left out.

    Where one adult leaves and nobody said which, what each would have to do hangs on that.
    """
    alone = getattr(scope["move"], "who", None) == "one-adult"
    found: dict[str | None, list[View]] = {None: [View("", None, scope)]}
    for kind, path in _LISTS.items():
        here = known[path]
        if isinstance(here, Unknown):
            found[kind] = [View("", here, {**scope, kind: here})]
        else:
            who, unsaid = (here, None) if kind != "adult" else leavers(here, alone=alone)
            found[kind] = [View(f"/{key_of(each)}", unsaid or each, {**scope, kind: each}) for each in who]
    return found


def leavers(adults: Sequence[Member], *, alone: bool) -> tuple[Sequence[Member], Unknown | None]:
    """The adults who leave, and the fact that would tell which of them does, where only one can.

    `alone`: one adult leaves and the others stay.
    """
    may = [each for each in adults if getattr(each.noun, "leaves", None) is not False]
    sure = [each for each in may if getattr(each.noun, "leaves", None)]
    if not alone or len(may) <= 1:
        return may, None
    return (sure, None) if sure else (may, Unknown((f"{may[0].path}.leaves",)))


def key_of(member: Member) -> str:
    """What the member is called in the ids of its steps."""
    return member.path.rpartition(".")[2]


def called(member: Member) -> str:
    """What people call the member: its plate, its name, itself where it is a text, else its key."""
    if isinstance(member.noun, str):
        return member.noun
    named = getattr(member.noun, "plate", None) or getattr(member.noun, "name", None)
    return str(named) if named else key_of(member)


def names(known: Roster) -> dict[str, str]:
    """What every member is called, by its path."""
    return {
        member.path: called(member) for found in known.values() if not isinstance(found, Unknown) for member in found
    }
