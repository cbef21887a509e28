"""Named tuples made by the hundred."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Record = TypeVar("Record", bound=tuple[object, ...])


def from_fields(record: type[Record]) -> Callable[[tuple[object, ...]], Record]:
    """What makes that named tuple from the whole of its fields, in their order; nothing is checked.

    Its own constructor is Python and takes twice as long, which is felt in what every plan makes for each step.
    """
    return partial(tuple.__new__, record)
