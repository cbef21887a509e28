"""Documents of earlier versions, brought to this one a step at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from demenagement.gateways.store.document import Document


class Upgrades:
    """Step `n` turns a document of version `n` into one of version `n + 1`."""

    def __init__(self, steps: Mapping[int, Callable[[Document], Document]], version: int) -> None:
        """Every step from the first version on has to be there, or KeyError says at once which is not."""
        self._steps = {step: steps[step] for step in range(1, version)}
        self.version = version

    def applied(self, document: Document, version: int) -> Document:
        """The document as this version has it."""
        for step in range(version, self.version):
            document = self._steps[step](document)
        return document
