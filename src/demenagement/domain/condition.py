"""A condition over facts: true, false, or unknown.

Written in a small safe part of Python's expressions, for example `leaving.tenure == "tenant" and leaving.gas != False`:
comparisons, `in`, `and`, `or`, `not`, `len(list)`, `any(… for child in household.children)`, `age(child)`,
`known(fact)` and `presumed(condition)` (true unless it is known to be false). An unknown fact makes a condition unknown
only where it decides: `False and unknown` is false.
"""

from __future__ import annotations

import ast
import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demenagement.domain import truth
from demenagement.domain.facts import Member, attribute, follow, key_of
from demenagement.domain.unreadable import ConditionInvalid, no_expression

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_COMPARISONS: dict[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,  # type: ignore[dict-item] # a mismatch of types is caught and is false
    ast.LtE: operator.le,  # type: ignore[dict-item] # idem
    ast.Gt: operator.gt,  # type: ignore[dict-item] # idem
    ast.GtE: operator.ge,  # type: ignore[dict-item] # idem
    ast.In: lambda left, right: left in right,  # type: ignore[operator] # idem
    ast.NotIn: lambda left, right: left not in right,  # type: ignore[operator] # idem
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition, the names it reads, as dotted paths, and the words that it compares them with.

    `holds` gives True, False, or the facts that would have to be known first.
    """

    text: str
    paths: frozenset[str]
    compared: frozenset[tuple[str, str]]
    holds: truth.Test

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
        raise no_expression(text) from fault
    compiler = _Compiler()
    test = compiler.test(tree.body, {})
    return Condition(text, frozenset(compiler.paths), frozenset(compiler.compared), test)


class _Compiler:
    """Turns each node into a closure once, so that evaluating costs a few calls."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.compared: set[tuple[str, str]] = set()

    def test(self, node: ast.expr, local: Mapping[str, str]) -> truth.Test:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return truth.conjunction([self.compile(value, local) for value in values])
            case ast.BoolOp(op=ast.Or(), values=values):
                return truth.disjunction([self.compile(value, local) for value in values])
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
                if isinstance(op, (ast.In, ast.NotIn)) and isinstance(right, ast.Constant):
                    # Python would look for a piece of the word.
                    raise ConditionInvalid(ast.unparse(right), "condition-list-of-one")
                self._compare(left, right, local)
                return truth.comparison(_COMPARISONS[type(op)], self.compile(left, local), self.compile(right, local))
            case _:
                return truth.whether(self._other(node, local))

    def compile(self, node: ast.expr, local: Mapping[str, str]) -> truth.Value:
        return self.test(node, local) if isinstance(node, (ast.BoolOp, ast.Compare)) else self._other(node, local)

    def _other(self, node: ast.expr, local: Mapping[str, str]) -> truth.Value:
        match node:
            case ast.Constant(value=str() | bool() | int() as constant):
                return truth.Constant(constant)
            case ast.Tuple(elts=elements):
                return self._tuple(elements, local)
            case ast.Name() | ast.Attribute():
                return self._path(node, local)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return truth.negation(self.compile(operand, local))
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]):
                return self._call(name, argument, local)
            case _:
                raise ConditionInvalid(ast.unparse(node))

    def _tuple(self, elements: list[ast.expr], local: Mapping[str, str]) -> truth.Value:
        if all(isinstance(element, ast.Constant) for element in elements):
            return truth.Constant(ast.literal_eval(ast.Tuple(elements)))
        values = [self.compile(element, local) for element in elements]
        return lambda scope: tuple(value(scope) for value in values)

    def _path(self, node: ast.expr, local: Mapping[str, str]) -> truth.Value:
        path = ast.unparse(node)
        whole, root, rest = _whole(path, local)
        if not all(part.isidentifier() and not part.startswith("_") for part in path.split(".")):
            raise ConditionInvalid(path)
        self.paths.add(whole)
        return _read(root, tuple(rest.split(".")) if rest else ())

    def _compare(self, left: ast.expr, right: ast.expr, local: Mapping[str, str]) -> None:
        """Note which words a fact is compared with, whichever side it stands on."""
        for fact, other in ((left, right), (right, left)):
            if isinstance(fact, (ast.Name, ast.Attribute)):
                path, _, _ = _whole(ast.unparse(fact), local)
                parts = other.elts if isinstance(other, ast.Tuple) else [other]
                constants = (part.value for part in parts if isinstance(part, ast.Constant))
                self.compared |= {(path, word) for word in constants if isinstance(word, str)}

    def _call(self, name: str, argument: ast.expr, local: Mapping[str, str]) -> truth.Value:
        match name, argument:
            case "len", _:
                return truth.length(self.compile(argument, local))
            case "age", ast.Name():
                born = self.compile(ast.Attribute(argument, "born"), local)
                return truth.age(born, self._path(ast.parse("move.day", mode="eval").body, local))
            case "known", _:
                return truth.knowledge(self.compile(argument, local))
            case "presumed", _:
                return truth.presumption(self.compile(argument, local))
            case "any", ast.GeneratorExp(
                elt=element, generators=[ast.comprehension(target=ast.Name(id=each), iter=source, ifs=[], is_async=0)]
            ):
                inner = self.compile(element, {**local, each: ast.unparse(source)})
                return truth.existence(each, ast.unparse(source), self.compile(source, local), inner)
            case _:
                raise ConditionInvalid(f"{name}(…)")


def _whole(path: str, local: Mapping[str, str]) -> tuple[str, str, str]:
    """A path as the dossier file has it, its first name, and the rest.

    A member of a list is read as the list's own facts are named: household.pets.kind.
    """
    root, _, rest = ".".join(key_of(part) for part in path.split(".")).partition(".")
    return local.get(root, root) + (f".{rest}" if rest else ""), root, rest


def _read(root: str, parts: tuple[str, ...]) -> truth.Value:
    """The fact at a path: known ones straight from the nouns, the rest as `follow` tells it."""
    names = tuple(attribute(part) for part in parts)
    if len(names) == 1:
        return _read_one(root, names[0], parts)

    def value(scope: truth.Scope) -> object:
        found = scope[root]
        if isinstance(found, Member):
            found = found.noun
        for name in names:
            found = getattr(found, name, None)
            if found is None:
                return follow(scope[root], parts, root)
        return found

    return value


def _read_one(root: str, name: str, parts: tuple[str, ...]) -> truth.Value:
    """As `_read`, for the facts of a noun itself: nearly all that plans name."""

    def value(scope: truth.Scope) -> object:
        noun = scope[root]
        found = getattr(noun.noun if isinstance(noun, Member) else noun, name, None)
        return follow(noun, parts, root) if found is None else found

    return value
