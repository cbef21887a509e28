"""Every contract that the sandbox plays. A new one is a package and one line here.

Somebody else's package brings its own by an entry point of the group `demenagement.sandbox`, to a `Contract`.
"""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from demenagement.sandbox import demarche_numerique, faults, lookups, maileva, maileva_electronic, merci_facteur
from demenagement.sandbox.contract import Contract

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from importlib.metadata import EntryPoint

    from demenagement.sandbox.faults import Fault

GROUP = "demenagement.sandbox"
_OWN: tuple[Contract, ...] = (
    maileva.CONTRACT,
    maileva_electronic.CONTRACT,
    demarche_numerique.CONTRACT,
    merci_facteur.CONTRACT,
    *lookups.CONTRACTS,
)


def _installed() -> Iterator[Contract]:
    """Those of other packages; one that does not load, or that is there already, is told and left out."""
    taken = {contract.name for contract in _OWN}
    for each in sorted(entry_points(group=GROUP), key=lambda found: (found.name, found.value)):
        try:
            contract = _loaded(each, taken)
        except Exception as fault:  # noqa: BLE001 # whatever somebody's package does, the rest is played
            sys.stderr.write(f"{each.name}: contrat écarté (contract left out): {type(fault).__name__}: {fault}\n")
            continue
        taken.add(contract.name)
        yield contract


def _loaded(entry: EntryPoint, taken: Container[str]) -> Contract:
    contract = entry.load()
    if not isinstance(contract, Contract):
        raise TypeError(entry.value)
    if contract.name in taken:
        raise ValueError(contract.name)
    return contract


CONTRACTS: tuple[Contract, ...] = (*_OWN, *_installed())


def fault(spec: str) -> Fault:
    """A fault from its spec, sure to name a provider, a route and an outcome that exist."""
    read = faults.read(spec)
    name = read.text("provider")
    concerned = [contract for contract in CONTRACTS if name in ("", contract.name)]
    _known(spec, "provider", name, [contract.name for contract in CONTRACTS])
    _known(spec, "route", read.text("route"), [route.name for contract in concerned for route in contract.routes])
    outcomes = sorted(outcome for contract in concerned for outcome in contract.outcomes)
    if read.kind == "outcome":
        _known(spec, "result", read.text("result") or "?", outcomes)
    if read.kind in faults.SCRIPTED:
        _known(spec, "route", read.text("route"), ["submit", "claim"])
    return read


def _known(spec: str, key: str, named: str, names: list[str]) -> None:
    if named and named not in names:
        listed = ", ".join(names)
        raise ValueError(f"« {spec} »: {key} inconnu, {named} (unknown {key}). Connus (known): {listed}.")
