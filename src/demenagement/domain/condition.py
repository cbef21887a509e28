"""A condition over facts: true, false, or unknown.

Written in a small safe part of Python's expressions, for example `leaving.tenure == "tenant" and leaving.gas != False`:
comparisons, `in`, `and`, `or`, `not`, `len(list)`, `any(… for child in household.children)`, `known(fact)` and
`presumed(condition)` (true unless it is known to be false). An unknown fact makes a condition unknown only where it
decides: `False and unknown` is false.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from demenagement.domain.facts import Unknown, follow, members

Scope = Mapping[str, object]
_Value = Callable[[Scope], object]

_COMPARISONS: dict[type[ast.cmpop], Callable[[object, object], object]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,  # type: ignore[dict-item] # a mismatch of types is caught and is false
    ast.LtE: operator.le,  # type: ignore[dict-item] # idem
    ast.Gt: operator.gt,  # type: ignore[dict-item] # idem
    ast.GtE: operator.ge,  # type: ignore[dict-item] # idem
    ast.In: lambda left, right: left in right,  # type: ignore[operator] # idem
    ast.NotIn: lambda left, right: left not in right,  # type: ignore[operator] # idem
}


class ConditionInvalid(ValueError):
    """The text is no condition; the message names the part that is not understood."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition and the names it reads, as dotted paths."""

    text: str
    paths: frozenset[str]
    _value: _Value

    def holds(self, scope: Scope) -> bool | Unknown:
        """True, False, or the facts that would have to be known first."""
        value = self._value(scope)
        return value if isinstance(value, Unknown) else bool(value)

    def __reduce__(self) -> tuple[Callable[[object], Condition], tuple[str]]:
        """Kept as its text: closures can't be."""
        return parse, (self.text,)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> dict[str, object]:
        """Tell the validator outside to read it from text."""
        del source, handler
        return {"type": "function-plain", "function": {"type": "no-info", "function": parse}}


def parse(text: object) -> Condition:
    """Compile `text`. Raises ConditionInvalid."""
    if not isinstance(text, str):
        raise ConditionInvalid(text)
    try:
        # `from` is a key of the dossier and a word of Python.
        tree = ast.parse(re.sub(r"\.from\b", ".from_", text.strip() or "True"), mode="eval")
    except SyntaxError as fault:
        raise ConditionInvalid(text) from fault
    compiler = _Compiler()
    value = compiler.compile(tree.body, frozenset())
    return Condition(text, frozenset(compiler.paths), value)


class _Compiler:
    """Turns each node into a closure once, so that evaluating costs a few calls."""

    def __init__(self) -> None:
        self.paths: set[str] = set()

    def compile(self, node: ast.expr, local: frozenset[str]) -> _Value:
        match node:
            case ast.Constant(value=str() | bool() | int() as constant):
                return lambda _scope: constant
            case ast.Tuple(elts=elements):
                return self._tuple(elements, local)
            case ast.Name() | ast.Attribute():
                return self._path(node, local)
            case ast.BoolOp(op=ast.And(), values=values):
                return _conjunction([self.compile(value, local) for value in values])
            case ast.BoolOp(op=ast.Or(), values=values):
                return _disjunction([self.compile(value, local) for value in values])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return _negation(self.compile(operand, local))
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
                return _comparison(_COMPARISONS[type(op)], self.compile(left, local), self.compile(right, local))
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]):
                return self._call(name, argument, local)
            case _:
                raise ConditionInvalid(ast.unparse(node))

    def _tuple(self, elements: list[ast.expr], local: frozenset[str]) -> _Value:
        values = [self.compile(element, local) for element in elements]
        return lambda scope: tuple(value(scope) for value in values)

    def _path(self, node: ast.expr, local: frozenset[str]) -> _Value:
        path = ast.unparse(node)
        if not all(part.isidentifier() for part in path.split(".")):
            raise ConditionInvalid(path)
        root, _, rest = path.partition(".")
        if root not in local:
            self.paths.add(path)
        parts = tuple(rest.split(".")) if rest else ()
        return lambda scope: follow(scope[root], parts, root)

    def _call(self, name: str, argument: ast.expr, local: frozenset[str]) -> _Value:
        match name, argument:
            case "len", _:
                return _length(self.compile(argument, local))
            case "known", _:
                return _knowledge(self.compile(argument, local))
            case "presumed", _:
                return _presumption(self.compile(argument, local))
            case "any", ast.GeneratorExp(
                elt=element, generators=[ast.comprehension(target=ast.Name(id=each), iter=source, ifs=[], is_async=0)]
            ):
                inner = self.compile(element, local | {each})
                return _existence(each, ast.unparse(source), self.compile(source, local), inner)
            case _:
                raise ConditionInvalid(f"{name}(…)")


def _conjunction(values: list[_Value]) -> _Value:
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


def _disjunction(values: list[_Value]) -> _Value:
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


def _negation(operand: _Value) -> _Value:
    def value(scope: Scope) -> object:
        held = operand(scope)
        return held if isinstance(held, Unknown) else not held

    return value


def _comparison(compare: Callable[[object, object], object], left: _Value, right: _Value) -> _Value:
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


def _length(operand: _Value) -> _Value:
    def value(scope: Scope) -> object:
        held = operand(scope)
        if isinstance(held, Unknown):
            return held
        return len(held) if isinstance(held, tuple) else 0

    return value


def _knowledge(operand: _Value) -> _Value:
    return lambda scope: not isinstance(operand(scope), Unknown)


def _presumption(operand: _Value) -> _Value:
    def value(scope: Scope) -> object:
        held = operand(scope)
        return True if isinstance(held, Unknown) else held

    return value


def _existence(each: str, path: str, source: _Value, element: _Value) -> _Value:
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
