"""The public services that look something up: they only answer. Every place is real, every body and letter made up.

Each plays the oddities of its model: JSON inside JSON, refusals in plain text, two shapes of one list, one answer that
comes as an object or as an array, several answers under one 207, a service that closes for some seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.sandbox.lookups import addresses, communes, directory, distributors, letters

if TYPE_CHECKING:
    from demenagement.sandbox.contract import Contract

CONTRACTS: tuple[Contract, ...] = (
    addresses.CONTRACT,
    communes.CONTRACT,
    directory.CONTRACT,
    distributors.CONTRACT,
    letters.CONTRACT,
)
