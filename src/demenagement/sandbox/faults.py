"""What was asked to go wrong: `KIND[:key=value,…]`, matched on a provider and a route, counted down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from demenagement.sandbox.exchange import Record

Value: TypeAlias = str | float
Reader: TypeAlias = Callable[[str], Value]


def _between(low: float, high: float, kind: Callable[[str], float] = float) -> Reader:
    def read(text: str) -> float:
        number = kind(text)
        if not low <= number <= high:
            raise ValueError
        return number

    return read


KINDS: Mapping[str, Mapping[str, Reader]] = MappingProxyType(
    {
        "slow": {"seconds": _between(0, 600)},
        "rate-limit": {"retry_after": _between(0, 86_400, int)},
        "error": {"status": _between(500, 599, int)},
        "drop-before": {},
        "drop-after": {},
        "refuse": {"code": str, "status": _between(400, 499, int)},
        "silence": {"recipient": str},
        "late": {"days": _between(1, 365, int), "recipient": str},
        "outcome": {"result": str, "recipient": str},
        "html": {},
        "huge": {},
        "garbage": {},
        "drift": {},
        "escapes": {},
        "redirect": {},
        "random": {"rate": _between(0, 1), "seed": str},
    }
)
SCRIPTED = frozenset({"silence", "late", "outcome"})
"""Kinds that the exchange does not show: they write what becomes of a submission later."""
_MIX = ("error", "drop-before", "drop-after")
_EVERYWHERE: Mapping[str, Reader] = {"provider": str, "route": str, "times": _between(1, 1_000_000, int)}


@dataclass(slots=True, eq=False)
class Fault:
    """One thing to go wrong. `left` counts down; None lasts."""

    spec: str
    kind: str
    options: Mapping[str, Value]
    left: int | None = 1
    chance: Random = field(default_factory=Random)

    def concerns(self, provider: str, route: str) -> bool:
        """Whether it is meant for this route of this provider."""
        return self.options.get("provider", provider) == provider and self.options.get("route", route) == route

    def number(self, key: str, default: float) -> float:
        """A numeric option."""
        return float(self.options.get(key, default))

    def text(self, key: str, default: str = "") -> str:
        """An option in words."""
        return str(self.options.get(key, default))


def read(spec: str) -> Fault:
    """A fault from its spec; a ValueError says in a sentence what cannot be read."""
    kind, _, rest = spec.strip().partition(":")
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise ValueError(
            f"« {kind} » n'est pas une panne connue (unknown fault). Pannes connues (known kinds): {known}."
        )
    readers = {**_EVERYWHERE, **KINDS[kind]}
    options: dict[str, Value] = {}
    lasts = kind == "random"
    for pair in filter(None, (part.strip() for part in rest.split(","))):
        key, sign, text = pair.partition("=")
        if key not in readers or not sign:
            known = ", ".join(readers)
            raise ValueError(f"« {pair} »: clé inconnue pour {kind} (unknown key). Clés connues (known keys): {known}.")
        if (key, text) == ("times", "always"):
            lasts = True
            continue
        try:
            options[key] = readers[key](text)
        except ValueError:
            raise ValueError(f"« {text} » n'est pas une valeur possible de {key} (bad value for {kind}).") from None
    left = int(options["times"]) if "times" in options else None if lasts else 1
    seed = options.get("seed")
    return Fault(spec, kind, options, left, Random(seed))  # noqa: S311 - a dice, not a secret


class Faults:
    """Those still to come, in the order they were asked for."""

    def __init__(self) -> None:
        """None yet."""
        self._waiting: list[Fault] = []

    def arm(self, fault: Fault) -> None:
        """Wait for the moment to go wrong."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._waiting.clear()

    def listing(self) -> list[Record]:
        """Those still waiting."""
        return [{"spec": fault.spec, "left": fault.left} for fault in self._waiting]

    def due(self, provider: str, route: str) -> list[Fault]:
        """What goes wrong with this exchange: any slowness, then one fault at most."""
        due: list[Fault] = []
        for fault in tuple(self._waiting):
            if fault.kind in SCRIPTED or not fault.concerns(provider, route):
                continue
            happening = fault
            if fault.kind == "random":
                if fault.chance.random() >= fault.number("rate", 0.1):
                    continue
                happening = replace(fault, kind=fault.chance.choice(_MIX))
            self._spend(fault)
            due.append(happening)
            if happening.kind != "slow":
                break
        return due

    def scripted(
        self, kind: str, provider: str, route: str, *, text: str = "", among: frozenset[str] = frozenset()
    ) -> str:
        """What was written for this submission: the result, or days, of the first fault that fits, else nothing."""
        for fault in self._waiting:
            result = fault.text("result") or fault.text("days") or kind
            meant = fault.text("recipient").casefold() in text.casefold()
            if fault.kind == kind and fault.concerns(provider, route) and meant and (not among or result in among):
                self._spend(fault)
                return result
        return ""

    def _spend(self, fault: Fault) -> None:
        if fault.left is not None:
            fault.left -= 1
            if fault.left <= 0:
                self._waiting.remove(fault)
