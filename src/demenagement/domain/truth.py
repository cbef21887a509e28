"""The operators of conditions in three values: true, false, and unknown with the facts that would tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from demenagement.domain.facts import Unknown, members

Scope = Mapping[str, object]
"""What names stand for. The members of a list may stand under its path: then they are not named again."""

Value = Callable[[Scope], object]
"""A compiled part of a condition."""

Test = Callable[[Scope], bool | Unknown]
"""A part that is true, false or unknown."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A word, a number or a list of them: the same in every household."""

    value: object

    def __call__(self, scope: Scope) -> object:
        """Itself."""
        del scope
        return self.value


def whether(value: Value) -> Test:
    """A part as a test: what is there is true, what is empty or zero is false."""
    if isinstance(value, Constant):
        always = bool(value.value)
        return lambda _: always

    def test(scope: Scope) -> bool | Unknown:
        held = value(scope)
        return held if isinstance(held, Unknown) else bool(held)

    return test


def conjunction(values: list[Value]) -> Test:
    """`and`: false where any operand is false, else unknown where one is, else true."""

    def value(scope: Scope) -> bool | Unknown:
        unknown: Unknown | None = None
        for operand in values:
            held = operand(scope)
            if isinstance(held, Unknown):
                unknown = unknown or held
            elif not held:
                return False
        return unknown or True

    return value


def disjunction(values: list[Value]) -> Test:
    """`or`: true where any operand is true, else unknown where one is, with all that would tell; else false."""

    def value(scope: Scope) -> bool | Unknown:
        facts: tuple[str, ...] = ()
        for operand in values:
            held = operand(scope)
            if isinstance(held, Unknown):
                facts += held.facts
            elif held:
                return True
        return Unknown(tuple(dict.fromkeys(facts))) if facts else False

    return value


def negation(operand: Value) -> Value:
    """`not`: what is unknown stays unknown."""

    def value(scope: Scope) -> object:
        held = operand(scope)
        return held if isinstance(held, Unknown) else not held

    return value


def comparison(compare: Callable[[object, object], bool], left: Value, right: Value) -> Test:
    """A comparison; between things that can't be compared it is false."""
    if isinstance(right, Constant):
        return _compared_with(right.value, compare, left)

    def value(scope: Scope) -> bool | Unknown:
        first, second = left(scope), right(scope)
        if isinstance(first, Unknown):
            return first
        if isinstance(second, Unknown):
            return second
        try:
            return compare(first, second)
        except TypeError:
            return False

    return value


def _compared_with(constant: object, compare: Callable[[object, object], bool], left: Value) -> Test:
    """Nearly every comparison that is written: one operand less to ask."""

    def value(scope: Scope) -> bool | Unknown:
        first = left(scope)
        if isinstance(first, Unknown):
            return first
        try:
            return compare(first, constant)
        except TypeError:
            return False

    return value


def length(operand: Value) -> Value:
    """`len`: how many members a list has; 0 for what is no list."""

    def value(scope: Scope) -> object:
        held = operand(scope)
        if isinstance(held, Unknown):
            return held
        return len(held) if isinstance(held, tuple) else 0

    return value


def age(born: Value, moving: Value) -> Value:
    """`age`: whole years on the moving day, or today while nobody knows it."""

    def value(scope: Scope) -> object:
        birth, day = born(scope), moving(scope)
        on = day if isinstance(day, date) else scope["today"]
        if not isinstance(birth, date) or not isinstance(on, date):
            return birth
        return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))

    return value


def knowledge(operand: Value) -> Value:
    """`known`: whether the operand is known at all."""
    return lambda scope: not isinstance(operand(scope), Unknown)


def presumption(operand: Value) -> Value:
    """`presumed`: true unless it is known to be false."""

    def value(scope: Scope) -> object:
        held = operand(scope)
        return True if isinstance(held, Unknown) else held

    return value


def existence(each: str, path: str, source: Value, element: Value) -> Value:
    """`any`: `element` holds for one member of the list at `path`."""

    def value(scope: Scope) -> object:
        nouns = source(scope)
        if isinstance(nouns, Unknown):
            return nouns
        unknown: Unknown | None = None
        named = scope.get(path)
        if not isinstance(named, tuple):
            named = members(path, nouns) if isinstance(nouns, tuple) else ()
        inner = dict(scope)
        for member in named:
            inner[each] = member
            held = element(inner)
            if isinstance(held, Unknown):
                unknown = unknown or held
            elif held:
                return True
        return unknown or False

    return value
