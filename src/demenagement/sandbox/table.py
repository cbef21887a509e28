"""Every contract that the sandbox plays. A new one is a package and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox import demarche_numerique, faults, lookups, maileva, maileva_electronic, merci_facteur

if TYPE_CHECKING:
    from demenagement.sandbox.contract import Contract
    from demenagement.sandbox.faults import Fault

CONTRACTS: tuple[Contract, ...] = (
    maileva.CONTRACT,
    maileva_electronic.CONTRACT,
    demarche_numerique.CONTRACT,
    merci_facteur.CONTRACT,
    *lookups.CONTRACTS,
)


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
