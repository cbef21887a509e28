"""A provider's code may break at any moment: whatever it raises becomes one of our own errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar

from demenagement.errors import DemenagementError, ProviderBroken

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


async def guarded(
    slug: str, call: Callable[_Given, Awaitable[_Answer]], *given: _Given.args, **named: _Given.kwargs
) -> _Answer:
    """What the call of that provider's code gives. Raises ProviderBroken, which holds no fact, for a fault in it."""
    try:
        return await call(*given, **named)
    except DemenagementError:
        raise
    except Exception as fault:  # whatever a provider's code does, the rest is fine
        raise ProviderBroken(slug, type(fault).__name__) from fault
