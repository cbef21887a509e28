"""What the use cases of accounts need of the outside, as Protocols; each gateway plays one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from demenagement.domain.keeping import Place
    from demenagement.domain.provider import Manifest


class Safe(Protocol):
    """The system's own safe for secrets."""

    @property
    def usable(self) -> bool:
        """Whether there is one that answers."""

    def get(self, provider: str, name: str) -> str | None:
        """A secret of that provider; None where there is none, or the safe does not answer."""

    def put(self, provider: str, name: str, value: str) -> None:
        """Keep it. Raises StorageFailed."""

    def remove(self, provider: str, name: str) -> None:
        """Forget it, where it is there. Raises StorageFailed where it may still be."""


class SetUpValues(Protocol):
    """What the person set up, as it stands."""

    def places(self, manifest: Manifest) -> Mapping[str, Place]:
        """Where each value that is set for that provider is kept."""

    def variable(self, slug: str, name: str) -> str:
        """What the environment calls a value of that provider."""


class SetUpFile(Protocol):
    """The file of what the person set up. Both methods may raise FilesInvalid and StorageFailed."""

    def write(self, table: str, values: Mapping[str, str], without: Collection[str] = ...) -> None:
        """Set these values of a provider, and take away those named `without`."""

    def remove(self, table: str, names: Collection[str]) -> None:
        """Take values away."""
