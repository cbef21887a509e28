"""The operators of conditions in three values: true, false, and unknown with the facts that would tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from demenagement.domain.facts import Unknown, members

Scope = Mapping[str, object]
"""What names stand for."""

Value = Callable[[Scope], object]
"""A compiled part of a condition."""


def conjunction(values: list[Value]) -> Value:
    def value(scope: Scope) -> object:
        unknown: Unknown | None = None
        for operand in values:
            held = operand(scope)
            if isinstance(held, Unknown):
                unknown = unknown or held
            elif not held:
                return False
        return unknown or True

    return value


def disjunction(values: list[Value]) -> Value:
    def value(scope: Scope) -> object:
        unknown: Unknown | None = None
        for operand in values:
            held = operand(scope)
            if isinstance(held, Unknown):
                unknown = unknown or held
            elif held:
                return True
        return unknown or False

    return value


def negation(operand: Value) -> Value:
    def value(scope: Scope) -> object:
        held = operand(scope)
        return held if isinstance(held, Unknown) else not held

    return value


def comparison(compare: Callable[[object, object], object], left: Value, right: Value) -> Value:
    def value(scope: Scope) -> object:
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


def length(operand: Value) -> Value:
    def value(scope: Scope) -> object:
        held = operand(scope)
        if isinstance(held, Unknown):
            return held
        return len(held) if isinstance(held, tuple) else 0

    return value


def knowledge(operand: Value) -> Value:
    return lambda scope: not isinstance(operand(scope), Unknown)


def presumption(operand: Value) -> Value:
    def value(scope: Scope) -> object:
        held = operand(scope)
        return True if isinstance(held, Unknown) else held

    return value


def existence(each: str, path: str, source: Value, element: Value) -> Value:
    def value(scope: Scope) -> object:
        nouns = source(scope)
        if isinstance(nouns, Unknown):
            return nouns
        unknown: Unknown | None = None
        for member in members(path, nouns) if isinstance(nouns, tuple) else ():
            held = element({**scope, each: member})
            if isinstance(held, Unknown):
                unknown = unknown or held
            elif held:
                return True
        return unknown or False

    return value
