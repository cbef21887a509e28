"""Rules in words: whom a step concerns and how its days are counted, for people who read no code."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from demenagement.domain.circumstances import CIRCUMSTANCES
from demenagement.domain.facts import MEMBERS, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.application.telling import Say
    from demenagement.domain.condition import Condition
    from demenagement.domain.template import DateSource

_ORDERS: dict[type[ast.cmpop], str] = {ast.Lt: "less", ast.LtE: "at-most", ast.Gt: "more", ast.GtE: "at-least"}


def date_in_words(source: DateSource, say: Say) -> str:
    """How a day is counted: a named day and an offset, or a rule of law by what it says."""
    rule = source.rule
    if rule is None:
        return say(f"rule.law-{source.law}")
    text = say(f"anchor.{rule.anchor}")
    if rule.amount:
        code = f"{rule.unit.replace(' ', '-')}-{'after' if rule.amount > 0 else 'before'}"
        text = say(f"rule.{code}", anchor=text, count=abs(rule.amount))
    return say("rule.end-of-month", text=text) if rule.end_of_month else text


def condition_in_words(condition: Condition, say: Say) -> str:
    """Whom a step concerns."""
    text = re.sub(r"\.from\b", ".from_", condition.text.strip())
    told = _Reader(say).read(
        ast.parse(text, mode="eval").body, {kind: f"household.{all_}" for kind, all_ in MEMBERS.items()}
    )
    return told[:1].upper() + told[1:]


class _Reader:
    """Reads a condition aloud; `names` says which list a member's name stands for."""

    def __init__(self, say: Say) -> None:
        self.say = say

    def read(self, node: ast.expr, names: Mapping[str, str]) -> str:
        match node:
            case ast.Constant(value=True):
                return self.say("rule.everybody")
            case ast.BoolOp(op=operator, values=values):
                code = "and" if isinstance(operator, ast.And) else "or"
                return self.say(f"rule.{code}").join(self._part(value, node, names) for value in values)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self._not(operand, names)
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                return self._compared(left, operator, right, names)
            case ast.Call(func=ast.Name(id=name), args=[argument]):
                return self._called(name, argument, names)
            case _:
                return self._true(node, names)

    def _part(self, value: ast.expr, whole: ast.BoolOp, names: Mapping[str, str]) -> str:
        text = self.read(value, names)
        mixed = isinstance(value, ast.BoolOp) and type(value.op) is not type(whole.op)
        return f"({text})" if mixed else text

    def _not(self, operand: ast.expr, names: Mapping[str, str]) -> str:
        name = ast.unparse(operand)
        return (
            self.say(f"rule.not-{name}")
            if name in CIRCUMSTANCES
            else self.say("rule.no", fact=self._fact(operand, names))
        )

    def _true(self, node: ast.expr, names: Mapping[str, str]) -> str:
        name = ast.unparse(node)
        return self.say(f"rule.{name}") if name in CIRCUMSTANCES else self.say("rule.yes", fact=self._fact(node, names))

    def _called(self, name: str, argument: ast.expr, names: Mapping[str, str]) -> str:
        match name, argument:
            case "presumed", _:
                return self.say("rule.presumed", text=self.read(argument, names))
            case "known", _:
                return self.say("rule.known", fact=self._fact(argument, names))
            case "any", ast.GeneratorExp(
                elt=element, generators=[ast.comprehension(target=ast.Name(id=each), iter=source)]
            ):
                path = ast.unparse(source)
                return self.say(
                    "rule.any", fact=self._fact(source, names), text=self.read(element, {**names, each: path})
                )
            case _:
                return ast.unparse(argument)

    def _compared(self, left: ast.expr, operator: ast.cmpop, right: ast.expr, names: Mapping[str, str]) -> str:
        match left, operator, right:
            case _, ast.NotEq(), ast.Constant(value=False):
                return self.say("rule.some", fact=self._fact(left, names))
            case _, ast.NotEq(), ast.Constant(value=True):
                return self.say("rule.no", fact=self._fact(left, names))
            case ast.Call(func=ast.Name(id="len"), args=[nouns]), ast.Gt(), ast.Constant(value=0):
                return self.say("rule.some", fact=self._fact(nouns, names))
            case ast.Constant(), ast.In(), _:
                return self.say("rule.is", fact=self._fact(right, names), value=self._value(left, right, names))
            case _, ast.Eq() | ast.In(), _:
                return self.say("rule.is", fact=self._fact(left, names), value=self._value(right, left, names))
            case _, ast.NotEq() | ast.NotIn(), _:
                return self.say("rule.is-not", fact=self._fact(left, names), value=self._value(right, left, names))
            case _:
                code = _ORDERS[type(operator)]
                days = isinstance(right, ast.Attribute)
                value = self._fact(right, names) if days else ast.unparse(right)
                return self.say(f"rule.{'before' if days else code}", fact=self._fact(left, names), value=value)

    def _value(self, node: ast.expr, of: ast.expr, names: Mapping[str, str]) -> str:
        """The words of what a fact is compared with."""
        path = self._path(of, names)
        parts = node.elts if isinstance(node, ast.Tuple) else [node]
        found = []
        for part in parts:
            text = str(part.value) if isinstance(part, ast.Constant) else ast.unparse(part)
            key = f"option.{path}.{text}"
            found.append(self.say(key) if self.say.has(key) else text)
        return self.say("rule.or").join(found)

    def _fact(self, node: ast.expr, names: Mapping[str, str]) -> str:
        if isinstance(node, ast.Call) and node.args:
            return self.say("rule.age")
        key = f"fact.{self._path(node, names)}"
        return self.say(key) if self.say.has(key) else ast.unparse(node)

    def _path(self, node: ast.expr, names: Mapping[str, str]) -> str:
        root, _, rest = ast.unparse(node).partition(".")
        whole = names.get(root, root)
        return ".".join(key_of(part) for part in (f"{whole}.{rest}" if rest else whole).split("."))
